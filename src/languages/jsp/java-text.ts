/** A Java text that is put together from a page, and the way from its offsets to those of the page. */
import { childNodes, type Range } from '../shared/syntax.ts';
import type { CompilationUnit, Node } from '../java/ast.ts';
import { visitorKeys } from '../java/visitor-keys.ts';
import type { EmbeddedText } from './ast.ts';
import { sourceOffset } from './source-map.ts';

interface Segment {
  /** In the Java text; it ends where the next one starts. */
  readonly at: number;
  /** Code of the page, or null for text that only stands for `range`. */
  readonly code: EmbeddedText | null;
  readonly range: Range;
}

export class JavaText {
  readonly #pieces: string[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;

  get text(): string {
    return this.#pieces.join('');
  }

  /** Text of our own: what is made of it has this range in the page. */
  add(text: string, range: Range): void {
    this.#push(text, null, range);
  }

  /** Text of the page. */
  addCode(text: string, embedded: EmbeddedText): void {
    this.#push(text, embedded, [embedded.start, embedded.end]);
  }

  #push(text: string, code: EmbeddedText | null, range: Range): void {
    if (text === '') return;
    this.#segments.push({ at: this.#length, code, range });
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** The range in the page of a range of the Java text. Its end is never before its start. */
  rangeOf([start, end]: Range): Range {
    const first = this.#segmentAt(start);
    const last = end > start ? this.#segmentAt(end - 1) : first;
    if (first === undefined || last === undefined) return [0, 0];
    const from = first.code === null ? first.range[0] : sourceOffset(first.code, start - first.at);
    if (last === first && last.code === null) return last.range;
    const to = last.code === null ? last.range[1] : Math.min(sourceOffset(last.code, end - last.at), last.code.end);
    return [from, Math.max(from, to)];
  }

  offsetOf(offset: number): number {
    return this.rangeOf([offset, offset])[0];
  }

  /** The offset in the Java text of a character of the page's code; null for what is no code. */
  javaOffsetOf(offset: number): number | null {
    const found = this.#segments.find(({ code }) => code !== null && offset >= code.start && offset < code.end);
    return found?.code ? found.at + indexAt(found.code, offset) : null;
  }

  /** Moves all ranges of a tree of this text to the page. */
  relocate(unit: CompilationUnit): void {
    const pending: Node[] = [unit];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      (node as { range: Range }).range = this.rangeOf(node.range);
      for (const child of childNodes(node, visitorKeys)) pending.push(child as Node);
    }
  }

  #segmentAt(offset: number): Segment | undefined {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#segments[low];
  }
}

/** The index into the code of what stands at an offset of the page: the inverse of `sourceOffset`. */
function indexAt(code: EmbeddedText, offset: number): number {
  let low = 0;
  let high = code.end - code.start;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sourceOffset(code, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
