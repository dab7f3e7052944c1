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
import { byPath, cleanResult, type FileResult, fileResult } from './results.ts';
import { ReadFiles } from './stale-results.ts';
import { noteParts } from './used-parts.ts';

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
  /** Only while it is recorded what is read. */
  readonly cache?: ResultCache | undefined;
  /** Names of files that the run itself writes, while it is recorded what is read; else null. */
  readonly recordExcept: readonly string[] | null;
}

/** One part of several that are about as large. */
export interface Shard {
  /** One-based. */
  readonly index: number;
  readonly count: number;
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
  /** Of files that do not have to be linted. */
  readonly results: FileResult[];
  readonly unsupported: string[];
  readonly ignored: IgnoredPath[];
  readonly candidates: Candidate[];
  /** With a cache: what its entries need beside the results, by path. */
  readonly states: ReadonlyMap<string, CandidateState>;
  /** What was read for the results that the cache gave, by path. */
  readonly recalledTraces: ReadonlyMap<string, Trace>;
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
  const threads = threadsFor(found.candidates, request);
  const linted = await lintUntilSettled(request, found);
  const isLinted = new Set(linted.map(({ result }) => result.filePath));
  const others = found.results.filter(({ filePath }) => !isLinted.has(filePath));
  return {
    results: [...others, ...linted.map(({ result }) => result)].sort(byPath),
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

function threadsFor(candidates: readonly Candidate[], { workerUrl, concurrency }: RunRequest): number {
  return workerUrl === undefined ? 1 : threadCount(candidates, concurrency);
}

/** As often as ESLint goes over one file. */
const MAX_ROUNDS = 10;

/** A repair of one file may settle what was found in another, or bring something to light there. */
async function lintUntilSettled(request: RunRequest, found: Search): Promise<readonly LintedFile[]> {
  const { mode, recordExcept } = request;
  const read = new ReadFiles();
  for (const [path, trace] of found.recalledTraces) read.note(path, trace);
  const done = new Map<string, LintedFile>();
  let { candidates } = found;
  for (let round = 0; round < MAX_ROUNDS && candidates.length > 0; round++) {
    const linted = await lintAll(request, { ...found, candidates }, read);
    for (const file of linted) done.set(file.result.filePath, withEarlierOutput(file, done.get(file.result.filePath)));
    const isRepaired = mode.fix === 'write' && linted.some(({ result }) => result.output !== undefined);
    if (!isRepaired || recordExcept === null) break;
    const stale = read.stalePaths();
    candidates = found.candidates.filter(({ path }) => stale.has(path));
    for (const path of found.recalledTraces.keys()) if (stale.has(path)) candidates.push({ path, bytes: 0 });
  }
  return [...done.values()];
}

/** The file has been written, and stays so, although there was nothing more to repair. */
function withEarlierOutput(file: LintedFile, earlier: LintedFile | undefined): LintedFile {
  const output = file.result.output ?? earlier?.result.output;
  return output === undefined ? file : { ...file, result: fileResult({ ...file.result, output }) };
}

export function originalsOf(linted: readonly LintedFile[]): ReadonlyMap<string, string> {
  return new Map(
    linted.flatMap(({ result, original }) => (original === undefined ? [] : [[result.filePath, original] as const])),
  );
}

/** What the analyses alone can make again seems to have changed as long as they are not loaded. */
async function searchWithCache(request: RunRequest): Promise<Search> {
  const found = search(request);
  const { cache } = request;
  if (cache?.lacksTables !== true) return found;
  const [{ loadFrontEnds }] = await Promise.all([import('./load-front-ends.ts'), import('./lint-text.ts')]);
  await loadFrontEnds(found.candidates.map(({ path }) => path));
  cache.lookAgain();
  return search(request);
}

/** Reading is synchronous: on files that the system has cached it is several times faster than promises. */
function search(request: RunRequest): Search {
  noteParts(['search']);
  const { config, progress } = request;
  const results: FileResult[] = [];
  const unsupported: string[] = [];
  const ignored: IgnoredPath[] = [];
  const candidates: Candidate[] = [];
  const states = new Map<string, CandidateState>();
  const recalledTraces = new Map<string, Trace>();
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
      if (judged.recalledTrace !== undefined) recalledTraces.set(found.path, judged.recalledTrace);
      if (judged.isRecalled) recalled++;
    } catch (error) {
      results.push(unreadable(found.path, error));
    }
  }
  return { results, unsupported, ignored, candidates, states, recalledTraces, files, bytes, recalled };
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
  /** Where it may be of use. */
  readonly recalledTrace?: Trace | undefined;
}

function judge(path: string, kind: FileKind, reader: FileReader, { config, mode, cache, among }: RunRequest): Judged {
  const given = among?.contents.get(path);
  let content = given;
  const read = (): Buffer => (content ??= reader.read(path));
  // A text that is on no disk is in no cache.
  const recalled = given === undefined ? cache?.recall(path, read) : undefined;
  const known = recalled?.remembered;
  if (known !== undefined && (!known.isCandidate || mode.fix === 'none' || !hasFixes(known.result))) {
    const result = known.isCandidate ? resultOf(path, known.result) : cleanResult(path);
    const isInDoubt = known.isCandidate && mode.fix === 'write';
    const recalledTrace = isInDoubt ? cache?.traceOf(path) : undefined;
    return { result, bytes: content?.length ?? 0, size: 0, isRecalled: known.isCandidate, recalledTrace };
  }
  const bytes = read();
  const size = bytes.length;
  const { value: isWorthParsing, trace } = traced(() => isCandidate(kind, bytes, path, config.settings));
  if (recalled !== undefined && trace !== undefined) {
    const { state } = recalled;
    if (isWorthParsing) return { bytes: size, size, state: { file: state, trace } };
    if (!trace.isUntold) cache?.remember(path, state, trace, { isCandidate: false });
  }
  return isWorthParsing ? { bytes: size, size } : { result: cleanResult(path), bytes: size, size };
}

/** The first share is linted on this thread, while the workers have theirs. */
async function lintAll(
  request: RunRequest,
  { candidates, states }: Search,
  read: ReadFiles,
): Promise<readonly LintedFile[]> {
  const { config, mode, workerUrl, progress, cwd, cache, among, recordExcept } = request;
  const linted: LintedFile[] = [];
  const accept = (file: LintedFile, trace: Trace | undefined) => {
    linted.push(file);
    const path = file.result.filePath;
    read.note(path, trace);
    const state = states.get(path);
    if (state !== undefined) remember(cache, file, state, trace);
    else cache?.forget(path);
    progress.update(
      () => `Linting: ${linted.length} of ${candidates.length} files, ${relative(cwd, file.result.filePath)}`,
    );
  };
  const [own = [], ...others] = divide(candidates, threadsFor(candidates, request));
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
function remember(
  cache: ResultCache | undefined,
  file: LintedFile,
  state: CandidateState,
  trace: Trace | undefined,
): void {
  if (cache === undefined) return;
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
  { config, mode, among, recordExcept }: RunRequest,
  accept: (file: LintedFile, trace: Trace | undefined) => void,
): Promise<void> {
  const { NESTED_TOO_DEEPLY } = await import('../languages/java/parse.ts');
  const isDeep = ({ result }: LintedFile) =>
    result.messages.some(({ fatal, message }) => fatal === true && message.includes(NESTED_TOO_DEEPLY));
  const deep = linted.filter(isDeep);
  if (deep.length === 0) return;
  const paths = deep.map(({ result }) => result.filePath);
  linted.splice(0, linted.length, ...linted.filter((file) => !deep.includes(file)));
  const task = { paths, contents: contentsFor(paths, among), config, mode, recordExcept };
  await runWorker(workerUrl, task, accept, { stackSizeMb: STACK_MB });
}

const STACK_MB = 200;
