/** Names of root elements that rules look at, or parts of them: a file without any is some other product's. */
const ROOTS = ['Server', 'Context', 'web-app', 'web-fragment'];

/** False when the bytes show that no rule has anything to say. A file that is no XML is a candidate when it names a root. */
export function mayBeServerXml(bytes: Buffer): boolean {
  // UTF-16, with or without a mark, has a zero or a mark in its first two bytes.
  const [first, second] = bytes;
  if (first === 0 || second === 0 || first === 0xff || first === 0xfe) return true;
  return ROOTS.some((name) => bytes.includes(name));
}
