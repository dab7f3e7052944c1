/** Questions to the tree. Names are compared as written, since Tomcat's digester and XML are case-sensitive. */
import type { XmlAttribute, XmlContent, XmlDocument, XmlElement, XmlNode } from './ast.ts';

function isElement(node: XmlNode | XmlContent): node is XmlElement {
  return node.type === 'XmlElement';
}

/** Child elements in source order. */
export function childrenOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(isElement);
}

/** Child elements by local name. */
export function childrenNamed(element: XmlElement, localName: string): readonly XmlElement[] {
  return childrenOf(element).filter((child) => child.localName === localName);
}

export function childNamed(element: XmlElement, localName: string): XmlElement | undefined {
  return childrenOf(element).find((child) => child.localName === localName);
}

export function attributeOf(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

export function attributeValue(element: XmlElement, name: string): string | undefined {
  return attributeOf(element, name)?.value;
}

/** Texts and CDATA directly in the element, not those of its children. */
export function ownText(element: XmlElement): string {
  return element.children
    .map((child) => (child.type === 'XmlText' || child.type === 'XmlCdata' ? child.value : ''))
    .join('');
}

/** The element around; undefined for the root and for an element in a comment. */
export function parentElement(node: XmlNode): XmlElement | undefined {
  const { parent } = node as { parent?: XmlElement | XmlDocument };
  return parent?.type === 'XmlElement' ? parent : undefined;
}

/** Names from the root down to the element itself: `['Server', 'Service', 'Engine']`. */
export function pathOf(element: XmlElement): readonly string[] {
  const names: string[] = [];
  for (let at: XmlElement | undefined = element; at !== undefined; at = parentElement(at)) names.push(at.name);
  return names.reverse();
}

/** The element itself and all elements below it, in source order. */
export function* elementsOf(root: XmlElement | undefined): Generator<XmlElement> {
  const waiting: XmlElement[] = root === undefined ? [] : [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (const child of childrenOf(next).toReversed()) waiting.push(child);
  }
}

/** All nodes of the document in source order, attributes not among them. */
export function* nodesOf(document: XmlDocument): Generator<XmlNode> {
  const waiting: XmlNode[] = [...document.children].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (next.type === 'XmlElement') waiting.push(...[...next.children].reverse());
  }
}
