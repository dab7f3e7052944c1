/** What the first line of an XML file says of its encoding. */
const DECLARATION = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/;

/** For `decode`, which believes bytes more than declarations. Empty when there is none, or it is in UTF-16. */
export function declaredXmlEncodings(bytes: Uint8Array): readonly string[] {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString('latin1');
  const label = DECLARATION.exec(start)?.[1];
  return label === undefined || /^utf-?16/i.test(label) ? [] : [label];
}
