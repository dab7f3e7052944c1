/**
 * Small readers for the concrete tree that java-parser builds. Its nodes group children by grammar rule, so the source
 * order across rules has to be taken from the offsets.
 */
import type { CstNode, IToken } from 'java-parser';
import type { Identifier } from './ast.ts';

export type Range = readonly [start: number, end: number];

/** The grammar of java-parser is wider than Java in a few places; lowering rejects what has no meaning there. */
export class UnexpectedSyntax extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** The first child of a list that the grammar says is not empty. */
export function first<T>(list: readonly T[] | undefined): T {
  return nth(list, 0);
}

export function nth<T>(list: readonly T[] | undefined, index: number): T {
  const item = list?.[index];
  if (item === undefined) throw new Error('The tree of java-parser does not have the expected shape.');
  return item;
}

export function last<T>(list: readonly T[]): T {
  return nth(list, list.length - 1);
}

export function startOf(node: CstNode): number {
  return node.location.startOffset;
}

/** Exclusive; the offsets of java-parser are inclusive. */
export function endOf(node: CstNode): number {
  return node.location.endOffset + 1;
}

export function rangeOf(node: CstNode): Range {
  return [node.location.startOffset, node.location.endOffset + 1];
}

export function tokenEnd(token: IToken): number {
  return token.endOffset + 1;
}

export function tokenRange(token: IToken): Range {
  return [token.startOffset, token.endOffset + 1];
}

export function identifier(token: IToken): Identifier {
  return { type: 'Identifier', range: [token.startOffset, token.endOffset + 1], name: token.image };
}

export function dottedName(tokens: readonly IToken[]): string {
  const only = tokens.length === 1 ? tokens[0] : undefined;
  return only === undefined ? tokens.map((token) => token.image).join('.') : only.image;
}

/** The token of a rule that is a choice between single tokens (`integralType`, `classModifier`). */
export function onlyToken(node: CstNode): IToken {
  for (const list of Object.values(node.children)) {
    const item = list[0];
    if (item !== undefined && 'image' in item) return item;
  }
  throw new Error('The tree of java-parser does not have the expected shape.');
}

/**
 * The concrete tree takes some 400 bytes per byte of source, so expressions, statements and members are lowered as soon as
 * they are complete, while the parser goes on; their concrete nodes then hold the result in place of their children.
 */
export interface MaybeLowered<T> {
  lowered?: T;
}

const NO_CHILDREN: CstNode['children'] = {};

export function keepLowered(node: CstNode & MaybeLowered<unknown>, lowered: unknown): void {
  node.lowered = lowered;
  node.children = NO_CHILDREN;
}
