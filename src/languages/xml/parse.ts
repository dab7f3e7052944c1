/**
 * XML text to tree. The parser knows no entity but XML's own five and reads nothing beyond the text, so neither a bomb of
 * entities nor an external one does anything.
 */
import {
  parseXml as parseWithPositions,
  XmlCdata as ParsedCdata,
  XmlComment as ParsedComment,
  XmlDocumentType as ParsedDoctype,
  XmlElement as ParsedElement,
  XmlError,
  XmlText as ParsedText,
  type XmlDocument as ParsedDocument,
  type XmlNode as ParsedNode,
} from '@rgrove/parse-xml';
import { LineTable } from '../shared/line-table.ts';
import type { XmlContent, XmlDoctype, XmlDocument, XmlElement, XmlNode } from './ast.ts';
import { documentKind } from './document-kind.ts';
import { tooDeepAt } from './nesting.ts';
import { locateStartTag } from './start-tag.ts';
import { isTemplate } from './template-file.ts';

export interface XmlParseError {
  /** One sentence, without a final dot. */
  readonly message: string;
  readonly offset: number;
  /** One-based. */
  readonly line: number;
  /** One-based. */
  readonly column: number;
}

export type XmlParseResult =
  | { readonly ok: true; readonly document: XmlDocument }
  /** A null error: the file is a template of some generator, of which nothing is to be said. */
  | { readonly ok: false; readonly error: XmlParseError | null };

/** In UTF-16 code units. No configuration is larger, and the parser needs some hundred bytes for each. */
const MAX_LENGTH = 4_000_000;

const OPTIONS = {
  includeOffsets: true,
  preserveComments: true,
  preserveCdata: true,
  preserveDocumentType: true,
  preserveXmlDeclaration: true,
  ignoreUndefinedEntities: true,
};

/** @param path what a file is may depend on its place; see document-kind.ts */
export function parseXml(text: string, path: string): XmlParseResult {
  if (text.length > MAX_LENGTH) {
    return failure(text, `The file is too large to be read: ${text.length} characters, of at most ${MAX_LENGTH}`, 0);
  }
  // Blank files are common leftovers, and no server reads them.
  if (text.trim() === '') return { ok: true, document: emptyDocument(text) };
  const deep = tooDeepAt(text);
  if (deep !== undefined) return failure(text, 'Elements are nested too deeply to be read', deep);
  try {
    return { ok: true, document: convert(parseWithPositions(text, OPTIONS), text, path) };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    if (isTemplate(text)) return { ok: false, error: null };
    return failure(text, sentence(error.message), offsetOf(text, error.pos));
  }
}

export function emptyDocument(text: string): XmlDocument {
  return {
    type: 'XmlDocument',
    range: [0, text.length],
    kind: 'other',
    root: undefined,
    doctype: undefined,
    children: [],
  };
}

/** Top-level elements of a text that need not be a document: what stands in a comment. None when it is not well-formed. */
export function parseFragment(text: string, offset: number): readonly XmlElement[] {
  const open = '<c>';
  if (!text.includes('<') || tooDeepAt(text) !== undefined) return [];
  const wrapped = `${open}${text}</c>`;
  try {
    const root = parseWithPositions(wrapped, OPTIONS).root;
    // The place behind which everything stands may be before the start of the file: ranges are shifted, never used as is.
    return root === null ? [] : elementsAmong(convertChildren(root, wrapped, offset - open.length));
  } catch (error) {
    if (error instanceof XmlError) return [];
    throw error;
  }
}

function elementsAmong(nodes: readonly XmlContent[]): readonly XmlElement[] {
  return nodes.filter((node) => node.type === 'XmlElement');
}

function failure(text: string, message: string, offset: number): XmlParseResult {
  return { ok: false, error: { message, offset, ...new LineTable(text).positionAt(offset) } };
}

/** `Missing end tag for element a (line 3, column 4)\n …`: the place is told apart. */
function sentence(message: string): string {
  return message
    .replace(/ \(line \d+, column \d+\)\n[\s\S]*$/, '')
    .replaceAll('`', '"')
    .replace(/^Missing end tag for element (.*)$/, 'The element "$1" is not closed here')
    .replace(/^Root element is missing or invalid$/, 'There is no root element here');
}

/** The parser counts characters, not code units. */
function offsetOf(text: string, characters: number): number {
  if (!/[\ud800-\udbff]/.test(text)) return Math.min(characters, text.length);
  let offset = 0;
  for (let left = characters; left > 0 && offset < text.length; left--) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

function convert(parsed: ParsedDocument, text: string, path: string): XmlDocument {
  const children: XmlNode[] = parsed.children.flatMap((child) => topLevel(child, text));
  const root = children.find((child): child is XmlElement => child.type === 'XmlElement');
  const document: XmlDocument = {
    type: 'XmlDocument',
    range: [0, text.length],
    kind: root === undefined ? 'other' : documentKind(root, path),
    root,
    doctype: children.find((child): child is XmlDoctype => child.type === 'XmlDoctype'),
    children,
  };
  for (const child of children) (child as { parent?: unknown }).parent = document;
  return document;
}

function topLevel(node: ParsedNode, text: string): readonly XmlNode[] {
  if (!(node instanceof ParsedDoctype)) return convertChildren({ children: [node] }, text, 0);
  const { name, publicId, systemId, start, end } = node;
  return [{ type: 'XmlDoctype', range: [start, end], name, publicId, systemId }];
}

interface Pending {
  readonly parsed: ParsedElement;
  readonly children: XmlContent[];
  readonly element: XmlElement;
}

/** The children of a parsed element as ours, with everything below. `shift` is added to all offsets. */
function convertChildren(
  parsed: { readonly children: readonly ParsedNode[] },
  text: string,
  shift: number,
): XmlContent[] {
  const pending: Pending[] = [];
  const convertOne = (node: ParsedNode): XmlContent => {
    if (!(node instanceof ParsedElement)) return convertLeaf(node, text, shift);
    const children: XmlContent[] = [];
    const element = elementOf(node, children, text, shift);
    pending.push({ parsed: node, children, element });
    return element;
  };
  const converted = parsed.children.map(convertOne);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const child of next.parsed.children) {
      const node = convertOne(child);
      node.parent = next.element;
      next.children.push(node);
    }
  }
  return converted;
}

function elementOf(node: ParsedElement, children: readonly XmlContent[], text: string, shift: number): XmlElement {
  const { name, attributes: values, start, end } = node;
  const moved = ([from, to]: readonly [number, number]) => [from + shift, to + shift] as const;
  const tag = locateStartTag(text, start);
  const element: XmlElement = {
    type: 'XmlElement',
    range: moved([start, end]),
    name,
    localName: name.slice(name.indexOf(':') + 1),
    nameRange: moved(tag.nameRange),
    startTag: moved([start, tag.end]),
    endTag: tag.selfClosing ? null : moved([text.lastIndexOf('</', end - 1), end]),
    attributes: tag.attributes.map((place) => ({
      type: 'XmlAttribute',
      range: moved([place.nameRange[0], place.valueRange[1] + 1]),
      name: place.name,
      nameRange: moved(place.nameRange),
      value: values[place.name] ?? text.slice(...place.valueRange),
      valueRange: moved(place.valueRange),
    })),
    children,
  };
  for (const attribute of element.attributes) attribute.parent = element;
  return element;
}

function convertLeaf(node: ParsedNode, text: string, shift: number): XmlContent {
  const { start, end } = node;
  const range = [start + shift, end + shift] as const;
  if (node instanceof ParsedCdata) return { type: 'XmlCdata', range, value: node.text };
  if (node instanceof ParsedText) return { type: 'XmlText', range, value: node.text };
  if (node instanceof ParsedComment) return { type: 'XmlComment', range, value: text.slice(start + 4, end - 3) };
  return { type: 'XmlInstruction', range, name: /^<\?([^\s?]*)/.exec(text.slice(start, end))?.[1] ?? '' };
}
