/** Statements to control flow. A finally block is lowered once for each way that leaves its try statement. */
import type { Block, ForEachStatement, ForStatement, Statement, TryStatement } from '../../languages/java/ast.ts';
import type { BlockId, Handlers, Var } from '../ir.ts';
import { localClass } from './classes.ts';
import { lowerCondition } from './lower-condition.ts';
import { lowerExpression, spanOf } from './lower-expression.ts';
import { lowerSwitch } from './lower-switch.ts';
import { innermost, typeIn, type Lowering } from './scope.ts';

export function lowerStatements(statements: readonly Statement[], lowering: Lowering): void {
  for (const statement of statements) lowerStatement(statement, null, lowering);
}

function lowerBlock(block: Block, lowering: Lowering): void {
  lowering.locals.push();
  lowerStatements(block.body, lowering);
  lowering.locals.pop();
}

function lowerStatement(statement: Statement, label: string | null, lowering: Lowering): void {
  const { builder } = lowering;
  switch (statement.type) {
    case 'Block':
      lowerBlock(statement, lowering);
      return;
    case 'LocalVariableDeclaration':
      for (const declarator of statement.declarators) {
        const declared = typeIn(lowering, statement.variableType);
        const type = declared === undefined ? undefined : { ...declared, dims: declared.dims + declarator.dimensions };
        const variable = builder.table.named(declarator.name.name, type);
        if (declarator.initializer === null) {
          builder.emit({ op: 'unknown', into: variable, type });
        } else {
          const from = lowerExpression(declarator.initializer, lowering);
          builder.emit({ op: 'alias', into: variable, from, type, narrows: false });
        }
        builder.noteAssignment(variable, declarator.initializer?.type === 'Literal');
        lowering.locals.declare(declarator.name.name, variable);
      }
      return;
    case 'TypeDeclaration': {
      const { info } = innermost(lowering);
      const local = localClass(info, statement);
      lowering.table.add(local);
      lowering.localTypes.set(statement.name.name, local);
      return;
    }
    case 'ExpressionStatement':
      lowerExpression(statement.expression, lowering);
      return;
    case 'IfStatement':
      lowerIf(statement, lowering);
      return;
    case 'WhileStatement': {
      const [head, body, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
      builder.flowInto(head);
      lowerCondition(statement.test, body, end, lowering);
      builder.startBlock(body);
      inLoop(label, end, head, lowering, () => {
        lowerScoped(statement.body, lowering);
      });
      builder.goto(head);
      builder.startBlock(end);
      return;
    }
    case 'DoStatement': {
      const [body, test, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
      builder.flowInto(body);
      inLoop(label, end, test, lowering, () => {
        lowerScoped(statement.body, lowering);
      });
      builder.flowInto(test);
      lowerCondition(statement.test, body, end, lowering);
      builder.startBlock(end);
      return;
    }
    case 'ForStatement':
      lowerFor(statement, label, lowering);
      return;
    case 'ForEachStatement':
      lowerForEach(statement, label, lowering);
      return;
    case 'ReturnStatement': {
      const value = statement.argument === null ? null : lowerExpression(statement.argument, lowering);
      const kept = keepOverFinally(value, lowering);
      leave(0, lowering);
      builder.terminate({ kind: 'return', value: kept, span: spanOf(statement) });
      return;
    }
    case 'ThrowStatement': {
      const value = lowerExpression(statement.argument, lowering);
      const { argument } = statement;
      const type =
        argument.type === 'NewExpression'
          ? typeIn(lowering, argument.createdType)
          : builder.table.variables.get(value)?.type;
      builder.terminate({ kind: 'throw', type, handlers: lowering.handlers, span: spanOf(statement) });
      return;
    }
    case 'BreakStatement':
    case 'ContinueStatement':
      jump(statement.type === 'BreakStatement', statement.label, lowering);
      return;
    case 'YieldStatement': {
      const from = lowerExpression(statement.argument, lowering);
      const { yields } = lowering;
      if (yields === undefined) return;
      builder.emit({ op: 'alias', into: yields.into, from, type: undefined, narrows: false });
      leave(yields.depth, lowering);
      builder.goto(yields.to);
      return;
    }
    case 'LabeledStatement': {
      const end = builder.newBlock();
      const outer = lowering.targets;
      lowering.targets = [
        { label: statement.label, onBreak: end, onContinue: undefined, depth: lowering.finallies.length },
        ...outer,
      ];
      lowerStatement(statement.body, statement.label, lowering);
      lowering.targets = outer;
      builder.flowInto(end);
      return;
    }
    case 'SwitchStatement': {
      const end = builder.newBlock();
      lowerSwitch(statement, end, lowering);
      builder.startBlock(end);
      return;
    }
    case 'SynchronizedStatement':
      lowerExpression(statement.lock, lowering);
      lowerBlock(statement.body, lowering);
      return;
    case 'TryStatement':
      lowerTry(statement, lowering);
      return;
    case 'AssertStatement':
    case 'EmptyStatement':
      // Assertions are off in production.
      return;
  }
}

function lowerScoped(statement: Statement, lowering: Lowering): void {
  lowering.locals.push();
  lowerStatement(statement, null, lowering);
  lowering.locals.pop();
}

/** `if … else if … else if …` is walked: generated code chains thousands. */
function lowerIf(statement: Statement, lowering: Lowering): void {
  const { builder } = lowering;
  const end = builder.newBlock();
  let node: Statement | null = statement;
  while (node?.type === 'IfStatement') {
    const [yes, no] = [builder.newBlock(), builder.newBlock()];
    lowerCondition(node.test, yes, no, lowering);
    builder.startBlock(yes);
    lowerScoped(node.consequent, lowering);
    builder.goto(end);
    builder.startBlock(no);
    node = node.alternate;
  }
  if (node !== null) lowerScoped(node, lowering);
  builder.flowInto(end);
}

function inLoop(
  label: string | null,
  onBreak: BlockId,
  onContinue: BlockId,
  lowering: Lowering,
  lowerBody: () => void,
): void {
  const outer = lowering.targets;
  lowering.targets = [{ label, onBreak, onContinue, depth: lowering.finallies.length }, ...outer];
  lowerBody();
  lowering.targets = outer;
}

function lowerFor(statement: ForStatement, label: string | null, lowering: Lowering): void {
  const { builder } = lowering;
  lowering.locals.push();
  for (const init of statement.init) lowerStatement(init, null, lowering);
  const [head, body, update, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.flowInto(head);
  if (statement.test === null) builder.goto(body);
  else lowerCondition(statement.test, body, end, lowering);
  builder.startBlock(body);
  inLoop(label, end, update, lowering, () => {
    lowerScoped(statement.body, lowering);
  });
  builder.flowInto(update);
  for (const expression of statement.update) lowerExpression(expression, lowering);
  builder.goto(head);
  builder.startBlock(end);
  lowering.locals.pop();
}

function lowerForEach(statement: ForEachStatement, label: string | null, lowering: Lowering): void {
  const { builder } = lowering;
  const of = lowerExpression(statement.iterable, lowering);
  const [head, body, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.flowInto(head);
  builder.branch({ kind: 'more', of }, body, end);
  builder.startBlock(body);
  lowering.locals.push();
  const type = typeIn(lowering, statement.variable.parameterType);
  const variable = builder.table.named(statement.variable.name.name, type);
  builder.emit({ op: 'element', into: variable, of, type });
  lowering.locals.declare(statement.variable.name.name, variable);
  inLoop(label, end, head, lowering, () => {
    lowerScoped(statement.body, lowering);
  });
  lowering.locals.pop();
  builder.goto(head);
  builder.startBlock(end);
}

function jump(isBreak: boolean, label: string | null, lowering: Lowering): void {
  // A bare `break` leaves the innermost loop or switch; a labelled block that is neither carries a label.
  const target = lowering.targets.find((one) =>
    label === null
      ? one.onContinue !== undefined || (isBreak && one.label === null)
      : one.label === label && (isBreak || one.onContinue !== undefined),
  );
  const to = isBreak ? target?.onBreak : target?.onContinue;
  if (target === undefined || to === undefined) return;
  leave(target.depth, lowering);
  lowering.builder.goto(to);
}

/** The value of `return` is computed before the finally blocks run and may be overwritten only by their own return. */
function keepOverFinally(value: Var | null, lowering: Lowering): Var | null {
  if (value === null || lowering.finallies.length === 0) return value;
  const kept = lowering.builder.temp();
  lowering.builder.emit({ op: 'alias', into: kept, from: value, type: undefined, narrows: false });
  return kept;
}

/** Runs the finally blocks between here and a target that stands in `depth` of them. */
function leave(depth: number, lowering: Lowering): void {
  const { finallies, handlers } = lowering;
  for (let count = finallies.length; count > depth; count--) {
    const pending = finallies[finallies.length - count];
    if (pending === undefined) break;
    lowering.finallies = finallies.slice(finallies.length - count + 1);
    lowering.handlers = pending.handlers;
    lowerBlock(pending.body, lowering);
  }
  lowering.finallies = finallies;
  lowering.handlers = handlers;
}

function lowerTry(statement: TryStatement, lowering: Lowering): void {
  const { builder } = lowering;
  const { finalizer } = statement;
  const outerHandlers = lowering.handlers;
  const outerFinallies = lowering.finallies;
  const end = builder.newBlock();
  const onException = finalizer === null ? undefined : builder.newBlock();
  const afterFinally: Handlers =
    onException === undefined ? outerHandlers : [{ types: ['finally'], block: onException }, ...outerHandlers];
  const catches = statement.handlers.map((clause) => {
    const { parameterType } = clause.parameter;
    const types = parameterType === null ? [] : [parameterType, ...parameterType.alternatives];
    return { clause, block: builder.newBlock(), types: types.map((type) => typeIn(lowering, type)?.name ?? type.name) };
  });
  if (finalizer !== null) lowering.finallies = [{ body: finalizer, handlers: outerHandlers }, ...outerFinallies];
  lowering.handlers = [...catches.map(({ block, types }) => ({ types, block })), ...afterFinally];
  builder.emit({ op: 'enter-try', handlers: lowering.handlers });
  lowering.locals.push();
  for (const resource of statement.resources) lowerStatement(resource, null, lowering);
  lowerBlock(statement.block, lowering);
  lowering.locals.pop();
  lowering.handlers = afterFinally;
  leave(outerFinallies.length, lowering);
  builder.goto(end);
  for (const { clause, block } of catches) {
    builder.startBlock(block);
    lowering.locals.push();
    const type = typeIn(lowering, clause.parameter.parameterType);
    const variable = builder.table.named(clause.parameter.name.name, type);
    builder.emit({ op: 'unknown', into: variable, type });
    lowering.locals.declare(clause.parameter.name.name, variable);
    lowerStatements(clause.body.body, lowering);
    lowering.locals.pop();
    leave(outerFinallies.length, lowering);
    builder.goto(end);
  }
  lowering.handlers = outerHandlers;
  lowering.finallies = outerFinallies;
  if (finalizer !== null && onException !== undefined) {
    builder.startBlock(onException);
    lowerBlock(finalizer, lowering);
    builder.terminate({ kind: 'throw', type: undefined, handlers: outerHandlers, span: spanOf(finalizer) });
  }
  builder.startBlock(end);
}
