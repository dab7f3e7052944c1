import type { BlockStatementCstNode, ClassBodyDeclarationCstNode, CstNode, ExpressionCstNode } from 'java-parser';
import { keepLowered } from './cst.ts';
import { lowerExpression } from './lower-expressions.ts';
import { lowerMember } from './lower-members.ts';
import { lowerBlockStatement } from './lower-statements.ts';

/** Called with each complete node of the concrete tree, innermost first. */
export function lowerEarly(node: CstNode): void {
  if (node.name === 'expression') keepLowered(node, lowerExpression(node as ExpressionCstNode));
  else if (node.name === 'blockStatement') keepLowered(node, lowerBlockStatement(node as BlockStatementCstNode));
  else if (node.name === 'classBodyDeclaration') keepLowered(node, lowerMember(node as ClassBodyDeclarationCstNode));
}
