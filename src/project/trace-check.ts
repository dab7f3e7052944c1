/**
 * Whether what was read for an answer is still there as it was. Works on the rows of a `TraceWriter` as they come from a file:
 * there are tens of thousands, and objects of them are made only when they are written again.
 */
import { statSync } from 'node:fs';
import { contentDigest, namesIn, realPathOf, startDigest, typeOf } from './file-access.ts';
import { listingDigest } from './observed-listing.ts';
import { type ProjectCache, repeatedDigest } from './project-cache.ts';
import { observationOf, type Repeatable, settledStamp, Trace, traced } from './reading.ts';
import type { ObservationRow, TraceData } from './trace-data.ts';
import { zipDirectoryDigest } from './zip-directory.ts';

const UNKNOWN = 0;
const HOLDS = 1;
const FAILS = 2;

export class StoredTraces {
  readonly #data: TraceData;
  readonly #cache: ProjectCache;
  readonly #traceStates: Uint8Array;
  readonly #observationStates: Uint8Array;
  /** Where it was looked again later than when the rows were written. */
  readonly #newStamps = new Map<number, string | null>();
  readonly #madeAgain = new Map<number, Trace>();
  readonly #traces = new Map<number, Trace>();
  readonly #stamps = new Map<string, string | null>();
  #lacksTables = false;

  constructor(data: TraceData, cache: ProjectCache) {
    this.#data = data;
    this.#cache = cache;
    this.#traceStates = new Uint8Array(data.traces.length);
    this.#observationStates = new Uint8Array(data.observations.length);
  }

  /** True when the traces tell more than they did: the next check will have less to read. */
  get hasLearned(): boolean {
    return this.#newStamps.size > 0 || this.#madeAgain.size > 0;
  }

  /** True when something was taken to have changed because the module that can make it again is not loaded. */
  get lacksTables(): boolean {
    return this.#lacksTables;
  }

  /** Looks once more at what did not hold. */
  lookAgain(): void {
    this.#lacksTables = false;
    this.#traceStates.forEach((state, number) => {
      if (state === FAILS) this.#traceStates[number] = UNKNOWN;
    });
  }

  /** True when the answer with this trace would be the same today. */
  holds(number: number): boolean {
    const known = this.#traceStates[number];
    if (known === undefined) return false;
    if (known !== UNKNOWN) return known === HOLDS;
    const answer = this.#isUntouched(number) || this.#comesOutTheSame(number);
    this.#traceStates[number] = answer ? HOLDS : FAILS;
    return answer;
  }

  /** The stamp that the path has now, when it is one that can be trusted. */
  stampOf(path: string): string | null {
    let stamp = this.#stamps.get(path);
    if (stamp === undefined) {
      stamp = stampNow(path);
      this.#stamps.set(path, stamp);
    }
    return stamp;
  }

  /** As an object, with all that was learned. */
  traceOf(number: number): Trace {
    const known = this.#traces.get(number);
    if (known !== undefined) return known;
    const trace = new Trace();
    this.#traces.set(number, trace);
    const [observations, parts, repeatable] = this.#data.traces[number] ?? [[], []];
    trace.repeatable = repeatable;
    const again = this.#madeAgain.get(number);
    if (again !== undefined) {
      trace.replaceBy(again);
      return trace;
    }
    for (const at of observations) {
      const row = this.#data.observations[at];
      if (row === undefined) continue;
      const [, what, seen, stamp] = row;
      const path = this.#pathOf(row);
      const newer = this.#newStamps.get(at);
      trace.observations.add(observationOf(path, what, seen, newer === undefined ? stamp : newer));
    }
    for (const part of parts) trace.parts.add(this.traceOf(part));
    return trace;
  }

  #isUntouched(number: number): boolean {
    const row = this.#data.traces[number];
    if (row === undefined) return false;
    const [observations, parts] = row;
    for (const at of observations) if (!this.#isSeenAgain(at)) return false;
    for (const part of parts) if (!this.holds(part)) return false;
    return true;
  }

  #comesOutTheSame(number: number): boolean {
    const repeatable = this.#data.traces[number]?.[2];
    if (repeatable === undefined) return false;
    const again = traced(() => this.#digestNow(repeatable));
    if (again.value === undefined) this.#lacksTables = true;
    if (again.value !== repeatable.digest) return false;
    // Next time it is enough to look at what it was made from now.
    if (again.trace !== undefined) this.#madeAgain.set(number, again.trace);
    return true;
  }

  #digestNow({ table, key }: Repeatable): string | undefined {
    try {
      return repeatedDigest(table, key, this.#cache);
    } catch {
      // A key that no version of ours has written.
      return undefined;
    }
  }

  #isSeenAgain(at: number): boolean {
    const known = this.#observationStates[at];
    if (known !== UNKNOWN) return known === HOLDS;
    const row = this.#data.observations[at];
    const answer = row !== undefined && this.#looksTheSame(row, at);
    this.#observationStates[at] = answer ? HOLDS : FAILS;
    return answer;
  }

  #looksTheSame(row: ObservationRow, at: number): boolean {
    const [, what, , before] = row;
    // Where a path leads, and what it is, no stamp tells.
    if (!hasStamps(what)) return this.#isTheSame(row);
    // Taken before the file is read.
    const stamp = this.stampOf(this.#pathOf(row));
    if (before !== null && before === stamp) return true;
    if (!this.#isTheSame(row)) return false;
    // The listing that was looked at may be older than the stamp.
    if (isOfContent(what) && stamp !== before) this.#newStamps.set(at, stamp);
    return true;
  }

  #pathOf([path]: ObservationRow): string {
    return this.#data.paths[path] ?? '';
  }

  #isTheSame(row: ObservationRow): boolean {
    const [, what, seen] = row;
    const path = this.#pathOf(row);
    const [kind, detail = ''] = split(what);
    switch (kind) {
      case 'content':
        return contentDigest(path) === seen;
      case 'start':
        return startDigest(path, Number(detail)) === seen;
      case 'directory':
        return zipDirectoryDigest(path) === seen;
      case 'listing':
        return listingDigest(namesIn(path, this.#cache)) === seen;
      case 'entry':
        return (namesIn(path, this.#cache).get(detail) ?? '') === seen;
      case 'type':
        return (typeOf(path) ?? '') === seen;
      case 'real':
        return realPathOf(path) === seen;
      default:
        return false;
    }
  }
}

function stampNow(path: string): string | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? null : settledStamp(stat);
  } catch {
    return null;
  }
}

function hasStamps(what: string): boolean {
  return what !== 'type' && what !== 'real';
}

function isOfContent(what: string): boolean {
  return what === 'content' || what === 'directory' || what.startsWith('start ');
}

function split(what: string): [kind: string, detail?: string] {
  const blank = what.indexOf(' ');
  return blank < 0 ? [what] : [what.slice(0, blank), what.slice(blank + 1)];
}
