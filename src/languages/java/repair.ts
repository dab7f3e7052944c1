/**
 * What java-parser rejects although it was or is Java. Every repair keeps all positions: text is replaced by text of the
 * same length, tokens are given another type or left out.
 */
import type { IToken } from 'java-parser';
import { tokenTypes } from './recognizer.ts';
import type { Stretch } from './source-scan.ts';

/** A byte order mark in front and the Ctrl-Z that DOS editors left at the end become blanks. */
export function blankMarks(text: string): string {
  let result = text;
  if (result.charCodeAt(0) === 0xfeff) result = ` ${result.slice(1)}`;
  const mark = /\x1a[\x1a\s]*$/.exec(result.slice(-16));
  if (mark !== null) result = result.slice(0, -mark[0].length) + mark[0].replace(/\x1a/g, ' ');
  return result;
}

const IDENTIFIER_PART = /[\p{ID_Continue}$]/u;

/** Unicode escapes outside literals: part of a name become a placeholder, others the character itself and blanks. */
export function replaceEscapes(text: string, escapes: readonly number[]): string {
  let result = '';
  let done = 0;
  for (const offset of escapes) {
    const escape = /\\u+([0-9a-fA-F]{4})/y;
    escape.lastIndex = offset;
    const [whole = '', digits = ''] = escape.exec(text) ?? [];
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    result += text.slice(done, offset);
    result += IDENTIFIER_PART.test(character) ? `$${whole.slice(1)}` : character.padEnd(whole.length);
    done = offset + whole.length;
  }
  return result + text.slice(done);
}

/**
 * Long comments become line comments with a line end in place of their last character, long literals become names: the
 * lexer reads both in a loop.
 */
export function replaceLong(text: string, long: readonly Stretch[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, what } of long) {
    const length = end - start;
    result += text.slice(done, start);
    result += what === 'comment' ? `//${'-'.repeat(length - 3)}\n` : 'L'.repeat(length);
    done = end;
  }
  return result + text.slice(done);
}

/** Gives tokens of a repaired text the names and literals that stand in the original. */
export function restoreImages(tokens: readonly IToken[], original: string, long: readonly Stretch[]): void {
  const literals = new Map(long.map(({ start, what }) => [start, what]));
  for (const token of tokens) {
    const image = original.slice(token.startOffset, token.endOffset + 1);
    if (image === token.image) continue;
    const what = literals.get(token.startOffset);
    if (what === undefined) {
      token.image = image.replace(/\\u+([0-9a-fA-F]{4})/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      );
    } else {
      token.image = image;
      token.tokenType = what === 'text block' ? tokenTypes().textBlock : tokenTypes().string;
      token.tokenTypeIdx = token.tokenType.tokenTypeIdx ?? token.tokenTypeIdx;
    }
  }
}

/** Words that became keywords after they had been in use as names (`_` in Java 9), and two that never meant anything. */
const LATE_KEYWORDS = new Set(['enum', 'assert', '_', 'goto', 'const']);

const STATEMENT_START = new Set(['{', '}', ';', ')', ':', 'else', 'do', '->']);
const AFTER_A_NAME = new Set([
  '=',
  ';',
  ',',
  ')',
  '.',
  '[',
  ']',
  ':',
  '?',
  '::',
  '->',
  '++',
  '--',
  '&&',
  '||',
  '==',
  '!=',
]);

/** The tokens with old names and `import module` (JEP 511) made acceptable, or null when there is nothing to repair. */
export function repairTokens(tokens: readonly IToken[]): IToken[] | null {
  const result: IToken[] = [];
  let changed = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.image === 'import' && isModuleImport(tokens, index)) {
      while (index < tokens.length && tokens[index]?.image !== ';') index++;
      changed = true;
    } else if (LATE_KEYWORDS.has(token.image) && isUsedAsName(tokens, index)) {
      const tokenType = tokenTypes().name;
      result.push({ ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? token.tokenTypeIdx });
      changed = true;
    } else {
      result.push(token);
    }
  }
  return changed ? result : null;
}

function isModuleImport(tokens: readonly IToken[], index: number): boolean {
  const next = tokens[index + 2];
  return tokens[index + 1]?.image === 'module' && next !== undefined && next.image !== '.' && next.image !== ';';
}

function isUsedAsName(tokens: readonly IToken[], index: number): boolean {
  const previous = tokens[index - 1]?.image ?? ';';
  const next = tokens[index + 1];
  switch (tokens[index]?.image) {
    case 'enum':
      return next === undefined || previous === '.' || !/^[\p{ID_Start}$_]/u.test(next.image);
    case 'assert':
      return previous === '.' || !STATEMENT_START.has(previous) || (next !== undefined && AFTER_A_NAME.has(next.image));
    default:
      return true;
  }
}
