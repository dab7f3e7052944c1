/** Lists of attributes in JSP syntax, of tags and of directives. */
import { requestTimeCode, valueParts, type ValueSyntax } from './attribute-value.ts';
import type { Attribute } from './ast.ts';

export interface AttributeList {
  readonly attributes: readonly Attribute[];
  /** Index of the first character that belongs to no attribute. */
  readonly end: number;
  readonly problems: readonly { readonly message: string; readonly at: number }[];
  /** A value does not end: nothing after it can be read. */
  readonly unreadable: boolean;
}

const SPACES = /[\s\0-\x1f]*/y;
const NAME = /[\p{L}_:][\p{L}\p{Nd}._:-]*/uy;
const BARE_VALUE = /[^\s\0-\x1f>"'%/]*/y;

/** From index `from` of a text whose first character stands at `base` of the page text. */
export function readAttributes(text: string, from: number, base: number, syntax: ValueSyntax): AttributeList {
  const attributes: Attribute[] = [];
  const problems: { message: string; at: number }[] = [];
  let position = from;
  for (;;) {
    position = after(SPACES, text, position);
    const nameEnd = after(NAME, text, position);
    const name = text.slice(position, nameEnd);
    if (name === '') return { attributes, end: position, problems, unreadable: false };
    const start = position;
    position = after(SPACES, text, nameEnd);
    if (text[position] !== '=') {
      problems.push({ message: `The attribute ${name} has no value`, at: start });
      continue;
    }
    position = after(SPACES, text, position + 1);
    const quote = text[position];
    if (quote !== '"' && quote !== "'") {
      problems.push({ message: `The value of the attribute ${name} has no quotes`, at: position });
      position = after(BARE_VALUE, text, position);
      continue;
    }
    const value = readValue(text, position + 1, base, quote, syntax);
    if (value === null) {
      problems.push({ message: `The value of the attribute ${name} is not closed`, at: position });
      return { attributes, end: text.length, problems, unreadable: true };
    }
    position = value.end;
    attributes.push({
      type: 'Attribute',
      range: [base + start, base + position],
      name,
      nameRange: [base + start, base + nameEnd],
      valueRange: value.range,
      parts: value.parts,
    });
  }
}

interface Value {
  readonly parts: Attribute['parts'];
  readonly range: readonly [start: number, end: number];
  /** Index behind the closing quote. */
  readonly end: number;
}

/** `start` is behind the opening quote. A value that starts like a request-time expression has to end like one. */
function readValue(text: string, start: number, base: number, quote: '"' | "'", syntax: ValueSyntax): Value | null {
  if (text.startsWith('<%=', start)) {
    const close = endOfValue(text, start + 3, `%>${quote}`);
    if (close < 0) return null;
    const range = [base + start, base + close + 2] as const;
    const code = requestTimeCode(text.slice(start + 3, close), base + start + 3);
    return { parts: [{ type: 'ScriptExpression', range, ...code }], range, end: close + 3 };
  }
  const close = endOfValue(text, start, quote);
  if (close < 0) return null;
  const parts = valueParts(text.slice(start, close), base + start, syntax);
  return { parts, range: [base + start, base + close], end: close + 1 };
}

/** The index of `limit`, or -1. A backslash hides the character after it (JspReader.skipUntilIgnoreEsc). */
function endOfValue(text: string, from: number, limit: string): number {
  const interesting = limit.length === 1 ? (limit === '"' ? /[\\"]/g : /[\\']/g) : /[\\%]/g;
  interesting.lastIndex = from;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    if (match[0] === '\\') interesting.lastIndex++;
    else if (text.startsWith(limit, match.index)) return match.index;
  }
  return -1;
}

/** The index behind what the sticky pattern matches at `from`, which may be nothing. */
function after(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

/** The value of a directive's attribute, when it is plain. */
export function literal(attributes: readonly Attribute[], name: string): string | undefined {
  const attribute = attributes.find((candidate) => candidate.name === name);
  if (attribute === undefined) return undefined;
  return attribute.parts.map((part) => (part.type === 'AttributeText' ? part.text : '')).join('');
}
