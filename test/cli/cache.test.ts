/** `--cache`, as the built program has it: each run is a process of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileResult } from '../../src/cli/results.ts';
import { BROKEN, KEPT, LOST, PLAIN, testFolder, type TestFolder } from './run-cli.ts';

const BIN = resolve('bin/session-lint.js');
const CACHE = '.session-lint-cache';

interface CachedRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Names of files with findings. */
  readonly found: readonly string[];
  readonly analysed: number;
  readonly recalled: number;
}

function run({ path }: TestFolder, ...argv: readonly string[]): CachedRun {
  const all = [BIN, '--format', 'json', '--stats', '--cache', ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: path, encoding: 'utf8' });
  const results = JSON.parse(stdout) as FileResult[];
  const found = results
    .filter(({ messages }) => messages.length > 0)
    .map(({ filePath }) => filePath.slice(path.length + 1));
  const number = (pattern: RegExp): number => Number(pattern.exec(stderr)?.[1] ?? Number.NaN);
  return { status, stdout, stderr, found, analysed: number(/analysed +(\d+)/), recalled: number(/cached +(\d+)/) };
}

/** The same without a cache: what every run with one has to say. */
function plain({ path }: TestFolder, ...argv: readonly string[]): string {
  return spawnSync(process.execPath, [BIN, '--format', 'json', ...argv], { cwd: path, encoding: 'utf8' }).stdout;
}

describe('--cache', () => {
  test('says the same, and analyses nothing again', () => {
    const folder = testFolder({
      'Lost.java': LOST,
      'Kept.java': KEPT,
      'Broken.java': BROKEN,
      'Plain.java': PLAIN,
      'page.jsp': '<% ((java.util.List) session.getAttribute("a")).add("x"); %>\n',
      'Quiet.java': LOST.replace('class Lost', '// session-lint-disable-next-line\nclass Lost'),
    });
    const first = run(folder);
    expect(first).toMatchObject({ status: 1, analysed: 5, recalled: 0 });
    const second = run(folder);
    expect(second).toMatchObject({ status: 1, analysed: 0, recalled: 5, stdout: first.stdout });
    expect(second.stdout).toBe(plain(folder));
    expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([CACHE]);
  });

  test('analyses what has changed, and leaves the rest', () => {
    const folder = testFolder({ 'a/Lost.java': LOST, 'b/Kept.java': KEPT });
    run(folder);
    folder.write('b/Kept.java', LOST);
    expect(run(folder)).toMatchObject({ analysed: 1, recalled: 1, found: ['a/Lost.java', 'b/Kept.java'] });
    folder.write('a/Lost.java', KEPT);
    rmSync(join(folder.path, 'b/Kept.java'));
    expect(run(folder)).toMatchObject({ status: 0, analysed: 1, recalled: 0, found: [] });
    folder.write('c/New.java', LOST);
    expect(run(folder)).toMatchObject({ analysed: 1, recalled: 1, found: ['c/New.java'] });
  });

  test('works with several threads', () => {
    const folder = testFolder();
    for (let i = 0; i < 9; i++) folder.write(`p${i}/Lost.java`, LOST);
    const first = run(folder, '--concurrency', '3');
    expect(first.stderr).toContain('on 3 threads');
    expect(run(folder, '--concurrency', '3')).toMatchObject({ analysed: 0, recalled: 9, stdout: first.stdout });
    folder.write('p4/Lost.java', KEPT);
    folder.write('p5/Lost.java', KEPT);
    const third = run(folder, '--concurrency', '2');
    expect(third).toMatchObject({ analysed: 2, recalled: 7 });
    expect(third.found).toHaveLength(7);
  });

  test('keeps the results of files that a run does not look at', () => {
    const folder = testFolder({ 'a/Lost.java': LOST, 'b/Lost.java': LOST });
    run(folder);
    expect(run(folder, 'a')).toMatchObject({ analysed: 0, recalled: 1 });
    folder.write('a/Lost.java', KEPT);
    expect(run(folder, 'a')).toMatchObject({ analysed: 1, recalled: 0 });
    expect(run(folder)).toMatchObject({ analysed: 0, recalled: 2, found: ['b/Lost.java'] });
  });

  test.each([
    ['another preset', ['--preset', 'strict']],
    ['another severity', ['--rule', 'no-lost-mutation: warn']],
    ['another session manager', ['--session-manager', 'portable']],
    ['another encoding', ['--encoding', 'GBK']],
  ])('starts anew with %s', (_, argv) => {
    const folder = testFolder({ 'Lost.java': LOST });
    run(folder);
    const other = run(folder, ...argv);
    expect(other).toMatchObject({ analysed: 1, recalled: 0, stdout: plain(folder, ...argv) });
    expect(run(folder, ...argv)).toMatchObject({ analysed: 0, recalled: 1 });
  });

  test.each([
    ['nothing', ''],
    ['another text', 'this is no cache\n'],
    ['half a cache', undefined],
  ])('looks at everything again when the file holds %s, and writes it anew', (_, content) => {
    const folder = testFolder({ 'Lost.java': LOST });
    const first = run(folder);
    const path = join(folder.path, CACHE);
    writeFileSync(path, content ?? readFileSync(path, 'utf8').slice(0, -100));
    const { stdout, analysed, stderr } = run(folder);
    expect({ stdout, analysed }).toEqual({ stdout: first.stdout, analysed: 1 });
    expect(stderr).not.toContain('session-lint:');
    expect(run(folder)).toMatchObject({ analysed: 0, recalled: 1 });
  });

  test('that cannot be written is told of, and the run goes on', () => {
    const folder = testFolder({ 'Lost.java': LOST, file: '' });
    const { status, stderr } = run(folder, '--cache-location', 'file/cache');
    expect(status).toBe(1);
    expect(stderr).toContain('session-lint: the cache file/cache cannot be written: ');
  });

  test('lies where --cache-location says: a file, or a file in a folder', () => {
    const folder = testFolder({ 'Lost.java': LOST });
    run(folder, '--cache-location', 'some/cache');
    expect(existsSync(join(folder.path, 'some/cache'))).toBe(true);
    run(folder, '--cache-location', 'caches/');
    mkdirSync(join(folder.path, 'there'));
    run(folder, '--cache-location', 'there');
    for (const name of ['caches', 'there']) {
      expect(readdirSync(join(folder.path, name))).toEqual([expect.stringMatching(/^\.cache_\w+$/)]);
    }
    expect(existsSync(join(folder.path, CACHE))).toBe(false);
    expect(run(folder, '--cache-location', 'caches/')).toMatchObject({ analysed: 0, recalled: 1 });
  });

  test('never hides what a fix has to do, nor what it did', () => {
    const folder = testFolder({ 'Lost.java': LOST, 'b/Kept.java': KEPT });
    run(folder);
    expect(run(folder, '--fix-dry-run')).toMatchObject({ status: 0, analysed: 1, recalled: 1 });
    expect(run(folder)).toMatchObject({ status: 1, found: ['Lost.java'] });
    expect(run(folder, '--fix')).toMatchObject({ status: 0, analysed: 1, recalled: 1 });
    expect(readFileSync(join(folder.path, 'Lost.java'), 'utf8')).toBe(KEPT);
    expect(run(folder)).toMatchObject({ status: 0, analysed: 1, recalled: 1, found: [] });
    expect(run(folder)).toMatchObject({ analysed: 0, recalled: 2 });
    folder.write('Lost.java', LOST);
    expect(run(folder)).toMatchObject({ status: 1, found: ['Lost.java'] });
  });
});

describe('a cached result ends with what it was made from', () => {
  const STORE = `package shop;
import java.util.List;
import javax.servlet.http.HttpSession;
public class Store {
  static List<String> cart(HttpSession session) { return (List<String>) session.getAttribute("cart"); }
}
`;
  const USER = `package shop;
import javax.servlet.http.HttpSession;
public class User {
  void add(HttpSession session) { Store.cart(session).add("x"); }
}
`;
  const FRESH = 'return new java.util.ArrayList<String>();';

  test('a helper class in another file', () => {
    const folder = testFolder({
      'src/shop/Store.java': STORE,
      'src/shop/User.java': USER,
      'src/other/Kept.java': KEPT,
    });
    expect(run(folder)).toMatchObject({ analysed: 3, found: ['src/shop/User.java'] });
    expect(run(folder)).toMatchObject({ analysed: 0, recalled: 3 });
    folder.write('src/shop/Store.java', STORE.replace(/return .*?;/, FRESH));
    expect(run(folder)).toMatchObject({ found: [], recalled: 1 });
    rmSync(join(folder.path, 'src/shop/Store.java'));
    expect(run(folder).stdout).toBe(plain(folder));
    folder.write('src/shop/Store.java', STORE);
    expect(run(folder)).toMatchObject({ found: ['src/shop/User.java'] });
  });

  test('a file that becomes worth reading through another one', () => {
    const user = USER.replace('HttpSession', 'HttpServletRequest')
      .replaceAll('HttpSession session', 'HttpServletRequest request')
      .replace('(session)', '(request)');
    const store = STORE.replace('HttpSession;', 'HttpServletRequest;')
      .replace('HttpSession session', 'HttpServletRequest request')
      .replace('session.get', 'request.getSession().get');
    const folder = testFolder({
      'src/shop/Store.java': store.replace(/return .*?;/, FRESH),
      'src/shop/User.java': user,
    });
    expect(run(folder)).toMatchObject({ analysed: 0, found: [] });
    folder.write('src/shop/Store.java', store);
    expect(run(folder)).toMatchObject({ found: ['src/shop/User.java'] });
  });

  test('the build file that tells the session manager', () => {
    const pom = (
      artifact: string,
    ) => `<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>
<version>1</version><dependencies><dependency><groupId>org.springframework.session</groupId>
<artifactId>${artifact}</artifactId><version>3.2.0</version></dependency></dependencies></project>\n`;
    const change = `import java.util.List;
class A {
  void add(javax.servlet.http.HttpSession session, List<String> cart) {
    session.setAttribute("cart", cart);
    cart.add("x");
  }
}
`;
    const folder = testFolder({ 'pom.xml': pom('other'), 'src/main/java/A.java': change });
    expect(run(folder)).toMatchObject({ analysed: 1, found: [] });
    folder.write('pom.xml', pom('spring-session-jdbc'));
    const { stdout } = run(folder);
    expect(stdout).toBe(plain(folder));
  });

  test('a server.xml or a web.xml that was not there', () => {
    const folder = testFolder({ 'pom.xml': '<project/>', 'src/main/java/Lost.java': LOST });
    expect(run(folder).stdout).not.toContain('"cluster"');
    folder.write(
      'conf/server.xml',
      `<Server port="8005"><Service name="Catalina"><Engine name="Catalina" defaultHost="localhost" jvmRoute="a">
<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/><Host name="localhost"/></Engine></Service></Server>\n`,
    );
    const clustered = run(folder);
    expect(clustered.stdout).toContain('"role":"cluster"');
    expect(clustered.stdout).toBe(plain(folder));
    folder.write(
      'src/main/webapp/WEB-INF/web.xml',
      '<web-app version="3.1" xmlns="http://xmlns.jcp.org/xml/ns/javaee"/>\n',
    );
    expect(run(folder).stdout).toBe(plain(folder));
    expect(run(folder)).toMatchObject({ analysed: 0 });
  });

  test('an included page', () => {
    const folder = testFolder({
      'web/page.jsp': '<%@ include file="part.jspf" %>\n<% cart.add("x"); %>\n',
      'web/part.jspf': '<% java.util.List cart = (java.util.List) session.getAttribute("cart"); %>\n',
      'web/WEB-INF/web.xml':
        '<web-app version="3.1" xmlns="http://xmlns.jcp.org/xml/ns/javaee"><distributable/></web-app>\n',
    });
    expect(run(folder)).toMatchObject({ found: ['web/page.jsp'] });
    folder.write('web/part.jspf', '<% java.util.List cart = new java.util.ArrayList(); %>\n');
    expect(run(folder)).toMatchObject({ found: [] });
  });

  test('package.json, modules and deployment of a Node application', () => {
    const app = `const express = require('express');
const session = require('express-session');
const options = require('./options');
const app = express();
app.use(session({ secret: options.secret, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => { req.session.n = 1; res.end(); });
`;
    const folder = testFolder({
      'package.json': '{ "name": "a", "dependencies": { "express": "4.0.0", "express-session": "1.18.0" } }\n',
      'app.js': app,
      'options.js': 'module.exports = { secret: process.env.SECRET };\n',
    });
    const first = run(folder);
    expect(first.stdout).toBe(plain(folder));
    folder.write(
      'ecosystem.config.js',
      "module.exports = { apps: [{ script: 'app.js', instances: 4, exec_mode: 'cluster' }] };\n",
    );
    const second = run(folder);
    expect(second.stdout).toBe(plain(folder));
    expect(second.found).toContain('app.js');
    folder.write('options.js', "module.exports = { secret: require('crypto').randomBytes(8).toString('hex') };\n");
    expect(run(folder).stdout).toBe(plain(folder));
    expect(run(folder)).toMatchObject({ analysed: 0 });
  });

  test('types, and the option that asks for them', { timeout: 60_000 }, () => {
    const auth = (type: string) =>
      `import type { IronSession } from 'iron-session';\nexport declare function current(): Promise<${type}>;`;
    const session = 'IronSession<{ user?: string }>';
    const types = (name: string) => JSON.stringify({ name, version: '8.0.0', types: 'index.d.ts' });
    const folder = testFolder({
      '.git/HEAD': '',
      'package.json': '{ "dependencies": { "iron-session": "^8.0.0" } }',
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true }, "include": ["*.ts"] }',
      'node_modules/iron-session/package.json': types('iron-session'),
      'node_modules/iron-session/index.d.ts':
        'export type IronSession<T> = T & { save(): Promise<void>; destroy(): void };',
      'node_modules/@shop/auth/package.json': types('@shop/auth'),
      'node_modules/@shop/auth/index.d.ts': auth(session),
      'handles.ts':
        "import { current } from '@shop/auth';\nexport async function POST() {\n  const session = await current();\n  session.user = 'ann';\n}\n",
    });
    expect(run(folder).found).toEqual(['handles.ts']);
    expect(run(folder, '--types', 'off').found).toEqual([]);
    expect(run(folder).found).toEqual(['handles.ts']);
    folder.write('node_modules/@shop/auth/index.d.ts', auth('{ user?: string; save(): Promise<void> }'));
    expect(run(folder).found).toEqual([]);
    folder.write('node_modules/@shop/auth/index.d.ts', auth(session));
    expect(run(folder).found).toEqual(['handles.ts']);
  });
});
