/** Traces as plain data, to be sent between threads and written to a file; what traces share is there once. */
import { type Observation, observationOf, type Repeatable, Trace } from './reading.ts';

/** Numbers are indices from the first one that was ever written, of paths, observations and traces. */
export interface TraceData {
  readonly paths: readonly string[];
  readonly observations: readonly ObservationRow[];
  readonly traces: readonly TraceRow[];
}

export type ObservationRow = readonly [path: number, what: string, seen: string, stamp: string | null];

export type TraceRow =
  | readonly [observations: readonly number[], parts: readonly number[]]
  | readonly [observations: readonly number[], parts: readonly number[], repeatable: Repeatable];

export class TraceWriter {
  readonly #observationNumbers = new Map<Observation, number>();
  readonly #traceNumbers = new Map<Trace, number>();
  readonly #pathNumbers = new Map<string, number>();
  #paths: string[] = [];
  #observations: ObservationRow[] = [];
  #traces: TraceRow[] = [];

  /** The number of the trace. As deep as answers are made from answers: a few dozen at most. */
  add(trace: Trace): number {
    const known = this.#traceNumbers.get(trace);
    if (known !== undefined) return known;
    const own = new Set(trace.observations);
    const parts: number[] = [];
    for (const part of trace.parts) {
      if (isSmall(part)) for (const observation of part.observations) own.add(observation);
      else parts.push(this.add(part));
    }
    const observations = Array.from(own, (observation) => this.#addObservation(observation));
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
    this.#observations.push([this.#addPath(path), what, seen, stamp]);
    const number = this.#observationNumbers.size;
    this.#observationNumbers.set(observation, number);
    return number;
  }

  #addPath(path: string): number {
    const known = this.#pathNumbers.get(path);
    if (known !== undefined) return known;
    this.#paths.push(path);
    const number = this.#pathNumbers.size;
    this.#pathNumbers.set(path, number);
    return number;
  }

  /** What was added since the last time. */
  take(): TraceData {
    const data = { paths: this.#paths, observations: this.#observations, traces: this.#traces };
    this.#paths = [];
    this.#observations = [];
    this.#traces = [];
    return data;
  }
}

/** A row of its own would be longer than what it says. */
function isSmall({ observations, parts, repeatable }: Trace): boolean {
  return repeatable === undefined && parts.size === 0 && observations.size <= 2;
}

/** The other end of a `TraceWriter`. */
export class TraceReader {
  readonly #paths: string[] = [];
  readonly #observations: Observation[] = [];
  readonly #traces: Trace[] = [];

  /** @throws {RangeError} for a number that nothing stands behind */
  add({ paths, observations, traces }: TraceData): void {
    for (const path of paths) this.#paths.push(path);
    for (const [path, what, seen, stamp] of observations) {
      this.#observations.push(observationOf(at(this.#paths, path), what, seen, stamp));
    }
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
