/** Statements. */
import type {
  BasicForStatementCstNode,
  BlockCstNode,
  BlockStatementCstNode,
  BlockStatementsCstNode,
  CatchesCstNode,
  FinallyCstNode,
  ForStatementCstNode,
  IfStatementCstNode,
  IfStatementCtx,
  ResourceCstNode,
  StatementCstNode,
  StatementExpressionListCstNode,
  StatementWithoutTrailingSubstatementCstNode,
  ThrowStatementCstNode,
  TryStatementCstNode,
} from 'java-parser';
import type {
  Block,
  CatchClause,
  Expression,
  ExpressionStatement,
  ForEachStatement,
  ForStatement,
  IfStatement,
  LocalVariableDeclaration,
  Statement,
  ThrowStatement,
  TryStatement,
  YieldStatement,
} from './ast.ts';
import { first, rangeOf, type MaybeLowered, type Range } from './cst.ts';
import { lowerExpression } from './lower-expressions.ts';
import { lowerCatchParameter, lowerLocalVariable, lowerLoopVariable } from './lower-parameters.ts';
import { lowerPrimary } from './lower-primary.ts';
import { lowerSwitchStatement } from './lower-switch.ts';
import { lowerClassDeclaration, lowerInterfaceDeclaration } from './lower-declarations.ts';

export function lowerBlock(node: BlockCstNode): Block {
  return { type: 'Block', range: rangeOf(node), body: lowerBlockStatements(node.children.blockStatements) };
}

export function lowerBlockStatements(nodes: readonly BlockStatementsCstNode[] | undefined): Statement[] {
  return nodes === undefined ? [] : first(nodes).children.blockStatement.map(lowerBlockStatement);
}

export function lowerBlockStatement(node: BlockStatementCstNode & MaybeLowered<Statement>): Statement {
  if (node.lowered !== undefined) return node.lowered;
  const { statement, localVariableDeclarationStatement, classDeclaration, interfaceDeclaration } = node.children;
  if (statement !== undefined) return lowerStatement(first(statement));
  if (localVariableDeclarationStatement !== undefined) {
    const declaration = first(localVariableDeclarationStatement);
    return yieldOrVariable(
      lowerLocalVariable(first(declaration.children.localVariableDeclaration), rangeOf(declaration)),
    );
  }
  return classDeclaration === undefined
    ? lowerInterfaceDeclaration(first(interfaceDeclaration))
    : lowerClassDeclaration(first(classDeclaration));
}

/** java-parser reads `yield x;` and `yield x = 1;` as variables of a type `yield`, which no type can be named (JLS 14.21). */
function yieldOrVariable(declaration: LocalVariableDeclaration): LocalVariableDeclaration | YieldStatement {
  const { variableType, declarators, range } = declaration;
  const [only] = declarators;
  if (variableType?.name !== 'yield' || variableType.dimensions > 0 || only === undefined) return declaration;
  const { name, initializer } = only;
  const argument: Expression =
    initializer === null
      ? name
      : { type: 'Assignment', range: only.range, operator: '=', left: name, right: initializer };
  return { type: 'YieldStatement', range, argument };
}

function lowerStatement(node: StatementCstNode): Statement {
  const { statementWithoutTrailingSubstatement, ifStatement, forStatement, whileStatement, labeledStatement } =
    node.children;
  if (statementWithoutTrailingSubstatement !== undefined) {
    return lowerSimpleStatement(first(statementWithoutTrailingSubstatement));
  }
  if (ifStatement !== undefined) return lowerIf(first(ifStatement));
  if (forStatement !== undefined) return lowerFor(first(forStatement));
  const range = rangeOf(node);
  if (whileStatement !== undefined) {
    const { expression, statement } = first(whileStatement).children;
    const test = lowerExpression(first(expression));
    return { type: 'WhileStatement', range, test, body: lowerStatement(first(statement)) };
  }
  const { Identifier, statement } = first(labeledStatement).children;
  const label = first(Identifier).image;
  return { type: 'LabeledStatement', range, label, body: lowerStatement(first(statement)) };
}

function lowerSimpleStatement(node: StatementWithoutTrailingSubstatementCstNode): Statement {
  const parts = node.children;
  const range = rangeOf(node);
  if (parts.expressionStatement !== undefined) {
    const { statementExpression } = first(parts.expressionStatement).children;
    return expressionStatement(range, first(statementExpression).children.expression);
  }
  if (parts.block !== undefined) return lowerBlock(first(parts.block));
  if (parts.returnStatement !== undefined) {
    const argument = first(parts.returnStatement).children.expression?.[0];
    return { type: 'ReturnStatement', range, argument: argument === undefined ? null : lowerExpression(argument) };
  }
  if (parts.throwStatement !== undefined) return lowerThrow(first(parts.throwStatement));
  if (parts.tryStatement !== undefined) return lowerTry(first(parts.tryStatement));
  if (parts.switchStatement !== undefined) return lowerSwitchStatement(first(parts.switchStatement));
  if (parts.breakStatement !== undefined) {
    return {
      type: 'BreakStatement',
      range,
      label: first(parts.breakStatement).children.Identifier?.[0]?.image ?? null,
    };
  }
  if (parts.continueStatement !== undefined) {
    const label = first(parts.continueStatement).children.Identifier?.[0]?.image ?? null;
    return { type: 'ContinueStatement', range, label };
  }
  if (parts.synchronizedStatement !== undefined) {
    const { expression, block } = first(parts.synchronizedStatement).children;
    const lock = lowerExpression(first(expression));
    return { type: 'SynchronizedStatement', range, lock, body: lowerBlock(first(block)) };
  }
  if (parts.doStatement !== undefined) {
    const { statement, expression } = first(parts.doStatement).children;
    const body = lowerStatement(first(statement));
    return { type: 'DoStatement', range, body, test: lowerExpression(first(expression)) };
  }
  if (parts.yieldStatement !== undefined) {
    const argument = lowerExpression(first(first(parts.yieldStatement).children.expression));
    return { type: 'YieldStatement', range, argument };
  }
  if (parts.assertStatement !== undefined) {
    const { expression } = first(parts.assertStatement).children;
    const message = expression[1];
    return {
      type: 'AssertStatement',
      range,
      test: lowerExpression(first(expression)),
      message: message === undefined ? null : lowerExpression(message),
    };
  }
  return { type: 'EmptyStatement', range };
}

function expressionStatement(
  range: Range,
  expression: readonly Parameters<typeof lowerExpression>[0][],
): ExpressionStatement {
  return { type: 'ExpressionStatement', range, expression: lowerExpression(first(expression)) };
}

/** A chain of `else if` is built from its end, in a loop: generated code has thousands of links. */
function lowerIf(node: IfStatementCstNode): IfStatement {
  const links: { node: IfStatementCstNode; test: IfStatement['test']; consequent: Statement }[] = [];
  let alternate: Statement | null = null;
  for (let current: IfStatementCstNode | undefined = node; current !== undefined;) {
    const { expression, statement }: IfStatementCtx = current.children;
    const otherwise: StatementCstNode | undefined = statement[1];
    links.push({
      node: current,
      test: lowerExpression(first(expression)),
      consequent: lowerStatement(first(statement)),
    });
    current = otherwise?.children.ifStatement?.[0];
    if (current === undefined && otherwise !== undefined) alternate = lowerStatement(otherwise);
  }
  let result: IfStatement | null = null;
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    result = {
      type: 'IfStatement',
      range: rangeOf(link.node),
      test: link.test,
      consequent: link.consequent,
      alternate: result ?? alternate,
    };
  }
  return first(result === null ? [] : [result]);
}

function lowerFor(node: ForStatementCstNode): ForStatement | ForEachStatement {
  const { basicForStatement, enhancedForStatement } = node.children;
  if (basicForStatement !== undefined) return lowerBasicFor(first(basicForStatement));
  const { localVariableDeclaration, expression, statement } = first(enhancedForStatement).children;
  return {
    type: 'ForEachStatement',
    range: rangeOf(node),
    variable: lowerLoopVariable(first(localVariableDeclaration)),
    iterable: lowerExpression(first(expression)),
    body: lowerStatement(first(statement)),
  };
}

function lowerBasicFor(node: BasicForStatementCstNode): ForStatement {
  const { forInit, expression, forUpdate, statement } = node.children;
  const init = forInit?.[0]?.children;
  const declaration = init?.localVariableDeclaration?.[0];
  const update = forUpdate?.[0]?.children.statementExpressionList;
  return {
    type: 'ForStatement',
    range: rangeOf(node),
    init:
      declaration === undefined
        ? expressionsOf(init?.statementExpressionList).map((part) => expressionStatement(rangeOf(part), [part]))
        : [lowerLocalVariable(declaration, rangeOf(declaration))],
    test: expression === undefined ? null : lowerExpression(first(expression)),
    update: expressionsOf(update).map(lowerExpression),
    body: lowerStatement(first(statement)),
  };
}

function expressionsOf(lists: readonly StatementExpressionListCstNode[] | undefined) {
  return lists?.[0]?.children.statementExpression.map((part) => first(part.children.expression)) ?? [];
}

export function lowerThrow(node: ThrowStatementCstNode): ThrowStatement {
  return { type: 'ThrowStatement', range: rangeOf(node), argument: lowerExpression(first(node.children.expression)) };
}

function lowerTry(node: TryStatementCstNode): TryStatement {
  const { tryWithResourcesStatement } = node.children;
  const parts = tryWithResourcesStatement?.[0]?.children ?? node.children;
  const specification = tryWithResourcesStatement?.[0]?.children.resourceSpecification;
  const resources = specification?.[0]?.children.resourceList[0]?.children.resource ?? [];
  return {
    type: 'TryStatement',
    range: rangeOf(node),
    resources: resources.map(lowerResource),
    block: lowerBlock(first(parts.block)),
    handlers: lowerCatches(parts.catches),
    finalizer: lowerFinally(parts.finally),
  };
}

function lowerResource(node: ResourceCstNode): LocalVariableDeclaration | ExpressionStatement {
  const { localVariableDeclaration, variableAccess } = node.children;
  if (localVariableDeclaration !== undefined) return lowerLocalVariable(first(localVariableDeclaration), rangeOf(node));
  const expression = lowerPrimary(first(first(variableAccess).children.primary));
  return { type: 'ExpressionStatement', range: rangeOf(node), expression };
}

function lowerCatches(nodes: readonly CatchesCstNode[] | undefined): CatchClause[] {
  if (nodes === undefined) return [];
  return first(nodes).children.catchClause.map((clause) => ({
    type: 'CatchClause',
    range: rangeOf(clause),
    parameter: lowerCatchParameter(first(clause.children.catchFormalParameter)),
    body: lowerBlock(first(clause.children.block)),
  }));
}

function lowerFinally(nodes: readonly FinallyCstNode[] | undefined): Block | null {
  return nodes === undefined ? null : lowerBlock(first(first(nodes).children.block));
}
