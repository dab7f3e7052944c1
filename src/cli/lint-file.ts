/** One file: read, decoded, linted, and written back when it was fixed. Whatever goes wrong becomes a finding of that file. */
import { readFileSync } from 'node:fs';
import { declaredEncodings } from '../project/declared-encoding.ts';
import { decode } from '../project/decode.ts';
import { digestOf, isRecording } from '../project/reading.ts';
import { VERSION } from '../version.ts';
import { encode } from './encode.ts';
import type { TextLinter } from './lint-text.ts';
import { fatalMessage, type FileResult, fileResult } from './results.ts';
import { replaceFile } from './write-file.ts';

export interface FixMode {
  readonly fix: 'none' | 'write' | 'dry-run';
  readonly errorsOnly: boolean;
}

export interface LintedFile {
  readonly result: FileResult;
  /** The stack, when our own code failed on this file. */
  readonly crash?: string;
  /** The text before fixes that would be made (dry run). */
  readonly original?: string;
  /** Fixes could not be written, of which the result tells. */
  readonly unwritten?: true;
  /** Of the bytes that were linted; only while that is recorded. */
  readonly digest?: string;
}

/** @param content stands in the place of what is on disk, and is never fixed */
export function lintFile(linter: TextLinter, path: string, mode: FixMode, content?: Uint8Array): LintedFile {
  if (content !== undefined) return lintBytes(linter, path, Buffer.from(content), { ...mode, fix: 'none' });
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { result: unreadable(path, error) };
  }
  const linted = lintBytes(linter, path, bytes, mode);
  return isRecording() ? { ...linted, digest: digestOf(bytes) } : linted;
}

export function lintBytes(linter: TextLinter, path: string, bytes: Buffer, mode: FixMode): LintedFile {
  const decoded = decode(bytes, declaredEncodings(bytes, path));
  const { text } = decoded;
  try {
    const report = linter.lint(text, path, { fix: mode.fix !== 'none', errorsOnly: mode.errorsOnly });
    if (report.output === undefined) return { result: fileResult({ filePath: path, source: text, ...report }) };
    if (mode.fix !== 'write') return { result: fileResult({ filePath: path, ...report }), original: text };
    const refusal = writeFixed(path, bytes, text, report.output, decoded);
    if (refusal === undefined) return { result: fileResult({ filePath: path, ...report }) };
    // Nothing was written: the findings of the file as it stands are what counts.
    const unfixed = linter.lint(text, path, { fix: false, errorsOnly: mode.errorsOnly });
    const messages = [...unfixed.messages, fatalMessage(refusal)];
    return { result: fileResult({ filePath: path, source: text, ...unfixed, messages }), unwritten: true };
  } catch (error) {
    return { result: crashed(path, error), crash: stackOf(error) };
  }
}

/** Why the fixed text cannot be written, or undefined when it was. */
function writeFixed(
  path: string,
  bytes: Buffer,
  text: string,
  output: string,
  encoding: { readonly encoding: string; readonly bom: boolean },
): string | undefined {
  const kept = encode(text, encoding);
  const fixed = encode(output, encoding);
  if (kept === undefined || fixed === undefined || !kept.equals(bytes)) {
    return `Fixes were not written: the file is read as ${encoding.encoding} and cannot be written back without changing other bytes.`;
  }
  try {
    if (!readFileSync(path).equals(bytes)) return 'Fixes were not written: the file has changed in the meantime.';
    replaceFile(path, fixed);
    return undefined;
  } catch (error) {
    return `Fixes were not written: ${reasonOf(error)}.`;
  }
}

export function unreadable(filePath: string, error: unknown): FileResult {
  return fileResult({ filePath, messages: [fatalMessage(`This cannot be read: ${reasonOf(error)}.`)] });
}

function crashed(filePath: string, error: unknown): FileResult {
  const what = error instanceof Error ? error.message.split('\n')[0] : String(error);
  const message = `session-lint ${VERSION} failed on this file, which is a bug in session-lint: ${what}`;
  return fileResult({ filePath, messages: [fatalMessage(message)] });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
