/** Where a value stands in a JSON text. */
import { LineIndex } from './line-index.ts';

const TOKEN = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/g;

interface Container {
  readonly isObject: boolean;
  /** Of the value that comes next. */
  key: string | number;
}

/** The place of the value that these keys lead to, or of the nearest value around it. The text is valid JSON. */
export function positionIn(text: string, keys: readonly string[]): { readonly line: number; readonly column: number } {
  const open: Container[] = [];
  let best = { depth: -1, offset: 0 };
  let isKey = false;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const inside = open.at(-1);
    if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      isKey = inside?.isObject === true;
      if (typeof inside?.key === 'number') inside.key++;
    } else if (token === ':') isKey = false;
    else if (isKey && inside !== undefined) inside.key = JSON.parse(token) as string;
    else {
      const isOnTheWay = open.length <= keys.length && open.every(({ key }, depth) => String(key) === keys[depth]);
      if (isOnTheWay && open.length > best.depth) best = { depth: open.length, offset: match.index };
      if (token === '{' || token === '[') open.push({ isObject: token === '{', key: 0 });
      isKey = token === '{';
    }
  }
  return new LineIndex(text).positionOf(best.offset);
}
