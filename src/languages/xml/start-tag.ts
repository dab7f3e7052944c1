/** Where the parts of a start tag stand: the parser tells values of attributes, but not their places. */
import type { Range } from '../shared/syntax.ts';

export interface AttributePlace {
  readonly name: string;
  readonly nameRange: Range;
  /** Between the quotes. */
  readonly valueRange: Range;
}

export interface StartTag {
  readonly nameRange: Range;
  /** Behind `>`. */
  readonly end: number;
  readonly selfClosing: boolean;
  readonly attributes: readonly AttributePlace[];
}

/** Reads the tag at `start`, which the parser has accepted: it is well-formed. */
export function locateStartTag(text: string, start: number): StartTag {
  const name = /[^\s/>]+/y;
  name.lastIndex = start + 1;
  const nameEnd = start + 1 + (name.exec(text)?.[0].length ?? 0);
  const attributes: AttributePlace[] = [];
  const attribute = /\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  let at = nameEnd;
  for (;;) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match === null) break;
    const [whole, attributeName = '', double, single] = match;
    const nameStart = at + whole.indexOf(attributeName);
    at += whole.length;
    const valueStart = at - 1 - (double ?? single ?? '').length;
    attributes.push({
      name: attributeName,
      nameRange: [nameStart, nameStart + attributeName.length],
      valueRange: [valueStart, at - 1],
    });
  }
  const close = text.indexOf('>', at);
  const selfClosing = text[close - 1] === '/';
  return { nameRange: [start + 1, nameEnd], end: close + 1, selfClosing, attributes };
}
