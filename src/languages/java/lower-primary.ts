/** Primaries: names, calls, member access, array access, method references, in a loop over the suffixes of a chain. */
import type {
  CastExpressionCstNode,
  FqnOrRefTypeCstNode,
  PrimaryCstNode,
  PrimaryPrefixCstNode,
  PrimarySuffixCstNode,
} from 'java-parser';
import type { Cast, Expression, Identifier, TypeReference } from './ast.ts';
import {
  endOf,
  first,
  identifier,
  rangeOf,
  startOf,
  tokenEnd,
  tokenRange,
  UnexpectedSyntax,
  type Range,
} from './cst.ts';
import { lowerInstanceCreation, lowerNew, templateArguments } from './lower-creation.ts';
import { lowerArguments, lowerExpression, lowerLambda, lowerUnary } from './lower-expressions.ts';
import { lowerLiteral } from './lower-literals.ts';
import { lowerSwitchExpression } from './lower-switch.ts';
import {
  argumentsAfter,
  countDims,
  lowerPrimitiveType,
  lowerPrimitiveWithDims,
  lowerReferenceType,
  lowerClassType,
  typeReference,
} from './lower-types.ts';

/**
 * What a chain stands for so far: a type (`int[]`, `List<String>`), which only `.class` or `::` may follow, or a value.
 * `callee`, when set, is what a following argument list makes of it.
 */
type Chain =
  | { readonly kind: 'type'; readonly type: TypeReference }
  | { readonly kind: 'value'; readonly node: Expression; readonly callee: Callee | null };

interface Callee {
  readonly object: Expression | null;
  readonly name: Identifier;
}

function value(node: Expression, callee: Callee | null = null): Chain {
  return { kind: 'value', node, callee };
}

function name(token: Identifier): Chain {
  return value(token, { object: null, name: token });
}

function member(object: Expression, property: Identifier, start: number): Chain {
  return value(
    { type: 'FieldAccess', range: [start, property.range[1]], object, name: property },
    { object, name: property },
  );
}

export function lowerPrimary(node: PrimaryCstNode): Expression {
  const start = startOf(node);
  let chain = lowerPrefix(first(node.children.primaryPrefix));
  for (const suffix of node.children.primarySuffix ?? []) chain = applySuffix(chain, suffix, start);
  if (chain.kind === 'type') throw new UnexpectedSyntax(chain.type.range[1], 'Expected ".class" or "::" after a type');
  return chain.node;
}

function lowerPrefix(node: PrimaryPrefixCstNode): Chain {
  const { fqnOrRefType, literal, This, parenthesisExpression, newExpression, castExpression } = node.children;
  if (fqnOrRefType !== undefined) return lowerNames(first(fqnOrRefType));
  if (literal !== undefined) return value(lowerLiteral(first(literal)));
  if (newExpression !== undefined) return value(lowerNew(first(newExpression)));
  if (parenthesisExpression !== undefined) {
    return value(lowerExpression(first(first(parenthesisExpression).children.expression)));
  }
  if (castExpression !== undefined) return value(lowerCast(first(castExpression)));
  if (This !== undefined) {
    const token = first(This);
    const node = { type: 'ThisExpression', range: tokenRange(token), qualifier: null } as const;
    return value(node, { object: null, name: identifier(token) });
  }
  const { Void, unannPrimitiveTypeWithOptionalDimsSuffix: primitive, switchStatement } = node.children;
  if (switchStatement !== undefined) return value(lowerSwitchExpression(first(switchStatement)));
  if (primitive !== undefined) return { kind: 'type', type: lowerPrimitiveWithDims(first(primitive)) };
  return { kind: 'type', type: typeReference(tokenRange(first(Void)), 'void') };
}

/** `a.b.c`, `Outer.super.m`, `List<String>`, `String[]`. */
function lowerNames(node: FqnOrRefTypeCstNode): Chain {
  const start = startOf(node);
  const { fqnOrRefTypePartFirst, fqnOrRefTypePartRest, dims } = node.children;
  let common = first(first(fqnOrRefTypePartFirst).children.fqnOrRefTypePartCommon).children;
  const superToken = common.Super?.[0];
  let chain =
    superToken === undefined
      ? name(identifier(first(common.Identifier)))
      : superAccess(null, tokenRange(superToken), superToken);
  for (const part of fqnOrRefTypePartRest ?? []) {
    common = first(part.children.fqnOrRefTypePartCommon).children;
    const object = valueOf(chain);
    const token = common.Super?.[0];
    chain =
      token === undefined
        ? member(object, identifier(first(common.Identifier)), start)
        : superAccess(object, [start, tokenEnd(token)], token);
  }
  if (dims === undefined && common.typeArguments === undefined) return chain;
  const full = nameOf(valueOf(chain));
  if (full === null) throw new UnexpectedSyntax(start, 'Expected the name of a type');
  const typeArguments = argumentsAfter(first(common.Identifier), common.typeArguments);
  return { kind: 'type', type: typeReference(rangeOf(node), full, typeArguments, countDims(dims)) };
}

function superAccess(qualifier: Expression | null, range: Range, token: Parameters<typeof identifier>[0]): Chain {
  const node = {
    type: 'SuperExpression',
    range,
    qualifier: qualifier === null ? null : nameOf(qualifier),
  } as const;
  return value(node, { object: qualifier, name: identifier(token) });
}

function valueOf(chain: Chain): Expression {
  if (chain.kind === 'type') throw new UnexpectedSyntax(chain.type.range[1], 'Expected a value but found a type');
  return chain.node;
}

/** The dotted text of nested field accesses over an identifier, or null when the expression is no name. */
function nameOf(node: Expression): string | null {
  const parts: string[] = [];
  let current = node;
  while (current.type === 'FieldAccess') {
    parts.push(current.name.name);
    current = current.object;
  }
  if (current.type !== 'Identifier') return null;
  parts.push(current.name);
  return parts.reverse().join('.');
}

function typeOf(chain: Chain, start: number, at: number): TypeReference {
  if (chain.kind === 'type') return chain.type;
  const text = nameOf(chain.node);
  if (text === null) throw new UnexpectedSyntax(at, 'Expected the name of a type before ".class"');
  return typeReference([start, chain.node.range[1]], text);
}

function applySuffix(chain: Chain, suffix: PrimarySuffixCstNode, start: number): Chain {
  const { methodInvocationSuffix, Identifier, arrayAccessSuffix, methodReferenceSuffix } = suffix.children;
  const range = [start, endOf(suffix)] as const;
  if (methodInvocationSuffix !== undefined) {
    if (chain.kind === 'type' || chain.callee === null) {
      throw new UnexpectedSyntax(startOf(suffix), 'Unexpected "(" after an expression that is not a method name');
    }
    const args = lowerArguments(first(methodInvocationSuffix).children.argumentList);
    return value({ type: 'MethodCall', range, object: chain.callee.object, name: chain.callee.name, arguments: args });
  }
  if (Identifier !== undefined) return member(valueOf(chain), identifier(first(Identifier)), start);
  if (arrayAccessSuffix !== undefined) {
    const index = lowerExpression(first(first(arrayAccessSuffix).children.expression));
    return value({ type: 'ArrayAccess', range, array: valueOf(chain), index });
  }
  if (methodReferenceSuffix !== undefined) {
    const { Identifier: method, New } = first(methodReferenceSuffix).children;
    const object = chain.kind === 'type' ? chain.type : chain.node;
    return value({ type: 'MethodReference', range, object, name: identifier(first(method ?? New)) });
  }
  const { This, classLiteralSuffix, unqualifiedClassInstanceCreationExpression: creation } = suffix.children;
  if (classLiteralSuffix !== undefined) {
    const { LSquare = [], RSquare = [] } = first(classLiteralSuffix).children;
    const type = typeOf(chain, start, startOf(suffix));
    const closing = RSquare.at(-1);
    const literalType =
      closing === undefined
        ? type
        : { ...type, range: [start, tokenEnd(closing)] as const, dimensions: type.dimensions + LSquare.length };
    return value({ type: 'ClassLiteral', range, literalType });
  }
  if (This !== undefined) return value({ type: 'ThisExpression', range, qualifier: nameOf(valueOf(chain)) });
  if (creation !== undefined) return value(lowerInstanceCreation(first(creation), valueOf(chain), range));
  return lowerTemplate(valueOf(chain), suffix, range);
}

/**
 * A string template (`STR."\{x}"`, a preview of Java 21 and 22) is what it was defined to be: a call of `process` on its
 * processor. The arguments are the embedded expressions, or the plain string.
 */
function lowerTemplate(object: Expression, suffix: PrimarySuffixCstNode, range: Range): Chain {
  const argument = first(suffix.children.templateArgument);
  const process: Identifier = { type: 'Identifier', range: [startOf(argument), startOf(argument)], name: 'process' };
  return value({ type: 'MethodCall', range, object, name: process, arguments: templateArguments(argument) });
}

function lowerCast(node: CastExpressionCstNode): Cast {
  const { primitiveCastExpression, referenceTypeCastExpression } = node.children;
  if (primitiveCastExpression !== undefined) {
    const { primitiveType, unaryExpression } = first(primitiveCastExpression).children;
    return cast(node, lowerPrimitiveType(first(primitiveType)), lowerUnary(first(unaryExpression)));
  }
  const { referenceType, additionalBound, lambdaExpression, unaryExpressionNotPlusMinus } =
    first(referenceTypeCastExpression).children;
  let type = lowerReferenceType(first(referenceType));
  const bounds = additionalBound?.map((bound) => first(bound.children.interfaceType));
  const lastBound = bounds?.at(-1);
  if (bounds !== undefined && lastBound !== undefined) {
    const alternatives = bounds.map((bound) => lowerClassType(first(bound.children.classType)));
    type = { ...type, range: [type.range[0], endOf(lastBound)], alternatives };
  }
  return cast(
    node,
    type,
    lambdaExpression === undefined
      ? lowerUnary(first(unaryExpressionNotPlusMinus))
      : lowerLambda(first(lambdaExpression)),
  );
}

function cast(node: CastExpressionCstNode, castType: TypeReference, expression: Expression): Cast {
  return { type: 'Cast', range: rangeOf(node), castType, expression };
}
