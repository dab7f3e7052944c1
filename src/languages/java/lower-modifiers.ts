/** Modifiers and annotations. */
import type { AnnotationCstNode, CstNode, ElementValueCstNode } from 'java-parser';
import type { Annotation, AnnotationElement, Expression, Modifiers } from './ast.ts';
import { dottedName, endOf, first, onlyToken, rangeOf, startOf } from './cst.ts';
import type { AnnotationStart } from './lift-annotations.ts';
import { lowerConditional } from './lower-expressions.ts';

type ModifierNode = CstNode & { readonly children: { annotation?: AnnotationCstNode[] } };

export const NO_MODIFIERS: Modifiers = { flags: [], annotations: [] };

/** `extra` are annotations that the grammar keeps elsewhere, such as those after a method's type parameters. */
export function lowerModifiers(
  nodes: readonly ModifierNode[] | undefined,
  extra?: readonly AnnotationCstNode[],
): Modifiers {
  if (nodes === undefined && extra === undefined) return NO_MODIFIERS;
  const flags: string[] = [];
  const annotations: Annotation[] = [];
  for (const node of nodes ?? []) {
    const annotation = node.children.annotation?.[0];
    if (annotation === undefined) flags.push(onlyToken(node).image);
    else annotations.push(lowerAnnotation(annotation));
  }
  for (const annotation of extra ?? []) annotations.push(lowerAnnotation(annotation));
  return { flags, annotations };
}

export function lowerAnnotation(node: AnnotationCstNode): Annotation {
  const { At, typeName, elementValuePairList, elementValue } = node.children;
  const lifted = (first(At) as AnnotationStart).annotation;
  if (lifted !== undefined) return lifted;
  const elements: AnnotationElement[] = [];
  for (const pair of elementValuePairList?.[0]?.children.elementValuePair ?? []) {
    const value = lowerElementValue(first(pair.children.elementValue));
    elements.push(annotationElement(pair, first(pair.children.Identifier).image, value));
  }
  const single = elementValue?.[0];
  if (single !== undefined) elements.push(annotationElement(single, 'value', lowerElementValue(single)));
  return { type: 'Annotation', range: rangeOf(node), name: dottedName(first(typeName).children.Identifier), elements };
}

function annotationElement(node: CstNode, name: string, value: Expression | Annotation): AnnotationElement {
  // The concrete node ends too early when the value is an annotation with arguments.
  const range = [startOf(node), Math.max(endOf(node), value.range[1])] as const;
  return { type: 'AnnotationElement', range, name, value };
}

function lowerElementValue(node: ElementValueCstNode): Expression | Annotation {
  const { conditionalExpression, elementValueArrayInitializer, annotation } = node.children;
  if (conditionalExpression !== undefined) return lowerConditional(first(conditionalExpression));
  if (annotation !== undefined) return lowerAnnotation(first(annotation));
  const array = first(elementValueArrayInitializer);
  const values = array.children.elementValueList?.[0]?.children.elementValue ?? [];
  return { type: 'ArrayInitializer', range: rangeOf(array), elements: values.map(lowerElementValue) };
}
