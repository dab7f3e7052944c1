/** Text back to the bytes of the encoding that it was read in. */
import type { Decoded } from '../project/decode.ts';

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
    case 'gb18030':
      return encodeGb18030(text);
    default:
      return undefined;
  }
}

function encodeLatin1(text: string): Buffer | undefined {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return undefined;
  return Buffer.from(text, 'latin1');
}

let twoByteCodes: Map<string, number> | undefined;

/**
 * Characters of one and of two bytes, which is GBK. The four-byte forms hold rare characters: a file that has one
 * is not written.
 */
function encodeGb18030(text: string): Buffer | undefined {
  twoByteCodes ??= readTwoByteCodes();
  const bytes = Buffer.alloc(text.length * 2);
  let length = 0;
  for (const character of text) {
    const unit = character.charCodeAt(0);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const code = twoByteCodes.get(character);
    if (code === undefined) return undefined;
    bytes.writeUInt16BE(code, length);
    length += 2;
  }
  return bytes.subarray(0, length);
}

function readTwoByteCodes(): Map<string, number> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const codes = new Map<string, number>();
  const pair = Buffer.alloc(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      pair[0] = lead;
      pair[1] = trail;
      const character = decodePair(decoder, pair);
      if (character !== undefined && !codes.has(character)) codes.set(character, (lead << 8) | trail);
    }
  }
  return codes;
}

function decodePair(decoder: InstanceType<typeof TextDecoder>, pair: Buffer): string | undefined {
  try {
    return decoder.decode(pair);
  } catch {
    return undefined;
  }
}
