/**
 * Annotations with arguments are parsed apart from the rest, innermost first; what contains them sees `@Name` only.
 *
 * To tell a class from an interface, a field or a method, the parser has to look past all annotations in front. It does so
 * with every reading of their arguments at once, and their number grows exponentially with the depth of nesting: ten nested
 * annotations take it half a minute.
 */
import type { IToken } from 'java-parser';
import type { Annotation } from './ast.ts';

/** The `@` of an annotation that has been parsed already. */
export interface AnnotationStart extends IToken {
  annotation?: Annotation;
}

export interface LiftedAnnotations {
  /** What is left of the file. */
  readonly tokens: IToken[];
  /** Each annotation with arguments, inner ones before outer ones; the first token of each is its `@`. */
  readonly annotations: readonly IToken[][];
}

const NAME = /^[\p{ID_Start}_$]/u;

/** Index after the dotted name that starts at `index`, or -1. */
function afterName(tokens: readonly IToken[], index: number): number {
  const head = tokens[index]?.image;
  if (head === undefined || head === 'interface' || !NAME.test(head)) return -1;
  let next = index + 1;
  while (tokens[next]?.image === '.' && NAME.test(tokens[next + 1]?.image ?? '')) next += 2;
  return next;
}

/** Null when there is nothing to lift, or an argument list has no end. */
export function liftAnnotations(tokens: readonly IToken[]): LiftedAnnotations | null {
  const annotations: IToken[][] = [];
  const open: { readonly outer: IToken[]; depth: number }[] = [];
  let current: IToken[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    current.push(token);
    if (token.image === '@') {
      const after = afterName(tokens, index + 1);
      if (after < 0 || tokens[after]?.image !== '(') continue;
      const name = tokens.slice(index + 1, after + 1);
      for (const part of name) if (part.image !== '(') current.push(part);
      open.push({ outer: current, depth: 1 });
      current = [token, ...name];
      index = after;
      continue;
    }
    const frame = open.at(-1);
    if (frame === undefined) continue;
    if (token.image === '(') frame.depth++;
    else if (token.image === ')' && --frame.depth === 0) {
      annotations.push(current);
      current = frame.outer;
      open.pop();
    }
  }
  return open.length > 0 || annotations.length === 0 ? null : { tokens: current, annotations };
}
