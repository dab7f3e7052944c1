/** Reads many files one after the other, into memory that is used again. */
import { closeSync, openSync, readSync } from 'node:fs';

const FIRST_CAPACITY = 1 << 18;

export class FileReader {
  #buffer = Buffer.allocUnsafeSlow(FIRST_CAPACITY);

  /** What is returned holds until the next call. Throws what the file system throws. */
  read(path: string): Buffer {
    const descriptor = openSync(path, 'r');
    try {
      let length = 0;
      for (;;) {
        if (length === this.#buffer.length) this.#grow();
        const count = readSync(descriptor, this.#buffer, length, this.#buffer.length - length, null);
        if (count === 0) return this.#buffer.subarray(0, length);
        length += count;
      }
    } finally {
      closeSync(descriptor);
    }
  }

  #grow(): void {
    const larger = Buffer.allocUnsafeSlow(this.#buffer.length * 2);
    this.#buffer.copy(larger);
    this.#buffer = larger;
  }
}
