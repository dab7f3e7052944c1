/** Suggestions: what to write where, so that the session is saved. */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { Problem, RepairHint } from '../commit/context.ts';
import { expressionOf, UNKNOWN_KEY } from '../commit/value.ts';
import type { Repair } from '../facts.ts';
import type { LoweredModule } from './lower-module.ts';

interface Place {
  readonly module: LoweredModule;
  readonly problem: Problem;
  readonly hint: RepairHint;
  /** The nodes around the place of the problem, outermost first; the last is the place itself, where it is a node. */
  readonly nodes: readonly ts.Node[];
}

/** What each kind of problem may be repaired by; the first one that applies is the best. */
const REPAIRS: Readonly<Record<string, readonly ((place: Place) => Repair | null)[]>> = {
  'no-lost-mutation notSet': [addWrite],
  'no-write-to-copy deleteIgnored': [useSet],
  'no-write-to-copy copy': [useSet],
  'require-commit missing': [toUpdate, addCommit],
  'require-commit afterCommit': [toUpdate, addCommit],
  'require-commit floating': [addAwait],
  'no-detached-write afterResponse': [moveResponse],
  'no-detached-write headersSent': [moveResponse],
  'no-stale-handle alias': [readAgain],
  'no-ineffective-logout keepsSession': [destroy],
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

function nodesAround(root: ts.SourceFile, start: number, end: number): readonly ts.Node[] {
  const ts = compiler();
  const nodes: ts.Node[] = [root];
  for (let node: ts.Node | undefined = root; node !== undefined;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) =>
      child.pos <= start && child.end >= end && startOf(child, root) <= start ? child : undefined,
    );
    if (inner !== undefined) nodes.push(inner);
    node = inner;
  }
  return nodes;
}

function single(messageId: string, statement: string, at: number, end: number, text: string): Repair {
  return { messageId, data: { statement }, edits: [{ range: [at, end], text }], safe: false };
}

/** The statement that stands in a list of statements, and the list. */
function statementOf({
  nodes,
}: Place): { readonly statement: ts.Statement; readonly list: readonly ts.Statement[] } | null {
  const ts = compiler();
  for (let index = nodes.length - 1; index > 0; index--) {
    const [node, parent] = [nodes[index], nodes[index - 1]];
    if (node === undefined || parent === undefined) continue;
    if (ts.isFunctionLike(node)) return null;
    if (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)) {
      const list: readonly ts.Statement[] = parent.statements;
      const statement = list.find((one) => one === node);
      return statement === undefined ? null : { statement, list };
    }
  }
  return null;
}

function isInAsync({ nodes }: Place): boolean {
  const ts = compiler();
  const func = nodes.findLast((node) => ts.isFunctionLike(node));
  if (func === undefined || !ts.canHaveModifiers(func)) return false;
  return ts.getModifiers(func)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** A statement of its own behind the one with the change. A `return` or a jump has nothing behind it. */
function insertAfter(place: Place, messageId: string, code: string): Repair | null {
  const ts = compiler();
  const found = statementOf(place);
  if (found === null || !(ts.isExpressionStatement(found.statement) || ts.isVariableStatement(found.statement)))
    return null;
  const { text } = place.module;
  const { end } = found.statement;
  const start = startOf(found.statement, place.module.sourceFile);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const semicolon = text.charAt(end - 1) === ';' ? ';' : '';
  return single(messageId, code, end, end, `\n${indent}${code}${semicolon}`);
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

/** `session.data.x = v`, which h3 sees only as part of an update. */
function toUpdate(place: Place): Repair | null {
  const { hint } = place;
  if (!hint.remedy.endsWith('.update(…)') || !isInAsync(place)) return null;
  const assignment = assignmentTo(place, `${hint.session}.data`);
  if (assignment === null) return null;
  const { node, name, value } = assignment;
  const code = hint.remedy.replace('…', `{ ${name}: ${value} }`);
  return single('toUpdate', code, startOf(node, place.module.sourceFile), node.end, code);
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
  if (!/^[\w$]+\.[\w$]+$/.test(source) || !module.text.slice(start, end).startsWith(`${hint.session}.`)) return null;
  return single('readAgain', source, start, start + hint.session.length, source);
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
