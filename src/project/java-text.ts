/**
 * What can be said of a Java file without parsing it: its package and the names of its top-level types. Comments, strings
 * and annotations are skipped properly; everything else that a compiler would reject gives some answer.
 */

const PACKAGE = /package\s+([\p{ID_Start}_$][\p{ID_Continue}$]*(?:\s*\.\s*[\p{ID_Start}_$][\p{ID_Continue}$]*)*)\s*;/uy;
const TYPE_HEAD = /(?:class|interface|enum|record)\s+([\p{ID_Start}_$][\p{ID_Continue}$]*)/uy;
const WORD = /[\p{ID_Start}_$][\p{ID_Continue}$]*/uy;

/** The declared package, or null for the unnamed one. */
export function packageOf(text: string): string | null {
  let depth = 0;
  for (const at of codeOffsets(text)) {
    const char = text[at];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    // The keywords of an import or of a type come only after the package declaration.
    else if (depth === 0 && (char === '{' || char === ';')) return null;
    else if (depth === 0 && char === 'p') {
      PACKAGE.lastIndex = at;
      const match = PACKAGE.exec(text);
      if (match?.[1] !== undefined) return match[1].replace(/\s+/g, '');
    }
  }
  return null;
}

/** Whatever follows a keyword that declares types; in comments and literals, too. */
const ANY_TYPE_HEAD = /\b(?:class|interface|enum|record)\s+(?=([\w$\u0080-\uffff]+))/g;

/** All names that `topLevelTypeNames` could give, and more: found many times as fast. */
export function possibleTypeNames(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(ANY_TYPE_HEAD), ([, name = '']) => name));
}

/** Names of the types declared outside any other type, in source order. */
export function topLevelTypeNames(text: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const at of codeOffsets(text)) {
    const char = text[at];
    if (char === '{' || char === '(') depth++;
    else if (char === '}' || char === ')') depth--;
    else if (depth === 0) {
      TYPE_HEAD.lastIndex = at;
      const name = TYPE_HEAD.exec(text)?.[1];
      if (name !== undefined) names.push(name);
    }
  }
  return names;
}

/**
 * Offsets of the punctuation, and of the first letter of each word, that are code: not white space, a comment or a literal.
 */
function* codeOffsets(text: string): Generator<number> {
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '/' && text[at + 1] === '/') at = endOfLine(text, at);
    else if (char === '/' && text[at + 1] === '*') at = after(text, '*/', at + 2);
    else if (char === '"' && text.startsWith('"""', at)) at = endOfTextBlock(text, at + 3);
    else if (char === '"' || char === "'") at = endOfLiteral(text, at, char);
    else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (word !== undefined || (char !== undefined && char > ' ')) yield at;
      at += word?.length ?? 1;
    }
  }
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

function after(text: string, needle: string, from: number): number {
  const found = text.indexOf(needle, from);
  return found < 0 ? text.length : found + needle.length;
}

function endOfTextBlock(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith('"""', at)) return at + 3;
  }
  return text.length;
}

/** A literal that its line does not close ends with the line, as a compiler would see it. */
function endOfLiteral(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return at + 1;
    else if (char === '\n' || char === '\r') return at;
  }
  return text.length;
}
