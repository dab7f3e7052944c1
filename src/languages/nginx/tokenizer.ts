/**
 * Words, braces and semicolons of an nginx configuration, as nginx's own reader has them (ngx_conf_read_token in
 * src/core/ngx_conf_file.c): words end at white space, `;` and `{`; quotes count at the start of a word only, and after the
 * closing one must follow white space, `;`, `{` or `)`; a backslash takes the next character along; `${` opens no block;
 * `#` starts a comment only where a word could start.
 */
import type { NginxComment, NginxWord } from './ast.ts';

export type Token =
  | { readonly kind: 'word'; readonly word: NginxWord }
  | { readonly kind: ';' | '{' | '}' | 'end'; readonly start: number; readonly end: number }
  | { readonly kind: 'error'; readonly message: string; readonly offset: number };

const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  t: '\t',
  r: '\r',
  n: '\n',
};

const LF = 10;
const HASH = 35;
const DOLLAR = 36;
const CLOSING_PARENTHESIS = 41;
const SEMICOLON = 59;
const BACKSLASH = 92;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;
const BYTE_ORDER_MARK = 0xfeff;

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === LF;
}

export class Tokenizer {
  readonly comments: NginxComment[] = [];
  readonly #text: string;
  #at: number;
  /** Set behind a closing quote, where a new word may not follow at once. */
  #needsSpace = false;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  get offset(): number {
    return this.#at;
  }

  /** Goes on behind code that is not nginx's. */
  skipTo(offset: number): void {
    this.#at = offset;
    this.#needsSpace = false;
  }

  next(): Token {
    const text = this.#text;
    while (this.#at < text.length) {
      const start = this.#at;
      const code = text.charCodeAt(start);
      if (isSpace(code)) {
        this.#needsSpace = false;
        this.#at++;
        continue;
      }
      if (code === SEMICOLON || code === OPENING_BRACE) {
        this.#needsSpace = false;
        this.#at++;
        return { kind: code === SEMICOLON ? ';' : '{', start, end: this.#at };
      }
      if (this.#needsSpace && code !== CLOSING_PARENTHESIS) return this.#unexpected(start);
      this.#needsSpace = false;
      if (code === HASH) {
        this.#comment();
        continue;
      }
      if (code === CLOSING_BRACE) {
        this.#at++;
        return { kind: '}', start, end: this.#at };
      }
      return code === 34 || code === 39 ? this.#quotedWord(code) : this.#plainWord();
    }
    return { kind: 'end', start: text.length, end: text.length };
  }

  #unexpected(offset: number): Token {
    const char = String.fromCodePoint(this.#text.codePointAt(offset) ?? 0);
    return { kind: 'error', message: `Unexpected ${JSON.stringify(char)} behind a closing quote`, offset };
  }

  #comment(): void {
    const start = this.#at;
    const lineFeed = this.#text.indexOf('\n', start);
    let end = lineFeed < 0 ? this.#text.length : lineFeed;
    this.#at = end;
    if (this.#text[end - 1] === '\r') end--;
    this.comments.push({ type: 'Line', value: this.#text.slice(start + 1, end), range: [start, end] });
  }

  #plainWord(): Token {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    let variable = false;
    let escaped = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) {
        escaped = true;
        variable = false;
        at++;
      } else if (code === DOLLAR) variable = true;
      else if (code === OPENING_BRACE && variable) continue;
      else if (isSpace(code) || code === SEMICOLON || code === OPENING_BRACE) break;
      else variable = false;
    }
    const end = Math.min(at, text.length);
    this.#at = end;
    const raw = text.slice(start, end);
    return this.#word(start, end, escaped ? unescape(raw) : raw, false);
  }

  #quotedWord(quote: number): Token {
    const text = this.#text;
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) {
        escaped = true;
        at++;
      } else if (code === quote) {
        this.#at = at + 1;
        this.#needsSpace = true;
        const raw = text.slice(start + 1, at);
        return this.#word(start, at + 1, escaped ? unescape(raw) : raw, true);
      }
    }
    this.#at = text.length;
    return { kind: 'error', message: `The quote ${String.fromCharCode(quote)} is not closed`, offset: start };
  }

  #word(start: number, end: number, value: string, quoted: boolean): Token {
    return { kind: 'word', word: { type: 'NginxWord', range: [start, end], value, quoted } };
  }
}

/** A backslash before any other character stays where it is. */
function unescape(raw: string): string {
  return raw.replace(/\\([\s\S])/g, (both, char: string) => ESCAPED[char] ?? both);
}
