/** Where an application's descriptor, or that of a fragment, speaks of `<distributable/>`, and in which way. */
import { elementsInComment } from '../../languages/xml/commented-out.ts';
import type { XmlComment, XmlDocument, XmlElement } from '../../languages/xml/ast.ts';
import { childrenOf, nodesOf, ownText, parentElement } from '../../languages/xml/query.ts';

export interface Mentions {
  /** Directly in the root and by the right name: what containers read. */
  readonly active: readonly XmlElement[];
  /** The right name, but deeper down. */
  readonly nested: readonly XmlElement[];
  /** Behind a prefix, or in a root with one: Tomcat's parser knows no name spaces. */
  readonly prefixed: readonly XmlElement[];
  /** Right but for upper and lower case. */
  readonly wrongCase: readonly XmlElement[];
  /** Comments that hold the element, and nothing but comments and white space around it in the root. */
  readonly commentedOut: readonly { readonly comment: XmlComment; readonly element: XmlElement }[];
}

export function mentionsIn(document: XmlDocument): Mentions {
  const { root } = document;
  const mentions = {
    active: [] as XmlElement[],
    nested: [] as XmlElement[],
    prefixed: [] as XmlElement[],
    wrongCase: [] as XmlElement[],
    commentedOut: [] as { comment: XmlComment; element: XmlElement }[],
  };
  if (root === undefined) return mentions;
  for (const node of nodesOf(document)) {
    if (node.type === 'XmlComment') {
      const element = elementsInComment(node).find(({ name }) => name === 'distributable');
      if (element !== undefined && node.parent === root) mentions.commentedOut.push({ comment: node, element });
    } else if (node.type === 'XmlElement' && node.localName.toLowerCase() === 'distributable') {
      if (node.localName !== 'distributable') mentions.wrongCase.push(node);
      else if (parentElement(node) !== root) mentions.nested.push(node);
      else if (node.name !== node.localName || root.name !== root.localName) mentions.prefixed.push(node);
      else mentions.active.push(node);
    }
  }
  return mentions;
}

/** True when nothing in the descriptor is or looks like the element. */
export function isSilent({ active, nested, prefixed, wrongCase, commentedOut }: Mentions): boolean {
  return [active, nested, prefixed, wrongCase, commentedOut].every((list) => list.length === 0);
}

/** Something that is filled in later stands among the elements of the root: `${distributable}`, `&cluster;`, `@CLUSTER@`. */
export function mayBeFilledIn(root: XmlElement): boolean {
  return /[$@&#%{]/.test(ownText(root)) || childrenOf(root).some(({ name }) => name === 'xi:include');
}
