/**
 * A scan of Java text that knows comments and literals. It comes before the lexer of java-parser, whose regular expressions
 * overflow the stack on comments and literals of some ten thousand characters, and take quadratic time on text with many
 * beginnings of comments that never end.
 */
import type { Comment } from './ast.ts';

export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly what: 'comment' | 'string' | 'text block';
}

export interface Unterminated {
  readonly offset: number;
  readonly what: string;
}

export interface SourceScan {
  readonly comments: Comment[];
  /** Comments and literals that the lexer must not see: too long, or with characters that it takes for line ends. */
  readonly long: readonly Stretch[];
  /** Offsets of unicode escapes outside comments and literals. */
  readonly escapes: readonly number[];
  /** A comment or text block that never ends: nothing after it can be read. */
  readonly open: Unterminated | null;
  /** The first quote that is not closed on its line. Embedded expressions of string templates may look like one. */
  readonly openQuote: Unterminated | null;
}

const LONG = 4000;
/** Ends a line in JavaScript's regular expressions, which the lexer is made of, but not in Java. */
const SEPARATOR = /[\u2028\u2029]/;
const INTERESTING = /\/\/[^\r\n]*|\/\*|"""[ \t\f]*(?=[\r\n])|["']|\\u+[0-9a-fA-F]{4}/g;

export function scanSource(text: string): SourceScan {
  const comments: Comment[] = [];
  const long: Stretch[] = [];
  const escapes: number[] = [];
  let openQuote: Unterminated | null = null;
  const next = new RegExp(INTERESTING);
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [found] = match;
    const start = match.index;
    let end = next.lastIndex;
    if (found.startsWith('//')) {
      comments.push({ type: 'Line', value: found.slice(2), range: [start, end] });
    } else if (found === '/*') {
      const close = text.indexOf('*/', end);
      if (close < 0) return { comments, long, escapes, open: { offset: start, what: 'comment' }, openQuote };
      end = close + 2;
      comments.push({ type: 'Block', value: text.slice(start + 2, close), range: [start, end] });
      if (end - start > LONG) long.push({ start, end, what: 'comment' });
    } else if (found.startsWith('"""')) {
      end = closingTextBlock(text, end);
      if (end < 0) return { comments, long, escapes, open: { offset: start, what: 'text block' }, openQuote };
      if (end - start > LONG) long.push({ start, end, what: 'text block' });
    } else if (found === '"' || found === "'") {
      const close = closingQuote(text, end, found);
      if (close < 0) openQuote ??= { offset: start, what: found === '"' ? 'string' : 'character literal' };
      else end = close;
      if (end - start > LONG || SEPARATOR.test(text.slice(start, end))) long.push({ start, end, what: 'string' });
    } else {
      escapes.push(start);
    }
    next.lastIndex = end;
  }
  return { comments, long, escapes, open: null, openQuote };
}

const QUOTE_ENDS = { '"': /["\\\r\n]/g, "'": /['\\\r\n]/g } as const;

function closingQuote(text: string, from: number, quote: '"' | "'"): number {
  const ends = QUOTE_ENDS[quote];
  ends.lastIndex = from;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
    if (match[0] === quote) return match.index + 1;
    if (match[0] !== '\\') return -1;
    ends.lastIndex = match.index + 2;
  }
  return -1;
}

const TEXT_BLOCK_ENDS = /"""|\\/g;

function closingTextBlock(text: string, from: number): number {
  TEXT_BLOCK_ENDS.lastIndex = from;
  for (let match = TEXT_BLOCK_ENDS.exec(text); match !== null; match = TEXT_BLOCK_ENDS.exec(text)) {
    if (match[0] !== '\\') return match.index + 3;
    TEXT_BLOCK_ENDS.lastIndex = match.index + 2;
  }
  return -1;
}
