/** Text of a TypeScript or JavaScript file to the compiler's tree. Problems are values. */
import type ts from 'typescript';
import { LineTable } from '../shared/line-table.ts';
import { compiler } from './compiler.ts';

export interface ParseError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ParseOutcome =
  { readonly ok: true; readonly sourceFile: ts.SourceFile } | { readonly ok: false; readonly error: ParseError };

/** Larger files are generated, and take the parser longer than anyone waits. */
const MAX_LENGTH = 4_000_000;

let last: { readonly text: string; readonly path: string; readonly outcome: ParseOutcome } | undefined;

/**
 * Lines and columns of errors are one-based. The last tree is kept: the language, which looks for errors, and the analysis
 * ask for the same one.
 */
export function parseTypeScript(text: string, path: string): ParseOutcome {
  if (last?.text === text && last.path === path) return last.outcome;
  const outcome = parse(text, path);
  last = { text, path, outcome };
  return outcome;
}

function parse(text: string, path: string): ParseOutcome {
  if (text.length > MAX_LENGTH) return failure('The file is too large to be read.', 1, 1);
  const binary = text.slice(0, 2000).indexOf('\0');
  if (binary >= 0) return failureAt(text, binary, 'This is no text.');
  const ts = compiler();
  try {
    const sourceFile = ts.createSourceFile(
      path,
      text,
      { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
      false,
      kindOf(path, ts),
    );
    // The list is not part of the published type, but has been there in every version.
    const { parseDiagnostics = [] } = sourceFile as ts.SourceFile & { parseDiagnostics?: readonly ts.Diagnostic[] };
    const [first] = parseDiagnostics;
    if (first === undefined) return { ok: true, sourceFile };
    return failureAt(text, first.start ?? 0, ts.flattenDiagnosticMessageText(first.messageText, ' '));
  } catch (error) {
    // The parser is recursive, and so limited by the stack.
    if (error instanceof RangeError) return failure('The code is nested too deeply to be read.', 1, 1);
    throw error;
  }
}

/** JavaScript may hold JSX and Flow-free code only; `.ts` may hold casts in angle brackets, `.tsx` may not. */
function kindOf(path: string, ts: typeof import('typescript')): ts.ScriptKind {
  const extension = path.slice(path.lastIndexOf('.')).toLowerCase();
  switch (extension) {
    case '.ts':
    case '.mts':
    case '.cts':
      return ts.ScriptKind.TS;
    case '.tsx':
      return ts.ScriptKind.TSX;
    case '.js':
    case '.mjs':
    case '.cjs':
    case '.jsx':
      return ts.ScriptKind.JSX;
    default:
      return ts.ScriptKind.TSX;
  }
}

function failureAt(text: string, offset: number, message: string): ParseOutcome {
  const { line, column } = new LineTable(text).positionAt(Math.min(offset, text.length));
  return failure(message.endsWith('.') ? message : `${message}.`, line, column);
}

function failure(message: string, line: number, column: number): ParseOutcome {
  return { ok: false, error: { message, line, column } };
}
