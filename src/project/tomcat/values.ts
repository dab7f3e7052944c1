/** Attributes as the digester sees them, and what is known of their values. */
import { isPlaceholder } from '../../languages/shared/placeholders.ts';
import type { XmlAttribute, XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, ownText } from '../../languages/xml/query.ts';
import { setterOf } from '../../models/tomcat/class-index.ts';

/** Absent, something that is filled in later, or what is written. */
export type Known =
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly attribute: XmlAttribute }
  | { readonly state: 'literal'; readonly attribute: XmlAttribute; readonly value: string };

/** The attribute that reaches the setter: the case of the first letter does not count. */
export function settingOf(element: XmlElement, name: string): XmlAttribute | undefined {
  return (
    attributeOf(element, name) ?? element.attributes.find((attribute) => setterOf(attribute.name) === setterOf(name))
  );
}

export function valueOf(element: XmlElement | undefined, name: string): Known {
  const attribute = element && settingOf(element, name);
  if (attribute === undefined) return { state: 'absent' };
  const { value } = attribute;
  return isFilledIn(value) ? { state: 'unknown', attribute } : { state: 'literal', attribute, value };
}

/** What is written; undefined when it is absent or filled in later. */
export function literal(element: XmlElement | undefined, name: string): string | undefined {
  const known = valueOf(element, name);
  return known.state === 'literal' ? known.value : undefined;
}

/** The class of an element; null when it is filled in later, undefined when none is named. */
export function classOf(element: XmlElement): string | null | undefined {
  const attribute = attributeOf(element, 'className');
  if (attribute === undefined) return undefined;
  return isFilledIn(attribute.value) ? null : attribute.value;
}

/** A number, or the default when the attribute is absent; undefined when it is not known. */
export function numberOf(element: XmlElement | undefined, name: string, otherwise: number): number | undefined {
  const known = valueOf(element, name);
  if (known.state === 'absent') return otherwise;
  return known.state === 'literal' && /^[+-]?\d{1,9}$/.test(known.value) ? Number(known.value) : undefined;
}

/** A text, or the default when the attribute is absent; undefined when it is not known. */
export function textOf(element: XmlElement | undefined, name: string, otherwise: string): string | undefined {
  const known = valueOf(element, name);
  if (known.state === 'absent') return otherwise;
  return known.state === 'literal' ? known.value : undefined;
}

/** A reference to an entity of the document's own is left as it is written, and may stand for anything. */
function isFilledIn(value: string): boolean {
  return isPlaceholder(value) || /&[\w.-]+;/.test(value);
}

/** False when elements may come in that the file does not show: `&cluster;`, `@CLUSTER@`, `{{ cluster }}`. */
export function isComplete(element: XmlElement): boolean {
  const text = ownText(element);
  return text.trim() === '' || !isFilledIn(text.trim());
}
