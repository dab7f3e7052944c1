/** What repairs have in common: the nodes around a place, and edits of statements. */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { Problem, RepairHint } from '../commit/context.ts';
import type { Repair } from '../facts.ts';
import type { LoweredModule } from './lower-module.ts';

export interface Place {
  readonly module: LoweredModule;
  readonly problem: Problem;
  readonly hint: RepairHint;
  /** The nodes around the place of the problem, outermost first; the last is the place itself, where it is a node. */
  readonly nodes: readonly ts.Node[];
}

export function nodesAround(root: ts.SourceFile, start: number, end: number): readonly ts.Node[] {
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

export function single(messageId: string, statement: string, at: number, end: number, text: string): Repair {
  return { messageId, data: { statement }, edits: [{ range: [at, end], text }], safe: false };
}

/** The statement that stands in a list of statements, and the list. */
export function statementOf({
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

export function isInAsync({ nodes }: Place): boolean {
  const ts = compiler();
  const func = nodes.findLast((node) => ts.isFunctionLike(node));
  if (func === undefined || !ts.canHaveModifiers(func)) return false;
  return ts.getModifiers(func)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** A statement of its own behind the one with the change. A `return` or a jump has nothing behind it. */
export function insertAfter(place: Place, messageId: string, code: string): Repair | null {
  const ts = compiler();
  const found = statementOf(place);
  if (found === null || !(ts.isExpressionStatement(found.statement) || ts.isVariableStatement(found.statement)))
    return null;
  const { text } = place.module;
  const { end } = found.statement;
  const start = startOf(found.statement, place.module.sourceFile);
  const indent = indentAt(text, start);
  const semicolon = text.charAt(end - 1) === ';' ? ';' : '';
  return single(messageId, code, end, end, `\n${indent}${code}${semicolon}`);
}

/** The white space that the line begins with. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

export function textOf(node: ts.Node, { sourceFile, text }: Pick<LoweredModule, 'sourceFile' | 'text'>): string {
  return text.slice(startOf(node, sourceFile), node.end);
}
