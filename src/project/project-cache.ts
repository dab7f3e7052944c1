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
 * - `clear()` forgets everything at once.
 * Every table drops its oldest entries beyond `MAX_ENTRIES`.
 */
import { stampOf } from './file-access.ts';
import { openDocumentAt, openStamp } from './open-document.ts';

const DEFAULT_RECHECK_MS = 2000;
const COST_FACTOR = 50;
const MAX_ENTRIES = 50_000;

/** Names one kind of cached value. The type parameter ties what is put in to what comes out. */
export interface CacheTable<T> {
  readonly name: string;
  readonly holds?: (value: T) => void;
  /** Files whose text goes into `derived` values, by path. Left out: what goes in are files that are not linted. */
  readonly madeOf?: RegExp;
}

interface Entry {
  readonly value: unknown;
  readonly stamp: string | undefined;
  freshUntil: number;
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
  readonly #now: () => number;
  readonly #tables = new Map<CacheTable<never>, Map<string, Entry>>();

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
    if (known && known.stamp === stamp && now < known.freshUntil) return known.value as T;
    const value = compute();
    const done = this.#now();
    this.#put(entries, slot, { value, stamp, freshUntil: done + this.#lifetime(done - now) });
    return value;
  }

  /** A value made from one file or folder. `read` runs for a missing path, too, and says what that means. */
  fromFile<T>(table: CacheTable<T>, path: string, read: (path: string) => T): T {
    const entries = this.#entries(table);
    const now = this.#now();
    const known = entries.get(path);
    const isBuffer = openDocumentAt(path) !== undefined;
    if (known && !isBuffer && now < known.freshUntil) return known.value as T;
    // The stamp is taken before reading: a change during the read makes the entry stale, never wrongly fresh.
    const stamp = stampOf(path);
    // What was made of a buffer is compared with the disk as soon as another file is linted.
    const freshUntil = isBuffer ? 0 : now + this.recheckMs;
    if (known && known.stamp === stamp) {
      known.freshUntil = freshUntil;
      return known.value as T;
    }
    const value = read(path);
    this.#put(entries, path, { value, stamp, freshUntil });
    return value;
  }

  clear(): void {
    this.#tables.clear();
  }

  #lifetime(cost: number): number {
    return Math.max(this.recheckMs, cost * COST_FACTOR);
  }

  #entries(table: CacheTable<never>): Map<string, Entry> {
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

/** The cache that is used where none is given. */
export const sharedCache = new ProjectCache();
