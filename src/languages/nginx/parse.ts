/** nginx configuration to syntax tree. Blocks may be nested to any depth: the stack is explicit. */
import { LineTable } from '../shared/line-table.ts';
import { isTemplate } from '../shared/placeholders.ts';
import { shortened } from '../shared/shortened.ts';
import type { NginxBlock, NginxComment, NginxConfig, NginxDirective, NginxWord } from './ast.ts';
import { closingBraceOfLua, isForeignBlock } from './foreign-block.ts';
import { Tokenizer } from './tokenizer.ts';

export interface ParseError {
  /** One sentence, without a final dot. */
  readonly message: string;
  readonly offset: number;
  /** One-based. */
  readonly line: number;
  readonly column: number;
}

export type NginxParseResult =
  | { readonly ok: true; readonly ast: NginxConfig; readonly comments: readonly NginxComment[] }
  /** A null error: a template, of which nothing is to be said. */
  | { readonly ok: false; readonly error: ParseError | null };

/** In UTF-16 code units; no configuration that people wrote is larger. */
const MAX_LENGTH = 4_000_000;

interface OpenBlock {
  readonly name: NginxWord;
  readonly args: readonly NginxWord[];
  readonly start: number;
  readonly body: NginxDirective[];
}

export function parseNginx(text: string): NginxParseResult {
  if (text.length > MAX_LENGTH) {
    return failure(text, `The file is too large to be read: ${text.length} characters, of at most ${MAX_LENGTH}`, 0);
  }
  const tokens = new Tokenizer(text);
  const top: NginxDirective[] = [];
  const open: OpenBlock[] = [];
  let words: NginxWord[] = [];
  const add = (directive: NginxDirective): void => void (open.at(-1)?.body ?? top).push(directive);

  for (;;) {
    const token = tokens.next();
    switch (token.kind) {
      case 'error':
        return failure(text, token.message, token.offset);
      case 'word':
        words.push(token.word);
        break;
      case ';': {
        const [name, ...args] = words;
        if (name === undefined) return failure(text, 'Unexpected ";" where a directive should start', token.start);
        add({ type: 'NginxDirective', range: [name.range[0], token.end], name, args, block: null });
        words = [];
        break;
      }
      case '{': {
        const [name, ...args] = words;
        if (name === undefined) return failure(text, 'Unexpected "{" where a directive should start', token.start);
        words = [];
        if (!isForeignBlock(name.value)) {
          open.push({ name, args, start: token.start, body: [] });
          break;
        }
        const closing = closingBraceOfLua(text, token.end);
        if (closing === null)
          return failure(text, `The block of "${shortened(name.value)}" is not closed`, name.range[0]);
        tokens.skipTo(closing + 1);
        const block = blockOf(token.start, closing + 1, [], true);
        add({ type: 'NginxDirective', range: [name.range[0], closing + 1], name, args, block });
        break;
      }
      case '}': {
        if (words.length > 0)
          return failure(text, `The directive "${shortened(firstOf(words))}" has no ";" at its end`, token.start);
        const closed = open.pop();
        if (closed === undefined) return failure(text, 'Unexpected "}": no block is open', token.start);
        const { name, args, start, body } = closed;
        const block = blockOf(start, token.end, body, false);
        add({ type: 'NginxDirective', range: [name.range[0], token.end], name, args, block });
        break;
      }
      case 'end': {
        const [unfinished] = words;
        if (unfinished !== undefined) {
          return failure(text, `The file ends within "${shortened(unfinished.value)}"`, unfinished.range[0]);
        }
        const unclosed = open.at(-1);
        if (unclosed !== undefined) {
          return failure(
            text,
            `The block of "${shortened(unclosed.name.value)}" is not closed`,
            unclosed.name.range[0],
          );
        }
        const ast: NginxConfig = { type: 'NginxConfig', range: [0, text.length], body: top };
        return { ok: true, ast, comments: tokens.comments };
      }
    }
  }
}

function blockOf(start: number, end: number, body: readonly NginxDirective[], foreign: boolean): NginxBlock {
  return { type: 'NginxBlock', range: [start, end], body, foreign };
}

function firstOf(words: readonly NginxWord[]): string {
  return words[0]?.value ?? '';
}

function failure(text: string, message: string, offset: number): NginxParseResult {
  if (isTemplate(text)) return { ok: false, error: null };
  return { ok: false, error: { message, offset, ...new LineTable(text).positionAt(offset) } };
}
