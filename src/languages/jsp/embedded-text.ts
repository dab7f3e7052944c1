/** Text taken out of a page with its escapes resolved, and with the way back. */
import type { EmbeddedText } from './ast.ts';
import type { SourceShift } from './source-map.ts';

/** Collects characters with the places that they come from. */
export class TextBuilder {
  readonly #start: number;
  readonly #shifts: SourceShift[] = [];
  #text = '';
  #shift = 0;

  /** `start` is where the first character stands, in the page text. */
  constructor(start: number) {
    this.#start = start;
  }

  get text(): string {
    return this.#text;
  }

  /** `at` is where the characters stand, one after the other. */
  push(characters: string, at: number): void {
    if (characters === '') return;
    const shift = at - this.#start - this.#text.length;
    if (shift !== this.#shift) {
      this.#shifts.push({ at: this.#text.length, shift });
      this.#shift = shift;
    }
    this.#text += characters;
  }

  /** `end` is where the text ends in the page. */
  embedded(end: number): EmbeddedText {
    // What comes after the last character may be a part of its escape.
    this.#noteEnd(end);
    return { start: this.#start, end, shifts: this.#shifts };
  }

  #noteEnd(end: number): void {
    const shift = end - this.#start - this.#text.length;
    if (shift !== this.#shift) this.#shifts.push({ at: this.#text.length, shift });
  }
}

const ESCAPED_END = '%\\>';

/** Java between `<%` and `%>`: `%\>` is `%>`. `start` is where `raw` stands in the page text. */
export function scriptText(raw: string, start: number): EmbeddedText & { readonly code: string } {
  const end = start + raw.length;
  if (!raw.includes(ESCAPED_END)) return { start, end, shifts: [], code: raw };
  const builder = new TextBuilder(start);
  let done = 0;
  for (let at = raw.indexOf(ESCAPED_END); at >= 0; at = raw.indexOf(ESCAPED_END, done)) {
    builder.push(raw.slice(done, at + 1), start + done);
    done = at + 2;
  }
  builder.push(raw.slice(done), start + done);
  return { ...builder.embedded(end), code: builder.text };
}

/**
 * The index of the `}` that ends an EL expression, or -1. `from` is the index after `${`. Braces nest, and count for nothing
 * in quotes (Jasper's JspReader.skipELExpression).
 */
export function endOfExpression(text: string, from: number): number {
  const interesting = /[\\"'{}]/g;
  interesting.lastIndex = from;
  let nesting = 0;
  let quote = '';
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const [character] = match;
    if (character === '\\') {
      if (quote !== '') interesting.lastIndex++;
    } else if (character === '"' || character === "'") {
      if (quote === '') quote = character;
      else if (quote === character) quote = '';
    } else if (quote === '') {
      if (character === '{') nesting++;
      else if (nesting-- === 0) return match.index;
    }
  }
  return -1;
}
