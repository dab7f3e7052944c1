import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEPT, LOST, LOST_RULE, PLAIN, testFolder } from './run-cli.ts';

describe('--format json', () => {
  test("is ESLint's result array, with traces", async () => {
    const results = await testFolder({ 'Lost.java': LOST, 'Plain.java': PLAIN }).json([]);
    expect(results).toMatchObject([
      {
        filePath: 'Lost.java',
        messages: [
          { ruleId: LOST_RULE, severity: 2, messageId: 'lost', line: 7, column: 5, endLine: 7, endColumn: 19 },
        ],
        suppressedMessages: [],
        errorCount: 1,
        fatalErrorCount: 0,
        warningCount: 0,
        fixableErrorCount: 1,
        source: LOST,
      },
      { filePath: 'Plain.java', messages: [], errorCount: 0 },
    ]);
    const trace = results[0]?.messages[0]?.trace ?? [];
    expect(trace.map(({ role, line, source }) => [role, line, source])).toEqual(
      expect.arrayContaining([
        ['read', 6, 'List<String> cart = (List<String>) session.getAttribute("cart");'],
        ['change', 7, 'cart.add(item);'],
      ]),
    );
  });
});

describe('--output-file', () => {
  test('writes further formats; the standard output keeps its own', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const run = await folder.run(['--output-file', 'json=out/a.json', '--output-file', 'stylish=b.txt']);
    expect(run.stdout).toContain('✖ 1 problem');
    expect(readFileSync(join(folder.path, 'b.txt'), 'utf8')).toBe(run.stdout);
    expect(JSON.parse(readFileSync(join(folder.path, 'out/a.json'), 'utf8'))).toMatchObject([{ errorCount: 1 }]);
  });

  test('that cannot be written', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const run = await folder.run(['--output-file', 'json=Lost.java/x']);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^session-lint: --output-file: Lost\.java\/x cannot be written: /);
  });
});

describe('--quiet', () => {
  test('shows errors only, and warnings still count', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const argv = ['--rule', 'no-lost-mutation: warn', '--quiet'];
    expect(await folder.run(argv)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await folder.run([...argv, '--max-warnings', '0'])).code).toBe(1);
  });
});

describe('colors', () => {
  test.each([
    [['--color'], {}, true],
    [['--color'], { NO_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [['--no-color'], { FORCE_COLOR: '1' }, false],
    [[], {}, false],
  ])('%j with %j: %s', async (argv, env, colored) => {
    const { stdout } = await testFolder({ 'Lost.java': LOST }).run(argv, { env });
    expect(stdout.includes('\u001B[')).toBe(colored);
  });
});

describe('information', () => {
  test('--list-rules', async () => {
    const { code, stdout } = await testFolder().run(['--list-rules']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no-lost-mutation +Disallow .+\n +recommended: error, .+\nno-mutation-after-set/m);
  });

  test('--list-rules --format json', async () => {
    const { code, stdout } = await testFolder().run(['--list-rules', '--format', 'json']);
    expect(code).toBe(0);
    const rules = JSON.parse(stdout) as { ruleId: string }[];
    expect(rules.find(({ ruleId }) => ruleId === LOST_RULE)).toMatchObject({
      ruleId: LOST_RULE,
      description: 'Disallow changes to objects read from the session that are not written back',
      presets: { recommended: 'error' },
      fixable: true,
      hasSuggestions: true,
    });
  });

  test.each(['no-lost-mutation', 'session-lint/no-mutation-after-set'])('--explain %s', async (rule) => {
    const { code, stdout } = await testFolder().run(['--explain', rule]);
    expect(code).toBe(0);
    expect(stdout.startsWith(rule.replace('session-lint/', ''))).toBe(true);
    expect(stdout).not.toMatch(/^```|<!--/m);
  });

  test('--explain of no rule', async () => {
    const { code, stderr } = await testFolder().run(['--explain', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain('--explain: there is no rule "x".');
  });

  test('--version and --help', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await testFolder().run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const help = await testFolder().run(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/^Usage: session-lint /);
  });

  test('--stats', async () => {
    const { stderr } = await testFolder({ 'Kept.java': KEPT, 'Plain.java': PLAIN }).run(['--stats']);
    expect(stderr).toMatch(/^read {6}2 files, .*\nanalysed {2}1 files, /);
  });

  test('--dump', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const tree = JSON.parse((await folder.run(['--dump', 'tree', 'Lost.java'])).stdout) as unknown;
    expect(tree).toMatchObject({ type: 'CompilationUnit', types: [{ name: { name: 'Lost' } }] });
    const facts = JSON.parse((await folder.run(['--dump', 'facts', 'Lost.java'])).stdout) as unknown;
    expect(facts).toMatchObject([{ fact: 'lost-mutation', key: '"cart"' }]);
    expect((await folder.run(['--dump', 'ir', 'Lost.java'])).stdout).not.toBe('');
    expect((await folder.run(['--dump', 'tree'])).code).toBe(2);
  });
});
