/** Two texts as a unified diff. */

const CONTEXT_LINES = 3;
/** Beyond this many edits the rest is shown as one replacement: the search takes time in their square. */
const MAX_EDITS = 1000;

interface Edit {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

export function unifiedDiff(path: string, before: string, after: string): readonly string[] {
  const edits = editsBetween(linesOf(before), linesOf(after));
  const output = [`--- ${path}`, `+++ ${path}`];
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
    output.push(`@@ -${oldLine - lead},${oldCount} +${newLine - lead},${newCount} @@`);
    for (const { kind, line } of hunk) output.push(kind + line);
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

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
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
