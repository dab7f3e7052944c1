/** The web-fragment.xml inside a jar, read without unpacking anything else. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { XmlDocument } from '../../languages/xml/ast.ts';
import { parseXml } from '../../languages/xml/parse.ts';
import { declaredXmlEncodings } from '../declared-encoding.ts';
import { decode } from '../decode.ts';
import { readBytes } from '../file-access.ts';
import type { CacheTable, ProjectCache } from '../project-cache.ts';

const ENTRY = 'META-INF/web-fragment.xml';
/** A descriptor is some kilobytes; what claims to be more is not looked at. */
const MAX_ENTRY_BYTES = 1_000_000;
const MAX_DIRECTORY_BYTES = 8_000_000;
/** The end record of a zip with the longest comment. */
const TAIL_BYTES = 22 + 65_535;

const fragments: CacheTable<XmlDocument | undefined> = { name: 'fragments in jars' };

/** Undefined for a jar without the file, and for one that cannot be read. */
export function fragmentInJar(jar: string, cache: ProjectCache): XmlDocument | undefined {
  return cache.fromFile(fragments, jar, () => {
    if (!directoryNames(jar, ENTRY)) return undefined;
    const bytes = entryOf(jar);
    if (bytes === undefined) return undefined;
    const result = parseXml(decode(bytes, declaredXmlEncodings(bytes)).text, ENTRY);
    return result.ok ? result.document : undefined;
  });
}

function entryOf(jar: string): Uint8Array | undefined {
  const bytes = readBytes(jar);
  if (bytes === undefined) return undefined;
  try {
    const filter = ({ name, originalSize }: { name: string; originalSize: number }) =>
      name === ENTRY && originalSize <= MAX_ENTRY_BYTES;
    return unzipSync(bytes, { filter })[ENTRY];
  } catch {
    return undefined;
  }
}

/** True when the directory at the end of a zip has the name: most jars have no fragment, and are not read further. */
function directoryNames(jar: string, name: string): boolean {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(jar, 'r');
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return false;
    const tail = readAt(descriptor, Math.max(0, stat.size - TAIL_BYTES), Math.min(stat.size, TAIL_BYTES));
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (end < 0 || end + 20 > tail.length) return false;
    const size = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (size > MAX_DIRECTORY_BYTES || start + size > stat.size) return false;
    return readAt(descriptor, start, size).includes(name, 0, 'latin1');
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
}
