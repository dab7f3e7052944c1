/** How the first line of a file ends: what is inserted ends in the same way. */
export function lineEndOf(text: string): string {
  const lineFeed = text.indexOf('\n');
  return lineFeed > 0 && text[lineFeed - 1] === '\r' ? '\r\n' : '\n';
}
