import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StoreModel } from '../../../src/models/javascript/model.ts';
import { localStoreVerdict } from '../../../src/project/javascript/cluster.ts';
import { ProjectCache } from '../../../src/project/project-cache.ts';
import { plant } from '../tree.ts';

const memory: StoreModel = { modules: [], name: 'MemoryStore', scope: 'process', codec: 'json' };
const files: StoreModel = { ...memory, name: 'session-file-store', scope: 'host' };

function verdict(tree: Record<string, string>, store = memory, path = 'app.js'): string {
  const { root } = plant({ 'package.json': '{ "dependencies": {} }', '.git/HEAD': '', 'app.js': '', ...tree });
  const found = localStoreVerdict(join(root, path), store, new ProjectCache());
  return found === null ? 'silent' : `${found.kind}: ${found.data['evidence'] ?? ''}`;
}

function pm2(app: string): Record<string, string> {
  return { 'ecosystem.config.js': `module.exports = {\n  apps: [\n    {\n      ${app},\n    },\n  ],\n};\n` };
}

describe('pm2', () => {
  test.each([
    ["script: 'app.js', instances: 'max'", "processStore: ecosystem.config.js (line 4) runs 'max' instances with pm2"],
    ["script: 'app.js', instances: 4", 'processStore: ecosystem.config.js (line 4) runs 4 instances with pm2'],
    ["script: 'app.js', instances: -1", 'processStore: ecosystem.config.js (line 4) runs -1 instances with pm2'],
    ["script: 'app.js', instances: 0", 'processStore: ecosystem.config.js (line 4) runs 0 instances with pm2'],
    [
      "script: 'app.js', instances: process.env.N || 'max'",
      "processStore: ecosystem.config.js (line 4) runs 'max' instances with pm2",
    ],
    [
      "script: 'app.js', exec_mode: 'cluster'",
      "processStore: ecosystem.config.js (line 4) runs it in pm2's cluster mode",
    ],
    ["script: 'app.js', instances: 1", 'silent'],
    ["script: 'app.js', instances: '1', exec_mode: 'cluster'", 'silent'],
    ["script: 'app.js'", 'silent'],
    ["script: 'app.js', instances: process.env.N", 'silent'],
    ["script: './dist/main.js', instances: 2", 'processStore: ecosystem.config.js (line 4) runs 2 instances with pm2'],
    ["script: 'queue-worker.js', instances: 2", 'silent'],
  ])('%s', (app, expected) => {
    expect(verdict(pm2(app))).toBe(expected);
  });

  test('an app with another script concerns what that script imports', () => {
    const tree = pm2("script: 'mailer.js', instances: 2");
    expect(verdict({ ...tree, 'mailer.js': "require('./mail');", 'mail.js': '' })).toBe('silent');
    expect(verdict({ ...tree, 'mailer.js': "require('./mail');", 'mail.js': "require('./app');" })).toMatch(
      /^processStore:/,
    );
  });

  test.each([
    ['ecosystem.json', '{ "apps": [{ "script": "app.js",\n "instances": 2 }] }', 2],
    ['process.yml', 'apps:\n  - script: app.js\n    instances: max\n', 3],
    ['pm2.config.cjs', "const apps = [{ script: 'app.js', instances: 3 }];\nmodule.exports = { apps };\n", 1],
    ['ecosystem.config.mjs', "export default { apps: [{ script: 'app.js', instances: 3 }] };", 1],
  ])('reads %s', (name, text, line) => {
    expect(verdict({ [name]: text })).toMatch(new RegExp(`^processStore: ${name} \\(line ${line}\\)`));
  });

  test.each([
    ['pm2 start app.js -i max', /^processStore: package\.json \(line 4\) starts 'max' instances/],
    ['pm2-runtime start app.js --instances=4', /^processStore/],
    ['pm2 start app.js -i 1', /^silent$/],
    ['pm2 start app.js', /^silent$/],
    ['pm2 start worker.js -i 4 && node app.js', /^silent$/],
  ])('the script %s', (command, expected) => {
    const manifest = `{\n  "dependencies": {},\n  "scripts": {\n    "start": "${command}"\n  }\n}`;
    expect(verdict({ 'package.json': manifest })).toMatch(expected);
  });

  test('is read, never run', () => {
    expect(
      verdict({ 'ecosystem.config.js': "throw new Error('run'); module.exports = { apps: [{ instances: 2 }] };" }),
    ).toMatch(/^processStore/);
  });
});

describe('other signs of several processes', () => {
  const deployment = (count: number, image = 'shop:1') =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: ${count}\n  template:\n    spec:\n      containers:\n        - name: main\n          image: ${image}\n`;

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'node:cluster',
      { 'server.js': "const cluster = require('node:cluster');\ncluster.fork();" },
      /^processStore: server\.js \(line 2\) starts several/,
    ],
    ['another cluster', { 'server.js': "const cluster = require('./cluster');\ncluster.fork();" }, /^silent$/],
    [
      'replicas',
      { 'k8s/app.yaml': deployment(3) },
      /^processStore: k8s\/app\.yaml \(line 6\) runs 3 replicas of "shop"/,
    ],
    ['one replica', { 'k8s/app.yaml': deployment(1) }, /^silent$/],
    ['replicas of a database', { 'k8s/app.yaml': deployment(3, 'redis:7') }, /^silent$/],
    [
      'an autoscaler',
      { 'deploy/hpa.yaml': 'kind: HorizontalPodAutoscaler\nspec:\n  minReplicas: 1\n  maxReplicas: 5\n' },
      /^processStore: deploy\/hpa\.yaml \(line 4\) lets it grow to 5 replicas/,
    ],
    ['a chart', { 'chart/values.yaml': 'replicaCount: 2\n' }, /^processStore: chart\/values\.yaml \(line 1\)/],
    [
      'compose',
      { 'docker-compose.yml': 'services:\n  web:\n    build: .\n    deploy:\n      replicas: 2\n' },
      /^processStore: docker-compose\.yml \(line 5\) runs 2 replicas of the service "web"/,
    ],
    ['compose, scale', { 'compose.yaml': 'services:\n  web:\n    build: .\n    scale: 2\n' }, /^processStore/],
    [
      'compose, another service',
      { 'compose.yaml': 'services:\n  cache:\n    image: redis\n    scale: 2\n  web:\n    build: .\n' },
      /^silent$/,
    ],
    [
      'serverless',
      { 'serverless.yml': 'service: shop\nfunctions:\n  web:\n    handler: app.handler\n' },
      /^processStore: serverless\.yml \(line 2\)/,
    ],
    ['vercel, static', { 'vercel.json': '{ "rewrites": [] }' }, /^silent$/],
    ['vercel', { 'vercel.json': '{ "functions": {} }' }, /^processStore/],
    ['netlify', { 'netlify.toml': '[functions]\n' }, /^processStore/],
    ['workers', { 'wrangler.toml': 'name = "shop"\nmain = "app.js"\n' }, /^processStore: wrangler\.toml \(line 2\)/],
    [
      'nginx',
      { 'nginx.conf': 'http {\n  upstream app {\n    server a:1;\n    server b:1;\n  }\n}\n' },
      /^processStore: nginx\.conf \(line 2\) spreads requests over 2 servers/,
    ],
    [
      'nginx in front of Tomcats',
      {
        'nginx.conf': 'http {\n  upstream app {\n    server a:8080;\n    server b:8080;\n  }\n}\n',
        'tomcat/conf/server.xml':
          '<Server><Service name="Catalina"><Connector port="8080"/><Engine name="Catalina" defaultHost="a"/></Service></Server>',
      },
      /^silent$/,
    ],
    [
      'nginx, in a comment',
      { 'nginx.conf': 'http {\n#  upstream app {\n#    server a:1;\n#    server b:1;\n#  }\n}\n' },
      /^silent$/,
    ],
    ['nginx, one server', { 'nginx.conf': 'upstream app { server a:1; server b:1 backup; }' }, /^silent$/],
    [
      'nginx, sticky',
      { 'nginx.conf': 'upstream app {\n ip_hash;\n server a:1;\n server b:1;\n}' },
      /^processStoreInProduction: nginx\.conf/,
    ],
    [
      'an image for production',
      { Dockerfile: 'FROM node\nENV NODE_ENV=production\n' },
      /^processStoreInProduction: Dockerfile \(line 2\)/,
    ],
    ['broken YAML', { 'k8s/app.yaml': 'kind: Deployment\nspec:\n  replicas: [3\n' }, /^silent$/],
    ['a template', { 'k8s/app.yaml': 'kind: Deployment\nspec:\n  replicas: {{ .Values.n }}\n' }, /^silent$/],
    ['nothing', {}, /^silent$/],
  ])('%s', (_, tree, expected) => {
    expect(verdict(tree)).toMatch(expected);
  });

  test('a store on disk is no harm on one host', () => {
    expect(verdict(pm2("script: 'app.js', instances: 4"), files)).toBe('silent');
    expect(verdict({ 'k8s/app.yaml': deployment(3) }, files)).toMatch(/^hostStore/);
  });

  test('a shared store is no harm anywhere', () => {
    expect(verdict(pm2("script: 'app.js', instances: 4"), { ...memory, scope: 'shared' })).toBe('silent');
  });

  test('a package of a larger repository is concerned by the manifests around it', () => {
    const tree = {
      'services/web/package.json': '{ "dependencies": {} }',
      'services/web/app.js': '',
      'k8s/app.yaml': deployment(2),
    };
    expect(verdict(tree, memory, 'services/web/app.js')).toMatch(/^processStore: k8s\/app\.yaml/);
  });

  test('needs a package', () => {
    expect(localStoreVerdict('/nowhere/at/all.js', memory, new ProjectCache())).toBeNull();
  });
});
