/** Both forms of `switch`, with old and arrow labels. */
import type { SwitchLabelCstNode, SwitchRuleCstNode, SwitchStatementCstNode } from 'java-parser';
import type { Expression, Pattern, Statement, SwitchCase, SwitchExpression, SwitchStatement } from './ast.ts';
import { first, last, rangeOf, startOf, tokenEnd } from './cst.ts';
import { lowerConditional, lowerExpression } from './lower-expressions.ts';
import { nullLiteral } from './lower-literals.ts';
import { lowerPattern } from './lower-patterns.ts';
import { lowerBlock, lowerBlockStatements, lowerThrow } from './lower-statements.ts';

export function lowerSwitchStatement(node: SwitchStatementCstNode): SwitchStatement {
  return { type: 'SwitchStatement', range: rangeOf(node), ...lowerSwitch(node, false) };
}

export function lowerSwitchExpression(node: SwitchStatementCstNode): SwitchExpression {
  return { type: 'SwitchExpression', range: rangeOf(node), ...lowerSwitch(node, true) };
}

function lowerSwitch(
  node: SwitchStatementCstNode,
  yields: boolean,
): { discriminant: Expression; cases: readonly SwitchCase[] } {
  const { switchRule, switchBlockStatementGroup } = first(node.children.switchBlock).children;
  const discriminant = lowerExpression(first(node.children.expression));
  if (switchRule !== undefined) return { discriminant, cases: switchRule.map((rule) => lowerRule(rule, yields)) };
  const cases = (switchBlockStatementGroup ?? []).map((group): SwitchCase => {
    const { switchLabel, blockStatements } = group.children;
    return {
      type: 'SwitchCase',
      range: rangeOf(group),
      ...lowerLabel(first(switchLabel)),
      arrow: false,
      body: lowerBlockStatements(blockStatements),
    };
  });
  return { discriminant, cases };
}

function lowerRule(node: SwitchRuleCstNode, yields: boolean): SwitchCase {
  const label = lowerLabel(first(node.children.switchLabel));
  return { type: 'SwitchCase', range: rangeOf(node), ...label, arrow: true, body: [lowerRuleBody(node, yields)] };
}

function lowerRuleBody(node: SwitchRuleCstNode, yields: boolean): Statement {
  const { throwStatement, block, expression, Semicolon } = node.children;
  if (throwStatement !== undefined) return lowerThrow(first(throwStatement));
  if (block !== undefined) return lowerBlock(first(block));
  const body = first(expression);
  const range = [startOf(body), tokenEnd(last(Semicolon ?? []))] as const;
  return yields
    ? { type: 'YieldStatement', range, argument: lowerExpression(body) }
    : { type: 'ExpressionStatement', range, expression: lowerExpression(body) };
}

function lowerLabel(node: SwitchLabelCstNode): Pick<SwitchCase, 'labels' | 'isDefault' | 'guard'> {
  const { Null, Default, casePattern, caseConstant, guard } = node.children;
  const labels: (Expression | Pattern)[] = [];
  for (const token of Null ?? []) labels.push(nullLiteral(token));
  for (const pattern of casePattern ?? []) labels.push(lowerPattern(first(pattern.children.pattern)));
  for (const constant of caseConstant ?? []) {
    labels.push(lowerConditional(first(constant.children.conditionalExpression)));
  }
  return {
    labels,
    isDefault: Default !== undefined,
    guard: guard === undefined ? null : lowerExpression(first(first(guard).children.expression)),
  };
}
