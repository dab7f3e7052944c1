/** workers.properties of mod_jk to tree, after jk_map.c: `key=value` lines; `#` starts a comment anywhere but behind a backslash. */
import type { BalancerComment, BalancerWord, JkConfig, JkProperty } from './ast.ts';

const LINE = /[^\r\n]+/g;

export function parseJk(text: string): { readonly ast: JkConfig; readonly comments: readonly BalancerComment[] } {
  const comments: BalancerComment[] = [];
  const body: JkProperty[] = [];
  for (const match of text.matchAll(LINE)) {
    const start = match.index;
    let [line] = match;
    const mark = /(?<!\\)#/.exec(line)?.index;
    if (mark !== undefined) {
      const end = start + line.length;
      comments.push({ type: 'Line', value: line.slice(mark + 1), range: [start + mark, end] });
      line = line.slice(0, mark);
    }
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const key = trimmedWord(line, 0, equals, start);
    const value = trimmedWord(line, equals + 1, line.length, start);
    if (key.value !== '') body.push({ type: 'JkProperty', range: [key.range[0], value.range[1]], key, value });
  }
  return { ast: { type: 'BalancerConfig', dialect: 'mod_jk', range: [0, text.length], body }, comments };
}

function trimmedWord(line: string, from: number, to: number, offset: number): BalancerWord {
  const raw = line.slice(from, to);
  const value = raw.trim();
  const start = offset + from + (value === '' ? 0 : raw.indexOf(value));
  return { type: 'BalancerWord', range: [start, start + value.length], value, quoted: false };
}
