/** One repair as a hunk of a unified diff, made from the lines around it only: a file may have thousands of repairs. */
import type { LineIndex } from '../line-index.ts';
import { unifiedDiff } from './unified-diff.ts';

const CONTEXT_LINES = 3;

interface Repair {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** `lines` are those of `source`. */
export function repairHunk(path: string, source: string, lines: LineIndex, { range, text }: Repair): readonly string[] {
  const first = Math.max(1, lines.positionOf(range[0]).line - CONTEXT_LINES);
  const last = Math.min(lines.count, lines.positionOf(range[1]).line + CONTEXT_LINES);
  const start = lines.offsetOf(first);
  const end = last === lines.count ? source.length : lines.offsetOf(last + 1);
  const before = source.slice(start, end);
  const after = source.slice(start, range[0]) + text + source.slice(range[1], end);
  return unifiedDiff(path, before, after).map((line) => (line.startsWith('@@') ? moved(line, first - 1) : line));
}

/** `@@ -1,5 +1,6 @@` for a part of a file that begins after `by` lines. */
function moved(header: string, by: number): string {
  return header.replace(/([-+])(\d+)/g, (_, sign: string, number: string) => `${sign}${Number(number) + by}`);
}
