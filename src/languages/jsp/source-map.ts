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
  return start + index + (shifts[entryAt(shifts, index)]?.shift ?? 0);
}

/** The index of the last entry at or before an offset; -1 when there is none. */
export function entryAt(shifts: readonly SourceShift[], index: number): number {
  let low = -1;
  let high = shifts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((shifts[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
