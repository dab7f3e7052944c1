/** Changes of the text of an XML file that keep it in the form it has. */
import type { Range } from '../../languages/shared/syntax.ts';
import type { XmlAttribute, XmlElement } from '../../languages/xml/ast.ts';
import { childrenOf } from '../../languages/xml/query.ts';
import type { Edit } from './finding.ts';

/** How far the ends of a line are looked for: further away something else stands in it. */
const NEAR = 400;

/** Blanks between the start of the line and the element; null when something else stands before it. */
function indentOf(text: string, { range }: XmlElement): string | null {
  const before = text.slice(Math.max(0, range[0] - NEAR), range[0]);
  return /(?:^|\n)([ \t]*)$/.exec(before)?.[1] ?? null;
}

function lineEndOf(text: string): string {
  const start = text.slice(0, 10_000);
  return start[start.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

/** A new element behind another, on a line of its own where the other has one. */
export function insertAfter(text: string, sibling: XmlElement, xml: string): Edit {
  const indent = indentOf(text, sibling);
  const at = sibling.range[1];
  return { range: [at, at], text: indent === null ? xml : lineEndOf(text) + indent + xml };
}

/** A new element before another. */
export function insertBefore(text: string, sibling: XmlElement, xml: string): Edit {
  const indent = indentOf(text, sibling);
  const at = sibling.range[0];
  return { range: [at, at], text: indent === null ? xml : xml + lineEndOf(text) + indent };
}

/** A new element as the first one in another, which may be written without an end tag. */
function insertFirst(text: string, parent: XmlElement, xml: string): readonly Edit[] {
  const [first] = childrenOf(parent);
  if (first !== undefined) return [insertBefore(text, first, xml)];
  const indent = indentOf(text, parent);
  const lineEnd = indent === null ? '' : lineEndOf(text);
  const inner = indent === null ? '' : `${indent}  `;
  const body = lineEnd + inner + xml + lineEnd + (indent ?? '');
  const at = parent.startTag[1];
  if (parent.endTag !== null) return [{ range: [at, parent.endTag[0]], text: body }];
  const slash = text.lastIndexOf('/', at);
  const start = slash - (/[ \t]*$/.exec(text.slice(Math.max(0, slash - NEAR), slash))?.[0].length ?? 0);
  return [{ range: [start, at], text: `>${body}</${parent.name}>` }];
}

/** Without the element, and without the line that it had for itself. */
export function removeElement(text: string, element: XmlElement): Edit {
  return { range: wholeLines(text, element.range), text: '' };
}

/** With the line break and the blanks around, when nothing else stands on the lines. */
function wholeLines(text: string, [start, end]: Range): Range {
  const before = /\n([ \t]*)$/.exec(text.slice(Math.max(0, start - NEAR), start))?.[1];
  const after = /^[ \t]*\r?\n/.exec(text.slice(end, end + NEAR))?.[0];
  return before === undefined || after === undefined ? [start, end] : [start - before.length, end + after.length];
}

/** Without the attribute and the blanks before it. */
export function removeAttribute(text: string, { range }: XmlAttribute): Edit {
  const [start, end] = range;
  const blanks = /\s*$/.exec(text.slice(Math.max(0, start - NEAR), start))?.[0].length ?? 0;
  return { range: [start - blanks, end], text: '' };
}

export function renameAttribute({ nameRange }: XmlAttribute, name: string): Edit {
  return { range: nameRange, text: name };
}

export function setValue({ valueRange }: XmlAttribute, value: string): Edit {
  return { range: valueRange, text: escaped(value) };
}

/** A new attribute behind the last one, or behind the name. */
export function addAttribute(element: XmlElement, name: string, value: string): Edit {
  const at = element.attributes.at(-1)?.range[1] ?? element.nameRange[1];
  return { range: [at, at], text: ` ${name}="${escaped(value)}"` };
}

export function renameElement({ name, nameRange, endTag }: XmlElement, newName: string): readonly Edit[] {
  const start: Edit = { range: nameRange, text: newName };
  if (endTag === null) return [start];
  const at = endTag[0] + '</'.length;
  return [start, { range: [at, at + name.length], text: newName }];
}

/** The element taken from its place and put as the first one into another, with what it holds. */
export function moveInto(text: string, element: XmlElement, target: XmlElement): readonly Edit[] {
  return [removeElement(text, element), ...insertFirst(text, target, textOf(text, element))];
}

/** A new element around another. */
export function wrapElement(
  text: string,
  element: XmlElement,
  { name, className }: { readonly name: string; readonly className: string },
): Edit {
  const indent = indentOf(text, element);
  const [inner, outer] = indent === null ? ['', ''] : [`${lineEndOf(text)}${indent}  `, `${lineEndOf(text)}${indent}`];
  return {
    range: element.range,
    text: `<${name} className="${className}">${inner}${textOf(text, element)}${outer}</${name}>`,
  };
}

export function textOf(text: string, { range }: { readonly range: Range }): string {
  return text.slice(...range);
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
