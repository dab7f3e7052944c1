/** The text on standard input, under the name that the user gave it. */
import { kindOf, lintedNames } from '../file-kinds.ts';
import { isCandidate } from './candidates.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { type IgnoreReason, IgnoreScope } from './ignore-rules.ts';
import { type FixMode, lintBytes, type LintedFile } from './lint-file.ts';
import { loadFrontEnds } from './load-front-ends.ts';
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
  if (kind === undefined) throw new UserError(`--stdin-filename: only ${lintedNames()} files are linted.`);
  const reason = IgnoreScope.ofUser(config.ignores)?.reasonFor(path, false);
  if (reason !== undefined) return leftOut(path, reason);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const bytes = Buffer.concat(chunks);
  const read = performance.now();
  const worthParsing = isCandidate(kind, bytes, path, config.settings);
  if (worthParsing) await loadFrontEnds([path]);
  const linted: LintedFile = worthParsing
    ? lintBytes(new TextLinter(config), path, bytes, mode)
    : { result: cleanResult(path) };
  return {
    results: [linted.result],
    unsupported: [],
    ignored: [],
    crashes: linted.crash === undefined ? [] : [linted.crash],
    originals: originalsOf([linted]),
    statistics: {
      files: 1,
      bytes: bytes.length,
      candidates: worthParsing ? 1 : 0,
      candidateBytes: worthParsing ? bytes.length : 0,
      recalled: undefined,
      threads: 1,
      searchTime: read - started,
      lintTime: performance.now() - read,
    },
  };
}

/** Nothing is read, and there is no result: an editor asks about every file that it opens. */
function leftOut(path: string, reason: IgnoreReason): RunReport {
  return {
    results: [],
    unsupported: [],
    ignored: [{ path, reason }],
    crashes: [],
    originals: new Map(),
    statistics: {
      files: 0,
      bytes: 0,
      candidates: 0,
      candidateBytes: 0,
      recalled: undefined,
      threads: 1,
      searchTime: 0,
      lintTime: 0,
    },
  };
}
