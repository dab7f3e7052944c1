/** Traces as plain data, to be sent between threads and written to a file; what traces share is there once. */
import { type Observation, observationOf, type Repeatable, Trace } from './reading.ts';

/** Numbers are indices from the first one that was ever written, of observations and of traces. */
export interface TraceData {
  readonly observations: readonly ObservationRow[];
  readonly traces: readonly TraceRow[];
}

export type ObservationRow = readonly [path: string, what: string, seen: string, stamp: string | null];

export type TraceRow =
  | readonly [observations: readonly number[], parts: readonly number[]]
  | readonly [observations: readonly number[], parts: readonly number[], repeatable: Repeatable];

export class TraceWriter {
  readonly #observationNumbers = new Map<Observation, number>();
  readonly #traceNumbers = new Map<Trace, number>();
  #observations: ObservationRow[] = [];
  #traces: TraceRow[] = [];

  /** The number of the trace. As deep as answers are made from answers: a few dozen at most. */
  add(trace: Trace): number {
    const known = this.#traceNumbers.get(trace);
    if (known !== undefined) return known;
    const parts = [...trace.parts].map((part) => this.add(part));
    const observations = [...trace.observations].map((observation) => this.#addObservation(observation));
    const { repeatable } = trace;
    this.#traces.push(repeatable === undefined ? [observations, parts] : [observations, parts, repeatable]);
    const number = this.#traceNumbers.size;
    this.#traceNumbers.set(trace, number);
    return number;
  }

  #addObservation(observation: Observation): number {
    const known = this.#observationNumbers.get(observation);
    if (known !== undefined) return known;
    const { path, what, seen, stamp } = observation;
    this.#observations.push([path, what, seen, stamp]);
    const number = this.#observationNumbers.size;
    this.#observationNumbers.set(observation, number);
    return number;
  }

  /** What was added since the last time. */
  take(): TraceData {
    const data = { observations: this.#observations, traces: this.#traces };
    this.#observations = [];
    this.#traces = [];
    return data;
  }
}

/** The other end of a `TraceWriter`. */
export class TraceReader {
  readonly #observations: Observation[] = [];
  readonly #traces: Trace[] = [];

  /** @throws {RangeError} for a number that nothing stands behind */
  add({ observations, traces }: TraceData): void {
    for (const row of observations) this.#observations.push(observationOf(...row));
    for (const [own, parts, repeatable] of traces) {
      const trace = new Trace();
      for (const number of own) trace.observations.add(at(this.#observations, number));
      for (const number of parts) trace.parts.add(at(this.#traces, number));
      trace.repeatable = repeatable;
      this.#traces.push(trace);
    }
  }

  get(number: number): Trace {
    return at(this.#traces, number);
  }
}

function at<T>(list: readonly T[], number: number): T {
  const item = list[number];
  if (item === undefined) throw new RangeError(`There is nothing numbered ${number}.`);
  return item;
}
