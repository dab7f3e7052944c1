/**
 * How deep a file is nested, measured on its tokens before it is parsed: the parser overflows the stack at some 250 nested
 * parentheses, and for some constructs needs time and memory that grow with the square or the cube of the depth.
 * Hand-written code stays below a tenth of these limits.
 */
import type { IToken } from 'java-parser';

interface Limits {
  /** Brackets of all kinds, one in the other. */
  readonly brackets: number;
  /** Type arguments, one in the other. */
  readonly typeArguments: number;
  /** Casts and parentheses in a row: `(A) (B) (C) x`. */
  readonly casts: number;
}

const LIMITS: Limits = { brackets: 1000, typeArguments: 60, casts: 150 };

export interface Nesting {
  /** Offset of the innermost bracket. */
  readonly deepest: number;
  /** Offset at which a limit is passed, or null. */
  readonly tooDeep: number | null;
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
const IN_TYPE_ARGUMENTS = /^(?:[<>,.?&@]|\[|\]|extends|super|[\p{ID_Start}_$].*)$/u;
const IN_CASTS = /^(?:[<>,.?&()]|\[|\]|[\p{ID_Start}_$].*)$/u;

export function measureNesting(tokens: readonly IToken[]): Nesting {
  let depth = 0;
  let deepest = { depth: 0, offset: 0 };
  let typeArguments = 0;
  let casts = 0;
  let previous = '';
  for (const { image, startOffset } of tokens) {
    if (OPENING.has(image)) {
      depth++;
      if (depth > deepest.depth) deepest = { depth, offset: startOffset };
    } else if (CLOSING.has(image)) {
      depth--;
    }
    if (image === '<') typeArguments++;
    else if (image === '>') typeArguments--;
    else if (typeArguments !== 0 && !IN_TYPE_ARGUMENTS.test(image)) typeArguments = 0;
    if (image === '(' && previous === ')') casts++;
    else if (casts !== 0 && !IN_CASTS.test(image)) casts = 0;
    previous = image;
    if (depth > LIMITS.brackets || typeArguments > LIMITS.typeArguments || casts > LIMITS.casts) {
      return { deepest: deepest.offset, tooDeep: startOffset };
    }
  }
  return { deepest: deepest.offset, tooDeep: null };
}
