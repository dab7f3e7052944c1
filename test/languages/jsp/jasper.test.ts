/** Pages as Jasper reads them: its results are pinned in fixtures/jasper (test/cluster/jasper-compare.mjs writes them). */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildPage } from '../../../src/languages/jsp/build-page.ts';
import { normalized, sequenceOf } from './sequence.ts';

const root = fileURLToPath(new URL('../../../fixtures/jasper/', import.meta.url));

type Expected = Readonly<Record<string, readonly (readonly string[])[] | { readonly refused: string }>>;

const expected = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as Expected;

function isRefused(value: Expected[string]): value is { readonly refused: string } {
  return typeof value === 'object' && 'refused' in value;
}

test('there is a result for each page', () => {
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => /\.(?:jsp|jspx|tag|tagx)$/.test(name));
  expect(pages.sort()).toEqual(Object.keys(expected).sort());
});

describe('what Jasper reads', () => {
  test.each(Object.entries(expected))('%s', (page, lines) => {
    const path = join(root, page);
    if (isRefused(lines)) {
      expect(buildPage(readFileSync(path, 'utf8'), path).ast.problems).not.toEqual([]);
    } else {
      expect(lines.length).toBeGreaterThan(0);
      expect(sequenceOf(path).map(normalized)).toEqual(lines.map(normalized));
    }
  });
});
