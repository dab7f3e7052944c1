/** Expression text to tokens (Jakarta EL 5, section 1.23: collected syntax). */

export type ElTokenKind = 'identifier' | 'string' | 'integer' | 'float' | 'word' | 'sign' | 'end';

export interface ElToken {
  readonly kind: ElTokenKind;
  /** As written; of a string its value; of a word operator the sign that it stands for. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface ElProblem {
  /** One sentence, without a final dot. */
  readonly message: string;
  /** Into the text of the expression. */
  readonly offset: number;
}

const wordOperators: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  div: '/',
  mod: '%',
  empty: 'empty',
  instanceof: 'instanceof',
};

const literalWords = new Set(['true', 'false', 'null']);

const space = /[\s\uFEFF]+/y;
const identifier = /[\p{L}\p{Nl}\p{Sc}\p{Pc}#][\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Mn}\p{Mc}\p{Nd}#]*/uy;
const float = /(?:\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;
const integer = /\d+/y;
const sign = /->|\+=|&&|\|\||[=!<>]=|[-+*/%<>=!?:;,.()[\]{}]/y;

/** The tokens, the last of kind `end`, or what stands in the way. */
export function lexEl(text: string): readonly ElToken[] | ElProblem {
  const tokens: ElToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: ElTokenKind, image: string, value = image): void => {
    tokens.push({ kind, text: value, start: at, end: at + image.length });
    at += image.length;
  };
  while (at < text.length) {
    const blank = match(space);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      const read = readString(text, at, quote);
      if (read === undefined) return { message: 'Unterminated string', offset: at };
      push('string', text.slice(at, read.end), read.value);
      continue;
    }
    const name = match(identifier);
    if (name !== undefined) {
      const operator = Object.hasOwn(wordOperators, name) ? wordOperators[name] : undefined;
      // After a dot, a reserved word is the name of a property: `${page.empty}`.
      const isProperty = tokens.at(-1)?.text === '.' && tokens.at(-1)?.kind === 'sign';
      if (isProperty) push('identifier', name);
      else if (operator !== undefined) push('word', name, operator);
      else push(literalWords.has(name) ? 'word' : 'identifier', name);
      continue;
    }
    const fraction = match(float);
    if (fraction !== undefined) {
      push('float', fraction);
      continue;
    }
    const digits = match(integer);
    if (digits !== undefined) {
      push('integer', digits);
      continue;
    }
    const mark = match(sign);
    if (mark === undefined) return { message: `Unexpected character "${text.charAt(at)}"`, offset: at };
    push('sign', mark);
  }
  tokens.push({ kind: 'end', text: '', start: at, end: at });
  return tokens;
}

/** A backslash escapes quotes and itself; before anything else it stands for itself. */
function readString(
  text: string,
  start: number,
  quote: string,
): { readonly value: string; readonly end: number } | undefined {
  const pieces: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) {
      pieces.push(text.slice(from, at));
      return { value: pieces.join(''), end: at + 1 };
    }
    if (char !== '\\') continue;
    const next = text.charAt(at + 1);
    if (next !== '\\' && next !== '"' && next !== "'") continue;
    pieces.push(text.slice(from, at), next);
    at++;
    from = at + 1;
  }
  return undefined;
}
