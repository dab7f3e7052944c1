import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOST, PLAIN, testFolder, type TestFolder } from './run-cli.ts';

async function paths(folder: TestFolder, ...argv: readonly string[]): Promise<string[]> {
  return (await folder.json(argv)).map(({ filePath }) => filePath);
}

describe('which files are linted', () => {
  test('every Java file below a folder, sorted by path', async () => {
    const folder = testFolder({ 'b/B.java': PLAIN, 'a/A.java': LOST, 'a/x.txt': '', 'C.java': PLAIN });
    expect(await paths(folder)).toEqual(['C.java', 'a/A.java', 'b/B.java']);
    expect(await paths(folder, 'a', 'a/A.java', './a')).toEqual(['a/A.java']);
  });

  test('globs', async () => {
    const folder = testFolder({ 'a/A.java': PLAIN, 'a/deep/B.java': PLAIN, 'c/C.java': PLAIN });
    expect(await paths(folder, 'a/**/*.java')).toEqual(['a/A.java', 'a/deep/B.java']);
    expect(await paths(folder, './{a,c}/*.java')).toEqual(['a/A.java', 'c/C.java']);
    expect(await paths(folder, join(folder.path, '*/C.java'))).toEqual(['c/C.java']);
  });

  test('a folder whose name looks like a glob is a folder', async () => {
    const folder = testFolder({ '[id]/A.java': PLAIN, 'i/B.java': PLAIN });
    expect(await paths(folder, '[id]')).toEqual(['[id]/A.java']);
  });

  test('build output and dependencies are left out, packages of the same name are not', async () => {
    const folder = testFolder({
      'target/A.java': PLAIN,
      'module/build/B.java': PLAIN,
      'node_modules/x/C.java': PLAIN,
      'src/node_modules/D.java': PLAIN,
      'src/main/java/com/acme/build/E.java': PLAIN,
      'src/main/java/com/acme/target/F.java': PLAIN,
    });
    const kept = ['src/main/java/com/acme/build/E.java', 'src/main/java/com/acme/target/F.java'];
    expect(await paths(folder)).toEqual(kept);
    expect(await paths(folder, 'src/main/java/com')).toEqual(kept);
  });

  test('.gitignore files, nested ones and exceptions included', async () => {
    const folder = testFolder({
      '.gitignore': 'generated/\n*Gen.java\n/Top.java\n',
      'Top.java': PLAIN,
      'a/Top.java': PLAIN,
      'generated/A.java': PLAIN,
      'a/XGen.java': PLAIN,
      'b/.gitignore': '!KeptGen.java\nB.java\n',
      'b/KeptGen.java': PLAIN,
      'b/B.java': PLAIN,
      'B.java': PLAIN,
    });
    expect(await paths(folder)).toEqual(['B.java', 'a/Top.java', 'b/KeptGen.java']);
  });

  test('.gitignore files above the folder that is named, up to the repository', async () => {
    const folder = testFolder({ '.gitignore': 'A.java\n', 'x/.git/HEAD': '', 'x/.gitignore': 'B.java\n' });
    for (const name of ['A', 'B', 'C']) folder.write(`x/src/${name}.java`, PLAIN);
    expect(await paths(folder, 'x/src')).toEqual(['x/src/A.java', 'x/src/C.java']);
  });

  test('--ignore-pattern and `ignores`, for named files too', async () => {
    const folder = testFolder({
      'session-lint.config.json': '{ "ignores": ["legacy/**"] }',
      'legacy/A.java': PLAIN,
      'gen/B.java': PLAIN,
      'src/C.java': PLAIN,
    });
    expect(await paths(folder)).toEqual(['gen/B.java', 'src/C.java']);
    expect(await paths(folder, '--ignore-pattern', 'gen/')).toEqual(['src/C.java']);
    expect(await paths(folder, 'legacy/A.java', 'src/C.java')).toEqual(['src/C.java']);
  });

  test('what is named and ignored is told, with the pattern', async () => {
    const folder = testFolder({
      'session-lint.config.json': '{ "ignores": ["legacy/**", "!legacy/B.java"] }',
      'legacy/A.java': LOST,
      'legacy/B.java': LOST,
      'gen/C.java': LOST,
      'src/D.java': PLAIN,
    });
    const run = await folder.run(['legacy/A.java', 'gen', 'src', '--ignore-pattern', 'gen/']);
    expect(run).toEqual({
      code: 0,
      stdout: '',
      stderr: [
        'session-lint: legacy/A.java is left out: the pattern "legacy/**" of session-lint.config.json ignores it.',
        'session-lint: gen is left out: the pattern "gen/" of --ignore-pattern ignores it.',
        '',
      ].join('\n'),
    });
    expect((await folder.run(['legacy/B.java'])).code).toBe(1);
    const stdin = await folder.run(['--stdin', '--stdin-filename', 'legacy/A.java', '-f', 'json'], { stdin: LOST });
    expect(stdin).toEqual({
      code: 0,
      stdout: '[]\n',
      stderr:
        'session-lint: legacy/A.java is left out: the pattern "legacy/**" of session-lint.config.json ignores it.\n',
    });
    const argv = ['--stdin', '--stdin-filename', 'src/X.java'];
    expect((await folder.run(argv, { stdin: LOST })).code).toBe(1);
    expect((await folder.run([...argv, '--ignore-pattern', 'X.java'], { stdin: LOST })).stderr).toBe(
      'session-lint: src/X.java is left out: the pattern "X.java" of --ignore-pattern ignores it.\n',
    );
  });

  test('links are not followed out of the tree, nor in circles', async () => {
    const outside = testFolder({ 'Out.java': PLAIN });
    const folder = testFolder({ 'a/A.java': PLAIN });
    symlinkSync(outside.path, join(folder.path, 'out'));
    symlinkSync('..', join(folder.path, 'a/up'));
    symlinkSync('nowhere', join(folder.path, 'Dangling.java'));
    expect(await paths(folder)).toEqual(['a/A.java']);
    expect(await paths(folder, 'out')).toEqual(['out/Out.java']);
  });
});
