/** The lines around a finding, with the finding underlined. */
import type { LineIndex } from '../line-index.ts';
import { type Cell, cellsOf } from './text-width.ts';

export interface FrameRange {
  /** One-based, as in ESLint's messages; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type FrameLine =
  | { readonly type: 'source'; readonly number: number; readonly marked: boolean; readonly text: string }
  | { readonly type: 'underline'; readonly indent: number; readonly width: number };

const CONTEXT_LINES = 2;
/** A finding over more lines is underlined on its first one only; the frame shows this many of it. */
const MAX_MARKED_LINES = 3;
const ELLIPSIS = '…';

/** @param width room for source text; longer lines are cut around the finding */
export function codeFrame(lines: LineIndex, range: FrameRange, width: number): readonly FrameLine[] {
  const lastMarked = Math.min(range.endLine, range.line + MAX_MARKED_LINES - 1);
  const first = Math.max(1, range.line - CONTEXT_LINES);
  const last = Math.min(lines.count, lastMarked + CONTEXT_LINES);
  const markedCells = cellsOf(lines.line(range.line));
  const endOffset = range.endLine === range.line ? range.endColumn - 1 : lines.line(range.line).length;
  const before = widthUpTo(markedCells, range.column - 1);
  const marked = Math.max(1, widthUpTo(markedCells, endOffset) - before);
  const cut = windowOf(before, marked, width);
  const frame: FrameLine[] = [];
  for (let number = first; number <= last; number++) {
    const text = cutCells(cellsOf(lines.line(number)), cut, width);
    frame.push({ type: 'source', number, marked: number >= range.line && number <= lastMarked, text });
    if (number === range.line) {
      const indent = before - cut;
      frame.push({ type: 'underline', indent, width: Math.max(1, Math.min(marked, width - 1 - indent)) });
    }
  }
  return trimBlankEnds(frame);
}

function widthUpTo(cells: readonly Cell[], offset: number): number {
  let width = 0;
  for (const cell of cells) {
    if (cell.offset >= offset) break;
    width += cell.width;
  }
  return width;
}

/** The first column to show, so that the finding, or its beginning, is in view. */
function windowOf(before: number, marked: number, width: number): number {
  const wanted = before + Math.min(marked, Math.floor(width / 2));
  return wanted < width - 1 ? 0 : Math.max(0, before - Math.floor(width / 4));
}

function cutCells(cells: readonly Cell[], from: number, width: number): string {
  let column = 0;
  let text = '';
  let shown = 0;
  for (const cell of cells) {
    const end = column + cell.width;
    const start = column;
    column = end;
    if (end <= from) continue;
    // A wide character that is cut in two, and the first column of a line that is cut, become the ellipsis.
    if (from > 0 && (start < from || shown === 0)) {
      text += ELLIPSIS + ' '.repeat(Math.max(0, end - from - 1));
      shown += Math.max(1, end - from);
      continue;
    }
    if (shown + cell.width > width - 1) return `${text}${ELLIPSIS}`;
    text += cell.text;
    shown += cell.width;
  }
  return text.trimEnd();
}

function trimBlankEnds(frame: FrameLine[]): readonly FrameLine[] {
  const isBlank = (line: FrameLine | undefined) => line?.type === 'source' && !line.marked && line.text.trim() === '';
  while (isBlank(frame[0])) frame.shift();
  while (isBlank(frame.at(-1))) frame.pop();
  return frame;
}
