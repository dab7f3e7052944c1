import { describe, expect, it } from 'vitest';
import { decode } from '../../src/project/decode.ts';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('decode', () => {
  const source = 'class A { String s = "x"; } // '.repeat(4);
  const cases: readonly [name: string, bytes: Uint8Array, text: string, encoding: string, bom: boolean][] = [
    ['nothing', Buffer.alloc(0), '', 'utf-8', false],
    ['ASCII', Buffer.from(source), source, 'utf-8', false],
    ['UTF-8', Buffer.from('é 中 😀'), 'é 中 😀', 'utf-8', false],
    ['UTF-8 with a mark', Buffer.from('\uFEFFé'), 'é', 'utf-8', true],
    ['a second mark is text', Buffer.from('\uFEFF\uFEFFa'), '\uFEFFa', 'utf-8', true],
    ['marked UTF-8 with a stray byte', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff]), 'a\uFFFD', 'utf-8', true],
    ['UTF-16LE with a mark', Buffer.from('\uFEFFa中', 'utf16le'), 'a中', 'utf-16le', true],
    ['UTF-16BE with a mark', utf16be('\uFEFFa中'), 'a中', 'utf-16be', true],
    ['UTF-16LE without', Buffer.from(`${source}中文`, 'utf16le'), `${source}中文`, 'utf-16le', false],
    ['UTF-16BE without', utf16be(`${source}中文`), `${source}中文`, 'utf-16be', false],
    ['GBK', Buffer.from([0x2f, 0x2f, 0xd6, 0xd0, 0xce, 0xc4]), '//中文', 'gb18030', false],
    [
      'GB18030 with four bytes',
      Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0x81, 0x39, 0xef, 0x30]),
      '中文㐁',
      'gb18030',
      false,
    ],
    ['Latin letters between ASCII', Buffer.from('// prénom, été', 'latin1'), '// prénom, été', 'iso-8859-1', false],
    ['bytes of no encoding', Buffer.from([0x80, 0x00, 0xff, 0xff, 0x41]), '\x80\0ÿÿA', 'iso-8859-1', false],
  ];
  it.each(cases)('%s', (_, bytes, text, encoding, bom) => {
    expect(decode(bytes)).toEqual({ text, encoding, bom });
  });

  it('believes UTF-8 before a declaration, and a declaration before a guess', () => {
    expect(decode(Buffer.from('中'), ['gbk']).encoding).toBe('utf-8');
    const sjis = Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]);
    expect(decode(sjis, ['no-such-encoding', 'shift_jis'])).toEqual({
      text: 'テスト',
      encoding: 'shift_jis',
      bom: false,
    });
    expect(decode(Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), ['ISO-8859-1']).encoding).toBe('iso-8859-1');
  });
});
