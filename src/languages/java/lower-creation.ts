/** `new`: objects, anonymous classes, arrays; and the arguments of string templates. */
import type {
  ArrayCreationExpressionCstNode,
  EmbeddedExpressionCstNode,
  NewExpressionCstNode,
  TemplateArgumentCstNode,
  UnqualifiedClassInstanceCreationExpressionCstNode,
} from 'java-parser';
import type { Expression, NewArray, NewExpression } from './ast.ts';
import { dottedName, first, rangeOf, type Range } from './cst.ts';
import { lowerArguments, lowerArrayInitializer, lowerExpression } from './lower-expressions.ts';
import { stringLiteral } from './lower-literals.ts';
import { lowerClassBody } from './lower-members.ts';
import {
  countDims,
  lowerClassOrInterfaceType,
  lowerPrimitiveType,
  lowerTypeArguments,
  typeReference,
} from './lower-types.ts';

export function lowerNew(node: NewExpressionCstNode): NewExpression | NewArray {
  const { arrayCreationExpression, unqualifiedClassInstanceCreationExpression: creation } = node.children;
  return arrayCreationExpression === undefined
    ? lowerInstanceCreation(first(creation), null, rangeOf(node))
    : lowerArrayCreation(first(arrayCreationExpression));
}

export function lowerInstanceCreation(
  node: UnqualifiedClassInstanceCreationExpressionCstNode,
  outer: Expression | null,
  range: Range,
): NewExpression {
  const { classOrInterfaceTypeToInstantiate, argumentList, classBody } = node.children;
  const created = first(classOrInterfaceTypeToInstantiate);
  const typeArguments = created.children.typeArgumentsOrDiamond?.[0]?.children;
  const explicit = typeArguments?.typeArguments?.[0];
  return {
    type: 'NewExpression',
    range,
    outer,
    createdType: typeReference(
      rangeOf(created),
      dottedName(created.children.Identifier),
      explicit === undefined ? [] : lowerTypeArguments(explicit),
    ),
    diamond: typeArguments?.diamond !== undefined,
    arguments: lowerArguments(argumentList),
    body: classBody === undefined ? null : lowerClassBody(first(classBody)),
  };
}

function lowerArrayCreation(node: ArrayCreationExpressionCstNode): NewArray {
  const {
    primitiveType,
    classOrInterfaceType,
    arrayCreationExpressionWithoutInitializerSuffix: sized,
    arrayCreationWithInitializerSuffix: initialized,
  } = node.children;
  const elementType =
    primitiveType === undefined
      ? lowerClassOrInterfaceType(first(classOrInterfaceType))
      : lowerPrimitiveType(first(primitiveType));
  if (initialized !== undefined) {
    const { dims, arrayInitializer } = first(initialized).children;
    const initializer = lowerArrayInitializer(first(arrayInitializer));
    return { type: 'NewArray', range: rangeOf(node), elementType, rank: countDims(dims), sizes: [], initializer };
  }
  const { dimExprs, dims } = first(sized).children;
  const sizes = first(dimExprs).children.dimExpr.map((size) => lowerExpression(first(size.children.expression)));
  const rank = sizes.length + countDims(dims);
  return { type: 'NewArray', range: rangeOf(node), elementType, rank, sizes, initializer: null };
}

export function templateArguments(node: TemplateArgumentCstNode): Expression[] {
  const { template, StringLiteral, TextBlock } = node.children;
  if (template === undefined) return [stringLiteral(first(StringLiteral ?? TextBlock))];
  const { stringTemplate, textBlockTemplate } = first(template).children;
  const embedded: readonly EmbeddedExpressionCstNode[] = first<{
    children: { embeddedExpression: EmbeddedExpressionCstNode[] };
  }>(stringTemplate ?? textBlockTemplate).children.embeddedExpression;
  return embedded.flatMap((part) => part.children.expression?.map(lowerExpression) ?? []);
}
