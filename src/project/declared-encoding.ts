/** What a file says of its own encoding, read from its bytes, and what the project says of it. */
import { extname } from 'node:path';
import { pagePropertiesOf } from './jsp-config.ts';

/** Declarations stand at the start; a page may have a long comment before them. */
const LOOKED_AT = 16_384;

const PAGE = /^\.(?:jsp|jspf|jspx|tag|tagf|tagx|inc)$/i;
const XML = /^\.(?:xml|jspx|tagx|xhtml|tld)$/i;

const PAGE_DIRECTIVE = /<%@\s*page\b/;
const PAGE_ENCODING = /\bpageEncoding\s*=\s*["']\s*([\w.:-]+)/;
const CONTENT_TYPE = /\bcontentType\s*=\s*["'][^"'<>]*?\bcharset\s*=\s*([\w.:-]+)/i;
/** Allowed before a page in JSP syntax, too, where it is only text. */
const PROLOG = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/;

/**
 * What an XML declaration says, for `decode`, which believes bytes more than declarations. Empty when there is none, or when it
 * names UTF-16, which is found out from the bytes.
 */
export function declaredXmlEncodings(bytes: Uint8Array): readonly string[] {
  const label = PROLOG.exec(startOf(bytes))?.[1];
  return label === undefined || /^utf-?16/i.test(label) ? [] : [label];
}

/**
 * Labels in the order in which they count: `pageEncoding`, then the character set of `contentType`, then web.xml, then the
 * XML declaration; in XML syntax, the declaration first (JSP.4.1). Files of other kinds declare nothing.
 */
export function declaredEncodings(bytes: Uint8Array, path: string): readonly string[] {
  const extension = extname(path);
  if (extension === '.java') return [];
  const start = startOf(bytes);
  const isXml = XML.test(extension);
  // Pages may have any extension.
  const isPage = PAGE.test(extension) || (!isXml && PAGE_DIRECTIVE.test(start));
  if (!isPage && !isXml) return [];
  const [prolog] = declaredXmlEncodings(bytes);
  if (!isPage) return prolog === undefined ? [] : [prolog];
  const page = [PAGE_ENCODING.exec(start)?.[1], CONTENT_TYPE.exec(start)?.[1]];
  const configured = needsMore(bytes) ? pagePropertiesOf(path).pageEncoding : null;
  const all = isXml ? [prolog, ...page, configured] : [...page, configured, prolog];
  return all.filter((label) => label !== undefined && label !== null);
}

/** Most pages are ASCII: for them nothing has to be looked up. */
function needsMore(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 0x7f);
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LOOKED_AT)).toString('latin1');
}
