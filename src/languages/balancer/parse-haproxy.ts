/**
 * HAProxy configuration to tree, after its own reader (parse_line in src/tools.c): one directive per line; words are parted by
 * blanks; a backslash takes the next character along; `"` and `'` quote anywhere in a word; `#` outside of quotes starts a comment.
 */
import type { BalancerComment, BalancerWord, HaproxyConfig, HaproxyLine, HaproxySection } from './ast.ts';

export interface HaproxyOutcome {
  readonly ast: HaproxyConfig;
  readonly comments: readonly BalancerComment[];
  readonly error: { readonly message: string; readonly offset: number } | null;
}

const SECTIONS = new Set([
  'global',
  'defaults',
  'frontend',
  'backend',
  'listen',
  'userlist',
  'peers',
  'mailers',
  'resolvers',
  'cache',
  'program',
  'http-errors',
  'ring',
  'log-forward',
  'log-profile',
  'fcgi-app',
  'crt-store',
  'traces',
  'acme',
]);

const LINE = /[^\r\n]+/g;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

interface Line {
  readonly words: readonly BalancerWord[];
  readonly comment: BalancerComment | null;
  /** Offset of a quote that is not closed on its line. */
  readonly openQuote: number | null;
}

export function parseHaproxy(text: string): HaproxyOutcome {
  const comments: BalancerComment[] = [];
  const top: (HaproxySection | HaproxyLine)[] = [];
  const ast: HaproxyConfig = { type: 'BalancerConfig', dialect: 'haproxy', range: [0, text.length], body: top };
  let section: (HaproxySection & { readonly body: HaproxyLine[] }) | null = null;
  for (const match of text.matchAll(LINE)) {
    const { words, comment, openQuote } = readLine(match[0], match.index);
    if (comment !== null) comments.push(comment);
    if (openQuote !== null) {
      return { ast, comments, error: { message: 'The quote is not closed on its line', offset: openQuote } };
    }
    const [keyword, ...args] = words;
    if (keyword === undefined) continue;
    const range = [keyword.range[0], (args.at(-1) ?? keyword).range[1]] as const;
    if (SECTIONS.has(keyword.value)) {
      section = { type: 'HaproxySection', range, keyword, args, body: [] };
      top.push(section);
      continue;
    }
    const line: HaproxyLine = { type: 'HaproxyLine', range, keyword, args };
    if (section === null) top.push(line);
    else {
      section.body.push(line);
      (section as { range: readonly [number, number] }).range = [section.range[0], range[1]];
    }
  }
  return { ast, comments, error: null };
}

function readLine(line: string, offset: number): Line {
  const words: BalancerWord[] = [];
  let at = line.startsWith('\ufeff') && offset === 0 ? 1 : 0;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (char === ' ' || char === '\t' || char === '\f') {
      at++;
      continue;
    }
    if (char === '#') {
      const range = [offset + at, offset + line.length] as const;
      return { words, comment: { type: 'Line', value: line.slice(at + 1), range }, openQuote: null };
    }
    const start = at;
    const chars: string[] = [];
    let quote = '';
    let quoteStart = 0;
    let quoted = false;
    for (; at < line.length; at++) {
      const here = line[at] ?? '';
      if (quote === '' && (here === ' ' || here === '\t' || here === '#')) break;
      if (quote !== "'" && here === '\\' && at + 1 < line.length) {
        const next = line[++at] ?? '';
        chars.push(ESCAPES[next] ?? next);
      } else if (here === quote) quote = '';
      else if (quote === '' && (here === '"' || here === "'")) {
        quote = here;
        quoteStart = at;
        quoted = true;
      } else chars.push(here);
    }
    if (quote !== '') return { words, comment: null, openQuote: offset + quoteStart };
    words.push({ type: 'BalancerWord', range: [offset + start, offset + at], value: chars.join(''), quoted });
  }
  return { words, comment: null, openQuote: null };
}
