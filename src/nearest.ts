/** The name that somebody most likely meant. */

/** Two names that differ in more than this share of the longer one are different names. */
const MAX_SHARE = 0.4;

/** Undefined when none is near. Case does not count, and neither does a prefix that all names have. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const longer = Math.max(name.length, wanted.length);
    // A name is never that long: what is, is nothing that was mistyped.
    if (longer > 100) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance <= longer * MAX_SHARE && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** `Did you mean "x"? `, or nothing. */
export function didYouMean(given: unknown, names: readonly string[]): string {
  const name = typeof given === 'string' ? nearest(given, names) : undefined;
  return name === undefined ? '' : `Did you mean "${name}"? `;
}

/** Insertions, deletions, replacements, and neighbours that changed places (Damerau, optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
