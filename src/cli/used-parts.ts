/** What of the program this run has used on this thread, so that its compiled code is kept: the search, and languages. */
const parts = new Set<string>();

export function noteParts(used: Iterable<string>): void {
  for (const part of used) parts.add(part);
}

export function usedParts(): ReadonlySet<string> {
  return parts;
}
