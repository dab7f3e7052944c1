/** What `--fix-dry-run` prints, in the hands of the programs that it is for. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../src/cli/format/unified-diff.ts';
import { LOST, testFolder } from './run-cli.ts';

const PAGE = '<% ((java.util.List) session.getAttribute("a")).add("x"); %>\n';
const LOST_AT_BOTH_ENDS = `${LOST.replaceAll('Lost', 'One')}${'// between\n'.repeat(30)}${LOST.replace(/^import.*\n/gm, '').trimEnd()}`;

const FILES: Readonly<Record<string, string>> = {
  'Plain.java': LOST,
  'src/a b/Blank.java': LOST,
  'src/größe 购/Wide.java': LOST,
  'Windows.java': LOST.replaceAll('\n', '\r\n'),
  'NoEnd.java': LOST.trimEnd(),
  'Both.java': LOST_AT_BOTH_ENDS,
  'quo"te.java': LOST,
  'Unfixed.java': LOST.replace('List<String> cart =', 'List<String> cart; cart ='),
  'page.jsp': PAGE,
  'WEB-INF/web.xml':
    '<?xml version="1.0"?>\r\n<web-app version="3.1" xmlns="http://xmlns.jcp.org/xml/ns/javaee">\r\n</web-app>',
};

describe.each([
  ['patch -p0', 'patch', ['-p0', '--quiet', '--batch']],
  ['git apply -p0', 'git', ['apply', '-p0', '--whitespace=nowarn']],
])('%s', (_, program, argv) => {
  test('makes of each file what --fix makes of it', async () => {
    const fixed = testFolder(FILES);
    const patched = testFolder(FILES);
    await fixed.run(['--fix', '--preset', 'strict']);
    const { stdout } = await patched.run(['--fix-dry-run', '--preset', 'strict']);
    execFileSync(program, argv, { cwd: patched.path, input: stdout });
    const texts = (path: string) =>
      Object.fromEntries(Object.keys(FILES).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
    expect(texts(patched.path)).toEqual(texts(fixed.path));
    const changed = Object.keys(FILES).filter((name) => texts(fixed.path)[name] !== FILES[name]);
    expect(changed).toEqual(
      expect.arrayContaining([
        'Plain.java',
        'src/a b/Blank.java',
        'Windows.java',
        'NoEnd.java',
        'Both.java',
        'quo"te.java',
        'WEB-INF/web.xml',
      ]),
    );
  });

  test.each([
    ['a line more', 'a\n', 'a\nb\n'],
    ['all new', '', 'a\nb\n'],
    ['all gone', 'a\nb\n', ''],
    ['an end that comes', 'a\nb', 'a\nb\n'],
    ['an end that goes', 'a\r\nb\r\n', 'a\r\nb'],
    ['no end on either side', 'a\nb', 'a\nc'],
    ['old line ends', 'a\rb\rc', 'a\rb\rx\rc'],
    ['far apart', 'x\n'.repeat(40), `y\n${'x\n'.repeat(39)}z\n`],
  ])('%s', (name, before, after) => {
    const folder = testFolder({ 'a.txt': before });
    const diff = unifiedDiff('a.txt', before, after).join('\n');
    execFileSync(program, argv, { cwd: folder.path, input: `${diff}\n` });
    // `patch` removes a file that is empty at last.
    if (after !== '' || program === 'git') expect(readFileSync(join(folder.path, 'a.txt'), 'utf8'), name).toBe(after);
  });
});
