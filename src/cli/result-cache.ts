/**
 * Results kept from run to run. A file's result holds as long as its bytes, the options, this version, and everything else that
 * was read for it are the same (`src/project/reading.ts`). Times and sizes only save reading: a file whose times changed is
 * compared by a digest of its bytes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { declaredEncodings } from '../project/declared-encoding.ts';
import { decode } from '../project/decode.ts';
import { typeOf } from '../project/file-access.ts';
import { sharedCache } from '../project/project-cache.ts';
import { digestOf, type Trace } from '../project/reading.ts';
import { StoredTraces } from '../project/trace-check.ts';
import { type TraceData, TraceWriter } from '../project/trace-data.ts';
import { VERSION } from '../version.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { type FileResult, fileResult, type ResultMessage, type SuppressedMessage } from './results.ts';
import { writeWhole } from './write-file.ts';

const DEFAULT_CACHE = '.session-lint-cache';

/** A file as it was read. */
export interface FileState {
  readonly digest: string;
  /** Null where its times do not tell whether it changed. */
  readonly stamp: string | null;
}

/** What the last run says of a file. */
export interface Recalled {
  readonly state: FileState;
  /** What it found, when it would find the same now. */
  readonly remembered: Remembered | undefined;
}

/** What a file has come to. */
export type Remembered =
  { readonly isCandidate: false } | { readonly isCandidate: true; readonly result: StoredResult };

interface StoredResult {
  readonly messages: readonly ResultMessage[];
  readonly suppressedMessages: readonly SuppressedMessage[];
}

interface Entry extends FileState {
  /** A number: as it was stored. */
  readonly trace: Trace | number;
  readonly remembered: Remembered;
}

type Row = readonly [digest: string, stamp: string | null, trace: number, result: StoredResult | null];

interface CacheFile {
  readonly key: string;
  readonly files: Readonly<Record<string, Row>>;
  readonly traces: TraceData;
}

/**
 * The file that `--cache-location` means, as ESLint has it: a path that ends with a slash, or is a folder, means a file in it that
 * is named after the working folder.
 */
export function cachePath(cwd: string, location: string | undefined): string {
  const path = resolve(cwd, location ?? DEFAULT_CACHE);
  const isFolder = /[\\/]$/.test(location ?? '') || typeOf(path) === 'folder';
  if (!isFolder) return path;
  return join(path, `.cache_${digestOf(cwd).replace(/\W/g, '').slice(0, 12)}`);
}

export class ResultCache {
  readonly path: string;
  readonly #key: string;
  readonly #entries: Map<string, Entry>;
  readonly #stored: StoredTraces;
  readonly #visited = new Set<string>();
  #changed = false;

  constructor(path: string, config: EffectiveConfig) {
    this.path = path;
    this.#key = keyOf(config);
    const { files, traces } = readCache(path, this.#key);
    this.#stored = new StoredTraces(traces, sharedCache);
    this.#entries = new Map();
    for (const [name, [digest, stamp, trace, result]] of Object.entries(files)) {
      const remembered: Remembered = result === null ? NO_CANDIDATE : { isCandidate: true, result };
      this.#entries.set(name, { digest, stamp, trace, remembered });
    }
  }

  /** True when more might hold once the analyses are loaded; see `StoredTraces`. */
  get lacksTables(): boolean {
    return this.#stored.lacksTables;
  }

  lookAgain(): void {
    this.#stored.lookAgain();
  }

  /** `read` is called when the times of the file do not tell that it is the same. */
  recall(path: string, read: () => Buffer): Recalled {
    this.#visited.add(path);
    const entry = this.#entries.get(path);
    const stamp = this.#stored.stampOf(path);
    const isSame = entry !== undefined && stamp !== null && entry.stamp === stamp;
    const state: FileState = { digest: isSame ? entry.digest : digestOf(read()), stamp };
    if (entry?.digest !== state.digest || !this.#holds(entry)) return { state, remembered: undefined };
    if (entry.stamp !== stamp) {
      this.#entries.set(path, { ...entry, stamp });
      this.#changed = true;
    }
    return { state, remembered: entry.remembered };
  }

  /** What was read for the result that is kept of a file. */
  traceOf(path: string): Trace | undefined {
    const trace = this.#entries.get(path)?.trace;
    return typeof trace === 'number' ? this.#stored.traceOf(trace) : trace;
  }

  #holds({ trace }: Entry): boolean {
    return typeof trace !== 'number' || this.#stored.holds(trace);
  }

  remember(path: string, state: FileState, trace: Trace, remembered: Remembered): void {
    this.#entries.set(path, { ...state, trace, remembered });
    this.#changed = true;
  }

  forget(path: string): void {
    if (this.#entries.delete(path)) this.#changed = true;
  }

  /** @throws what the file system throws */
  save(): void {
    if (!this.#changed && !this.#stored.hasLearned) return;
    const writer = new TraceWriter();
    const files: Record<string, Row> = {};
    for (const [path, { digest, stamp, trace, remembered }] of this.#entries) {
      // Another run may have looked at other files; those that are gone are of no use to anybody.
      if (!this.#visited.has(path) && !existsSync(path)) continue;
      const number = writer.add(typeof trace === 'number' ? this.#stored.traceOf(trace) : trace);
      files[path] = [digest, stamp, number, remembered.isCandidate ? remembered.result : null];
    }
    const content = JSON.stringify({ key: this.#key, files, traces: writer.take() } satisfies CacheFile);
    writeWhole(this.path, `${digestOf(content)}\n${content}`);
  }
}

/** Everything beside files that has a say in what is found. */
function keyOf({ rules, settings, encoding, extensions, types }: EffectiveConfig): string {
  const about = [VERSION, process.version, rules, settings, encoding, extensions, types, homedir(), tmpdir()];
  return digestOf(JSON.stringify(about));
}

/** The result as a run gives it; the text of the file is read again where findings are shown with it. */
export function resultOf(path: string, { messages, suppressedMessages }: StoredResult): FileResult {
  const parts = { filePath: path, messages, suppressedMessages };
  if (messages.length + suppressedMessages.length === 0) return fileResult(parts);
  const bytes = readFileSync(path);
  return fileResult({ ...parts, source: decode(bytes, declaredEncodings(bytes, path)).text });
}

/** True when fixes were left to be made: that has to be done anew. */
export function hasFixes({ messages, suppressedMessages }: StoredResult): boolean {
  return [...messages, ...suppressedMessages].some(({ fix }) => fix !== undefined);
}

const NO_CANDIDATE: Remembered = { isCandidate: false };

/** Nothing, where there is no file, or one of other options, or one that is damaged: the first line is a digest of the rest. */
function readCache(path: string, key: string): CacheFile {
  const nothing: CacheFile = { key, files: {}, traces: { paths: [], observations: [], traces: [] } };
  try {
    const text = readFileSync(path, 'utf8');
    const lineEnd = text.indexOf('\n');
    const content = text.slice(lineEnd + 1);
    if (digestOf(content) !== text.slice(0, lineEnd)) return nothing;
    const file = JSON.parse(content) as CacheFile;
    return file.key === key ? file : nothing;
  } catch {
    return nothing;
  }
}
