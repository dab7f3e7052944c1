/**
 * What was learned of a project, kept between files, for ESLint rules have no start or end of a run of their own.
 *
 * Freshness. An editor keeps the process for hours, a command-line run wants everything read once, and both use this cache:
 * - `fromFile` values (a parsed descriptor, the listing of a folder) are bound to the modification time, change time and
 *   size of their file, looked at again at most once per `recheckMs`. So an edit is seen within that time. A folder's times
 *   change when an entry is added, removed or renamed.
 * - `derived` values (source roots, the choice of a session manager) come from many files. They live for `recheckMs`, or for
 *   `COST_FACTOR` times the time that it took to compute them, whichever is longer, so that a very large tree that takes a
 *   second to survey costs at most two per cent of the time, and a small one is always up to date.
 * - An unsaved buffer counts at once: values of its file are made from its text, and so are `derived` values of tables that say
 *   which texts they are made of.
 * - After `recheckAll()` everything is compared with the disk, or made again, before it is used: the program itself has written.
 * - `clear()` forgets everything at once.
 * Every table drops its oldest entries beyond `MAX_ENTRIES`.
 */
import { stampOf } from './file-access.ts';
import { openDocumentAt, openStamp } from './open-document.ts';
import { digestOf, isRecording, noteTrace, type Trace, traced } from './reading.ts';

const DEFAULT_RECHECK_MS = 2000;
const COST_FACTOR = 50;
const MAX_ENTRIES = 50_000;

/** Names one kind of cached value. The type parameter ties what is put in to what comes out. */
export interface CacheTable<T> {
  readonly name: string;
  readonly holds?: (value: T) => void;
  /** Files whose text goes into `derived` values, by path. Left out: what goes in are files that are not linted. */
  readonly madeOf?: RegExp;
  readonly repeat?: Repeat<T>;
}

/** How a value is made again from its key alone, for a table from `repeatableTable`. */
export interface Repeat<T> {
  readonly again: (key: string, cache: ProjectCache) => T;
  /** Text that is the same for the same value. */
  readonly textOf: (value: T) => string;
}

interface RepeatOptions<T> extends Pick<CacheTable<T>, 'madeOf'> {
  readonly textOf?: Repeat<T>['textOf'];
}

const repeats = new Map<string, (key: string, cache: ProjectCache) => string>();

/**
 * A table of values that say little of much: a list of files out of a whole tree, a yes or a no. Where a run of the command
 * line finds that what a value was made from has changed, it makes the value again, and what depends on it still holds if
 * the value is the same.
 */
export function repeatableTable<T>(
  name: string,
  again: Repeat<T>['again'],
  { textOf = asJson, madeOf }: RepeatOptions<T> = {},
) {
  if (repeats.has(name)) throw new Error(`There are two tables of ${name}.`);
  repeats.set(name, (key, cache) => digestOf(textOf(again(key, cache))));
  return { name, repeat: { again, textOf }, ...(madeOf && { madeOf }) } satisfies CacheTable<T>;
}

/** The digest of a value made again; undefined when the table is not known, for its module is not loaded. */
export function repeatedDigest(table: string, key: string, cache: ProjectCache): string | undefined {
  return repeats.get(table)?.(key, cache);
}

function asJson(value: unknown): string {
  // Undefined has no form in JSON.
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? text : '';
}

interface Entry {
  readonly value: unknown;
  /** What the value was made from, when that is recorded. */
  readonly trace: Trace | undefined;
  readonly stamp: string | undefined;
  freshUntil: number;
  /** The `epoch` in which it was made, or compared. */
  epoch: number;
}

/** Files of servers and balancers: whatever is no program. */
export const CONFIGURATION = /\.(?:xml|conf|cfg|nginx|vhost|properties)$|[\\/][^.\\/]+$/i;

export interface ProjectCacheOptions {
  /** Milliseconds; Infinity for a run in which no file changes. */
  readonly recheckMs?: number;
  readonly now?: () => number;
}

export class ProjectCache {
  recheckMs: number;
  /** Grows when all that is kept is in doubt. */
  epoch = 0;
  readonly #now: () => number;
  readonly #tables = new Map<object, Map<string, Entry>>();

  constructor(options: ProjectCacheOptions = {}) {
    this.recheckMs = options.recheckMs ?? DEFAULT_RECHECK_MS;
    this.#now = options.now ?? (() => performance.now());
  }

  /** A value made from many files, under a key of the caller's choice. */
  derived<T>(table: CacheTable<T>, key: string, compute: () => T): T {
    const entries = this.#entries(table);
    const now = this.#now();
    const stamp = table.madeOf && openStamp(table.madeOf);
    // One slot for what holds with a buffer in place: each stroke of a key makes another text.
    const slot = stamp === undefined ? key : `${key}\0with buffer`;
    const known = entries.get(slot);
    const { epoch } = this;
    if (isUsable(known) && known.stamp === stamp && this.#isFresh(known, now)) return handOut(known) as T;
    const { value, trace } = tracedFor(table, key, compute);
    const done = this.#now();
    const entry: Entry = { value, trace, stamp, epoch, freshUntil: done + this.#lifetime(done - now) };
    this.#put(entries, slot, entry);
    noteTrace(trace);
    return value;
  }

  /** A value made from one file or folder. `read` runs for a missing path, too, and says what that means. */
  fromFile<T>(table: CacheTable<T>, path: string, read: (path: string) => T): T {
    const entries = this.#entries(table);
    const now = this.#now();
    const known = entries.get(path);
    const isBuffer = openDocumentAt(path) !== undefined;
    const { epoch } = this;
    if (isUsable(known) && !isBuffer && this.#isFresh(known, now)) return handOut(known) as T;
    // The stamp is taken before reading: a change during the read makes the entry stale, never wrongly fresh.
    const stamp = stampOf(path);
    // What was made of a buffer is compared with the disk as soon as another file is linted.
    const freshUntil = isBuffer ? 0 : now + this.recheckMs;
    if (isUsable(known) && known.stamp === stamp) {
      known.freshUntil = freshUntil;
      known.epoch = epoch;
      return handOut(known) as T;
    }
    const { value, trace } = tracedFor(table, path, () => read(path));
    const entry: Entry = { value, trace, stamp, freshUntil, epoch };
    this.#put(entries, path, entry);
    noteTrace(trace);
    return value;
  }

  /** For a program that has changed files of the project. */
  recheckAll(): void {
    this.epoch++;
  }

  clear(): void {
    this.#tables.clear();
  }

  #isFresh({ freshUntil, epoch }: Entry, now: number): boolean {
    return now < freshUntil && epoch === this.epoch;
  }

  #lifetime(cost: number): number {
    return Math.max(this.recheckMs, cost * COST_FACTOR);
  }

  #entries(table: object): Map<string, Entry> {
    const known = this.#tables.get(table);
    if (known) return known;
    const entries = new Map<string, Entry>();
    this.#tables.set(table, entries);
    return entries;
  }

  #put(entries: Map<string, Entry>, key: string, entry: Entry): void {
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size <= MAX_ENTRIES) return;
    const oldest = entries.keys().next();
    if (!oldest.done) entries.delete(oldest.value);
  }
}

/** What was kept before anything was recorded has no trace. */
function isUsable(entry: Entry | undefined): entry is Entry {
  return entry !== undefined && (entry.trace !== undefined || !isRecording());
}

function handOut({ value, trace }: Entry): unknown {
  noteTrace(trace);
  return value;
}

function tracedFor<T>(table: CacheTable<T>, key: string, compute: () => T) {
  const { value, trace } = traced(compute);
  const { repeat, name } = table;
  if (trace !== undefined && repeat !== undefined) {
    trace.repeatable = { table: name, key, digest: digestOf(repeat.textOf(value)) };
  }
  return { value, trace };
}

/** The cache that is used where none is given. */
export const sharedCache = new ProjectCache();
