/**
 * Where `<distributable/>` may stand in every version: the DTDs of Servlet 2.2 and 2.3 want it behind icon, display-name and
 * description and before everything else; the schemas since 2.4 take it anywhere.
 */
import type { XmlElement } from '../../languages/xml/ast.ts';
import { childrenOf } from '../../languages/xml/query.ts';
import type { Range } from '../../languages/shared/syntax.ts';

/** `name` stands in fragments only. */
const BEFORE = new Set(['icon', 'display-name', 'description', 'name']);

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

const ELEMENT = '<distributable/>';

/** The edit that adds the element to the root of a descriptor. */
export function insertDistributable(root: XmlElement, text: string): TextEdit {
  const lineEnd = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const outer = indentBefore(text, root.range[0]) ?? '';
  if (root.endTag === null) {
    const close = text.lastIndexOf('/', root.range[1]);
    return { range: [close, root.range[1]], text: `>${lineEnd}${outer}  ${ELEMENT}${lineEnd}${outer}</${root.name}>` };
  }
  const children = childrenOf(root);
  const last = lastBefore(children);
  const at = last?.range[1] ?? root.startTag[1];
  const [first] = children;
  if (first === undefined) {
    // With an end tag in the next line there is a line break already.
    const isOpen = /[\r\n]/.test(text.slice(...bodyOf(root)));
    return { range: [at, at], text: `${lineEnd}${outer}  ${ELEMENT}${isOpen ? '' : `${lineEnd}${outer}`}` };
  }
  const indent = indentBefore(text, first.range[0]);
  return { range: [at, at], text: indent === undefined ? ELEMENT : `${lineEnd}${indent}${ELEMENT}` };
}

/** True when it does not stand where it would be added. */
export function isOutOfOrder(element: XmlElement, root: XmlElement): boolean {
  const children = childrenOf(root);
  const at = children.indexOf(element);
  const next = children[at + 1];
  return children.slice(0, at).some(({ name }) => !BEFORE.has(name)) || (next !== undefined && BEFORE.has(next.name));
}

/** The element with the white space before it, and its line when it stands alone. */
export function wholeElement({ range: [start, end] }: { readonly range: Range }, text: string): Range {
  const before = /(?:\r\n|\n|\r)?[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  return [start - before, end];
}

function lastBefore(all: readonly XmlElement[]): XmlElement | undefined {
  const children = all.filter(({ name }) => name !== 'distributable');
  const firstOther = children.findIndex(({ name }) => !BEFORE.has(name));
  return children.slice(0, firstOther < 0 ? children.length : firstOther).at(-1);
}

function bodyOf(root: XmlElement): [number, number] {
  return [root.startTag[1], root.endTag?.[0] ?? root.range[1]];
}

/** The blanks between the start of its line and an element; undefined when something else stands before it. */
function indentBefore(text: string, offset: number): string | undefined {
  return /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[1];
}
