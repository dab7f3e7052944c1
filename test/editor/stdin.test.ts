/** `eslint --stdin --stdin-filename`, which editors without a language server run: on all kinds of files, with both versions. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeProject, SHOP } from './project.ts';

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly line: number; readonly column: number }[];
}

describe.each(['eslint-9', 'eslint'] as const)('%s on standard input', (eslint) => {
  const project = makeProject(eslint);
  afterAll(() => project.remove());

  test.each(SHOP)('$name', ({ name, text, finds }) => {
    // Another text than that on disk: everything is one line further down.
    const input = name.endsWith('.xml') && text.startsWith('<?xml') ? text.replace('\n', '\n\n') : `\n${text}`;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join('node_modules', 'eslint', 'bin', 'eslint.js'), '--stdin', '--stdin-filename', name, '--format', 'json'],
      { cwd: project.path, input, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    const [result] = JSON.parse(stdout) as [Result];
    const at = finds.covers === 'Cluster' ? input.indexOf('<Cluster') + 1 : input.indexOf(finds.covers);
    const before = input.slice(0, at).split('\n');
    expect(result.filePath).toBe(join(project.path, name));
    expect(result.messages.map(({ ruleId, line, column }) => ({ ruleId, line, column }))).toEqual([
      { ruleId: `session-lint/${finds.rule}`, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    ]);
    expect(status).toBe(1);
  });
});
