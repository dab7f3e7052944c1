/** From texts in which escapes of the page were resolved back to the page. */

/** From offset `at` of the resolved text on, the source is `shift` characters ahead. Ascending. */
export interface SourceShift {
  readonly at: number;
  readonly shift: number;
}

interface Mapped {
  readonly start: number;
  readonly shifts: readonly SourceShift[];
}

/** Where offset `index` of the resolved text stands in the page text. */
export function sourceOffset({ start, shifts }: Mapped, index: number): number {
  let shift = 0;
  for (const entry of shifts) {
    if (entry.at > index) break;
    shift = entry.shift;
  }
  return start + index + shift;
}
