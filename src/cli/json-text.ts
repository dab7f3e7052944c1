/** JSON with the place of the first mistake, which JSON.parse tells only for some mistakes and in some versions of Node.js. */
import { LineIndex } from './line-index.ts';

export type JsonText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly reason: string };

export function readJson(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const offset = firstMistake(text);
    const { line, column } = new LineIndex(text).positionOf(offset);
    const found = /^\S{1,20}/.exec(text.slice(offset))?.[0];
    const reason = found === undefined ? 'it ends too early' : `"${found}" has no place here`;
    return { ok: false, line, column, reason };
  }
}

const TOKEN =
  /([{}[\],:])|("(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

/** The offset of the first token that does not belong there; the end of the text if there are too few. */
function firstMistake(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    while (/[\t\n\r ]/.test(text.charAt(offset))) offset++;
    TOKEN.lastIndex = offset;
    const [token, mark, string] = TOKEN.exec(text) ?? [];
    if (token === undefined) return offset;
    if (expected === ', or end') {
      const closes = mark === '}' ? '{' : '[';
      if (mark === ',' && open.length > 0) expected = open.at(-1) === '{' ? 'key' : 'value';
      else if ((mark !== '}' && mark !== ']') || open.pop() !== closes) return offset;
    } else if (expected === ':') {
      if (mark !== ':') return offset;
      expected = 'value';
    } else if ((expected === 'key or }' && mark === '}') || (expected === 'value or ]' && mark === ']')) {
      open.pop();
      expected = ', or end';
    } else if (expected === 'key' || expected === 'key or }') {
      if (string === undefined) return offset;
      expected = ':';
    } else if (mark === '{' || mark === '[') {
      open.push(mark);
      expected = mark === '{' ? 'key or }' : 'value or ]';
    } else if (mark !== undefined) {
      return offset;
    } else {
      expected = ', or end';
    }
    offset += token.length;
  }
}
