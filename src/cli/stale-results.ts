/** Which findings no longer hold, since the run has repaired files that were read for them. */
import { sharedCache } from '../project/project-cache.ts';
import type { Trace } from '../project/reading.ts';
import { StoredTraces } from '../project/trace-check.ts';
import { TraceWriter } from '../project/trace-data.ts';

/** What was read for the result of each file, by path. */
export class ReadFiles {
  readonly #traces = new Map<string, Trace | undefined>();

  /** Takes the place of what was read for an earlier result of the file. */
  note(path: string, trace: Trace | undefined): void {
    this.#traces.set(path, trace);
  }

  /** Of files about which nothing is told nobody knows: they count as well. */
  stalePaths(): ReadonlySet<string> {
    sharedCache.recheckAll();
    const writer = new TraceWriter();
    const numbers = Array.from(this.#traces, ([path, trace]) => {
      const isTold = trace !== undefined && !trace.isUntold;
      return [path, isTold ? writer.add(trace) : undefined] as const;
    });
    const now = new StoredTraces(writer.take(), sharedCache);
    return new Set(numbers.flatMap(([path, number]) => (number !== undefined && now.holds(number) ? [] : [path])));
  }
}
