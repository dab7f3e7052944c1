/**
 * httpd configuration to tree, after ap_cfg_getline and ap_getword_conf: a backslash at the end of a line goes on with the next,
 * in comments too; `#` starts a comment at the start of a line only; words are parted by white space, quoted by `"` or `'`.
 */
import { shortened } from '../shared/shortened.ts';
import type { BalancerComment, BalancerWord, HttpdConfig, HttpdDirective, HttpdItem } from './ast.ts';

export interface HttpdOutcome {
  readonly ast: HttpdConfig;
  readonly comments: readonly BalancerComment[];
  /** What stopped the parser; the tree is then of no use. */
  readonly error: { readonly message: string; readonly offset: number } | null;
}

interface OpenSection {
  readonly name: BalancerWord;
  readonly args: readonly BalancerWord[];
  readonly start: number;
  readonly body: HttpdItem[];
}

const CONTINUATION = /\\\r?\n/y;
const BYTE_ORDER_MARK = '\ufeff';

export function parseHttpd(text: string): HttpdOutcome {
  const comments: BalancerComment[] = [];
  const top: HttpdItem[] = [];
  const open: OpenSection[] = [];
  const ast: HttpdConfig = { type: 'BalancerConfig', dialect: 'httpd', range: [0, text.length], body: top };
  const failed = (message: string, offset: number): HttpdOutcome => ({ ast, comments, error: { message, offset } });
  let at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;

  while (at < text.length) {
    const start = skipBlanks(text, at);
    const end = endOfLogicalLine(text, start);
    at = end + 1;
    const last = text[end - 1] === '\r' ? end - 1 : end;
    if (start >= last) continue;
    const first = text[start];
    if (first === '#') {
      comments.push({ type: 'Line', value: text.slice(start + 1, last), range: [start, last] });
      continue;
    }
    if (first !== '<') {
      const [name, ...args] = wordsBetween(text, start, last);
      if (name === undefined) continue;
      const directiveEnd = (args.at(-1) ?? name).range[1];
      const directive: HttpdDirective = { type: 'HttpdDirective', range: [start, directiveEnd], name, args };
      (open.at(-1)?.body ?? top).push(directive);
      continue;
    }
    let closing = last;
    while (closing > start && /\s/.test(text[closing - 1] ?? '')) closing--;
    if (text[closing - 1] !== '>') return failed('The section has no ">" at the end of its line', start);
    if (text[start + 1] === '/') {
      const name = text.slice(start + 2, closing - 1).trim();
      const section = open.pop();
      if (section === undefined) return failed(`</${shortened(name)}> closes no section`, start);
      if (section.name.value.toLowerCase() !== name.toLowerCase()) {
        return failed(`Expected </${shortened(section.name.value)}> but saw </${shortened(name)}>`, start);
      }
      const { name: opened, args, body } = section;
      const range = [section.start, closing] as const;
      (open.at(-1)?.body ?? top).push({ type: 'HttpdSection', range, name: opened, args, body });
      continue;
    }
    const [name, ...args] = wordsBetween(text, start + 1, closing - 1);
    if (name === undefined) return failed('The section has no name', start);
    open.push({ name, args, start, body: [] });
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return failed(`<${shortened(unclosed.name.value)}> was not closed`, unclosed.start);
  return { ast, comments, error: null };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** The offset of the line feed that ends the line, or the length of the text. */
function endOfLogicalLine(text: string, from: number): number {
  let at = from;
  for (;;) {
    const lineFeed = text.indexOf('\n', at);
    if (lineFeed < 0) return text.length;
    const before = text[lineFeed - 1] === '\r' ? lineFeed - 2 : lineFeed - 1;
    if (before < from || text[before] !== '\\') return lineFeed;
    at = lineFeed + 1;
  }
}

function wordsBetween(text: string, from: number, to: number): BalancerWord[] {
  const words: BalancerWord[] = [];
  let at = from;
  while (at < to) {
    const code = text[at] ?? '';
    const continuation = continuationLength(text, at);
    if (continuation > 0) at += continuation;
    else if (/\s/.test(code)) at++;
    else {
      const word = code === '"' || code === "'" ? quotedWord(text, at, to, code) : plainWord(text, at, to);
      words.push(word);
      at = word.range[1];
    }
  }
  return words;
}

function plainWord(text: string, from: number, to: number): BalancerWord {
  let value = '';
  let at = from;
  let end = from;
  while (at < to && !/\s/.test(text[at] ?? '')) {
    const continuation = continuationLength(text, at);
    if (continuation > 0) {
      at += continuation;
      continue;
    }
    value += text[at++] ?? '';
    end = at;
  }
  return { type: 'BalancerWord', range: [from, end], value, quoted: false };
}

function quotedWord(text: string, from: number, to: number, quote: string): BalancerWord {
  let value = '';
  let at = from + 1;
  while (at < to && text[at] !== quote) {
    const continuation = continuationLength(text, at);
    if (continuation > 0) {
      at += continuation;
      continue;
    }
    const next = text[at + 1];
    if (text[at] === '\\' && at + 1 < to && (next === '\\' || next === quote)) at++;
    value += text[at++] ?? '';
  }
  return { type: 'BalancerWord', range: [from, Math.min(at + 1, to)], value, quoted: true };
}

function continuationLength(text: string, at: number): number {
  if (text[at] !== '\\') return 0;
  CONTINUATION.lastIndex = at;
  return CONTINUATION.exec(text)?.[0].length ?? 0;
}
