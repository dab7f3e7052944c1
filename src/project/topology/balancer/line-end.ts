/** How lines of a file end: what is inserted ends in the same way. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
