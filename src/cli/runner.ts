/** Finds the files, leaves out what cannot have findings, and lints the rest. */
import { relative } from 'node:path';
import { type FileKind, kindOf } from '../file-kinds.ts';
import { Trace, traced } from '../project/reading.ts';
import { activeLanguages, isCandidate } from './candidates.ts';
import type { ChangedFiles } from './changed-files.ts';
import { discover, discoverAmong, type Found } from './discover.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { FileReader } from './file-reader.ts';
import type { IgnoreReason } from './ignore-rules.ts';
import { type FixMode, type LintedFile, unreadable } from './lint-file.ts';
import { type Candidate, divide, runWorker, threadCount } from './pool.ts';
import type { Progress } from './progress.ts';
import { type FileState, hasFixes, type ResultCache, resultOf } from './result-cache.ts';
import { byPath, cleanResult, type FileResult } from './results.ts';

export interface RunRequest {
  readonly cwd: string;
  readonly targets: readonly string[];
  readonly config: EffectiveConfig;
  readonly mode: FixMode;
  readonly concurrency: number | 'auto';
  readonly workerUrl: URL | undefined;
  readonly progress: Progress;
  /** Only these; else all that the targets hold. */
  readonly among?: ChangedFiles | undefined;
  readonly shard?: Shard | undefined;
  /** Reading is recorded when there is one. */
  readonly cache?: RunCache | undefined;
}

/** One part of several that are about as large. */
export interface Shard {
  /** One-based. */
  readonly index: number;
  readonly count: number;
}

export interface RunCache {
  readonly results: ResultCache;
  /** Names of files that the run itself writes. */
  readonly ownFiles: readonly string[];
}

export interface RunStatistics {
  readonly files: number;
  readonly bytes: number;
  readonly candidates: number;
  readonly candidateBytes: number;
  /** Files with sessions whose results a run before this one has left; undefined without a cache. */
  readonly recalled: number | undefined;
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
  /** With a cache: what its entries need beside the results, by path. */
  readonly states: ReadonlyMap<string, CandidateState>;
  readonly files: number;
  readonly bytes: number;
  readonly recalled: number;
}

interface CandidateState {
  readonly file: FileState;
  /** What was read to find that the file is worth a parse. */
  readonly trace: Trace;
}

export async function run(request: RunRequest): Promise<RunReport> {
  const started = performance.now();
  const found = await searchWithCache(request);
  const searched = performance.now();
  const threads = request.workerUrl === undefined ? 1 : threadCount(found.candidates, request.concurrency);
  const linted = found.candidates.length === 0 ? [] : await lintAll(request, found, threads);
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
      recalled: request.cache && found.recalled,
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

/** What the analyses alone can make again seems to have changed as long as they are not loaded. */
async function searchWithCache(request: RunRequest): Promise<Search> {
  const found = search(request);
  const results = request.cache?.results;
  if (results?.lacksTables !== true) return found;
  const [{ loadFrontEnds }] = await Promise.all([import('./load-front-ends.ts'), import('./lint-text.ts')]);
  await loadFrontEnds(found.candidates.map(({ path }) => path));
  results.lookAgain();
  return search(request);
}

/** Reading is synchronous: on files that the system has cached it is several times faster than promises. */
function search(request: RunRequest): Search {
  const { config, progress } = request;
  const results: FileResult[] = [];
  const unsupported: string[] = [];
  const ignored: IgnoredPath[] = [];
  const candidates: Candidate[] = [];
  const states = new Map<string, CandidateState>();
  const reader = new FileReader();
  const active = activeLanguages(config.rules);
  let files = 0;
  let bytes = 0;
  let recalled = 0;
  for (const found of filesOf(request)) {
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
      const judged = judge(found.path, kind, reader, request);
      bytes += judged.bytes;
      if (judged.state !== undefined) states.set(found.path, judged.state);
      if (judged.result === undefined) candidates.push({ path: found.path, bytes: judged.size });
      else results.push(judged.result);
      if (judged.isRecalled) recalled++;
    } catch (error) {
      results.push(unreadable(found.path, error));
    }
  }
  return { results, unsupported, ignored, candidates, states, files, bytes, recalled };
}

function filesOf({ cwd, targets, config: { ignores }, among, shard }: RunRequest): Iterable<Found> {
  const request = { cwd, targets, ignores };
  const all = among === undefined ? discover(request) : discoverAmong(among.paths, request);
  if (shard === undefined) return all;
  // In turn, so that the files of one folder, which are alike, are spread over the parts.
  const sorted = [...all].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.filter((_, at) => at % shard.count === shard.index - 1);
}

interface Judged {
  /** Undefined for a file that has to be linted. */
  readonly result?: FileResult;
  /** That were read. */
  readonly bytes: number;
  /** Of the file, when it has to be linted. */
  readonly size: number;
  readonly state?: CandidateState;
  readonly isRecalled?: boolean;
}

function judge(path: string, kind: FileKind, reader: FileReader, { config, mode, cache, among }: RunRequest): Judged {
  const given = among?.contents.get(path);
  let content = given;
  const read = (): Buffer => (content ??= reader.read(path));
  // A text that is on no disk is in no cache.
  const recalled = given === undefined ? cache?.results.recall(path, read) : undefined;
  const known = recalled?.remembered;
  if (known !== undefined && (!known.isCandidate || mode.fix === 'none' || !hasFixes(known.result))) {
    const result = known.isCandidate ? resultOf(path, known.result) : cleanResult(path);
    return { result, bytes: content?.length ?? 0, size: 0, isRecalled: known.isCandidate };
  }
  const bytes = read();
  const size = bytes.length;
  const { value: isWorthParsing, trace } = traced(() => isCandidate(kind, bytes, path, config.settings));
  if (recalled !== undefined && trace !== undefined) {
    const { state } = recalled;
    if (isWorthParsing) return { bytes: size, size, state: { file: state, trace } };
    if (!trace.isUntold) cache?.results.remember(path, state, trace, { isCandidate: false });
  }
  return isWorthParsing ? { bytes: size, size } : { result: cleanResult(path), bytes: size, size };
}

/** The first share is linted on this thread, while the workers have theirs. */
async function lintAll(
  request: RunRequest,
  { candidates, states }: Search,
  threads: number,
): Promise<readonly LintedFile[]> {
  const { config, mode, workerUrl, progress, cwd, cache, among } = request;
  const linted: LintedFile[] = [];
  const recordExcept = cache?.ownFiles ?? null;
  const accept = (file: LintedFile, trace: Trace | undefined) => {
    linted.push(file);
    const state = states.get(file.result.filePath);
    if (cache !== undefined && state !== undefined) remember(cache.results, file, state, trace);
    progress.update(
      () => `Linting: ${linted.length} of ${candidates.length} files, ${relative(cwd, file.result.filePath)}`,
    );
  };
  const [own = [], ...others] = divide(candidates, threads);
  const workers = others.map(async (share) => {
    if (workerUrl !== undefined) {
      const paths = share.map(({ path }) => path);
      await runWorker(workerUrl, { paths, contents: contentsFor(paths, among), config, mode, recordExcept }, accept);
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
  for (const { path } of own) {
    const { value, trace } = traced(() => lintFile(linter, path, mode, among?.contents.get(path)));
    accept(value, trace);
  }
  await allWorkers;
  if (workerUrl !== undefined) await lintWithMoreStack(linted, workerUrl, request, accept);
  return linted;
}

/** A file that was fixed, or on which we failed, is looked at anew by the next run. */
function remember(cache: ResultCache, file: LintedFile, state: CandidateState, trace: Trace | undefined): void {
  const { result, crash, unwritten, digest } = file;
  const { filePath, messages, suppressedMessages, output } = result;
  const isLasting = crash === undefined && output === undefined && unwritten !== true;
  const isTold = trace?.isUntold === false && !state.trace.isUntold;
  if (!isLasting || !isTold || digest !== state.file.digest) {
    cache.forget(filePath);
    return;
  }
  const whole = new Trace();
  whole.parts.add(state.trace).add(trace);
  cache.remember(filePath, state.file, whole, { isCandidate: true, result: { messages, suppressedMessages } });
}

function contentsFor(paths: readonly string[], among: ChangedFiles | undefined): ReadonlyMap<string, Uint8Array> {
  return new Map(
    paths.flatMap((path) => {
      const content = among?.contents.get(path);
      return content === undefined ? [] : [[path, content] as const];
    }),
  );
}

/** Code that is nested as only generators nest it is read again by a thread with a stack that is large enough. */
async function lintWithMoreStack(
  linted: LintedFile[],
  workerUrl: URL,
  { config, mode, cache, among }: RunRequest,
  accept: (file: LintedFile, trace: Trace | undefined) => void,
): Promise<void> {
  const { NESTED_TOO_DEEPLY } = await import('../languages/java/parse.ts');
  const isDeep = ({ result }: LintedFile) =>
    result.messages.some(({ fatal, message }) => fatal === true && message.includes(NESTED_TOO_DEEPLY));
  const deep = linted.filter(isDeep);
  if (deep.length === 0) return;
  const paths = deep.map(({ result }) => result.filePath);
  linted.splice(0, linted.length, ...linted.filter((file) => !deep.includes(file)));
  const task = { paths, contents: contentsFor(paths, among), config, mode, recordExcept: cache?.ownFiles ?? null };
  await runWorker(workerUrl, task, accept, { stackSizeMb: STACK_MB });
}

const STACK_MB = 200;
