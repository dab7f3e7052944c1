/** Lines of a text, as the Java language and ESLint count them: ended by \n, \r\n or \r. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** One-based line and column of an offset. */
  positionOf(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#startOf(low) + 1 };
  }

  /** The line with this one-based number, without its end; empty when there is no such line. */
  line(number: number): string {
    if (number < 1 || number > this.count) return '';
    const end = number === this.count ? this.#text.length : this.#startOf(number);
    return this.#text.slice(this.#startOf(number - 1), end).replace(/[\r\n]+$/, '');
  }

  /** Where the line with this one-based number begins. */
  offsetOf(number: number): number {
    return this.#startOf(number - 1);
  }

  #startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }
}
