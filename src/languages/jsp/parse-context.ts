/** What parsing one file of a page needs of the others: one context goes through the page and all that it includes. */
import type { JspPage, PageRole, PageSyntax } from './ast.ts';

/** Where a file stands in the page text, and how it came in. */
export interface FileFrame {
  readonly path: string;
  readonly text: string;
  /** Offset of its first character in the page text. */
  readonly base: number;
  /** The file that includes it, and itself. */
  readonly chain: readonly string[];
}

export interface ParseContext {
  /** Of the page that is translated: an included file has the one of its page. */
  readonly role: PageRole;
  /** What prefixes stand for, by taglib directives so far. */
  readonly prefixes: Map<string, string>;
  readonly elIgnored: boolean;
  /** `#{` in template text and in attributes of ordinary tags is text. */
  readonly deferredAsLiteral: boolean;
  /**
   * Parses a file that is included, in whichever syntax it is; null when there is none. A string says, without a final dot,
   * why it cannot be. `prefixes` are those that hold at the directive.
   */
  readonly include: (
    file: string,
    from: FileFrame,
    /** Range of the directive. */
    at: readonly [start: number, end: number],
    prefixes: Map<string, string>,
  ) => JspPage | string | null;
}

/** Context of a file that is looked at alone. */
export function soloContext(role: PageRole): ParseContext {
  return { role, prefixes: new Map(), elIgnored: false, deferredAsLiteral: false, include: () => null };
}

/**
 * Whether the first element is a `root` of the JSP namespace, whatever its prefix (JSP.6.3.1.2, as Jasper looks for it).
 */
export function hasJspRoot(text: string): boolean {
  const start = /<(?![!?])/.exec(text);
  if (start === null) return false;
  const root = /<([^<>\s:]*):root\b([^>]*)>/y;
  root.lastIndex = start.index;
  const match = root.exec(text);
  if (match === null) return false;
  const [, prefix = '', attributes = ''] = match;
  const declaration = attributes.indexOf(`xmlns:${prefix}`);
  if (declaration < 0) return false;
  const value = /^\s*=\s*["'](.*)$/s.exec(attributes.slice(declaration + `xmlns:${prefix}`.length));
  return value?.[1]?.startsWith('http://java.sun.com/JSP/Page') ?? false;
}

export function syntaxOf(path: string, text: string, isXml: boolean | null): PageSyntax {
  if (isXml !== null) return isXml ? 'xml' : 'jsp';
  if (/\.(?:jspx|tagx)$/i.test(path)) return 'xml';
  return hasJspRoot(text) ? 'xml' : 'jsp';
}
