import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOST, LOST_RULE, PLAIN, testFolder } from './run-cli.ts';

/** `购物车` in GBK, which is no valid UTF-8. */
const GBK_CART = Buffer.from([0xb9, 0xba, 0xce, 0xef, 0xb3, 0xb5]);

function inGbk(text: string): Buffer {
  const [before = '', after = ''] = text.split('购物车');
  return Buffer.concat([Buffer.from(before), GBK_CART, Buffer.from(after)]);
}

const CHINESE = LOST.replace('(item);', '(item); // 购物车').replaceAll('\n', '\r\n');
const FRENCH = LOST.replace('(item);', '(item); // déjà été payé');

const ENCODED: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['UTF-8', Buffer.from(CHINESE)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${CHINESE}`)],
  ['UTF-16 LE with a byte order mark', Buffer.from(`\uFEFF${CHINESE}`, 'utf16le')],
  ['UTF-16 BE with a byte order mark', Buffer.from(`\uFEFF${CHINESE}`, 'utf16le').swap16()],
  ['UTF-16 LE', Buffer.from(CHINESE, 'utf16le')],
  ['GBK', inGbk(CHINESE)],
  ['ISO-8859-1', Buffer.from(FRENCH, 'latin1')],
];

describe('encodings', () => {
  test.each(ENCODED)('%s is read', async (_, bytes) => {
    const [result] = await testFolder({ 'Lost.java': bytes }).json([]);
    expect(result?.messages).toMatchObject([{ ruleId: LOST_RULE, line: 7, column: 5, endLine: 7, endColumn: 19 }]);
    expect(result?.source).toMatch(/购物车|déjà été payé/);
  });

  test.each(ENCODED)('%s is kept by --fix', async (_, bytes) => {
    const folder = testFolder({ 'Lost.java': bytes });
    expect((await folder.run(['--fix'])).code).toBe(0);
    const fixed = readFileSync(join(folder.path, 'Lost.java'));
    const text = bytes[0] === 0xfe ? Buffer.from(fixed).swap16().toString('utf16le') : decodeAs(bytes, fixed);
    expect(text).toContain('session.setAttribute("cart", cart)');
    const statement = encodeLike(bytes, 'session.setAttribute("cart", cart);');
    const at = fixed.indexOf(statement);
    expect(at).toBeGreaterThan(0);
    // What was there before is still there, byte for byte, around what was inserted.
    let common = 0;
    while (fixed[common] === bytes[common]) common++;
    const inserted = fixed.length - bytes.length;
    expect(fixed.subarray(common + inserted).equals(bytes.subarray(common))).toBe(true);
    if (text.includes('购物车')) expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

function isUtf16(bytes: Buffer): boolean {
  return bytes[0] === 0xff || bytes[1] === 0;
}

function decodeAs(original: Buffer, bytes: Buffer): string {
  if (isUtf16(original)) return bytes.toString('utf16le');
  return bytes.includes(GBK_CART) ? bytes.toString('latin1') : bytes.toString('utf8');
}

function encodeLike(original: Buffer, text: string): Buffer {
  if (original[0] === 0xfe) return Buffer.from(text, 'utf16le').swap16();
  return isUtf16(original) ? Buffer.from(text, 'utf16le') : Buffer.from(text);
}

describe('--stdin', () => {
  test('lints the text under its name', async () => {
    const [result] = await testFolder().json(['--stdin', '--stdin-filename', 'src/Lost.java'], { stdin: LOST });
    expect(result?.filePath).toBe('src/Lost.java');
    expect(result?.messages).toMatchObject([{ ruleId: LOST_RULE, line: 7 }]);
  });

  test('in any encoding', async () => {
    const argv = ['--stdin', '--stdin-filename', 'Lost.java'];
    const [result] = await testFolder().json(argv, { stdin: inGbk(CHINESE) });
    expect(result?.source).toContain('购物车');
  });

  test('a text without sessions is clean', async () => {
    const run = await testFolder().run(['--stdin', '--stdin-filename', 'Plain.java'], { stdin: PLAIN });
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
