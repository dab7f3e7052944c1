/**
 * How deep elements are nested, found without a parser: the parser descends by recursion, and what runs out of stack differs
 * from machine to machine.
 */

/** No descriptor or server configuration comes near. */
const MAX_DEPTH = 500;

/** The offset of the first tag that is nested too deeply; undefined when all can be read. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = endOfMarkup(text, at);
    // Unclosed: the parser will say so.
    if (end < 0) return undefined;
    const next = text[at + 1];
    if (next === '/') depth--;
    else if (next !== '!' && next !== '?' && text[end - 2] !== '/') {
      depth++;
      if (depth > MAX_DEPTH) return at;
    }
    at = end;
  }
  return undefined;
}

/** Behind the markup at `at`; -1 when it has no end. */
function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return endOf(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return endOf(text, ']]>', at + 9);
  if (text[at + 1] === '?') return endOf(text, '?>', at + 2);
  let quote = '';
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i + 1;
  }
  return -1;
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}
