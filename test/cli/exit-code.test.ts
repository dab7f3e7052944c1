import { describe, expect, test } from 'vitest';
import { lintedNames } from '../../src/file-kinds.ts';
import { rules } from '../../src/rules.ts';
import { BROKEN, KEPT, LOST, PLAIN, testFolder } from './run-cli.ts';

describe('exit codes', () => {
  test('0 and no output when nothing is wrong', async () => {
    const folder = testFolder({ 'Kept.java': KEPT, 'Plain.java': PLAIN });
    expect(await folder.run([])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('1 for a finding of error severity', async () => {
    expect((await testFolder({ 'Lost.java': LOST }).run(['.'])).code).toBe(1);
  });

  test('0 for a finding that is a warning', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    expect((await folder.run(['--rule', 'no-lost-mutation: warn'])).code).toBe(0);
  });

  test('1 for more warnings than allowed', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const argv = ['--rule', 'no-lost-mutation: warn', '--max-warnings'];
    expect((await folder.run([...argv, '1'])).code).toBe(0);
    const run = await folder.run([...argv, '0']);
    expect(run.code).toBe(1);
    expect(run.stderr).toBe('session-lint: 1 warning is more than the 0 that are allowed.\n');
  });

  test('1 for a file that cannot be parsed, and the others are linted', async () => {
    const folder = testFolder({ 'Broken.java': BROKEN, 'Lost.java': LOST });
    const [broken, lost] = await folder.json([]);
    expect(broken?.messages).toMatchObject([{ ruleId: null, fatal: true, severity: 2, line: 3, column: 29 }]);
    expect(broken?.fatalErrorCount).toBe(1);
    expect(lost?.errorCount).toBe(1);
  });

  test.each([
    [['nowhere'], 'session-lint: The path nowhere does not exist.\n'],
    [['no/*.java'], 'session-lint: No file matches the pattern no/*.java.\n'],
    [['--stdin'], 'session-lint: --stdin needs a name for the text.\nAdd --stdin-filename, such as Cart.java.\n'],
    [['--stdin', 'A.java'], 'session-lint: --stdin takes no paths: the text comes from standard input.\n'],
    [['--stdin-filename', 'A.java'], 'session-lint: --stdin-filename is of use only together with --stdin.\n'],
    [
      ['--rule', 'no-such-rule: error'],
      `session-lint: --rule: there is no rule "no-such-rule".\nThe rules are ${Object.keys(rules).join(', ')}.\n`,
    ],
    [
      ['--rule', 'no-lost-mutation: loud'],
      'session-lint: --rule: "rules["no-lost-mutation"]" must be "off", "warn", "error", 0, 1, 2, or an array that starts so, but it is "loud".\n',
    ],
    [
      ['--rule', 'no-lost-mutation'],
      'session-lint: --rule: "no-lost-mutation" has no severity.\nWrite it as --rule "no-lost-mutation: warn".\n',
    ],
    [['-c', 'gone.json'], 'session-lint: The configuration file gone.json does not exist.\n'],
  ])('2 and one sentence for %j', async (argv, stderr) => {
    expect(await testFolder({ 'Kept.java': KEPT }).run(argv)).toEqual({ code: 2, stdout: '', stderr });
  });

  test.each([
    ['--no-such-option'],
    ['--preset', 'everything'],
    ['--session-manager', 'abacus'],
    ['--max-warnings', 'many'],
    ['--concurrency', '0'],
    ['--output-file', 'out.json'],
    ['--cache-location'],
    ['--shard', '0/2'],
    ['--shard', '3/2'],
    ['--shard', '2'],
    ['--staged', '--stdin'],
    ['--since', 'HEAD', '--staged'],
    ['--fix', '--fix-dry-run'],
  ])('2 for %s %s', async (...argv) => {
    const run = await testFolder({ 'Lost.java': LOST }).run(argv);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^error: /);
  });

  test('2 for a format that does not exist', async () => {
    const run = await testFolder({ 'Lost.java': LOST }).run(['--format', 'nicely']);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^session-lint: --format: there is no format "nicely"/);
  });

  test('2 for options that a rule does not have', async () => {
    const run = await testFolder({ 'Kept.java': KEPT }).run(['--rule', 'no-lost-mutation: ["error", { "x": 1 }]']);
    const stderr = 'session-lint: --rule: the rule "no-lost-mutation" has no options, but it is given {"x":1}.\n';
    expect(run).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('the name that was meant', () => {
  const SHOP = '{ "name": "shop", "modules": ["@shop/session"], "factories": ["open"] }';

  test.each([
    [['--rule', 'no-lost-mutations: warn'], 'Did you mean "no-lost-mutation"?'],
    [['--rule', 'session-lint/No-Lost-Mutatoin: warn'], 'Did you mean "no-lost-mutation"?'],
    [['--rule', 'no-lost-mutation: waring'], '"waring"'],
    [['--rule', 'no-lost-mutation: errro'], 'Did you mean "error"?'],
    [['--explain', 'jvmroute'], 'Did you mean "jvm-route"?'],
    [['--preset', 'strickt'], 'Did you mean "strict"?'],
    [['--format', 'sarfi'], 'Did you mean "sarif"?'],
    [['--output-file', 'junti=a.xml'], 'Did you mean "junit"?'],
    [['--session-manager', 'tomcaat'], 'Did you mean "tomcat"?'],
    [['--types', 'atuo'], 'Did you mean "auto"?'],
    [['--init', 'hok'], 'Did you mean "hook"?'],
    [['--completion', 'bsh'], 'Did you mean "bash"?'],
    [['--concurrency', 'atuo'], 'Did you mean "auto"?'],
    [['--encoding', 'GKB'], 'Did you mean "GBK"?'],
    [['--encoding', 'window-1252'], 'Did you mean "windows-1252"?'],
    [['--ext', '.inc=jps'], 'Did you mean "jsp"?'],
    [['--rule', 'no-lost-mutation: Error!'], 'Did you mean "error"?'],
    [['--format', 'stylsih'], 'Did you mean "stylish"? The formats are stylish, json,'],
    [['--format', 'jsn'], 'Did you mean "json"?'],
    [['--dump', 'fact'], 'Did you mean "facts"?'],
    [['--fix-dryrun'], 'Did you mean --fix-dry-run?'],
  ])('for %j', async (argv, hint) => {
    const run = await testFolder({ 'Kept.java': KEPT }).run(argv);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(hint);
  });

  test.each([
    ['{ "rule": {} }', 'Did you mean "rules"?'],
    ['{ "preset": "recommanded" }', 'Did you mean "recommended"?'],
    ['{ "settings": { "sessionManger": "auto" } }', 'Did you mean "sessionManager"?'],
    ['{ "settings": { "sessionManager": "redison" } }', 'Did you mean "redisson"?'],
    ['{ "encoding": "shift_jsi" }', 'Did you mean "Shift_JIS"?'],
    ['{ "extensions": { ".x": "Javaa" } }', 'Did you mean "java"?'],
    ['{ "rules": { "jvm-route": "wran" } }', 'Did you mean "warn"?'],
    [`{ "settings": { "sessions": [${SHOP.replace('"name"', '"nmae"')}] } }`, 'Did you mean "name"?'],
    [`{ "settings": { "sessions": [${SHOP.replace('}', ', "saves": "comit" }')}] } }`, 'Did you mean "commit"?'],
    ['{ "rules": { "require-afinity": 2 } }', 'Did you mean "require-affinity"?'],
  ])('in the configuration %s', async (config, hint) => {
    const run = await testFolder({ 'Kept.java': KEPT, 'session-lint.config.json': config }).run([]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(hint);
  });

  test('is not guessed where nothing is near', async () => {
    const run = await testFolder().run(['--preset', 'everything']);
    expect(run.stderr).not.toContain('Did you mean');
    expect((await testFolder().run(['--explain', 'x'.repeat(5000)])).stderr).not.toContain('Did you mean');
  });
});

describe('files that need a word', () => {
  test('a named file of another kind is left out, and said so', async () => {
    const folder = testFolder({ 'notes.txt': 'getSession', 'Kept.java': KEPT });
    const run = await folder.run(['notes.txt', 'Kept.java']);
    expect(run).toEqual({
      code: 0,
      stdout: '',
      stderr: `session-lint: notes.txt is left out: only ${lintedNames()} files are linted.\n`,
    });
  });

  test.each([
    [['a', 'b'], 'a, b'],
    [[], 'the working folder'],
  ])('folders without sources are a mistake: %j', async (targets, where) => {
    const run = await testFolder({ 'a/readme.txt': '', 'b/x/readme.txt': '' }).run(targets);
    const stderr = `session-lint: There is no file to lint in ${where}.
Looked for ${lintedNames()}; what .gitignore and ignores leave out is not looked at.
`;
    expect(run).toEqual({ code: 2, stdout: '', stderr });
  });
});
