/** Each condition of the rules on Tomcat, on real Tomcats and in the linter. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindOf } from '../../src/file-kinds.ts';
import { rules } from '../../src/rules.ts';
import { configFor } from '../fixtures/lint-fixture.ts';
import { freePort } from './programs/program.ts';
import { compilePrograms, requireTomcat, startTomcat, type TomcatNode } from './programs/tomcat.ts';
import { tomcatCases, type TomcatCase, type TomcatEffect } from './tomcat-cases.ts';

const RULES = [...Object.keys(rules).filter((id) => id.startsWith('cluster-')), 'require-distributable'];

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-tomcat-')));

beforeAll(() => {
  requireTomcat();
  compilePrograms(folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface PreparedNode {
  readonly base: string;
  readonly port: number;
  readonly host: string;
}

interface Prepared {
  readonly root: string;
  readonly names: readonly string[];
  readonly nodes: readonly PreparedNode[];
}

/** Jakarta EE's name space tells the version: Tomcat 10.1. */
const WEB_XML = (distributable: boolean): string => `<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
  ${distributable ? '<distributable/>' : ''}
  <servlet>
    <servlet-name>count</servlet-name>
    <servlet-class>shop.CountServlet</servlet-class>
  </servlet>
  <servlet-mapping>
    <servlet-name>count</servlet-name>
    <url-pattern>/count</url-pattern>
  </servlet-mapping>
</web-app>
`;

let count = 0;

async function prepare({ nodes, files = {}, distributable = true }: TomcatCase): Promise<Prepared> {
  const root = join(folder, String(count++));
  mkdirSync(join(root, '.git'), { recursive: true });
  const group = await freePort();
  const receivers = [await freePort(), await freePort()];
  const names: string[] = [];
  const prepared: PreparedNode[] = [];
  for (const [index, { service = '', engine = '', host = '', hostName = 'localhost' }] of nodes.entries()) {
    const port = await freePort();
    const base = join(root, `node${index + 1}`);
    const server = `<Server port="-1" shutdown="SHUTDOWN">
<Service name="Catalina">
<Connector port="${port}" address="127.0.0.1"/>
${service}
<Engine name="Catalina" defaultHost="${hostName}">
${engine}
<Host name="${hostName}" appBase="webapps">
${host}
</Host>
</Engine>
</Service>
</Server>
`
      .replaceAll('{GROUP}', String(group))
      // One node at an address of this machine only is a finding of its own.
      .replaceAll('{ADDRESS}', nodes.length > 1 ? '127.0.0.1' : 'auto')
      .replaceAll('{PORT}', String(receivers[index]))
      .replaceAll('{PEER}', String(receivers[1 - index]));
    const all = {
      'conf/context.xml': '<Context><JarScanner scanClassPath="false"/></Context>',
      'webapps/shop/WEB-INF/web.xml': WEB_XML(distributable),
      ...files,
      'conf/server.xml': server,
      'RELEASE-NOTES': 'Apache Tomcat Version 10.1.60\n',
    };
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(dirname(join(base, name)), { recursive: true });
      writeFileSync(join(base, name), text);
      names.push(`node${index + 1}/${name}`);
    }
    cpSync(join(folder, 'classes'), join(base, 'webapps/shop/WEB-INF/classes'), { recursive: true });
    prepared.push({ base, port, host: hostName });
  }
  return { root, names, nodes: prepared };
}

/** `file rule messageId` of every finding in every file. */
function lint({ root, names }: Prepared): string[] {
  const linter = new Linter({ configType: 'flat', cwd: root });
  return names.flatMap((name) => {
    const file = join(root, name);
    if (kindOf(file) === undefined) return [];
    return linter
      .verify(readFileSync(file, 'utf8'), configFor({ rules: RULES }), { filename: file })
      .map(
        ({ ruleId, messageId, message }) =>
          `${name} ${ruleId?.replace('session-lint/', '') ?? ''} ${messageId ?? message}`,
      );
  });
}

interface Answer {
  readonly status: number;
  /** `new 0`, `known 1`: whether the session was known, and how far its counter had come. */
  readonly text: string;
  readonly cookie: string | undefined;
}

async function visit({ port, host }: PreparedNode, cookie?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { Host: host, ...(cookie !== undefined && { Cookie: cookie }) };
    const asked = request({ host: '127.0.0.1', port, path: '/shop/count', headers, timeout: 10_000 }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject);
    asked.end();
  });
}

/** Nodes find each other within a second or two; those that never do are given the same time. */
const MEETING_MS = 4000;

async function meeting(running: readonly TomcatNode[]): Promise<void> {
  const limit = Date.now() + MEETING_MS;
  const met = () => running.every((node) => node.log().includes('Replication member added'));
  while (!met() && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function show(effect: TomcatEffect, { nodes }: Prepared, running: readonly TomcatNode[]): Promise<void> {
  const [first, second] = nodes;
  if (first === undefined || effect === 'refused' || effect === 'starts') return;
  if (effect === 'unavailable') {
    expect((await visit(first)).status).toBe(404);
    return;
  }
  if (second === undefined) throw new Error('This takes two nodes.');
  await meeting(running);
  const here = await visit(first);
  expect(here).toMatchObject({ status: 200, text: 'new 0' });
  expect((await visit(first, here.cookie)).text).toBe('known 1');
  const there = await visit(second, here.cookie);
  expect(there.text).toBe({ shared: 'known 2', empty: 'known 0', local: 'new 0' }[effect]);
}

describe.each([...new Set(tomcatCases.map(({ rule }) => rule))])('%s', (rule) => {
  const cases = tomcatCases.filter((one) => one.rule === rule);

  test.each(cases)('$name: $effect', async (one) => {
    const prepared = await prepare(one);
    expect(lint(prepared).sort()).toEqual([...one.finds].sort());
    const running: TomcatNode[] = [];
    try {
      // One after the other: both at once take longer.
      for (const { base } of prepared.nodes) running.push(await startTomcat(folder, base));
      const logs = () => running.map((node) => node.log()).join('\n');
      expect(
        running.every(({ started }) => started),
        logs(),
      ).toBe(one.effect !== 'refused');
      await show(one.effect, prepared, running);
      if (one.says !== undefined) expect(logs()).toMatch(one.says);
    } finally {
      await Promise.all(running.map((node) => node.stop()));
    }
  });
});
