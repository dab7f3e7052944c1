/** XML files of the tree, parsed as the linter parses them. */
import type { XmlDocument, XmlNode } from '../../languages/xml/ast.ts';
import { parseXml } from '../../languages/xml/parse.ts';
import { declaredXmlEncodings } from '../declared-encoding.ts';
import { decode } from '../decode.ts';
import { readBytes } from '../file-access.ts';
import type { CacheTable, ProjectCache } from '../project-cache.ts';
import type { SessionEvidence } from '../session-signal.ts';
import { lineAt } from '../xml-document.ts';

export interface XmlFile {
  readonly file: string;
  readonly text: string;
  readonly document: XmlDocument;
}

const files: CacheTable<XmlFile | undefined> = { name: 'XML files' };

/** Undefined for a file that cannot be read or is no XML. */
export function readXmlFile(path: string, cache: ProjectCache): XmlFile | undefined {
  return cache.fromFile(files, path, () => {
    const bytes = readBytes(path);
    if (bytes === undefined) return undefined;
    const { text } = decode(bytes, declaredXmlEncodings(bytes));
    const result = parseXml(text, path);
    return result.ok ? { file: path, text, document: result.document } : undefined;
  });
}

export function evidenceAt(
  { file, text }: { readonly file: string; readonly text: string },
  node: Pick<XmlNode, 'range'>,
): SessionEvidence {
  return { file, ...lineAt(text, node.range[0]) };
}
