/** Parameters of methods, lambdas, catch clauses, record headers, and declarators of variables. */
import type {
  CatchFormalParameterCstNode,
  FormalParameterListCstNode,
  LocalVariableDeclarationCstNode,
  NormalLambdaParameterCstNode,
  RecordComponentCstNode,
  RegularLambdaParameterCstNode,
  VariableArityParameterCstNode,
  VariableDeclaratorCstNode,
  VariableDeclaratorIdCstNode,
  VariableDeclaratorListCstNode,
  VariableParaRegularParameterCstNode,
} from 'java-parser';
import type { CstNode } from 'java-parser';
import type { Identifier, LocalVariableDeclaration, Parameter, TypeReference, VariableDeclarator } from './ast.ts';
import { first, identifier, rangeOf, type Range } from './cst.ts';
import { lowerVariableInitializer } from './lower-expressions.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import {
  countDims,
  lowerClassType,
  lowerLocalVariableType,
  lowerUnannType,
  nullForVar,
  withDimensions,
} from './lower-types.ts';

function declaredName(node: VariableDeclaratorIdCstNode): Identifier {
  return identifier(first(node.children.Identifier ?? node.children.Underscore));
}

function parameter(
  node: CstNode,
  modifiers: Parameter['modifiers'],
  parameterType: TypeReference | null,
  name: Identifier,
  variadic = false,
): Parameter {
  return { type: 'Parameter', range: rangeOf(node), modifiers, parameterType, name, variadic };
}

export function lowerFormalParameters(nodes: readonly FormalParameterListCstNode[] | undefined): Parameter[] {
  if (nodes === undefined) return [];
  return first(nodes).children.formalParameter.map((formal) => {
    const { variableParaRegularParameter, variableArityParameter } = formal.children;
    return variableParaRegularParameter === undefined
      ? lowerVariadic(first(variableArityParameter))
      : lowerRegular(first(variableParaRegularParameter));
  });
}

function lowerRegular(node: VariableParaRegularParameterCstNode): Parameter {
  const id = first(node.children.variableDeclaratorId);
  const type = withDimensions(lowerUnannType(first(node.children.unannType)), countDims(id.children.dims));
  return parameter(node, lowerModifiers(node.children.variableModifier), type, declaredName(id));
}

function lowerVariadic(node: VariableArityParameterCstNode): Parameter {
  // Annotations of the array type, written before the dots, are no modifiers and have no place in the tree.
  const { variableModifier, unannType, Identifier } = node.children;
  const modifiers = lowerModifiers(variableModifier);
  return parameter(node, modifiers, lowerUnannType(first(unannType)), identifier(first(Identifier)), true);
}

export function lowerLambdaParameter(node: NormalLambdaParameterCstNode): Parameter {
  const { regularLambdaParameter, variableArityParameter } = node.children;
  return regularLambdaParameter === undefined
    ? lowerVariadic(first(variableArityParameter))
    : lowerTypedLambdaParameter(first(regularLambdaParameter));
}

function lowerTypedLambdaParameter(node: RegularLambdaParameterCstNode): Parameter {
  const { variableModifier, lambdaParameterType, variableDeclaratorId } = node.children;
  const id = first(variableDeclaratorId);
  const { unannType } = first(lambdaParameterType).children;
  const type = unannType === undefined ? null : nullForVar(lowerUnannType(first(unannType)));
  return parameter(
    node,
    lowerModifiers(variableModifier),
    type === null ? null : withDimensions(type, countDims(id.children.dims)),
    declaredName(id),
  );
}

export function lowerCatchParameter(node: CatchFormalParameterCstNode): Parameter {
  const { variableModifier, catchType, variableDeclaratorId } = node.children;
  const types = first(catchType);
  const main = lowerClassType(first(types.children.unannClassType));
  const alternatives = types.children.classType?.map(lowerClassType) ?? [];
  const type = alternatives.length === 0 ? main : { ...main, range: rangeOf(types), alternatives };
  return parameter(node, lowerModifiers(variableModifier), type, declaredName(first(variableDeclaratorId)));
}

export function lowerRecordComponent(node: RecordComponentCstNode): Parameter {
  const { recordComponentModifier, unannType, Identifier, variableArityRecordComponent } = node.children;
  const variadic = variableArityRecordComponent?.[0]?.children;
  const modifiers = lowerModifiers(recordComponentModifier);
  const name = identifier(first(variadic?.Identifier ?? Identifier));
  return parameter(node, modifiers, lowerUnannType(first(unannType)), name, variadic !== undefined);
}

/** The variable of `for (T x : xs)`. */
export function lowerLoopVariable(node: LocalVariableDeclarationCstNode): Parameter {
  const { variableModifier, localVariableType, variableDeclaratorList } = node.children;
  const id = first(first(first(variableDeclaratorList).children.variableDeclarator).children.variableDeclaratorId);
  const type = lowerLocalVariableType(first(localVariableType));
  return parameter(
    node,
    lowerModifiers(variableModifier),
    type === null ? null : withDimensions(type, countDims(id.children.dims)),
    declaredName(id),
  );
}

export function lowerLocalVariable(node: LocalVariableDeclarationCstNode, range: Range): LocalVariableDeclaration {
  const { variableModifier, localVariableType, variableDeclaratorList } = node.children;
  return {
    type: 'LocalVariableDeclaration',
    range,
    modifiers: lowerModifiers(variableModifier),
    variableType: lowerLocalVariableType(first(localVariableType)),
    declarators: lowerDeclarators(first(variableDeclaratorList)),
  };
}

export function lowerDeclarators(node: VariableDeclaratorListCstNode): VariableDeclarator[] {
  return node.children.variableDeclarator.map(lowerDeclarator);
}

function lowerDeclarator(node: VariableDeclaratorCstNode): VariableDeclarator {
  const { variableDeclaratorId, variableInitializer } = node.children;
  const id = first(variableDeclaratorId);
  return {
    type: 'VariableDeclarator',
    range: rangeOf(node),
    name: declaredName(id),
    dimensions: countDims(id.children.dims),
    initializer: variableInitializer === undefined ? null : lowerVariableInitializer(first(variableInitializer)),
  };
}
