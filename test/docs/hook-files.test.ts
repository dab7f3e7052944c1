/** The patterns of the pre-commit hooks accept the files that are linted, and no others. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FILE_KINDS, kindOf } from '../../src/file-kinds.ts';
import { repositoryFile } from './markdown.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
  readonly require_serial: boolean;
}

const hooks = parse(readFileSync(repositoryFile('.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];

/** Python's verbose syntax, of which only the white space is used. */
function pattern({ files }: Hook): RegExp {
  expect(files.startsWith('(?x)')).toBe(true);
  return new RegExp(files.slice('(?x)'.length).replaceAll(/\s/g, ''));
}

/** Names that fit the patterns of the kinds, and names that miss them by little. */
function names(): readonly string[] {
  const fitting = FILE_KINDS.flatMap(({ extensions, fileNames }) => [
    ...extensions.map((extension) => `Name${extension}`),
    ...fileNames.flatMap((name) => [name.replaceAll('*', ''), name.replaceAll('*', 'x-1')]),
  ]);
  return fitting.flatMap((name) => [
    name,
    `some folder/${name}`,
    `x${name}`,
    `${name}x`,
    `${name}/x`,
    name.replaceAll('/', '-'),
    name.replace('.', ''),
    name.toUpperCase(),
  ]);
}

describe.each(hooks)('$id', (hook) => {
  test('is started for the files that are linted', () => {
    const files = pattern(hook);
    const wrong = names().filter((name) => files.test(name) !== (kindOf(name) !== undefined));
    expect(wrong).toEqual([]);
    expect(names().filter((name) => files.test(name)).length).toBeGreaterThan(50);
    expect(names().filter((name) => !files.test(name)).length).toBeGreaterThan(50);
  });

  test('starts one process', () => {
    expect(hook.require_serial).toBe(true);
  });
});

test('there are two hooks', () => {
  expect(hooks.map(({ id, entry }) => [id, entry])).toEqual([
    ['session-lint', 'session-lint'],
    ['session-lint-fix', 'session-lint --fix'],
  ]);
});
