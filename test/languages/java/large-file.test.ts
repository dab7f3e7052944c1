import { expect, test } from 'vitest';
import { parseJava } from '../../../src/languages/java/parse.ts';

test('a file beyond the size limit is one plain error at its start', () => {
  const text = `class A {\n${'  int field = 1;\n'.repeat(700_000)}}\n`;
  expect(text.length).toBeGreaterThan(10_000_000);
  const result = parseJava(text);
  expect(result).toMatchObject({ ok: false, error: { line: 1, column: 1 } });
  expect(result.ok ? '' : result.error?.message).toMatch(/^The file is too large to be read: \d+ characters/);
});
