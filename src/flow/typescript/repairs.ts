/** Suggestions: what to write where, so that the session is saved. */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { Problem, RepairHint } from '../commit/context.ts';
import { expressionOf, UNKNOWN_KEY } from '../commit/value.ts';
import type { Repair } from '../facts.ts';
import type { LoweredModule } from './lower-module.ts';
import { keepOption, secretFromEnvironment } from './option-repairs.ts';
import { insertAfter, isInAsync, nodesAround, single, statementOf, textOf, type Place } from './repair-place.ts';
import { addSave, saveFirst, toPlain } from './save-repairs.ts';
import { walk } from './tree-walk.ts';

/** What each kind of problem may be repaired by; the first one that applies is the best. */
const REPAIRS: Readonly<Record<string, readonly ((place: Place) => Repair | null)[]>> = {
  'no-lost-mutation notSet': [addWrite],
  'no-mutation-after-set clonedBefore': [setAgain],
  'no-write-to-copy deleteIgnored': [useSet],
  'no-write-to-copy copy': [useSet],
  'require-commit missing': [toUpdate, addCommit],
  'require-commit afterCommit': [toUpdate, addCommit],
  'require-commit floating': [addAwait],
  'no-detached-write afterResponse': [moveResponse, addSave],
  'no-detached-write headersSent': [moveResponse],
  'no-detached-write lateHook': [addSave],
  'no-detached-write detached': [addSave],
  'no-detached-write bypassed': [addSave],
  'no-stale-handle alias': [readAgain],
  'no-ineffective-logout keepsSession': [destroy],
  'save-before-redirect redirectRace': [saveFirst],
  'keep-session-info droppedByLogin': [keepOption],
  'no-per-process-secret randomSecret': [secretFromEnvironment],
  'serializable-attribute becomesEmpty': [toPlain],
};

export function repairsFor(hint: RepairHint, problem: Problem, module: LoweredModule): readonly Repair[] {
  const repairs = REPAIRS[`${problem.rule} ${problem.kind}`] ?? [];
  if (repairs.length === 0 || problem.step.func.file.path !== module.path) return [];
  const { span } = problem.step;
  const place: Place = { module, problem, hint, nodes: nodesAround(module.sourceFile, span.start, span.end) };
  for (const repair of repairs) {
    const found = repair(place);
    if (found !== null) return [found];
  }
  return [];
}

function addCommit(place: Place): Repair | null {
  const { remedy } = place.hint;
  if (remedy.includes('…') || !remedy.endsWith(')') || !place.hint.session) return null;
  if (remedy.startsWith('await ') && !isInAsync(place)) return null;
  return insertAfter(place, 'addCommit', remedy);
}

/** `const cart = session.get('cart')`: the name of what is to be set again. */
function addWrite(place: Place): Repair | null {
  const { hint, module } = place;
  const ts = compiler();
  if (hint.read === null || hint.key === null || hint.read.func.file.path !== module.path) return null;
  const { span } = hint.read;
  // What a helper gives may be a part of the value, under a name that is its own.
  if (hint.key === UNKNOWN_KEY || !module.text.slice(span.start, span.end).includes(expressionOf(hint.key)))
    return null;
  const declaration = nodesAround(module.sourceFile, span.start, span.end).findLast((node) =>
    ts.isVariableDeclaration(node),
  );
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return null;
  const changed = place.module.text.slice(place.problem.step.span.start, place.problem.step.span.end);
  if (!changed.startsWith(declaration.name.text)) return null;
  const code = hint.remedy.replace('…', declaration.name.text);
  return insertAfter(place, 'addWrite', code);
}

/** The same call once more: `session.set('cart', cart)`. */
function setAgain(place: Place): Repair | null {
  const { hint, module, problem } = place;
  const ts = compiler();
  if (hint.read?.func.file.path !== module.path) return null;
  const { start, end } = hint.read.span;
  const call = nodesAround(module.sourceFile, start, end).findLast((node) => ts.isCallExpression(node));
  if (call?.end !== end) return null;
  const changed = /^[\w$]+/.exec(module.text.slice(problem.step.span.start, problem.step.span.end))?.[0];
  const value = call.arguments[call.arguments.length - 1];
  if (value === undefined || !ts.isIdentifier(value) || value.text !== changed) return null;
  const before = module.text.slice(Math.max(start - 6, 0), start);
  const code = `${before === 'await ' ? before : ''}${module.text.slice(start, end)}`;
  return insertAfter(place, 'addWrite', code);
}

/** `session.data.x = v`, which h3 sees only as part of an update. */
function toUpdate(place: Place): Repair | null {
  const { hint } = place;
  if (!hint.remedy.endsWith('.update(…)') || !isInAsync(place) || isPlainRecord(place)) return null;
  const assignment = assignmentTo(place, `${hint.session}.data`);
  if (assignment === null) return null;
  const { node, name, value } = assignment;
  const code = hint.remedy.replace('…', `{ ${name}: ${value} }`);
  return single('toUpdate', code, startOf(node, place.module.sourceFile), node.end, code);
}

/** The session came from h3's `getSession`, which gives an object without methods. */
function isPlainRecord({ hint, module, problem }: Place): boolean {
  const ts = compiler();
  let found = false;
  walk(module.sourceFile, (node) => {
    if (!ts.isVariableDeclaration(node) || textOf(node.name, module) !== hint.session) return;
    const { initializer } = node;
    const call = initializer !== undefined && ts.isAwaitExpression(initializer) ? initializer.expression : initializer;
    if (node.pos > problem.step.span.start || call === undefined) return;
    found = textOf(call, module).startsWith('getSession(');
  });
  return found;
}

/** `session.data.x = v` and `delete session.x` where only `set` is seen. */
function useSet(place: Place): Repair | null {
  const { hint, module, nodes } = place;
  const ts = compiler();
  const last = nodes[nodes.length - 1];
  if (last !== undefined && ts.isDeleteExpression(last) && ts.isPropertyAccessExpression(last.expression)) {
    const session = module.text.slice(
      startOf(last.expression.expression, module.sourceFile),
      last.expression.expression.end,
    );
    if (hint.remedy.startsWith(`${hint.session}.set(`)) {
      const code = `${session}.set('${last.expression.name.text}', undefined)`;
      return single('useSet', code, startOf(last, module.sourceFile), last.end, code);
    }
    return null;
  }
  const assignment = assignmentTo(place, `${hint.session}.data`);
  if (assignment === null || hint.role !== 'react-router.Session') return null;
  const { node, name, value } = assignment;
  const code = `${hint.session}.set('${name}', ${value})`;
  return single('useSet', code, startOf(node, module.sourceFile), node.end, code);
}

/** A plain assignment to a direct property of the object that has this text. */
function assignmentTo(
  { module, nodes }: Place,
  object: string,
): { readonly node: ts.Node; readonly name: string; readonly value: string } | null {
  const ts = compiler();
  const node = nodes.findLast((one) => ts.isBinaryExpression(one));
  if (node?.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left)) return null;
  const text = (one: ts.Node): string => module.text.slice(startOf(one, module.sourceFile), one.end);
  if (text(left.expression) !== object) return null;
  return { node, name: left.name.text, value: text(right) };
}

function addAwait(place: Place): Repair | null {
  if (!isInAsync(place)) return null;
  const { start } = place.problem.step.span;
  const found = statementOf(place);
  // `session.save().catch(…)`: what is to be awaited is the whole of it.
  const at = found === null ? start : startOf(found.statement, place.module.sourceFile);
  if (at !== start) return null;
  return { messageId: 'addAwait', data: {}, edits: [{ range: [start, start], text: 'await ' }], safe: false };
}

/** The statement before answers, and can as well come after. */
function moveResponse(place: Place): Repair | null {
  const ts = compiler();
  const found = statementOf(place);
  const { cause } = place.hint;
  if (found === null || cause === null || !ts.isExpressionStatement(found.statement)) return null;
  const index = found.list.indexOf(found.statement);
  const before = found.list[index - 1];
  if (before === undefined || !ts.isExpressionStatement(before)) return null;
  const { sourceFile, text } = place.module;
  const start = startOf(before, sourceFile);
  if (start !== cause.span.start) return null;
  const [answer, change] = [
    text.slice(start, before.end),
    text.slice(startOf(found.statement, sourceFile), found.statement.end),
  ];
  return {
    messageId: 'moveResponse',
    data: {},
    edits: [
      { range: [start, before.end], text: change },
      { range: [startOf(found.statement, sourceFile), found.statement.end], text: answer },
    ],
    safe: false,
  };
}

/** `session.x = v` through the old handle: `req.session.x = v`. */
function readAgain(place: Place): Repair | null {
  const { hint, module, problem } = place;
  if (hint.read === null) return null;
  const source = module.text.slice(hint.read.span.start, hint.read.span.end);
  const { start, end } = problem.step.span;
  // The variable that the change begins with.
  const name = /^([\w$]+)(?:\.|\[)/.exec(module.text.slice(start, end))?.[1];
  if (!/^[\w$]+\.[\w$]+$/.test(source) || name === undefined || source.startsWith(`${name}.`)) return null;
  return single('readAgain', source, start, start + name.length, source);
}

function destroy({ module, nodes }: Place): Repair | null {
  const ts = compiler();
  const node = nodes[nodes.length - 1];
  const target =
    node !== undefined && ts.isBinaryExpression(node)
      ? node.left
      : node !== undefined && ts.isDeleteExpression(node)
        ? node.expression
        : undefined;
  if (node === undefined || target === undefined) return null;
  const code = `${module.text.slice(startOf(target, module.sourceFile), target.end)}.destroy(() => undefined)`;
  return single('destroy', code, startOf(node, module.sourceFile), node.end, code);
}
