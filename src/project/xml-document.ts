/**
 * Descriptors and build files as XML. Entities are never expanded or fetched, name spaces are ignored (`jee:filter` is a
 * `filter`), and whatever cannot be parsed is a value with a reason.
 */
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { readBytes } from './file-access.ts';
import { declaredXmlEncodings } from './declared-encoding.ts';
import { decode } from './decode.ts';
import type { CacheTable, ProjectCache } from './project-cache.ts';

export type XmlResult =
  | { readonly ok: true; readonly path: string; readonly text: string; readonly root: XmlElement }
  | { readonly ok: false; readonly path: string; readonly reason: string };

const documents: CacheTable<XmlResult> = { name: 'xml' };

export function readXml(path: string, cache: ProjectCache): XmlResult {
  return cache.fromFile(documents, path, () => {
    const bytes = readBytes(path);
    if (!bytes) return { ok: false, path, reason: 'the file cannot be read' };
    return parseText(path, decode(bytes, declaredXmlEncodings(bytes)).text);
  });
}

function parseText(path: string, text: string): XmlResult {
  try {
    const root = parseXml(text, { includeOffsets: true, ignoreUndefinedEntities: true }).root;
    return root ? { ok: true, path, text, root } : { ok: false, path, reason: 'the file has no element' };
  } catch (error) {
    // The parser descends by recursion: elements nested thousands deep exhaust the stack.
    if (error instanceof RangeError) return { ok: false, path, reason: 'elements are nested too deeply' };
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { ok: false, path, reason: message || 'the file is not well-formed XML' };
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(
    (child) => child instanceof XmlElement && localName(child.name) === name,
  ) as XmlElement[];
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return childrenNamed(element, name)[0];
}

/** The element at the end of a path of first children. */
export function childAt(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  for (const name of names) at = at && childNamed(at, name);
  return at;
}

/** Text of the first child with the name, trimmed; undefined when there is none or it is blank. */
export function childText(element: XmlElement, name: string): string | undefined {
  const child = childNamed(element, name);
  return child && (child.text.trim() || undefined);
}

/** The element itself and all elements below it, in document order. */
export function* elementsOf(root: XmlElement): Generator<XmlElement> {
  const waiting: XmlElement[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child instanceof XmlElement) waiting.push(child);
    }
  }
}

export function* elementsNamed(root: XmlElement, name: string): Generator<XmlElement> {
  for (const element of elementsOf(root)) if (localName(element.name) === name) yield element;
}

/** An attribute without regard to case: servers differ in how strict they are, and people write `classname`. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  const exact = element.attributes[name];
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  const found = Object.entries(element.attributes).find(([key]) => localName(key).toLowerCase() === wanted);
  return found?.[1];
}

/** One-based line of an offset, and the line itself. */
export function lineAt(text: string, offset: number): { readonly line: number; readonly text: string } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  const end = text.indexOf('\n', start);
  return { line, text: text.slice(start, end < 0 ? text.length : end).trim() };
}
