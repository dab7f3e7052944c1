/** Whether what was read for an answer is still there as it was. */
import { statSync } from 'node:fs';
import { contentDigest, namesIn, realPathOf, startDigest, typeOf } from './file-access.ts';
import { listingDigest } from './observed-listing.ts';
import { type ProjectCache, repeatedDigest } from './project-cache.ts';
import { type Observation, type Repeatable, settledStamp, type Trace, traced } from './reading.ts';
import { zipDirectoryDigest } from './zip-directory.ts';

export class TraceCheck {
  readonly #cache: ProjectCache;
  readonly #traces = new Map<Trace, boolean>();
  readonly #observations = new Map<Observation, boolean>();
  readonly #paths = new Map<string, string | null>();
  #hasLearned = false;

  constructor(cache: ProjectCache) {
    this.#cache = cache;
  }

  /** True when the traces tell more than they did: the next check will have less to read. */
  get hasLearned(): boolean {
    return this.#hasLearned;
  }

  /** True when the answer would be the same today. */
  holds(trace: Trace): boolean {
    const known = this.#traces.get(trace);
    if (known !== undefined) return known;
    const answer = this.#isUntouched(trace) || this.#comesOutTheSame(trace);
    this.#traces.set(trace, answer);
    return answer;
  }

  /** The stamp that the path has now, when it is one that can be trusted. */
  stampOf(path: string): string | null {
    let stamp = this.#paths.get(path);
    if (stamp === undefined) {
      stamp = stampNow(path);
      this.#paths.set(path, stamp);
    }
    return stamp;
  }

  #isUntouched({ observations, parts }: Trace): boolean {
    for (const observation of observations) if (!this.#isSeenAgain(observation)) return false;
    for (const part of parts) if (!this.holds(part)) return false;
    return true;
  }

  #comesOutTheSame(trace: Trace): boolean {
    const { repeatable } = trace;
    if (repeatable === undefined) return false;
    const again = traced(() => this.#digestNow(repeatable));
    if (again.value !== repeatable.digest) return false;
    // Next time it is enough to look at what it was made from now.
    if (again.trace !== undefined) trace.replaceBy(again.trace);
    this.#hasLearned = true;
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

  #isSeenAgain(observation: Observation): boolean {
    let answer = this.#observations.get(observation);
    if (answer === undefined) {
      // Taken before the file is read.
      const stamp = this.stampOf(observation.path);
      answer = (stamp !== null && observation.stamp === stamp) || this.#looksTheSame(observation);
      // Where a path leads, and what a link is, no stamp tells: those have none, and get none.
      if (answer && isOfContent(observation) && observation.stamp !== stamp) {
        observation.stamp = stamp;
        this.#hasLearned = true;
      }
      this.#observations.set(observation, answer);
    }
    return answer;
  }

  #looksTheSame({ path, what, seen }: Observation): boolean {
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
    return settledStamp(statSync(path));
  } catch {
    return null;
  }
}

function isOfContent({ what }: Observation): boolean {
  return what === 'content' || what.startsWith('start ') || what === 'directory';
}

function split(what: string): [kind: string, detail?: string] {
  const blank = what.indexOf(' ');
  return blank < 0 ? [what] : [what.slice(0, blank), what.slice(blank + 1)];
}
