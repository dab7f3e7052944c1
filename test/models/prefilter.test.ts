import { describe, expect, test } from 'vitest';
import { JAVA_SESSION_TOKENS, mayTouchSession } from '../../src/models/prefilter.ts';

const AROUND = (token: string) => `class A {\n  // ${token}\n}\n`;

describe('mayTouchSession', () => {
  test.each(JAVA_SESSION_TOKENS)('%s makes a file a candidate, in every encoding', (token) => {
    expect(mayTouchSession(Buffer.from(AROUND(token)))).toBe(true);
    expect(mayTouchSession(Buffer.from(AROUND(token), 'utf16le'))).toBe(true);
    expect(mayTouchSession(Buffer.from(`\uFEFF${AROUND(token)}`, 'utf16le').swap16())).toBe(true);
  });

  test('a call that is broken over lines is seen', () => {
    expect(mayTouchSession(Buffer.from('x = request\n  .getSession\n  (\n  )\n  .getAttribute\n ("x");'))).toBe(true);
  });

  test.each(['', 'class A { int x; }', 'class Possession { String attribute; }', 'a.getProfession();'])(
    '%j is left out',
    (text) => {
      expect(mayTouchSession(Buffer.from(text))).toBe(false);
      expect(mayTouchSession(Buffer.from(text, 'utf16le'))).toBe(false);
    },
  );
});
