/** One line on the terminal that says how far a long run is. */
import type { OutputStream } from './io.ts';

const PATIENCE_MS = 1000;
const INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001B[K';

export class Progress {
  readonly #stream: OutputStream;
  #next: number;
  #shown = false;

  constructor(stream: OutputStream, now: number = performance.now()) {
    this.#stream = stream;
    this.#next = stream.isTTY === true ? now + PATIENCE_MS : Number.POSITIVE_INFINITY;
  }

  /** `text` is only asked for when it is time to show it. */
  update(text: () => string): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL_MS;
    this.#shown = true;
    this.#stream.write(CLEAR_LINE + text().slice(0, (this.#stream.columns ?? 80) - 1));
  }

  done(): void {
    if (this.#shown) this.#stream.write(CLEAR_LINE);
    this.#shown = false;
  }
}
