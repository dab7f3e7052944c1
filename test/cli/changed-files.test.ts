/** `--staged` and `--since`, with git as it is installed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encode } from '../../src/cli/encode.ts';
import { KEPT, LOST, PLAIN, testFolder, type TestFolder } from './run-cli.ts';

interface TestRepository extends TestFolder {
  git(...args: readonly string[]): string;
  /** Paths with findings, as JSON has them. */
  found(...argv: readonly string[]): Promise<readonly string[]>;
  /** All paths that were looked at. */
  seen(...argv: readonly string[]): Promise<readonly string[]>;
}

const IDENTITY = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];

function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): TestRepository {
  const folder = testFolder(files);
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...IDENTITY, ...args], {
      cwd: folder.path,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
  git('init', '-q', '-b', 'main');
  if (Object.keys(files).length > 0) {
    git('add', '.');
    git('commit', '-qm', 'first');
  }
  const results = async (argv: readonly string[]) => await folder.json(argv);
  return {
    ...folder,
    git,
    found: async (...argv) =>
      (await results(argv)).filter(({ messages }) => messages.length > 0).map(({ filePath }) => filePath),
    seen: async (...argv) => (await results(argv)).map(({ filePath }) => filePath),
  };
}

describe('--staged', () => {
  test('lints what is staged, and nothing else', async () => {
    const repo = repository({ 'Old.java': LOST, 'Edited.java': KEPT, 'notes.txt': '' });
    expect(await repo.run(['--staged'])).toEqual({ code: 0, stdout: '', stderr: '' });
    repo.write('Edited.java', LOST);
    repo.write('New.java', LOST);
    repo.write('notes.txt', 'getSession');
    repo.write('Untracked.java', LOST);
    repo.git('add', 'Edited.java', 'New.java', 'notes.txt');
    expect(await repo.found('--staged')).toEqual(['Edited.java', 'New.java']);
    expect((await repo.run(['--staged'])).code).toBe(1);
  });

  test('lints the text in the index, not that in the work tree', async () => {
    const repo = repository({ 'A.java': KEPT, 'B.java': KEPT, 'Gone.java': KEPT });
    repo.write('A.java', LOST);
    repo.write('Gone.java', LOST);
    repo.git('add', '.');
    repo.write('A.java', KEPT);
    repo.write('B.java', LOST);
    rmSync(join(repo.path, 'Gone.java'));
    expect(await repo.found('--staged')).toEqual(['A.java', 'Gone.java']);
    const [result] = await repo.json(['--staged']);
    expect(result?.source).toBe(LOST);
    // The other way round.
    repo.write('A.java', KEPT);
    repo.git('add', 'A.java');
    repo.write('A.java', LOST);
    expect(await repo.found('--staged')).toEqual(['Gone.java']);
  });

  test('works before the first commit, from a folder below, and below what the user names', async () => {
    const repo = repository();
    repo.write('a/Lost.java', LOST);
    repo.write('b/Lost.java', LOST);
    repo.git('add', '.');
    expect(await repo.found('--staged')).toEqual(['a/Lost.java', 'b/Lost.java']);
    expect(await repo.found('--staged', 'b')).toEqual(['b/Lost.java']);
    expect(await repo.found('--staged', '**/a/*.java')).toEqual(['a/Lost.java']);
    const inside = await repo.run(['--staged', '--format', 'compact'], { cwd: join(repo.path, 'a') });
    expect(inside).toMatchObject({ code: 1, stdout: expect.stringMatching(/^Lost\.java/) as string });
    expect(await repo.run(['--staged', 'nowhere'])).toMatchObject({ code: 2, stdout: '' });
  });

  test('knows names with all that may be in a name', async () => {
    const names = ['a b/Lost.java', 'größe/购物车.java', 'quo\'te"s/Lost.java', 'line\nend/Lost.java', '-dash.java'];
    const repo = repository();
    for (const name of names) repo.write(name, LOST);
    repo.git('add', '.');
    expect(await repo.found('--staged')).toEqual([...names].sort());
    for (const name of names) repo.write(name, KEPT);
    expect(await repo.found('--staged')).toEqual([...names].sort());
  });

  test('leaves out what is deleted, links and submodules, and follows what was renamed', async () => {
    const repo = repository({ 'Deleted.java': LOST, 'Named.java': LOST, 'Other.java': LOST });
    const inner = repository({ 'Inner.java': LOST });
    repo.git('rm', '-q', 'Deleted.java');
    mkdirSync(join(repo.path, 'to'));
    renameSync(join(repo.path, 'Named.java'), join(repo.path, 'to', 'Renamed.java'));
    symlinkSync('Other.java', join(repo.path, 'Link.java'));
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'Sub.java');
    repo.git('add', '-A');
    expect(await repo.seen('--staged')).toEqual(['to/Renamed.java']);
  });

  test('respects ignores, and folders that are never linted', async () => {
    const repo = repository({ '.gitignore': '*.jsp\n' });
    const page = '<% ((java.util.List) session.getAttribute("a")).add("x"); %>\n';
    repo.write('legacy/Lost.java', LOST);
    repo.write('node_modules/m/Lost.java', LOST);
    repo.write('forced.jsp', page);
    repo.write('session-lint.config.json', '{ "ignores": ["legacy/"] }');
    repo.git('add', '-f', '.');
    expect(await repo.found('--staged')).toEqual(['forced.jsp']);
  });

  test('reads other files from the work tree, and other encodings from the index', async () => {
    const repo = repository();
    const named = LOST.replace('class Lost {', 'class Lost { // 购物车');
    repo.write('Lost.java', encode(named, { encoding: 'gb18030', bom: false }) ?? '');
    repo.git('add', '.');
    repo.write('Lost.java', PLAIN);
    expect((await repo.json(['--staged']))[0]?.source).toBe(named);
  });

  test('with --fix, repairs what is staged as a whole, and says what is not', async () => {
    const repo = repository({ 'Whole.java': PLAIN, 'Partly.java': PLAIN, 'Unstaged.java': LOST });
    repo.write('Whole.java', LOST);
    repo.write('Partly.java', LOST);
    repo.git('add', '.');
    const later = `${LOST}// later\n`;
    repo.write('Partly.java', later);
    const run = await repo.run(['--staged', '--fix', '--format', 'compact']);
    expect(run).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Partly.java') as string,
      stderr: 'session-lint: Partly.java was changed after it was staged, so that it is not fixed.\n',
    });
    const text = (name: string) => readFileSync(join(repo.path, name), 'utf8');
    expect(text('Whole.java')).toBe(KEPT);
    expect(text('Partly.java')).toBe(later);
    expect(text('Unstaged.java')).toBe(LOST);
    // The index is the user's: what was staged is still there.
    expect(repo.git('show', ':Whole.java')).toBe(LOST);
  });

  test('sees the index and the repository of the hook that runs it', async () => {
    const repo = repository({ 'a/Kept.java': KEPT });
    repo.write('a/Kept.java', LOST);
    const env = { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/other-index', GIT_PREFIX: '' };
    execFileSync('git', ['read-tree', 'HEAD'], { cwd: repo.path, env: { ...process.env, ...env } });
    execFileSync('git', ['add', '.'], { cwd: repo.path, env: { ...process.env, ...env } });
    expect(await repo.found('--staged')).toEqual([]);
    for (const cwd of [repo.path, join(repo.path, 'a')]) {
      expect((await repo.run(['--staged'], { env, cwd })).code).toBe(1);
    }
    // Another repository than the hook's has an index of its own.
    const other = repository({ 'Kept.java': KEPT });
    const foreign = { GIT_DIR: join(repo.path, '.git'), GIT_INDEX_FILE: join(repo.path, '.git/other-index') };
    expect(await other.run(['--staged'], { env: foreign })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('--since', () => {
  test('leaves out links, which may lead out of the tree', async () => {
    const repo = repository({ 'Other.java': KEPT });
    const outside = repository({ 'Out.java': LOST });
    symlinkSync(join(outside.path, 'Out.java'), join(repo.path, 'Link.java'));
    symlinkSync('nowhere', join(repo.path, 'Dangling.java'));
    repo.write('New.java', LOST);
    expect(await repo.seen('--since', 'HEAD')).toEqual(['New.java']);
  });

  test('lints what the branch changed, and what git does not know yet', async () => {
    const repo = repository({
      'Base.java': LOST,
      'Main.java': KEPT,
      'Committed.java': KEPT,
      'Edited.java': KEPT,
      'Gone.java': LOST,
    });
    repo.git('checkout', '-qb', 'topic');
    repo.write('Committed.java', LOST);
    repo.git('commit', '-qam', 'topic');
    repo.git('checkout', '-q', 'main');
    repo.write('Main.java', LOST);
    repo.git('commit', '-qam', 'main goes on');
    repo.git('checkout', '-q', 'topic');
    repo.write('Edited.java', LOST);
    repo.write('new folder/New.java', LOST);
    repo.write('Ignored.java', LOST);
    repo.write('.gitignore', 'Ignored.java\n');
    rmSync(join(repo.path, 'Gone.java'));
    const expected = ['Committed.java', 'Edited.java', 'new folder/New.java'];
    expect(await repo.found('--since', 'main')).toEqual(expected);
    const inside = await repo.json(['--since', 'main'], { cwd: join(repo.path, 'new folder') });
    expect(inside.map(({ filePath }) => filePath)).toEqual(['new folder/New.java']);
    expect(await repo.found('--since', 'main', 'Edited.java')).toEqual(['Edited.java']);
    expect(await repo.found('--since=HEAD')).toEqual(['Edited.java', 'new folder/New.java']);
  });

  test.each([
    ['an unknown revision', ['--since', 'nowhere'], '--since: git knows no revision "nowhere".'],
    ['an option in its place', ['--since=--all'], '--since: git knows no revision "--all".'],
    ['a path in its place', ['--since', 'HEAD:Kept.java'], '--since: git knows no revision "HEAD:Kept.java".'],
  ])('%s is a mistake', async (_, argv, message) => {
    const repo = repository({ 'Kept.java': KEPT });
    expect(await repo.run(argv)).toEqual({ code: 2, stdout: '', stderr: `session-lint: ${message}\n` });
  });

  test('a branch without a common commit, and a repository without any', async () => {
    const repo = repository({ 'Kept.java': KEPT });
    repo.git('checkout', '-q', '--orphan', 'alone');
    repo.git('commit', '-qm', 'alone');
    expect(await repo.run(['--since', 'main'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--since: "main" and the current branch have no commit in common.\n') as string,
    });
    const fresh = repository();
    fresh.write('Lost.java', LOST);
    expect(await fresh.run(['--since', 'HEAD'])).toMatchObject({ code: 2 });
  });
});

describe('without a repository', () => {
  test.each([['--staged'], ['--since=HEAD']])('%s', async (argument) => {
    const folder = testFolder({ 'Lost.java': LOST });
    const option = argument.replace('=HEAD', '');
    expect(await folder.run([argument])).toEqual({
      code: 2,
      stdout: '',
      stderr: `session-lint: ${option} needs a git repository, and ${folder.path} is in none.\n`,
    });
    expect(await folder.run([argument], { env: { PATH: folder.path } })).toEqual({
      code: 2,
      stdout: '',
      stderr: `session-lint: ${option} needs git, which cannot be started: is it installed?\n`,
    });
  });
});

describe('--shard', () => {
  test('all parts together are the whole, and each is the same every time', async () => {
    const folder = testFolder();
    for (let i = 0; i < 11; i++) folder.write(`p${i % 3}/C${i}.java`, i % 2 === 0 ? LOST : PLAIN);
    const whole = await folder.json([]);
    const parts = await Promise.all([1, 2, 3].map((index) => folder.json(['--shard', `${index}/3`])));
    expect(parts.map(({ length }) => length)).toEqual([4, 4, 3]);
    const together = parts.flat().sort((a, b) => (a.filePath < b.filePath ? -1 : 1));
    expect(together).toEqual(whole);
    expect(await folder.json(['--shard', '2/3'])).toEqual(parts[1]);
    expect((await folder.run(['--shard', '20/20'])).code).toBe(0);
  });
});
