/** A word for a message: on one line, and not longer than a reader wants. */
const LONGEST = 40;

export function shortened(word: string): string {
  const line = word.slice(0, LONGEST + 1).replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
