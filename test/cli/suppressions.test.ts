import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROKEN, KEPT, LOST, LOST_RULE, testFolder, type TestFolder } from './run-cli.ts';

const FILE = 'session-lint-suppressions.json';
/** Two lost changes. */
const TWICE = LOST.replace(
  'cart.add(item);\n  }',
  'cart.add(item);\n  }\n  void b(HttpSession s) {\n    ((List<String>) s.getAttribute("b")).add("x");\n  }',
);

const counted = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).map(([path, count]) => [path, { [LOST_RULE]: { count } }]));

function read({ path }: TestFolder, name = FILE): unknown {
  return JSON.parse(readFileSync(join(path, name), 'utf8'));
}

describe('--suppress-all', () => {
  test('counts errors by file and rule, and the next runs pass', async () => {
    const folder = testFolder({ 'src/a b/Lost.java': LOST, 'src/Twice.java': TWICE, 'Kept.java': KEPT });
    expect((await folder.run([])).code).toBe(1);
    expect(await folder.run(['--suppress-all'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder.path, FILE), 'utf8')).toBe(
      `${JSON.stringify(counted({ 'src/Twice.java': 2, 'src/a b/Lost.java': 1 }), null, 2)}\n`,
    );
    expect(await folder.run([])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(folder.path).sort()).toEqual(['Kept.java', FILE, 'src']);
  });

  test('leaves what is known of other files, and counts anew what it sees', async () => {
    const folder = testFolder({ 'a/Lost.java': LOST, 'b/Lost.java': LOST });
    await folder.run(['--suppress-all', 'a']);
    expect(read(folder)).toEqual(counted({ 'a/Lost.java': 1 }));
    folder.write('b/Lost.java', TWICE);
    await folder.run(['--suppress-all', 'b']);
    expect(read(folder)).toEqual(counted({ 'a/Lost.java': 1, 'b/Lost.java': 2 }));
  });

  test('counts neither warnings nor files that cannot be parsed', async () => {
    const folder = testFolder({ 'Lost.java': LOST, 'Broken.java': BROKEN });
    const run = await folder.run(['--suppress-all', '--rule', 'no-lost-mutation: warn', '--format', 'compact']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('Broken.java');
    expect(run.stdout).toContain('Lost.java');
    expect(read(folder)).toEqual({});
  });

  test('with --fix counts what is left', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    expect((await folder.run(['--suppress-all', '--fix'])).code).toBe(0);
    expect(read(folder)).toEqual({});
  });
});

describe('suppressions', () => {
  test('that are outnumbered suppress nothing', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    await folder.run(['--suppress-all']);
    folder.write('Lost.java', TWICE);
    const [result] = await folder.json([]);
    expect(result).toMatchObject({ errorCount: 2, suppressedMessages: [] });
    expect((await folder.run([])).code).toBe(1);
  });

  test('hide no warnings, of which none were counted', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    await folder.run(['--suppress-all']);
    folder.write('Lost.java', TWICE);
    const args = ['--rule', 'no-lost-mutation: warn', '--pass-on-unpruned-suppressions'];
    const [result] = await folder.json(args);
    expect(result).toMatchObject({ warningCount: 2, suppressedMessages: [] });
    expect((await folder.run([...args, '--max-warnings', '0'])).code).toBe(1);
  });

  test('stay as they are for a file that cannot be parsed', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    await folder.run(['--suppress-all']);
    folder.write('Lost.java', `${LOST}class A {`);
    const { code, stderr } = await folder.run(['--prune-suppressions']);
    expect(code).toBe(1);
    expect(stderr).not.toContain('suppresses what was not found');
    expect(read(folder)).toEqual(counted({ 'Lost.java': 1 }));
  });

  test('are told by the formats', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    await folder.run(['--suppress-all']);
    const [result] = await folder.json([]);
    expect(result).toMatchObject({
      errorCount: 0,
      messages: [],
      suppressedMessages: [{ ruleId: LOST_RULE, line: 7, suppressions: [{ kind: 'file', justification: '' }] }],
    });
    const sarif = JSON.parse((await folder.run(['--format', 'sarif'])).stdout) as {
      runs: [{ results: { suppressions: unknown; locations: { physicalLocation: { region: unknown } }[] }[] }];
    };
    const [{ suppressions, locations } = { suppressions: [], locations: [] }] = sarif.runs[0].results;
    expect(suppressions).toEqual([{ kind: 'external' }]);
    expect(locations[0]?.physicalLocation.region).toMatchObject({ snippet: { text: '    cart.add(item);' } });
  });

  test('that are of no use end the run with 2 and say where', async () => {
    const folder = testFolder({ 'a/Lost.java': TWICE, 'b/Lost.java': LOST });
    await folder.run(['--suppress-all']);
    folder.write('a/Lost.java', LOST);
    folder.write('b/Lost.java', KEPT);
    const run = await folder.run([]);
    expect(run).toEqual({
      code: 2,
      stdout: '',
      stderr: `session-lint: ${FILE} suppresses what was not found: a/Lost.java (1 of ${LOST_RULE}), b/Lost.java (1 of ${LOST_RULE}).
Run with --prune-suppressions to take it out, or with --pass-on-unpruned-suppressions to leave it.
`,
    });
    expect(await folder.run(['--pass-on-unpruned-suppressions'])).toEqual({ code: 0, stdout: '', stderr: '' });
    // Nothing is said of files that are not looked at.
    rmSync(join(folder.path, 'b/Lost.java'));
    expect(await folder.run(['--pass-on-unpruned-suppressions', 'a'])).toMatchObject({ code: 0, stderr: '' });
    expect(await folder.run(['--prune-suppressions'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(read(folder)).toEqual(counted({ 'a/Lost.java': 1 }));
    expect((await folder.run([])).code).toBe(0);
  });

  test('lie beside the configuration, whatever folder the run starts in', async () => {
    const folder = testFolder({ 'session-lint.config.json': '{}', 'src/Lost.java': LOST });
    const inside = { ...folder, path: join(folder.path, 'src') };
    await folder.run(['--suppress-all', '--config', '../session-lint.config.json'], { cwd: inside.path });
    expect(read(folder)).toEqual(counted({ 'src/Lost.java': 1 }));
    expect(existsSync(join(inside.path, FILE))).toBe(false);
    expect((await folder.run([])).code).toBe(0);
    expect((await folder.run([], { cwd: inside.path })).code).toBe(0);
  });

  test('lie where --suppressions-location says', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const argv = ['--suppressions-location', 'ci/known.json'];
    expect(await folder.run(argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'session-lint: There is no ci/known.json.\nRun with --suppress-all to make it.\n',
    });
    expect((await folder.run(['--suppress-all', ...argv])).code).toBe(0);
    expect(read(folder, 'ci/known.json')).toEqual(counted({ 'Lost.java': 1 }));
    expect((await folder.run(argv)).code).toBe(0);
    expect((await folder.run([])).code).toBe(1);
    mkdirSync(join(folder.path, 'there'));
    await folder.run(['--suppress-all', '--suppressions-location', 'there']);
    expect(read(folder, `there/${FILE}`)).toEqual(counted({ 'Lost.java': 1 }));
  });

  test.each([
    ['{\n  "a.java": {\n', `${FILE}:3:1: this is not valid JSON: it ends too early.`],
    ['[]', `${FILE}:1:1: this must be an object from path to rules, but it is [].`],
    ['{\n  "a.java": 3\n}', `${FILE}:2:13: this must be an object from rule to { "count": N }, but it is 3.`],
    ['{ "a": { "r": 1 } }', `${FILE}:1:15: this must be an object { "count": N }, but it is 1.`],
    [
      '{ "a": { "b": { "count": 1 } },\n  "c": { "r,:": { "x": [1, {}], "count": 0 } } }',
      `${FILE}:2:42: this must be a "count" that is a whole number from 1 on, but it is 0.`,
    ],
    ['{ "a": { "r": {} } }', `${FILE}:1:15: this must be a "count" that is a whole number from 1 on, but it is {}.`],
  ])('that cannot be read are a mistake of the user: %s', async (text, message) => {
    const folder = testFolder({ 'Lost.java': LOST, [FILE]: text });
    for (const argv of [[], ['--suppress-all'], ['--prune-suppressions']]) {
      expect(await folder.run(argv)).toEqual({ code: 2, stdout: '', stderr: `session-lint: ${message}\n` });
    }
    expect(readFileSync(join(folder.path, FILE), 'utf8')).toBe(text);
  });

  test('are not asked for on standard input', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    await folder.run(['--suppress-all']);
    const argv = ['--stdin', '--stdin-filename', 'Lost.java'];
    expect((await folder.run(argv, { stdin: LOST })).code).toBe(1);
    const refused = await folder.run(['--suppress-all', ...argv], { stdin: LOST });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input') as string });
    expect((await folder.run(['--suppress-all', '--prune-suppressions'])).code).toBe(2);
    expect((await testFolder().run(['--prune-suppressions'])).code).toBe(2);
  });
});
