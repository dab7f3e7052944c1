/** Text back to the bytes of the encoding that it was read in. */
import { decodeStrictly, isKnownEncoding, type Decoded } from '../project/decode.ts';

type Encoding = Pick<Decoded, 'encoding' | 'bom'>;

/** Undefined when the encoding is not one that can be written, or has no bytes for some character. */
export function encode(text: string, { encoding, bom }: Encoding): Buffer | undefined {
  const marked = bom ? `\uFEFF${text}` : text;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(marked, 'utf8');
    case 'utf-16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
      return Buffer.from(marked, 'utf16le').swap16();
    case 'iso-8859-1':
      return encodeLatin1(text);
    default:
      return encodeByTable(text, encoding);
  }
}

function encodeLatin1(text: string): Buffer | undefined {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return undefined;
  return Buffer.from(text, 'latin1');
}

/**
 * Of encodings with one byte or two for a character: ISO-8859-x, windows-125x, GBK, Big5, Shift_JIS, EUC-KR. What takes more (the
 * rare characters of GB18030 and EUC-JP) or shifts between tables is not written.
 */
function encodeByTable(text: string, encoding: string): Buffer | undefined {
  const codes = codesOf(encoding);
  if (codes === undefined) return undefined;
  const bytes = Buffer.alloc(text.length * 2);
  let length = 0;
  for (const character of text) {
    const code = character.charCodeAt(0) < 0x80 ? character.charCodeAt(0) : codes.get(character);
    if (code === undefined) return undefined;
    if (code > 0xff) bytes[length++] = code >> 8;
    bytes[length++] = code & 0xff;
  }
  return bytes.subarray(0, length);
}

const tables = new Map<string, ReadonlyMap<string, number> | undefined>();

/** The inverse of the decoder. Where it has several codes for a character, the first counts. */
function codesOf(encoding: string): ReadonlyMap<string, number> | undefined {
  if (!tables.has(encoding)) tables.set(encoding, readCodes(encoding));
  return tables.get(encoding);
}

function readCodes(encoding: string): ReadonlyMap<string, number> | undefined {
  // Escapes between tables (ISO-2022) make one byte mean different things.
  if (!isKnownEncoding(encoding) || encoding.startsWith('iso-2022')) return undefined;
  const codes = new Map<string, number>();
  const pair = Buffer.alloc(2);
  for (let lead = 0x80; lead <= 0xff; lead++) {
    const single = decodeStrictly(Buffer.from([lead]), encoding);
    if (single !== undefined) {
      if (!codes.has(single)) codes.set(single, lead);
      continue;
    }
    pair[0] = lead;
    for (let trail = 0x30; trail <= 0xfe; trail++) {
      pair[1] = trail;
      const character = decodeStrictly(pair, encoding);
      const isOne = character !== undefined && Array.from(character).length === 1;
      if (isOne && !codes.has(character)) codes.set(character, (lead << 8) | trail);
    }
  }
  return codes;
}
