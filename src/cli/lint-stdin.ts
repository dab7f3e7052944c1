/** The text on standard input, under the name that the user gave it. */
import type { EffectiveConfig } from './effective-config.ts';
import { FILE_KINDS, kindOf } from './file-kinds.ts';
import { type FixMode, lintBytes, type LintedFile } from './lint-file.ts';
import { TextLinter } from './lint-text.ts';
import { cleanResult } from './results.ts';
import { originalsOf, type RunReport } from './runner.ts';
import { UserError } from './user-error.ts';

export async function lintStdinText(
  stdin: AsyncIterable<Uint8Array | string>,
  path: string,
  config: EffectiveConfig,
  mode: FixMode,
): Promise<RunReport> {
  const started = performance.now();
  const kind = kindOf(path);
  if (kind === undefined) {
    const extensions = FILE_KINDS.map(({ extension }) => extension).join(', ');
    throw new UserError(`--stdin-filename: only ${extensions} files are linted.`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const bytes = Buffer.concat(chunks);
  const read = performance.now();
  const isCandidate = kind.isCandidate(bytes, path);
  const linted: LintedFile = isCandidate
    ? lintBytes(new TextLinter(config), path, bytes, mode)
    : { result: cleanResult(path) };
  return {
    results: [linted.result],
    unsupported: [],
    crashes: linted.crash === undefined ? [] : [linted.crash],
    originals: originalsOf([linted]),
    statistics: {
      files: 1,
      bytes: bytes.length,
      candidates: isCandidate ? 1 : 0,
      candidateBytes: isCandidate ? bytes.length : 0,
      threads: 1,
      searchTime: read - started,
      lintTime: performance.now() - read,
    },
  };
}
