/** Uses of types: names, type arguments, array dimensions, bounds. */
import type {
  ClassOrInterfaceTypeCstNode,
  ClassTypeCstNode,
  DimsCstNode,
  IToken,
  LocalVariableTypeCstNode,
  PrimitiveTypeCstNode,
  ReferenceTypeCstNode,
  ResultCstNode,
  ThrowsCstNode,
  TypeArgumentsCstNode,
  TypeParametersCstNode,
  UnannClassTypeCstNode,
  UnannPrimitiveTypeCstNode,
  UnannPrimitiveTypeWithOptionalDimsSuffixCstNode,
  UnannTypeCstNode,
} from 'java-parser';
import type { TypeReference } from './ast.ts';
import { dottedName, endOf, first, last, onlyToken, rangeOf, startOf, tokenRange, type Range } from './cst.ts';

export function typeReference(
  range: Range,
  name: string,
  typeArguments: readonly TypeReference[] = [],
  dimensions = 0,
  alternatives: readonly TypeReference[] = [],
): TypeReference {
  return { type: 'TypeReference', range, name, typeArguments, dimensions, alternatives };
}

export function countDims(dims: readonly DimsCstNode[] | undefined): number {
  return dims?.[0]?.children.LSquare.length ?? 0;
}

/** The same type with more dimensions, as in `int a[]`, where they stand after the name: the range stays that of the type. */
export function withDimensions(type: TypeReference, more: number): TypeReference {
  return more === 0 ? type : { ...type, dimensions: type.dimensions + more };
}

function withDims(type: TypeReference, dims: readonly DimsCstNode[] | undefined): TypeReference {
  const suffix = dims?.[0];
  return suffix === undefined
    ? type
    : { ...type, range: [type.range[0], endOf(suffix)], dimensions: type.dimensions + countDims(dims) };
}

export function lowerPrimitiveType(node: PrimitiveTypeCstNode | UnannPrimitiveTypeCstNode): TypeReference {
  const { numericType, Boolean } = node.children;
  if (numericType === undefined) return typeReference(rangeOf(node), first(Boolean).image);
  const { integralType, floatingPointType } = first(numericType).children;
  return typeReference(rangeOf(node), onlyToken(integralType?.[0] ?? first(floatingPointType)).image);
}

export function lowerPrimitiveWithDims(node: UnannPrimitiveTypeWithOptionalDimsSuffixCstNode): TypeReference {
  return withDims(lowerPrimitiveType(first(node.children.unannPrimitiveType)), node.children.dims);
}

/** The arguments of the last part only: those of `Outer<A>.Inner<B>` are [B]. */
export function argumentsAfter(name: IToken, lists: readonly TypeArgumentsCstNode[] | undefined): TypeReference[] {
  const list = lists?.[lists.length - 1];
  return list !== undefined && startOf(list) > name.startOffset ? lowerTypeArguments(list) : [];
}

export function lowerClassType(node: ClassTypeCstNode | UnannClassTypeCstNode): TypeReference {
  const { Identifier, typeArguments } = node.children;
  return typeReference(rangeOf(node), dottedName(Identifier), argumentsAfter(last(Identifier), typeArguments));
}

export function lowerClassOrInterfaceType(node: ClassOrInterfaceTypeCstNode): TypeReference {
  return lowerClassType(first(node.children.classType));
}

export function lowerReferenceType(node: ReferenceTypeCstNode): TypeReference {
  const { primitiveType, classOrInterfaceType, dims } = node.children;
  const element =
    primitiveType === undefined
      ? lowerClassOrInterfaceType(first(classOrInterfaceType))
      : lowerPrimitiveType(first(primitiveType));
  const type = withDims(element, dims);
  return type.range[0] === startOf(node) ? type : { ...type, range: [startOf(node), type.range[1]] };
}

export function lowerUnannType(node: UnannTypeCstNode): TypeReference {
  const { unannPrimitiveTypeWithOptionalDimsSuffix: primitive, unannReferenceType } = node.children;
  if (primitive !== undefined) return lowerPrimitiveWithDims(first(primitive));
  const { unannClassOrInterfaceType, dims } = first(unannReferenceType).children;
  return withDims(lowerClassType(first(first(unannClassOrInterfaceType).children.unannClassType)), dims);
}

/** Null for `var`, which the grammar may take for a class name. */
export function nullForVar(type: TypeReference): TypeReference | null {
  return type.name === 'var' && type.typeArguments.length === 0 && type.dimensions === 0 ? null : type;
}

export function lowerLocalVariableType(node: LocalVariableTypeCstNode): TypeReference | null {
  const { unannType } = node.children;
  return unannType === undefined ? null : nullForVar(lowerUnannType(first(unannType)));
}

export function lowerResult(node: ResultCstNode): TypeReference {
  const { unannType, Void } = node.children;
  if (unannType !== undefined) return lowerUnannType(first(unannType));
  return typeReference(tokenRange(first(Void)), 'void');
}

export function lowerTypeArguments(node: TypeArgumentsCstNode): TypeReference[] {
  return first(node.children.typeArgumentList).children.typeArgument.map((argument) => {
    const { referenceType, wildcard } = argument.children;
    if (referenceType !== undefined) return lowerReferenceType(first(referenceType));
    const bounds = first(wildcard).children.wildcardBounds;
    return bounds === undefined
      ? typeReference(rangeOf(argument), 'java.lang.Object')
      : lowerReferenceType(first(first(bounds).children.referenceType));
  });
}

export function typeParameterNames(nodes: readonly TypeParametersCstNode[] | undefined): string[] {
  if (nodes === undefined) return [];
  return first(first(nodes).children.typeParameterList).children.typeParameter.map(
    (parameter) => first(first(parameter.children.typeIdentifier).children.Identifier).image,
  );
}

export function lowerThrows(nodes: readonly ThrowsCstNode[] | undefined): TypeReference[] {
  if (nodes === undefined) return [];
  return first(first(nodes).children.exceptionTypeList).children.exceptionType.map((exception) =>
    lowerClassType(first(exception.children.classType)),
  );
}
