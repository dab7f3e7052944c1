/**
 * The `filter` of a ReplicationValve: requests whose whole URI it matches are not replicated. It is looked at, never run: an
 * expression of a stranger may take for ever.
 */

export interface FilterKinds {
  /** An alternative that every request matches. */
  readonly all: string | null;
  /** An alternative that matches pages which programs make, with the ending. */
  readonly pages: { readonly pattern: string; readonly example: string } | null;
}

/** `.*`, `/.*`, `^.*$`, `(.+)`, `.*\..*`: the parts are wild cards, slashes and dots. */
const EVERYTHING = /^(?:\.[*+]|\/)*\.[*+]\??(?:\.[*+]|\/)*$/;

/** Endings that containers map to servlets: JSP, Struts, WebWork, JSF. What ends in .html or .js mostly is a file. */
const PAGE = /\.(?:\((?:\?:)?(?:[\w?*+]{1,20}\|){0,50})?(jspx?|do|action|jsf|faces|xhtml)\b(?!-)/i;

/** Longer ones were made by a program. */
const MAX_LENGTH = 4000;

/** @param isList separated by semicolons, as up to Tomcat 7.0.5 */
export function filterKinds(filter: string, isList: boolean): FilterKinds {
  const alternatives = filter.length > MAX_LENGTH ? [] : alternativesOf(filter, isList);
  const all = alternatives.find((alternative) => EVERYTHING.test(bare(alternative))) ?? null;
  for (const pattern of alternatives) {
    const example = startsWild(pattern) ? PAGE.exec(pattern)?.[1] : undefined;
    if (example !== undefined) return { all, pages: { pattern, example: example.toLowerCase() } };
  }
  return { all, pages: null };
}

/** The list of the old form as one expression. */
export function joinFlatFilter(filter: string): string {
  return filter
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('|');
}

function alternativesOf(filter: string, isList: boolean): readonly string[] {
  const parts = isList ? filter.split(';') : [filter];
  return parts
    .flatMap(topLevel)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Split at the bars that stand in no group and no class. */
function topLevel(expression: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let inClass = false;
  let start = 0;
  for (let i = 0; i < expression.length; i++) {
    const char = expression[i];
    if (char === '\\') i++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth === 0) {
      parts.push(expression.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, expression.slice(start)];
}

/** Without anchors and without a group around everything. */
function bare(alternative: string): string {
  let text = alternative.replace(/^\^/, '').replace(/\$$/, '');
  for (let group = groupOf(text); group !== undefined; group = groupOf(text)) text = group;
  return text;
}

function groupOf(text: string): string | undefined {
  return /^\((?:\?:)?([^()]*)\)$/.exec(text)?.[1];
}

/** Matches under any folder: `.*\.jsp`, `/.*\.do`, `(.*)\.action`; not `/status\.jsp`, which somebody chose. */
function startsWild(alternative: string): boolean {
  return /^\^?\(*(?:\?:)?\/?(?:\.[*+]|\/\*)/.test(alternative);
}
