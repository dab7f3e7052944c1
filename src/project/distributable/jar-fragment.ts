/** The web-fragment.xml inside a jar, read without unpacking anything else. */
import { unzipSync } from 'fflate';
import type { XmlDocument } from '../../languages/xml/ast.ts';
import { parseXml } from '../../languages/xml/parse.ts';
import { declaredXmlEncodings } from '../declared-encoding.ts';
import { decode } from '../decode.ts';
import { readBytes } from '../file-access.ts';
import type { CacheTable, ProjectCache } from '../project-cache.ts';
import { readZipDirectory } from '../zip-directory.ts';

const ENTRY = 'META-INF/web-fragment.xml';
/** A descriptor is some kilobytes; what claims to be more is not looked at. */
const MAX_ENTRY_BYTES = 1_000_000;

const fragments: CacheTable<XmlDocument | undefined> = { name: 'fragments in jars' };

/** Undefined for a jar without the file, and for one that cannot be read. */
export function fragmentInJar(jar: string, cache: ProjectCache): XmlDocument | undefined {
  return cache.fromFile(fragments, jar, () => {
    // Most jars have no fragment, and are not read further.
    if (readZipDirectory(jar)?.includes(ENTRY, 0, 'latin1') !== true) return undefined;
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
