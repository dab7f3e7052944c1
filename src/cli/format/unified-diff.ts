/** Two texts as a unified diff that `patch -p0` and `git apply -p0` take, when the file is in UTF-8. */
import { sep } from 'node:path';

const CONTEXT_LINES = 3;
/** Beyond this many edits the rest is shown as one replacement: the search takes time in their square. */
const MAX_EDITS = 1000;

interface Edit {
  readonly kind: ' ' | '-' | '+';
  /** With the carriage return at its end, if there is one, and with the line feed. */
  readonly line: string;
}

/** Lines without their line feeds. */
export function unifiedDiff(path: string, before: string, after: string): readonly string[] {
  const edits = editsBetween(linesOf(before), linesOf(after));
  const name = nameInDiff(path);
  const output = [`--- ${name}`, `+++ ${name}`];
  let oldLine = 1;
  let newLine = 1;
  let index = 0;
  while (index < edits.length) {
    if (edits[index]?.kind === ' ') {
      index++;
      oldLine++;
      newLine++;
      continue;
    }
    const start = Math.max(0, index - CONTEXT_LINES);
    const end = hunkEnd(edits, index);
    const hunk = edits.slice(start, end);
    const lead = index - start;
    const oldCount = hunk.filter(({ kind }) => kind !== '+').length;
    const newCount = hunk.filter(({ kind }) => kind !== '-').length;
    // An empty side is told by the line before it.
    const oldStart = oldLine - lead - (oldCount === 0 ? 1 : 0);
    const newStart = newLine - lead - (newCount === 0 ? 1 : 0);
    output.push(`@@ -${oldStart},${oldCount} +${newStart},${newCount} @@`);
    for (const { kind, line } of hunk) {
      if (line.endsWith('\n')) output.push(kind + line.slice(0, -1));
      else output.push(kind + line, '\\ No newline at end of file');
    }
    oldLine += oldCount - lead;
    newLine += newCount - lead;
    index = end;
  }
  return output;
}

/** Changes that are fewer than two contexts apart share a hunk. */
function hunkEnd(edits: readonly Edit[], from: number): number {
  let end = from;
  let unchanged = 0;
  for (let index = from; index < edits.length && unchanged <= 2 * CONTEXT_LINES; index++) {
    if (edits[index]?.kind === ' ') unchanged++;
    else {
      unchanged = 0;
      end = index + 1;
    }
  }
  return Math.min(edits.length, end + CONTEXT_LINES);
}

/** Line feeds end lines, and nothing else does, as `patch` has it. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** In quotes where git would quote it; a tab ends a name that has blanks in it. */
function nameInDiff(path: string): string {
  const name = path.replaceAll(sep, '/');
  if (/["\\\0-\x1F\x7F]/.test(name)) return `"${name.replace(/["\\\0-\x1F\x7F]/g, escaped)}"`;
  return name.includes(' ') ? `${name}\t` : name;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** Myers' greedy search on what is left between the common start and the common end. */
function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const same = (lines: readonly string[]): Edit[] => lines.map((line) => ({ kind: ' ', line }));
  return [
    ...same(before.slice(0, start)),
    ...shortestEdits(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function shortestEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trail: ReadonlyMap<number, number>[] = [];
  const limit = Math.min(before.length + after.length, MAX_EDITS);
  for (let distance = 0; distance <= limit; distance++) {
    trail.push(new Map(furthest));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = comesFromAbove(furthest, diagonal, distance)
        ? (furthest.get(diagonal + 1) ?? 0)
        : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return trace(before, after, trail);
    }
  }
  return [...before.map((line): Edit => ({ kind: '-', line })), ...after.map((line): Edit => ({ kind: '+', line }))];
}

function comesFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, distance: number): boolean {
  if (diagonal === -distance) return true;
  return diagonal !== distance && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0);
}

function trace(
  before: readonly string[],
  after: readonly string[],
  trail: readonly ReadonlyMap<number, number>[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let x = before.length;
  let y = after.length;
  for (let distance = trail.length - 1; distance >= 0; distance--) {
    const furthest = trail[distance] ?? new Map<number, number>();
    const diagonal = x - y;
    const above = comesFromAbove(furthest, diagonal, distance);
    const previous = above ? diagonal + 1 : diagonal - 1;
    const fromX = furthest.get(previous) ?? 0;
    const fromY = fromX - previous;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      edits.push({ kind: ' ', line: before[--x] ?? '' });
      y--;
    }
    if (distance === 0) break;
    if (above) edits.push({ kind: '+', line: after[--y] ?? '' });
    else edits.push({ kind: '-', line: before[--x] ?? '' });
  }
  return edits.reverse();
}
