/** Statements to control flow. A finally block is lowered once for each way that leaves its try statement. */
import type ts from 'typescript';
import type { Var } from '../ir.ts';
import { bindPattern, declareIn, isConstant } from './lower-assignment.ts';
import { lowerClass } from './lower-class.ts';
import { lowerCondition } from './lower-condition.ts';
import { lowerExpression, operate, unknown } from './lower-expression.ts';
import { lowerClosure } from './lower-function.ts';
import { declare, inScope, resolveName, spanOf, type Lowering, Scope } from './scope.ts';
import { typeOf } from './types.ts';

/** Declares what the statements declare, then lowers them; functions come first, as they may be used before. */
export function lowerStatements(statements: readonly ts.Statement[], lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  hoist(statements, lowering);
  for (const statement of statements) {
    if (!ts.isFunctionDeclaration(statement) || statement.body === undefined) continue;
    const name = statement.name?.text ?? 'default';
    const variable = lowering.scope.own(name) ?? declare(name, undefined, lowering);
    const from = lowerClosure(statement, lowering);
    builder.emit({ op: 'alias', into: variable, from, type: undefined, narrows: false });
  }
  for (const statement of statements) lowerStatement(statement, [], lowering);
}

function hoist(statements: readonly ts.Statement[], lowering: Lowering): void {
  const { ts } = lowering.module;
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      const isVar = (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
      for (const { name } of statement.declarationList.declarations) hoistName(name, isVar, lowering);
    } else if (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) {
      if (statement.name !== undefined) hoistName(statement.name, false, lowering);
    }
  }
}

function hoistName(name: ts.BindingName, isVar: boolean, lowering: Lowering): void {
  const { ts } = lowering.module;
  if (!ts.isIdentifier(name)) {
    for (const element of name.elements) if (!ts.isOmittedExpression(element)) hoistName(element.name, isVar, lowering);
    return;
  }
  let scope: Scope = lowering.scope;
  while (isVar && !scope.isFunction && scope.parent !== undefined) scope = scope.parent;
  if (!scope.has(name.text)) scope.declare(name.text, lowering.builder.table.named(name.text, undefined));
}

function lowerBlock(statements: readonly ts.Statement[], lowering: Lowering): void {
  inScope(lowering, false, () => {
    lowerStatements(statements, lowering);
  });
}

function lowerStatement(statement: ts.Statement, labels: readonly string[], lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  if (ts.isExpressionStatement(statement)) {
    lowerExpression(statement.expression, lowering);
  } else if (ts.isVariableStatement(statement)) {
    lowerDeclarations(statement.declarationList, lowering);
  } else if (ts.isBlock(statement)) {
    lowerBlock(statement.statements, lowering);
  } else if (ts.isIfStatement(statement)) {
    lowerIf(statement, lowering);
  } else if (ts.isReturnStatement(statement)) {
    const value = statement.expression === undefined ? null : lowerExpression(statement.expression, lowering);
    leave(0, lowering);
    builder.terminate({ kind: 'return', value, span: spanOf(statement, lowering) });
  } else if (ts.isThrowStatement(statement)) {
    const value = lowerExpression(statement.expression, lowering);
    // What is thrown is handed on: `throw redirect('/', { headers })` answers the request.
    operate('throw', null, [value], statement, lowering);
    builder.terminate({
      kind: 'throw',
      type: undefined,
      handlers: lowering.handlers,
      span: spanOf(statement, lowering),
    });
  } else if (ts.isForStatement(statement)) {
    lowerFor(statement, labels, lowering);
  } else if (ts.isForOfStatement(statement) || ts.isForInStatement(statement)) {
    lowerForEach(statement, labels, lowering);
  } else if (ts.isWhileStatement(statement)) {
    const [head, body, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
    builder.flowInto(head);
    lowerCondition(statement.expression, body, end, lowering);
    builder.startBlock(body);
    inLoop(labels, end, head, statement.statement, lowering);
    builder.goto(head);
    builder.startBlock(end);
  } else if (ts.isDoStatement(statement)) {
    const [body, test, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
    builder.flowInto(body);
    inLoop(labels, end, test, statement.statement, lowering);
    builder.flowInto(test);
    lowerCondition(statement.expression, body, end, lowering);
    builder.startBlock(end);
  } else if (ts.isTryStatement(statement)) {
    lowerTry(statement, lowering);
  } else if (ts.isSwitchStatement(statement)) {
    lowerSwitch(statement, labels, lowering);
  } else if (ts.isBreakStatement(statement) || ts.isContinueStatement(statement)) {
    jump(ts.isBreakStatement(statement), statement.label?.text, lowering);
  } else if (ts.isLabeledStatement(statement)) {
    const end = builder.newBlock();
    const outer = lowering.targets;
    const name = statement.label.text;
    const depth = lowering.finallies.length;
    lowering.targets = [{ labels: [name], onBreak: end, onContinue: undefined, depth }, ...outer];
    lowerStatement(statement.statement, [...labels, name], lowering);
    lowering.targets = outer;
    builder.flowInto(end);
  } else if (ts.isClassDeclaration(statement)) {
    const from = lowerClass(statement, lowering);
    const name = statement.name?.text ?? 'default';
    const into = lowering.scope.own(name) ?? declare(name, undefined, lowering);
    builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
  } else if (ts.isExportAssignment(statement)) {
    const from = lowerExpression(statement.expression, lowering);
    const into = builder.table.named('default', undefined);
    builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
    lowering.module.exports.set('default', into);
    lowering.module.table.captured.add(into);
  } else if (ts.isModuleDeclaration(statement) && statement.body !== undefined && ts.isModuleBlock(statement.body)) {
    lowerBlock(statement.body.statements, lowering);
  } else if (ts.isWithStatement(statement)) {
    lowerExpression(statement.expression, lowering);
  }
}

function lowerDeclarations(list: ts.VariableDeclarationList, lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  for (const declaration of list.declarations) {
    const type = typeOf(declaration.type, lowering.module);
    const bind = (name: string): Var => {
      const known = isVar ? resolveName(name, lowering) : lowering.scope.own(name);
      return known ?? declare(name, type, lowering);
    };
    const { initializer } = declaration;
    if (initializer === undefined) {
      // `for (const x of …)` gives the value itself; `var x;` does not change x.
      if (!isVar && ts.isIdentifier(declaration.name)) {
        const variable = bind(declaration.name.text);
        builder.emit({ op: 'constant', into: variable, value: null, type });
        builder.noteAssignment(variable, false);
      }
      continue;
    }
    const from = lowerExpression(initializer, lowering);
    if (ts.isIdentifier(declaration.name)) {
      const variable = bind(declaration.name.text);
      builder.noteAssignment(variable, isConstant(initializer, lowering));
      builder.emit({ op: 'alias', into: variable, from, type, narrows: false });
    } else {
      bindPattern(declaration.name, from, type, bind, lowering);
    }
  }
}

/** A chain of else-ifs may be as long as generated code makes it. */
function lowerIf(statement: ts.IfStatement, lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const end = builder.newBlock();
  let current: ts.Statement | undefined = statement;
  while (current !== undefined && ts.isIfStatement(current)) {
    const [then, otherwise] = [builder.newBlock(), builder.newBlock()];
    lowerCondition(current.expression, then, otherwise, lowering);
    builder.startBlock(then);
    lowerScoped(current.thenStatement, lowering);
    builder.goto(end);
    builder.startBlock(otherwise);
    current = current.elseStatement;
  }
  if (current !== undefined) lowerScoped(current, lowering);
  builder.flowInto(end);
}

function lowerScoped(statement: ts.Statement, lowering: Lowering): void {
  inScope(lowering, false, () => {
    lowerStatement(statement, [], lowering);
  });
}

function inLoop(
  labels: readonly string[],
  onBreak: number,
  onContinue: number,
  body: ts.Statement,
  lowering: Lowering,
): void {
  const outer = lowering.targets;
  const depth = lowering.finallies.length;
  lowering.targets = [{ labels, onBreak, onContinue, depth }, ...outer];
  lowerScoped(body, lowering);
  lowering.targets = outer;
}

function lowerFor(statement: ts.ForStatement, labels: readonly string[], lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  inScope(lowering, false, () => {
    const { initializer } = statement;
    if (initializer !== undefined) {
      if (ts.isVariableDeclarationList(initializer)) lowerDeclarations(initializer, lowering);
      else lowerExpression(initializer, lowering);
    }
    const [head, body, step, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
    builder.flowInto(head);
    if (statement.condition === undefined) builder.goto(body);
    else lowerCondition(statement.condition, body, end, lowering);
    builder.startBlock(body);
    inLoop(labels, end, step, statement.statement, lowering);
    builder.flowInto(step);
    if (statement.incrementor !== undefined) lowerExpression(statement.incrementor, lowering);
    builder.goto(head);
    builder.startBlock(end);
  });
}

function lowerForEach(
  statement: ts.ForOfStatement | ts.ForInStatement,
  labels: readonly string[],
  lowering: Lowering,
): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  inScope(lowering, false, () => {
    const of = lowerExpression(statement.expression, lowering);
    const [head, body, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
    builder.flowInto(head);
    builder.branch({ kind: 'more', of }, body, end);
    builder.startBlock(body);
    let value: Var;
    if (ts.isForOfStatement(statement)) {
      value = builder.temp();
      builder.emit({ op: 'element', into: value, of, type: undefined });
      if (statement.awaitModifier !== undefined)
        value = operate('await', null, [value], statement.expression, lowering);
    } else {
      value = unknown(lowering);
    }
    const { initializer } = statement;
    if (ts.isVariableDeclarationList(initializer)) {
      for (const { name } of initializer.declarations) {
        bindPattern(name, value, undefined, declareIn(lowering), lowering);
      }
    } else if (ts.isIdentifier(initializer)) {
      const variable = resolveName(initializer.text, lowering);
      if (variable !== undefined) {
        builder.emit({ op: 'alias', into: variable, from: value, type: undefined, narrows: false });
      }
    }
    inLoop(labels, end, head, statement.statement, lowering);
    builder.goto(head);
    builder.startBlock(end);
  });
}

function lowerSwitch(statement: ts.SwitchStatement, labels: readonly string[], lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const value = lowerExpression(statement.expression, lowering);
  const end = builder.newBlock();
  const { clauses } = statement.caseBlock;
  const bodies = clauses.map(() => builder.newBlock());
  let fallback = end;
  clauses.forEach((clause, index) => {
    const body = bodies[index] ?? end;
    if (ts.isDefaultClause(clause)) {
      fallback = body;
      return;
    }
    const next = builder.newBlock();
    const right = lowerExpression(clause.expression, lowering);
    builder.branch({ kind: 'equal', left: value, right }, body, next);
    builder.startBlock(next);
  });
  builder.goto(fallback);
  const outer = lowering.targets;
  const depth = lowering.finallies.length;
  lowering.targets = [{ labels, onBreak: end, onContinue: undefined, depth }, ...outer];
  inScope(lowering, false, () => {
    hoist(
      clauses.flatMap((clause) => [...clause.statements]),
      lowering,
    );
    clauses.forEach((clause, index) => {
      builder.startBlock(bodies[index] ?? end);
      for (const one of clause.statements) lowerStatement(one, [], lowering);
      builder.goto(bodies[index + 1] ?? end);
    });
  });
  lowering.targets = outer;
  builder.startBlock(end);
}

function lowerTry(statement: ts.TryStatement, lowering: Lowering): void {
  const { builder } = lowering;
  const outerHandlers = lowering.handlers;
  const outerFinallies = lowering.finallies;
  const end = builder.newBlock();
  const { catchClause, finallyBlock, tryBlock } = statement;
  const caught = catchClause === undefined ? undefined : builder.newBlock();
  const failed = finallyBlock === undefined ? undefined : builder.newBlock();
  const toFinally = failed === undefined ? outerHandlers : [{ types: ['finally'], block: failed }];
  lowering.handlers = caught === undefined ? toFinally : [{ types: ['finally'], block: caught }];
  if (finallyBlock !== undefined) {
    lowering.finallies = [{ block: finallyBlock, handlers: outerHandlers }, ...outerFinallies];
  }
  builder.emit({ op: 'enter-try', handlers: lowering.handlers });
  lowerBlock(tryBlock.statements, lowering);
  leaveNormally();
  if (catchClause !== undefined && caught !== undefined) {
    builder.startBlock(caught);
    lowering.handlers = toFinally;
    inScope(lowering, false, () => {
      const name = catchClause.variableDeclaration?.name;
      if (name !== undefined) {
        bindPattern(name, unknown(lowering), undefined, declareIn(lowering), lowering);
      }
      lowerBlock(catchClause.block.statements, lowering);
    });
    leaveNormally();
  }
  lowering.handlers = outerHandlers;
  lowering.finallies = outerFinallies;
  if (finallyBlock !== undefined && failed !== undefined) {
    builder.startBlock(failed);
    lowerBlock(finallyBlock.statements, lowering);
    builder.terminate({ kind: 'throw', type: undefined, handlers: outerHandlers, span: spanOf(statement, lowering) });
  }
  builder.startBlock(end);

  function leaveNormally(): void {
    if (finallyBlock !== undefined) {
      const [handlers, finallies] = [lowering.handlers, lowering.finallies];
      lowering.handlers = outerHandlers;
      lowering.finallies = outerFinallies;
      lowerBlock(finallyBlock.statements, lowering);
      lowering.handlers = handlers;
      lowering.finallies = finallies;
    }
    builder.goto(end);
  }
}

/** Runs the finally blocks down to a depth, innermost first, as a jump out of them does. */
function leave(depth: number, lowering: Lowering): void {
  const { finallies, handlers } = lowering;
  const open = finallies.slice(0, finallies.length - depth);
  open.forEach((one, index) => {
    lowering.finallies = finallies.slice(index + 1);
    lowering.handlers = one.handlers;
    lowerBlock(one.block.statements, lowering);
  });
  lowering.finallies = finallies;
  lowering.handlers = handlers;
}

function jump(isBreak: boolean, label: string | undefined, lowering: Lowering): void {
  const target = lowering.targets.find((one) => {
    if (label !== undefined) return one.labels.includes(label) && (isBreak || one.onContinue !== undefined);
    return isBreak ? one.onContinue !== undefined || one.labels.length === 0 : one.onContinue !== undefined;
  });
  if (target === undefined) return;
  leave(target.depth, lowering);
  lowering.builder.goto(isBreak ? target.onBreak : (target.onContinue ?? target.onBreak));
}
