/** Finds the files, leaves out what cannot have findings, and lints the rest. */
import { relative } from 'node:path';
import { kindOf } from '../file-kinds.ts';
import { activeLanguages, isCandidate } from './candidates.ts';
import { discover } from './discover.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { FileReader } from './file-reader.ts';
import type { IgnoreReason } from './ignore-rules.ts';
import { type FixMode, type LintedFile, unreadable } from './lint-file.ts';
import { type Candidate, divide, runWorker, threadCount } from './pool.ts';
import type { Progress } from './progress.ts';
import { byPath, cleanResult, type FileResult } from './results.ts';

export interface RunRequest {
  readonly cwd: string;
  readonly targets: readonly string[];
  readonly config: EffectiveConfig;
  readonly mode: FixMode;
  readonly concurrency: number | 'auto';
  readonly workerUrl: URL | undefined;
  readonly progress: Progress;
}

export interface RunStatistics {
  readonly files: number;
  readonly bytes: number;
  readonly candidates: number;
  readonly candidateBytes: number;
  readonly threads: number;
  /** Milliseconds. */
  readonly searchTime: number;
  readonly lintTime: number;
}

export interface RunReport {
  /** Every file that was found, sorted by path. */
  readonly results: readonly FileResult[];
  /** Named by the user, of a kind that is not linted. */
  readonly unsupported: readonly string[];
  /** Named by the user, and left out by patterns of the user. */
  readonly ignored: readonly IgnoredPath[];
  /** Stacks of our own failures. */
  readonly crashes: readonly string[];
  /** Texts before fixes that would be made (dry run), by path. */
  readonly originals: ReadonlyMap<string, string>;
  readonly statistics: RunStatistics;
}

export interface IgnoredPath {
  readonly path: string;
  readonly reason: IgnoreReason;
}

interface Search {
  readonly results: FileResult[];
  readonly unsupported: string[];
  readonly ignored: IgnoredPath[];
  readonly candidates: Candidate[];
  readonly files: number;
  readonly bytes: number;
}

export async function run(request: RunRequest): Promise<RunReport> {
  const started = performance.now();
  const found = search(request);
  const searched = performance.now();
  const threads = request.workerUrl === undefined ? 1 : threadCount(found.candidates, request.concurrency);
  const linted = found.candidates.length === 0 ? [] : await lintAll(request, found.candidates, threads);
  return {
    results: [...found.results, ...linted.map(({ result }) => result)].sort(byPath),
    unsupported: found.unsupported,
    ignored: found.ignored,
    crashes: linted.flatMap(({ crash }) => crash ?? []),
    originals: originalsOf(linted),
    statistics: {
      files: found.files,
      bytes: found.bytes,
      candidates: found.candidates.length,
      candidateBytes: found.candidates.reduce((sum, { bytes }) => sum + bytes, 0),
      threads,
      searchTime: searched - started,
      lintTime: performance.now() - searched,
    },
  };
}

export function originalsOf(linted: readonly LintedFile[]): ReadonlyMap<string, string> {
  return new Map(
    linted.flatMap(({ result, original }) => (original === undefined ? [] : [[result.filePath, original] as const])),
  );
}

/** Reading is synchronous: on files that the system has cached it is several times faster than promises. */
function search({ cwd, targets, config, progress }: RunRequest): Search {
  const results: FileResult[] = [];
  const unsupported: string[] = [];
  const ignored: IgnoredPath[] = [];
  const candidates: Candidate[] = [];
  const reader = new FileReader();
  const active = activeLanguages(config.rules);
  let files = 0;
  let bytes = 0;
  for (const found of discover({ cwd, targets, ignores: config.ignores })) {
    if (found.type === 'unsupported') {
      unsupported.push(found.path);
      continue;
    }
    if (found.type === 'ignored') {
      ignored.push(found);
      continue;
    }
    if (found.type === 'unreadable') {
      results.push(unreadable(found.path, new Error(found.reason)));
      continue;
    }
    files++;
    progress.update(() => `Searching: ${files} files, ${candidates.length} of them with sessions`);
    try {
      const kind = kindOf(found.path);
      if (kind === undefined || !active.has(kind.language)) {
        results.push(cleanResult(found.path));
        continue;
      }
      const content = reader.read(found.path);
      bytes += content.length;
      if (isCandidate(kind, content, found.path)) {
        candidates.push({ path: found.path, bytes: content.length });
      } else results.push(cleanResult(found.path));
    } catch (error) {
      results.push(unreadable(found.path, error));
    }
  }
  return { results, unsupported, ignored, candidates, files, bytes };
}

/** The first share is linted on this thread, while the workers have theirs. */
async function lintAll(
  request: RunRequest,
  candidates: readonly Candidate[],
  threads: number,
): Promise<readonly LintedFile[]> {
  const { config, mode, workerUrl, progress, cwd } = request;
  const linted: LintedFile[] = [];
  const accept = (file: LintedFile) => {
    linted.push(file);
    progress.update(
      () => `Linting: ${linted.length} of ${candidates.length} files, ${relative(cwd, file.result.filePath)}`,
    );
  };
  const [own = [], ...others] = divide(candidates, threads);
  const workers = others.map(async (share) => {
    if (workerUrl !== undefined) {
      await runWorker(workerUrl, { paths: share.map(({ path }) => path), config, mode }, accept);
    }
  });
  // A worker that fails while this thread is busy must not count as an unhandled rejection.
  const allWorkers = Promise.all(workers);
  allWorkers.catch(() => undefined);
  const [{ TextLinter }, { lintFile }, { loadFrontEnds }] = await Promise.all([
    import('./lint-text.ts'),
    import('./lint-file.ts'),
    import('./load-front-ends.ts'),
  ]);
  await loadFrontEnds(own.map(({ path }) => path));
  const linter = new TextLinter(config);
  for (const { path } of own) accept(lintFile(linter, path, mode));
  await allWorkers;
  return workerUrl === undefined ? linted : await withMoreStack(linted, workerUrl, request);
}

/** Code that is nested as only generators nest it is read again by a thread with a stack that is large enough. */
async function withMoreStack(
  linted: readonly LintedFile[],
  workerUrl: URL,
  { config, mode }: RunRequest,
): Promise<readonly LintedFile[]> {
  const { NESTED_TOO_DEEPLY } = await import('../languages/java/parse.ts');
  const isDeep = ({ result }: LintedFile) =>
    result.messages.some(({ fatal, message }) => fatal === true && message.includes(NESTED_TOO_DEEPLY));
  const paths = linted.filter(isDeep).map(({ result }) => result.filePath);
  if (paths.length === 0) return linted;
  const again = new Map<string, LintedFile>();
  const accept = (file: LintedFile) => again.set(file.result.filePath, file);
  await runWorker(workerUrl, { paths, config, mode }, accept, { stackSizeMb: STACK_MB });
  return linted.map((file) => again.get(file.result.filePath) ?? file);
}

const STACK_MB = 200;
