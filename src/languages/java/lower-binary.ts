/**
 * java-parser reads `a + b * c instanceof T = d` as one flat list; precedence and associativity are applied here. The
 * tree of `a + b + c …` leans left and is built in a loop, so that ten thousand operands do not exhaust the stack.
 */
import type { BinaryExpressionCstNode, CstNode } from 'java-parser';
import type { Expression, Pattern, TypeReference } from './ast.ts';
import { endOf, first, nth, startOf, UnexpectedSyntax } from './cst.ts';
import { lowerExpression, lowerUnary } from './lower-expressions.ts';
import { lowerPattern } from './lower-patterns.ts';
import { lowerReferenceType } from './lower-types.ts';

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  instanceof: 7,
  '<<': 8,
  '>>': 8,
  '>>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

/** An operand with its range including the parentheses around it, which have no node. */
interface Operand {
  readonly node: Expression;
  readonly start: number;
  readonly end: number;
}

interface Operator {
  readonly text: string;
  readonly at: number;
  readonly kind: 'binary' | 'instanceof' | 'assignment';
}

function operatorsOf(node: BinaryExpressionCstNode): Operator[] {
  const { Instanceof, AssignmentOperator, shiftOperator, BinaryOperator } = node.children;
  const operators: Operator[] = [];
  for (const token of BinaryOperator ?? [])
    operators.push({ text: token.image, at: token.startOffset, kind: 'binary' });
  for (const shift of shiftOperator ?? []) {
    const tokens = shift.children.Less ?? shift.children.Greater ?? [];
    operators.push({ text: tokens.map((token) => token.image).join(''), at: startOf(shift), kind: 'binary' });
  }
  for (const token of Instanceof ?? [])
    operators.push({ text: 'instanceof', at: token.startOffset, kind: 'instanceof' });
  for (const token of AssignmentOperator ?? []) {
    operators.push({ text: token.image, at: token.startOffset, kind: 'assignment' });
  }
  return operators.sort((a, b) => a.at - b.at);
}

function inOrder<T extends CstNode>(nodes: readonly T[]): T[] {
  return [...nodes].sort((a, b) => startOf(a) - startOf(b));
}

export function lowerBinary(node: BinaryExpressionCstNode): Expression {
  const { unaryExpression, pattern, referenceType, expression } = node.children;
  const leading = first(unaryExpression);
  const operators = operatorsOf(node);
  if (operators.length === 0) return lowerUnary(leading);

  const targets = inOrder([...(pattern ?? []), ...(referenceType ?? [])]);
  const operands: Operand[] = [operandOf(lowerUnary(leading), leading)];
  const pending: Operator[] = [];
  let nextUnary = 1;
  let nextTarget = 0;
  let nextRight = 0;
  for (const operator of operators) {
    if (operator.kind === 'assignment') {
      reduce(operands, pending, 0);
      const right = nth(expression, nextRight);
      nextRight++;
      const left = pop(operands);
      const range = [left.start, endOf(right)] as const;
      const value = lowerExpression(right);
      operands.push({
        node: { type: 'Assignment', range, operator: operator.text, left: left.node, right: value },
        start: range[0],
        end: range[1],
      });
      continue;
    }
    const precedence = PRECEDENCE[operator.text];
    if (precedence === undefined) throw new UnexpectedSyntax(operator.at, `Unexpected "${operator.text}"`);
    reduce(operands, pending, precedence);
    if (operator.kind === 'instanceof') {
      const target = nth(targets, nextTarget);
      nextTarget++;
      const left = pop(operands);
      const lowered: TypeReference | Pattern =
        target.name === 'pattern' ? lowerPattern(target) : lowerReferenceType(target);
      const range = [left.start, endOf(target)] as const;
      operands.push({
        node: { type: 'InstanceOf', range, expression: left.node, target: lowered },
        start: range[0],
        end: range[1],
      });
      continue;
    }
    pending.push(operator);
    const unary = nth(unaryExpression, nextUnary);
    nextUnary++;
    operands.push(operandOf(lowerUnary(unary), unary));
  }
  reduce(operands, pending, 0);
  return pop(operands).node;
}

function operandOf(node: Expression, source: CstNode): Operand {
  return { node, start: startOf(source), end: endOf(source) };
}

function pop(operands: Operand[]): Operand {
  const operand = operands.pop();
  if (operand === undefined) throw new Error('An operator of a binary expression has no operand.');
  return operand;
}

/** Joins what binds at least as tightly as `precedence`: all binary operators of Java associate to the left. */
function reduce(operands: Operand[], pending: Operator[], precedence: number): void {
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    if ((PRECEDENCE[top.text] ?? 0) < precedence) return;
    pending.pop();
    const right = pop(operands);
    const left = pop(operands);
    operands.push({
      node: {
        type: 'Binary',
        range: [left.start, right.end],
        operator: top.text,
        left: left.node,
        right: right.node,
      },
      start: left.start,
      end: right.end,
    });
  }
}
