/** How much room text takes on a terminal, and text made harmless for one. */

/** Code points that take two columns: East Asian Width W and F (UAX #11), coarsened to blocks, and emoji. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const TAB_STOP = 4;

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\u200B\u200D\uFE0F]/u.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/**
 * Control characters could move the cursor or color the terminal, and bidirectional marks could show code in another
 * order than the compiler reads it: they are replaced, one for one, so that columns stay right. Tabs stay.
 */
export function harmless(text: string): string {
  return text.replace(/[\0-\x08\n-\x1F\x7F-\x9F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, '\uFFFD');
}

/** One character of a line as it is shown. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Offset of the character in the line. */
  readonly offset: number;
}

/** A line as cells; tabs are blanks up to the next stop. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  for (const character of harmless(line)) {
    const width = character === '\t' ? TAB_STOP - (column % TAB_STOP) : widthOf(character);
    cells.push({ text: character === '\t' ? ' '.repeat(width) : character, width, offset });
    column += width;
    offset += character.length;
  }
  return cells;
}
