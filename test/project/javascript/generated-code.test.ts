import { expect, test } from 'vitest';
import { isGeneratedCode } from '../../../src/project/javascript/generated-code.ts';

const line = 'const total = add(price, shipping); // in cents\n';

test.each([
  ['a short file in one line', 'a();'.repeat(4000), false],
  ['a long file', line.repeat(10_000), false],
  ['a minified file', 'a();'.repeat(10_000), true],
  ['a bundle', line.repeat(30_000), true],
])('%s', (_, text, expected) => {
  expect(isGeneratedCode(text)).toBe(expected);
});
