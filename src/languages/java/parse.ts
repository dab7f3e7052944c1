/**
 * Java text to syntax tree. The text is what ESLint holds, without byte order mark; should one be there all the same, it
 * counts as a blank, and offsets are offsets into the text as given.
 *
 * Lines end at `\n`, `\r\n` or `\r`, as Java has it (JLS 3.4).
 */
import type { AnnotationCstNode, CompilationUnitCstNode, IToken } from 'java-parser';
import { LineTable } from '../shared/line-table.ts';
import type { Comment, CompilationUnit } from './ast.ts';
import { UnexpectedSyntax } from './cst.ts';
import { liftAnnotations, type AnnotationStart } from './lift-annotations.ts';
import { lowerEarly } from './lower-early.ts';
import { lowerAnnotation } from './lower-modifiers.ts';
import { lowerCompilationUnit } from './lower-unit.ts';
import { measureNesting } from './nesting.ts';
import { findOffender, lex, recognize, type RecognitionError, type Rule } from './recognizer.ts';
import { blankMarks, repairTokens, replaceEscapes, replaceLong, restoreImages } from './repair.ts';
import { scanSource, type Unterminated } from './source-scan.ts';
import { lexicalErrorMessage, syntaxErrorMessage } from './syntax-errors.ts';
import { isTemplate } from './template-file.ts';

export interface ParseError {
  /** One sentence, without a final dot. */
  readonly message: string;
  readonly offset: number;
  /** One-based. */
  readonly line: number;
  /** One-based. */
  readonly column: number;
}

export type ParseResult =
  | { readonly ok: true; readonly ast: CompilationUnit; readonly comments: Comment[] }
  /** A null error: the file is a template of some generator, of which nothing is to be said. */
  | { readonly ok: false; readonly error: ParseError | null };

type Outcome = Extract<ParseResult, { ok: true }> | Failure;

/** A text that is known not to be a template always has an error to tell. */
export function parseJava(text: string, mayBeTemplate = true): ParseResult {
  const outcome = parseText(text);
  if (outcome.ok) return outcome;
  if (mayBeTemplate && isTemplate(text)) return { ok: false, error: null };
  const { message, offset } = outcome;
  return { ok: false, error: { message, offset, ...new LineTable(text).positionAt(offset) } };
}

/** With a larger stack the same text may be readable. */
export const NESTED_TOO_DEEPLY = 'This code is nested too deeply to be read';

/** In UTF-16 code units. Beyond it, what the grammar's parser needs grows to gigabytes: 10 MB took 2.6 GB. */
const maxLength = 4_000_000;

function parseText(text: string): Outcome {
  if (text.length > maxLength) {
    return failure(`The file is too large to be read: ${text.length} characters, of at most ${maxLength}`, 0);
  }
  const readable = blankMarks(text);
  const scan = scanSource(readable);
  if (scan.open !== null) return unterminated(scan.open);
  const shortened = replaceLong(readable, scan.long);
  let lexed = lex(shortened);
  if (!Array.isArray(lexed) && scan.escapes.length > 0) lexed = lex(replaceEscapes(shortened, scan.escapes));
  if (!Array.isArray(lexed)) {
    if (scan.openQuote !== null) return unterminated(scan.openQuote);
    return failure(lexicalErrorMessage(lexed), lexed.offset);
  }
  if (scan.long.length > 0 || scan.escapes.length > 0) restoreImages(lexed, readable, scan.long);
  const nesting = measureNesting(lexed);
  if (nesting.tooDeep !== null) return tooDeep(nesting.tooDeep);
  try {
    const result = parseTokens(lexed, text.length);
    if (!result.ok) return scan.openQuote === null ? result : unterminated(scan.openQuote);
    return { ok: true, ast: result.ast, comments: scan.comments };
  } catch (error) {
    // Deep nesting that has no brackets (a ? b : c ? d : …) is reported at the deepest bracket as well.
    if (error instanceof RangeError) return tooDeep(nesting.deepest);
    throw error;
  }
}

type Unit = { readonly ok: true; readonly ast: CompilationUnit } | Failure;

function parseTokens(tokens: IToken[], length: number): Unit {
  const first = parseUnit(tokens, length);
  if (first.ok) return first;
  const repaired = repairTokens(tokens);
  const second = repaired === null ? first : parseUnit(repaired, length);
  return second.ok ? second : first;
}

function parseUnit(tokens: IToken[], length: number): Unit {
  const lifted = liftAnnotations(tokens);
  try {
    for (const annotation of lifted?.annotations ?? []) {
      const result = recognize(annotation, 'annotation', lowerEarly);
      if (result.error !== undefined) return syntaxFailure(annotation, 'annotation', result.error, length);
      const [start]: AnnotationStart[] = annotation;
      if (start !== undefined) start.annotation = lowerAnnotation(result.cst as AnnotationCstNode);
    }
    const rest = lifted?.tokens ?? tokens;
    const result = recognize(rest, 'compilationUnit', lowerEarly);
    if (result.error !== undefined) return syntaxFailure(rest, 'compilationUnit', result.error, length);
    return { ok: true, ast: lowerCompilationUnit(result.cst as CompilationUnitCstNode, length) };
  } catch (error) {
    if (error instanceof UnexpectedSyntax) return failure(error.message, error.offset);
    throw error;
  }
}

interface Failure {
  readonly ok: false;
  readonly message: string;
  readonly offset: number;
}

function failure(message: string, offset: number): Failure {
  return { ok: false, message, offset };
}

function syntaxFailure(tokens: IToken[], rule: Rule, error: RecognitionError, length: number): Failure {
  const offender = findOffender(tokens, rule, error);
  const at = offender ?? error.token;
  const end = tokens.at(-1)?.endOffset;
  // The end of the file is reported where the last token ends.
  const offset = at.image === '' ? (end === undefined ? length : end + 1) : at.startOffset;
  return failure(syntaxErrorMessage(error, offender), offset);
}

function unterminated({ what, offset }: Unterminated): Failure {
  return failure(`Unterminated ${what}`, offset);
}

function tooDeep(offset: number): Failure {
  return failure(NESTED_TOO_DEEPLY, offset);
}
