import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/languages/xml/parse.ts';
import { GENERATIONS } from '../../../src/models/tomcat/generations.ts';
import { ProjectCache } from '../../../src/project/project-cache.ts';
import { generationsOf } from '../../../src/project/tomcat/generation.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-generation-')));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;

function told(content: string, files: Readonly<Record<string, string>> = {}, path = 'conf/server.xml') {
  const root = join(folder, String(count++));
  mkdirSync(join(root, '.git'), { recursive: true });
  const text = `<Server port="8005" shutdown="S">${content}<Service name="Catalina"/></Server>`;
  for (const [name, body] of Object.entries({ [path]: text, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), body);
  }
  const parsed = parseXml(text, join(root, path));
  if (!parsed.ok) throw new Error('The fixture is no XML.');
  return generationsOf(parsed.document, join(root, path), new ProjectCache());
}

const listener = (name: string) => `<Listener className="org.apache.catalina.${name}"/>`;

describe('generationsOf', () => {
  it('takes everything for possible where nothing tells', () => {
    expect(told('')).toEqual(GENERATIONS);
  });

  it.each([
    ['core.JasperListener', ['6.0', '7.0']],
    ['core.ThreadLocalLeakPreventionListener', GENERATIONS.slice(3)],
    ['core.OpenSSLLifecycleListener', ['9.0', '10.1', '11.0', '12.0']],
  ])('reads %s', (name, expected) => {
    expect(told(listener(name))).toEqual(expected);
  });

  it('puts several together', () => {
    expect(told(listener('core.JasperListener') + listener('core.ThreadLocalLeakPreventionListener'))).toEqual(['7.0']);
  });

  it('believes nothing that contradicts itself', () => {
    expect(told(listener('core.JasperListener') + listener('core.OpenSSLLifecycleListener'))).toEqual(GENERATIONS);
  });

  it.each([
    ['RELEASE-NOTES', 'Apache Tomcat Version 8.5.32', ['8.5']],
    ['Dockerfile', 'FROM tomcat:9.0-jdk17\n', ['9.0']],
    ['Dockerfile', 'FROM docker.io/library/tomcat:10.1.34 AS run\n', ['10.1']],
    ['compose.yaml', 'services:\n  shop:\n    image: "tomcat:11"\n', ['11.0']],
    ['Dockerfile', 'FROM eclipse-temurin:17\n', GENERATIONS],
    ['conf/web.xml', '<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0"/>', ['9.0']],
  ])('reads %s (%s)', (name, body, expected) => {
    expect(told('', { [name]: body })).toEqual(expected);
  });

  it('reads names of folders', () => {
    expect(told('', {}, 'apache-tomcat-8.0.33/conf/server.xml')).toEqual(['8.0']);
    expect(told('', {}, 'tomcat7/conf/server.xml')).toEqual(['7.0']);
    expect(told('', {}, 'tomcat-a/conf/server.xml')).toEqual(GENERATIONS);
  });

  it('does not believe images of two generations', () => {
    expect(told('', { Dockerfile: 'FROM tomcat:9\nFROM tomcat:10.1\n' })).toEqual(GENERATIONS);
  });

  it('does not ask the cluster, which is in question', () => {
    const cluster = '<Cluster className="org.apache.catalina.cluster.tcp.SimpleTcpCluster"/>';
    expect(told(cluster)).toEqual(GENERATIONS);
  });
});
