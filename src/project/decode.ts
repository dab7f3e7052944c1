/**
 * Bytes of a source file to text. The order is the one that was right on real code: a byte order mark or the pattern of
 * UTF-16; strict UTF-8, before any declaration, since declarations are often wrong; what the file or the project says;
 * GB18030; last ISO-8859-1, which accepts every byte and gives it back unchanged.
 */

export interface Decoded {
  /** Without the byte order mark. */
  readonly text: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `iso-8859-1`, or a label given by the caller, in lower case. */
  readonly encoding: string;
  readonly bom: boolean;
}

let projectEncoding: string | undefined;

/**
 * The encoding that the user gives for files which are not UTF-8 and declare nothing. It holds for the whole process, since
 * files of a project are read wherever something has to be looked up.
 */
export function useEncoding(label: string | undefined): void {
  projectEncoding = label;
}

/** What people name; the runtime knows more, and other labels of these. */
export const COMMON_ENCODINGS = [
  ...['UTF-8', 'UTF-16LE', 'UTF-16BE', 'GBK', 'GB18030', 'GB2312', 'Big5', 'Shift_JIS', 'EUC-JP', 'EUC-KR'],
  ...['ISO-8859-1', 'ISO-8859-2', 'ISO-8859-5', 'ISO-8859-7', 'ISO-8859-9', 'ISO-8859-15', 'ISO-2022-JP', 'KOI8-R'],
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1256'],
];

/** Whether this runtime can decode it. */
export function isKnownEncoding(label: string): boolean {
  try {
    new TextDecoder(canonicalLabel(label));
    return true;
  } catch {
    return false;
  }
}

/** How far the pattern of UTF-16 is looked for. */
const SNIFFED_BYTES = 4096;

/**
 * Decodes a file. `declared` lists encodings that the file names, the most trusted first; after them comes that of
 * `useEncoding`. A label that this runtime does not know, or that does not fit the bytes, is passed over. Never throws.
 */
export function decode(bytes: Uint8Array, declared: readonly string[] = []): Decoded {
  const marked = decodeMarked(bytes);
  if (marked) return marked;
  const sniffed = utf16Pattern(bytes);
  if (sniffed) return { text: decodeUtf16(bytes, sniffed), encoding: sniffed, bom: false };
  for (const label of ['utf-8', ...declared, ...(projectEncoding === undefined ? [] : [projectEncoding])]) {
    const text = decodeStrictly(bytes, label);
    if (text !== undefined) return { text, encoding: canonicalLabel(label), bom: false };
  }
  if (!looksSingleByte(bytes)) {
    const text = decodeStrictly(bytes, 'gb18030');
    if (text !== undefined) return { text, encoding: 'gb18030', bom: false };
  }
  return { text: latin1(bytes), encoding: 'iso-8859-1', bom: false };
}

function decodeMarked(bytes: Uint8Array): Decoded | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const rest = bytes.subarray(3);
    // A mark says UTF-8 even where a later byte does not fit: replacement characters show where.
    return { text: decodeStrictly(rest, 'utf-8') ?? new TextDecoder().decode(rest), encoding: 'utf-8', bom: true };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: decodeUtf16(bytes.subarray(2), 'utf-16le'), encoding: 'utf-16le', bom: true };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: decodeUtf16(bytes.subarray(2), 'utf-16be'), encoding: 'utf-16be', bom: true };
  }
  return undefined;
}

/** UTF-16 without a mark: source code is mostly ASCII, so one of every two bytes is zero, and always the same one. */
function utf16Pattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  const end = Math.min(bytes.length, SNIFFED_BYTES);
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i + 1 < end; i += 2) {
    if (bytes[i] === 0) zeroFirst++;
    if (bytes[i + 1] === 0) zeroSecond++;
  }
  const many = end * 0.2;
  const few = end * 0.01;
  if (zeroSecond > many && zeroFirst <= few) return 'utf-16le';
  if (zeroFirst > many && zeroSecond <= few) return 'utf-16be';
  return undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return (encoding === 'utf-16be' ? even.swap16() : even).toString('utf16le');
}

/**
 * True where bytes above 0x7f mostly stand alone between ASCII, as accented letters do. In GB18030 such a byte is followed
 * by a second one, which in running Chinese text is nearly always above 0x7f too. Without this question `é` and the
 * letter after it would be read as one Chinese character, for most letters are valid second bytes.
 */
function looksSingleByte(bytes: Uint8Array): boolean {
  let alone = 0;
  let together = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    const start = i;
    while (i + 1 < bytes.length && (bytes[i + 1] ?? 0) >= 0x80) i++;
    if (i === start) alone++;
    else together++;
  }
  return alone > together;
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** Undefined when some bytes have no meaning in the encoding, or when the encoding is not known. */
export function decodeStrictly(bytes: Uint8Array, label: string): string | undefined {
  const name = canonicalLabel(label);
  if (name === 'iso-8859-1') return latin1(bytes);
  if (name === 'windows-1252') return windows1252(bytes);
  try {
    let decoder = decoders.get(name);
    if (decoder === undefined) {
      // ignoreBOM keeps a mark that is a character of the text: the real one has been taken off already.
      decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
      decoders.set(name, decoder);
    }
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** 0x80 to 0x9f; the five that have no character are control characters, as the web has it. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node.js decodes it as ISO-8859-1 (https://github.com/nodejs/node/issues/56542). */
function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? '');
}

/** The web's `iso-8859-1` label means windows-1252, which does not round-trip; the plain one does. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Names that Java knows and the web does not. */
const JAVA_NAMES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  ms932: 'shift_jis',
  sjis: 'shift_jis',
  'x-sjis': 'shift_jis',
  eucjis: 'euc-jp',
  ms936: 'gbk',
  ms949: 'euc-kr',
  euckr: 'euc-kr',
  ms950: 'big5',
  'big5-hkscs': 'big5',
};

function canonicalLabel(label: string): string {
  const lower = label
    .trim()
    .toLowerCase()
    .replace(/^iso[-_]?8859[-_]/, 'iso-8859-')
    .replace(/^(?:cp|ms)-?125(\d)$/, 'windows-125$1')
    .replace(/^euc_/, 'euc-');
  if (['latin1', 'l1', '8859_1', 'iso-8859-1', 'ascii', 'us-ascii'].includes(lower)) return 'iso-8859-1';
  return JAVA_NAMES[lower] ?? lower;
}
