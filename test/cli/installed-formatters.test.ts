/** Formatters of ESLint's ecosystem: real packages, and small ones that show what they are given. */
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOST, LOST_RULE, testFolder, type TestFolder } from './run-cli.ts';

const ECHO = `module.exports = async (results, context) => {
  await new Promise((done) => setTimeout(done, 1));
  results.length = Math.min(results.length, 1);
  return JSON.stringify({ files: results.map(({ filePath }) => filePath), ...context });
};
`;

function folder(): TestFolder {
  return testFolder({ 'Lost.java': LOST, 'node_modules/eslint-formatter-echo/index.js': ECHO });
}

/** The real package, installed in the folder as npm would. */
function install(into: TestFolder, name: string): void {
  cpSync(resolve('node_modules', name), join(into.path, 'node_modules', name), { recursive: true });
}

describe('--format with an installed formatter', () => {
  test.each(['unix', 'eslint-formatter-unix'])('%s', async (name) => {
    const there = folder();
    install(there, 'eslint-formatter-unix');
    const { code, stdout } = await there.run(['--format', name]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /Lost\.java:7:5: Session attribute "cart" .* \[Error\/session-lint\/no-lost-mutation\]\n\n1 problem\n$/,
    );
  });

  test('a real one that is an ES module with dependencies', async () => {
    const { code, stdout } = await testFolder({
      'Lost.java': LOST,
      'pretty.mjs': `export { default } from ${JSON.stringify(resolve('node_modules/eslint-formatter-pretty/index.js'))};\n`,
    }).run(['--format', './pretty.mjs']);
    expect(code).toBe(1);
    expect(stdout).toContain('Lost.java');
    expect(stdout).toMatch(/1 error/);
  });

  test.each([
    ['echo', {}],
    ['./formats/own.cjs', { 'formats/own.cjs': ECHO }],
    ['@team', { 'node_modules/@team/eslint-formatter/index.js': ECHO }],
    ['@team/eslint-formatter', { 'node_modules/@team/eslint-formatter/index.js': ECHO }],
    ['@team/echo', { 'node_modules/@team/eslint-formatter-echo/index.js': ECHO }],
    ['@team/eslint-formatter-echo', { 'node_modules/@team/eslint-formatter-echo/index.js': ECHO }],
  ])('%s is given the results, the folder and what is known of the rules', async (name, files) => {
    const there = folder();
    for (const [path, text] of Object.entries(files)) there.write(path, text);
    const { code, stdout } = await there.run(['--format', name]);
    expect(code).toBe(1);
    const given = JSON.parse(stdout) as Record<string, unknown>;
    expect(given).toMatchObject({
      files: [join(there.path, 'Lost.java')],
      cwd: there.path,
      rulesMeta: { [LOST_RULE]: { type: 'problem', fixable: 'code' } },
    });
    expect(given).not.toHaveProperty('maxWarningsExceeded');
  });

  test('is told when there are too many warnings', async () => {
    const argv = ['--format', 'echo', '--rule', 'no-lost-mutation: warn', '--max-warnings', '0'];
    const { code, stdout } = await folder().run(argv);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ maxWarningsExceeded: { maxWarnings: 0, foundWarnings: 1 } });
  });

  test('several at once, ours and others; one does not see what another did to the results', async () => {
    const there = folder();
    there.write('More.java', LOST.replace('class Lost', 'class More'));
    const files = [
      '--output-file',
      'echo=a.json',
      '--output-file',
      './node_modules/eslint-formatter-echo/index.js=b.json',
    ];
    const run = await there.run(['--format', 'compact', ...files, '--output-file', 'html=out/c.html']);
    expect(run.stdout).toMatch(/2 problems\n$/);
    const [a, b] = ['a.json', 'b.json'].map((name) => readFileSync(join(there.path, name), 'utf8'));
    expect(a).toBe(b);
    expect(readFileSync(join(there.path, 'out/c.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test.each([
    ['sarfi', /no format "sarfi", and no package eslint-formatter-sarfi is installed here\.\nDid you mean "sarif"\?/],
    ['JSON', /Did you mean "json"\?/],
    ['@team/none', /no package @team\/eslint-formatter-none is installed here\.\nThe formats are stylish, json, /],
    ['./none.js', /no format "\.\/none\.js", and no such file\./],
    ['./broken.cjs', /the formatter .*broken\.cjs cannot be loaded: no, never\./],
    ['./number.cjs', /number\.cjs is no formatter: its default export is no function\./],
    ['./throws.cjs', /the formatter .*throws\.cjs failed: not today\./],
    ['./silent.cjs', /the formatter .*silent\.cjs gave no text\./],
  ])('%s ends with 2', async (name, message) => {
    const there = folder();
    there.write('broken.cjs', "throw new Error('no, never');\n");
    there.write('number.cjs', 'module.exports = 7;\n');
    there.write('throws.cjs', "module.exports = () => { throw new Error('not today'); };\n");
    there.write('silent.cjs', 'module.exports = () => undefined;\n');
    for (const argv of [
      ['--format', name],
      ['--output-file', `${name}=x.txt`],
    ]) {
      const { code, stderr } = await there.run([...argv, 'Lost.java']);
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).toContain(argv[0]);
    }
  });
});
