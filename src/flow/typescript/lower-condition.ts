/** Conditions as control flow: short-circuit operators become branches, leaves become tests. */
import type ts from 'typescript';
import type { BlockId, Test } from '../ir.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './scope.ts';

type Work =
  | {
      readonly kind: 'condition';
      readonly expression: ts.Expression;
      readonly then: BlockId;
      readonly otherwise: BlockId;
    }
  | { readonly kind: 'start'; readonly block: BlockId };

/** Lowers a condition; afterwards the current block is dead and the caller starts one of the two targets. */
export function lowerCondition(expression: ts.Expression, then: BlockId, otherwise: BlockId, lowering: Lowering): void {
  const { builder } = lowering;
  const { ts } = lowering.module;
  // A stack instead of recursion: generated conditions chain thousands of operators to the left.
  const work: Work[] = [{ kind: 'condition', expression, then, otherwise }];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (item.kind === 'start') {
      builder.startBlock(item.block);
      continue;
    }
    const { expression: node } = item;
    if (ts.isParenthesizedExpression(node)) {
      work.push({ ...item, expression: node.expression });
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      work.push({ kind: 'condition', expression: node.operand, then: item.otherwise, otherwise: item.then });
    } else if (isOperator(node, ts.SyntaxKind.AmpersandAmpersandToken, lowering)) {
      const middle = builder.newBlock();
      work.push({ kind: 'condition', expression: node.right, then: item.then, otherwise: item.otherwise });
      work.push({ kind: 'start', block: middle });
      work.push({ kind: 'condition', expression: node.left, then: middle, otherwise: item.otherwise });
    } else if (isOperator(node, ts.SyntaxKind.BarBarToken, lowering)) {
      const middle = builder.newBlock();
      work.push({ kind: 'condition', expression: node.right, then: item.then, otherwise: item.otherwise });
      work.push({ kind: 'start', block: middle });
      work.push({ kind: 'condition', expression: node.left, then: item.then, otherwise: middle });
    } else if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
      builder.goto(node.kind === ts.SyntaxKind.TrueKeyword ? item.then : item.otherwise);
    } else {
      lowerLeaf(node, item.then, item.otherwise, lowering);
    }
  }
}

function isOperator(
  node: ts.Expression,
  kind: ts.SyntaxKind,
  { module: { ts } }: Lowering,
): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === kind;
}

function lowerLeaf(node: ts.Expression, then: BlockId, otherwise: BlockId, lowering: Lowering): void {
  const { builder } = lowering;
  const { ts } = lowering.module;
  if (ts.isBinaryExpression(node)) {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.EqualsEqualsToken:
      case ts.SyntaxKind.EqualsEqualsEqualsToken:
        builder.branch(comparison(node, lowering), then, otherwise);
        return;
      case ts.SyntaxKind.ExclamationEqualsToken:
      case ts.SyntaxKind.ExclamationEqualsEqualsToken:
        builder.branch(comparison(node, lowering), otherwise, then);
        return;
      default:
        break;
    }
  }
  const value = lowerExpression(node, lowering);
  if (ts.isIdentifier(node)) lowering.module.tested.add(value);
  builder.branch({ kind: 'true', value }, then, otherwise);
}

function comparison(node: ts.BinaryExpression, lowering: Lowering): Test {
  if (isNull(node.right, lowering)) return nullTest(node.left, lowering);
  if (isNull(node.left, lowering)) return nullTest(node.right, lowering);
  const left = lowerExpression(node.left, lowering);
  return { kind: 'equal', left, right: lowerExpression(node.right, lowering) };
}

function nullTest(node: ts.Expression, lowering: Lowering): Test {
  const value = lowerExpression(node, lowering);
  if (lowering.module.ts.isIdentifier(node)) lowering.module.tested.add(value);
  return { kind: 'null', value };
}

function isNull(node: ts.Expression, { module: { ts } }: Lowering): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
