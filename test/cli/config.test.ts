import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { KEPT, LOST, LOST_RULE, testFolder } from './run-cli.ts';

describe('configuration in a comment', () => {
  test.each(['eslint session-lint/no-lost-mutation', 'session-lint no-lost-mutation'])(
    '%s: options are checked',
    async (start) => {
      const folder = testFolder({ 'Lost.java': `/* ${start}: ["error", { "deep": true }] */\n${LOST}` });
      const [result] = await folder.json(['--no-config']);
      expect(result?.messages[0]).toMatchObject({ line: 1, severity: 2, ruleId: LOST_RULE });
      expect(result?.messages[0]?.message).toContain('Inline configuration');
    },
  );
});

describe('configuration files', () => {
  test.each([
    ['session-lint.config.json', '{ "rules": { "no-lost-mutation": "warn" } }'],
    ['session-lint.config.mjs', 'export default { rules: { "session-lint/no-lost-mutation": 1 } };'],
    ['session-lint.config.js', 'module.exports = { rules: { "no-lost-mutation": ["warn"] } };'],
    ['package.json', '{ "name": "x", "session-lint": { "rules": { "no-lost-mutation": "warn" } } }'],
  ])('%s', async (name, text) => {
    const folder = testFolder({ [name]: text, 'src/Lost.java': LOST });
    const lint = async (...argv: string[]) =>
      (await folder.json(argv)).find(({ filePath }) => filePath === 'src/Lost.java')?.messages;
    expect(await lint()).toMatchObject([{ ruleId: LOST_RULE, severity: 1 }]);
    expect(await lint('--no-config')).toMatchObject([{ severity: 2 }]);
    expect(await lint('--rule', 'no-lost-mutation: error')).toMatchObject([{ severity: 2 }]);
  });

  test('the nearest one above the working folder holds', async () => {
    const folder = testFolder({
      'session-lint.config.json': '{ "rules": { "no-lost-mutation": "off" } }',
      'package.json': '{ "name": "x" }',
      'Lost.java': LOST,
    });
    expect((await folder.run([])).code).toBe(0);
  });

  test('--config names one', async () => {
    const folder = testFolder({ 'ci.json': '{ "rules": { "no-lost-mutation": "off" } }', 'Lost.java': LOST });
    expect((await folder.run([])).code).toBe(1);
    expect((await folder.run(['-c', 'ci.json'])).code).toBe(0);
  });

  test.each([
    ['["a", "b"]', [['a', 'b']]],
    ['[["a"], ["b", "c"]]', [['a'], ['b', 'c']]],
    ['[]', []],
  ])('peers %s are lists of clusters, kept when the command line names a manager', async (peers, expected) => {
    const folder = testFolder({
      'session-lint.config.json': `{ "settings": { "peers": ${peers} } }`,
      'Kept.java': KEPT,
    });
    const { stdout } = await folder.run(['--session-manager', 'redisson', '--print-config', 'Kept.java']);
    expect(JSON.parse(stdout)).toMatchObject({ settings: { sessionManager: 'redisson', peers: expected } });
  });

  test.each([
    [
      '{ "rulez": {} }',
      'there is no key "rulez".\nDid you mean "rules"? The keys are preset, rules, ignores, settings, encoding, extensions.',
    ],
    ['[]', 'the configuration must be an object, but it is [].'],
    [
      '{ "preset": "all" }',
      '"preset" must be one of "recommended", "strict", "java", "config", "typescript", but it is "all".',
    ],
    ['{ "rules": [] }', '"rules" must be an object from rule id to severity, but it is [].'],
    ['{ "rules": { "x": 1 } }', `there is no rule "x".\nThe rules are ${Object.keys(rules).join(', ')}.`],
    ['{ "ignores": "x" }', '"ignores" must be an array of patterns, but it is "x".'],
  ])('%s is refused', async (text, message) => {
    const folder = testFolder({ 'session-lint.config.json': text, 'Kept.java': KEPT });
    const stderr = `session-lint: session-lint.config.json: ${message}\n`;
    expect(await folder.run([])).toEqual({ code: 2, stdout: '', stderr });
  });

  test.each([
    ['session-lint.config.mjs', 'export const x = 1;', 'the file has no default export.'],
    [
      'session-lint.config.json',
      '{ "settings": { "sessionManager": "abacus" } }',
      'in "settings", sessionManager must be one of "auto", "portable", ',
    ],
    ['session-lint.config.json', '{ "settings": { "manager": "tomcat" } }', 'in "settings", manager must be left out'],
    ['session-lint.config.json', '{ "settings": { "peers": "a" } }', 'in "settings", peers must be a list of globs'],
    [
      'session-lint.config.json',
      '{ "settings": { "peers": ["a", ["b"]] } }',
      'in "settings", peers must be a list of globs',
    ],
  ])('%s with %s is refused', async (name, text, message) => {
    const run = await testFolder({ [name]: text, 'Kept.java': KEPT }).run([]);
    expect(run.code).toBe(2);
    expect(run.stderr.startsWith(`session-lint: ${name}: ${message}`), run.stderr).toBe(true);
  });
});

describe('options of a rule', () => {
  test.each([
    [
      '{ "advize": true }',
      'the rule "jvm-route" has no option "advize".\nDid you mean "advice"? The options are advice.',
    ],
    ['{ "advice": 1 }', 'the option "advice" of "jvm-route" must be true or false, but it is 1.'],
    ['"quiet"', 'the options of "jvm-route" must be an object, but they are "quiet".'],
    ['{}, {}', 'the rule "jvm-route" takes one object of options, but it is given {}, {}.'],
  ])('%s', async (options, message) => {
    const config = `{ "rules": { "jvm-route": ["error", ${options}] } }`;
    const folder = testFolder({ 'session-lint.config.json': config, 'Kept.java': KEPT });
    const stderr = `session-lint: session-lint.config.json: ${message}\n`;
    expect(await folder.run([])).toEqual({ code: 2, stdout: '', stderr });
  });

  test('are told apart by where they were given', async () => {
    const config = '{ "rules": { "jvm-route": ["error", { "advice": true }] } }';
    const folder = testFolder({ 'session-lint.config.json': config, 'Kept.java': KEPT });
    const run = await folder.run(['--rule', 'jvm-route: ["error", { "advise": true }]']);
    expect(run.stderr).toMatch(/^session-lint: --rule: the rule "jvm-route" has no option "advise"\./);
    expect((await folder.run([])).code).toBe(0);
  });

  /** Else ESLint's words are shown. */
  test('are all of a form that we have words for', () => {
    for (const { meta } of Object.values(rules)) {
      const [first, ...more] = meta.schema as { properties?: Record<string, { type?: string }> }[];
      expect(more).toEqual([]);
      for (const { type } of Object.values(first?.properties ?? {})) expect(type).toBe('boolean');
    }
  });
});

describe('peers', () => {
  const SERVER = '<Server><Service name="Catalina"><Engine name="Catalina" defaultHost="a"/></Service></Server>\n';
  const project = (peers: string) =>
    testFolder({
      '.git/HEAD': '',
      'session-lint.config.json': `{ "settings": { "peers": ${peers} } }`,
      'ops/north/server.xml': SERVER,
      'ops/south/server.xml': SERVER,
      'src/Kept.java': KEPT,
      'src/(shop)/Kept.java': KEPT,
    });

  test.each([
    ['["ops/*/server.xml"]', ''],
    ['[["ops/north/*.xml"], ["ops/south/server.xml"]]', ''],
    ['["ops/nroth/server.xml", "ops/south/server.xml"]', '"ops/nroth/server.xml"'],
    ['[["nodes/a.xml", "nodes/b.xml"], ["src/*.java"]]', '"nodes/a.xml", "nodes/b.xml", "src/*.java"'],
  ])('%s that match no file are told once', async (peers, globs) => {
    const folder = project(peers);
    const root = folder.path;
    const told = `session-lint: the setting "peers" has ${globs}, and no server.xml of a Tomcat below ${root} matches.\n`;
    for (const targets of [[], ['ops'], ['src'], ['src/*.java'], [`${root}/src/*.java`], ['src/(shop)']]) {
      expect((await folder.run(targets)).stderr).toBe(globs === '' ? '' : told);
    }
  });
});

describe('code that fails', () => {
  test.each([
    ['export default {\n  preset: "strict"\n  rules: {},\n};\n', ':3:3: the configuration cannot be loaded: '],
    ['export default {};\nthrow new Error("no luck");\n', ':2:7: the configuration cannot be loaded: no luck.\n'],
    [
      'import { a } from "./rules.mjs";\nexport default { a };\n',
      ':1: the configuration cannot be loaded: The requested',
    ],
    ['import "./broken.mjs";\nexport default {};\n', ': the configuration cannot be loaded: Unexpected token'],
    ['export default {};\nthrow "no luck";\n', ': the configuration cannot be loaded: no luck.\n'],
  ])('%j', (text, message) => {
    const { path } = testFolder({
      'session-lint.config.mjs': text,
      'rules.mjs': '\n',
      'broken.mjs': 'export const = 1;\n',
    });
    const run = spawnSync(process.execPath, [resolve('bin/session-lint.js')], { cwd: path, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(`session-lint: session-lint.config.mjs${message}`);
    expect(run.stderr).not.toContain('    at ');
  });
});

describe('JSON that is none', () => {
  test.each([
    ['{', '1:2', 'it ends too early'],
    ['', '1:1', 'it ends too early'],
    ['{ "rules": {},\n  }', '2:3', '"}" has no place here'],
    ['{ "ignores": [1,, 2] }', '1:17', '"," has no place here'],
    ['{ rules: {} }', '1:3', '"rules:" has no place here'],
    ['{ "rules" "x" }', '1:11', '""x"" has no place here'],
    ['{ "a": "b\nc" }', '1:8', '""b" has no place here'],
    ['{} []', '1:4', '"[]" has no place here'],
    ['{ "a": [}', '1:9', '"}" has no place here'],
    ['{ "a": [1}', '1:10', '"}" has no place here'],
    ['[,]', '1:2', '",]" has no place here'],
  ])('%j', async (text, position, reason) => {
    const run = await testFolder({ 'session-lint.config.json': text, 'Kept.java': KEPT }).run([]);
    const stderr = `session-lint: session-lint.config.json:${position}: this is not valid JSON: ${reason}.\n`;
    expect(run).toEqual({ code: 2, stdout: '', stderr });
  });

  test('in a package.json that names us', async () => {
    const folder = testFolder({ 'package.json': '{ "session-lint": { },\n}', 'Lost.java': LOST });
    const stderr = 'session-lint: package.json:2:1: this is not valid JSON: "}" has no place here.\n';
    expect(await folder.run([])).toEqual({ code: 2, stdout: '', stderr });
    expect((await folder.run(['--no-config'])).code).toBe(1);
  });

  test('in a package.json that does not name us, or behind a nearer configuration, is not our concern', async () => {
    const broken = testFolder({ 'package.json': '{ "name": "x",\n}', 'Kept.java': KEPT });
    expect(await broken.run([])).toEqual({ code: 0, stdout: '', stderr: '' });
    const nearer = testFolder({
      'package.json': '{ "session-lint": { },\n}',
      'session-lint.config.json': '{}',
      'Kept.java': KEPT,
    });
    expect(await nearer.run([])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('--print-config', () => {
  test('tells what holds for a file', async () => {
    const folder = testFolder({
      'session-lint.config.json':
        '{ "preset": "strict", "ignores": ["gen/"], "settings": { "sessionManager": "portable" } }',
    });
    const run = await folder.run(['--print-config', 'gen/A.java', '--rule', 'no-mutation-after-set: off']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      file: 'gen/A.java',
      language: 'session-lint/java',
      ignored: true,
      preset: 'strict',
      rules: { 'session-lint/no-lost-mutation': 'error', 'session-lint/no-mutation-after-set': 'off' },
      settings: { sessionManager: 'portable' },
    });
  });
});
