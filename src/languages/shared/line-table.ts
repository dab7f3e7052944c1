/** One-based lines and columns of offsets into a text. Lines end at `\r\n`, `\n` or `\r`, in every language of ours. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const LINE_END = /\r\n|\r|\n/g;

export class LineTable {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    const lineEnd = new RegExp(LINE_END);
    while (lineEnd.exec(text) !== null) this.#starts.push(lineEnd.lastIndex);
  }

  /** An offset outside the text is an error of the caller. */
  positionAt(offset: number): Position {
    if (!(offset >= 0 && offset <= this.#length)) {
      throw new RangeError(`Offset ${offset} is outside the text, which has ${this.#length} characters.`);
    }
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#start(low) + 1 };
  }

  offsetAt({ line, column }: Position): number {
    if (!Number.isInteger(line) || line < 1 || line > this.#starts.length) {
      throw new RangeError(`Line ${line} does not exist: the text has ${this.#starts.length} lines.`);
    }
    const start = this.#start(line - 1);
    const end = line < this.#starts.length ? this.#start(line) - 1 : this.#length;
    const offset = start + column - 1;
    if (!(offset >= start && offset <= end)) throw new RangeError(`Line ${line} has no column ${column}.`);
    return offset;
  }

  #start(index: number): number {
    return this.#starts[index] ?? this.#length;
  }
}
