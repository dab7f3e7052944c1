/** Expressions above the level of a primary: conditional, lambda, unary. */
import type {
  ArgumentListCstNode,
  ArrayInitializerCstNode,
  ConditionalExpressionCstNode,
  ExpressionCstNode,
  IToken,
  LambdaExpressionCstNode,
  UnaryExpressionCstNode,
  UnaryExpressionNotPlusMinusCstNode,
  VariableInitializerCstNode,
} from 'java-parser';
import type { ArrayInitializer, Expression, Lambda, Parameter } from './ast.ts';
import { endOf, first, identifier, nth, rangeOf, startOf, tokenEnd, tokenRange, type MaybeLowered } from './cst.ts';
import { lowerBinary } from './lower-binary.ts';
import { NO_MODIFIERS } from './lower-modifiers.ts';
import { lowerLambdaParameter } from './lower-parameters.ts';
import { lowerPrimary } from './lower-primary.ts';
import { lowerBlock } from './lower-statements.ts';

export function lowerExpression(node: ExpressionCstNode & MaybeLowered<Expression>): Expression {
  if (node.lowered !== undefined) return node.lowered;
  const { lambdaExpression, conditionalExpression } = node.children;
  return lambdaExpression === undefined
    ? lowerConditional(first(conditionalExpression))
    : lowerLambda(first(lambdaExpression));
}

export function lowerConditional(node: ConditionalExpressionCstNode): Expression {
  const { binaryExpression, expression } = node.children;
  const test = lowerBinary(first(binaryExpression));
  if (expression === undefined) return test;
  return {
    type: 'Conditional',
    range: rangeOf(node),
    test,
    consequent: lowerExpression(nth(expression, 0)),
    alternate: lowerExpression(nth(expression, 1)),
  };
}

export function lowerUnary(node: UnaryExpressionCstNode | UnaryExpressionNotPlusMinusCstNode): Expression {
  const primary = first(node.children.primary);
  let result = lowerPrimary(primary);
  for (const suffix of node.children.UnarySuffixOperator ?? []) {
    const range = [startOf(primary), tokenEnd(suffix)] as const;
    result = { type: 'Update', range, operator: suffix.image, prefix: false, argument: result };
  }
  const prefixes = prefixOperators(node);
  if (prefixes === undefined) return result;
  const end = endOf(node);
  for (let index = prefixes.length - 1; index >= 0; index--) {
    const operator = nth(prefixes, index);
    const range = [operator.startOffset, end] as const;
    result =
      operator.image === '++' || operator.image === '--'
        ? { type: 'Update', range, operator: operator.image, prefix: true, argument: result }
        : { type: 'Unary', range, operator: operator.image, argument: result };
  }
  return result;
}

function prefixOperators(
  node: UnaryExpressionCstNode | UnaryExpressionNotPlusMinusCstNode,
): readonly IToken[] | undefined {
  return 'UnaryPrefixOperator' in node.children
    ? node.children.UnaryPrefixOperator
    : (node as UnaryExpressionNotPlusMinusCstNode).children.UnaryPrefixOperatorNotPlusMinus;
}

export function lowerLambda(node: LambdaExpressionCstNode): Lambda {
  const { lambdaParameters, lambdaBody } = node.children;
  const { expression, block } = first(lambdaBody).children;
  const { lambdaParametersWithBraces, Identifier, Underscore } = first(lambdaParameters).children;
  let parameters: Parameter[];
  if (lambdaParametersWithBraces === undefined) {
    parameters = [untypedParameter(first(Identifier ?? Underscore))];
  } else {
    const list = first(lambdaParametersWithBraces).children.lambdaParameterList?.[0]?.children;
    const concise = list?.conciseLambdaParameterList?.[0]?.children.conciseLambdaParameter;
    const normal = list?.normalLambdaParameterList?.[0]?.children.normalLambdaParameter;
    parameters =
      concise?.map((parameter) =>
        untypedParameter(first(parameter.children.Identifier ?? parameter.children.Underscore)),
      ) ??
      normal?.map(lowerLambdaParameter) ??
      [];
  }
  const body = expression === undefined ? lowerBlock(first(block)) : lowerExpression(first(expression));
  return { type: 'Lambda', range: rangeOf(node), parameters, body };
}

function untypedParameter(name: IToken): Parameter {
  return {
    type: 'Parameter',
    range: tokenRange(name),
    modifiers: NO_MODIFIERS,
    parameterType: null,
    name: identifier(name),
    variadic: false,
  };
}

export function lowerArguments(nodes: readonly ArgumentListCstNode[] | undefined): Expression[] {
  return nodes === undefined ? [] : first(nodes).children.expression.map(lowerExpression);
}

export function lowerVariableInitializer(node: VariableInitializerCstNode): Expression {
  const { expression, arrayInitializer } = node.children;
  return expression === undefined ? lowerArrayInitializer(first(arrayInitializer)) : lowerExpression(first(expression));
}

export function lowerArrayInitializer(node: ArrayInitializerCstNode): ArrayInitializer {
  const values = node.children.variableInitializerList?.[0]?.children.variableInitializer ?? [];
  return { type: 'ArrayInitializer', range: rangeOf(node), elements: values.map(lowerVariableInitializer) };
}
