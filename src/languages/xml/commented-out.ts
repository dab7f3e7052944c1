/** Elements that someone has commented out: evidence of what was meant, never part of the configuration. */
import type { XmlComment, XmlElement } from './ast.ts';
import { parseFragment } from './parse.ts';

const known = new WeakMap<XmlComment, readonly XmlElement[]>();

/**
 * The top-level elements in a comment, with ranges in the file; text around them is passed over. Empty when what is in the
 * comment is not well-formed.
 */
export function elementsInComment(comment: XmlComment): readonly XmlElement[] {
  let elements = known.get(comment);
  if (elements === undefined) {
    elements = parseFragment(comment.value, comment.range[0] + '<!--'.length);
    known.set(comment, elements);
  }
  return elements;
}
