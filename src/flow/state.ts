/**
 * What is known at one point of one path. The analysis follows one attribute at a time (the subject), so the property part
 * of a state (`Status`) is small; states with the same status are merged where paths meet, others stay apart (property
 * simulation: Das, Lerner, Seigle, "ESP", PLDI 2002).
 */
import type { Func, Span, Var } from './ir.ts';
import { SharedMap } from './shared-map.ts';
import { isPlain, joinValues, originSet, sameValue, unknownValue, type Origin, type Value } from './value.ts';
import type { Certainty, LostMutationKind } from './facts.ts';

/**
 * idle: nothing done to the attribute yet. dirty: changed, and not written since. written: stored in this request, so that
 * a manager that serializes at its end takes later changes too. late: changed after it was written, where the manager
 * serializes eagerly. gone: removed, or the session ended.
 */
export type Phase = 'idle' | 'dirty' | 'written' | 'late' | 'gone';

export interface Status {
  readonly phase: Phase;
  /** The attribute is known to be null on this path. */
  readonly absent: boolean;
  /** A loop over the attribute names has handed out the subject's name. */
  readonly namesTaken: boolean;
  /** The path leads through a handler of an exception that may, but need not, happen. */
  readonly doubtful: boolean;
  /** The change was written back by a call that does nothing (Mojarra), or with a stale copy. */
  readonly vain: 'sameInstanceIgnored' | 'staleCopy' | null;
}

export const idle: Status = { phase: 'idle', absent: false, namesTaken: false, doubtful: false, vain: null };

/** A step of evidence in the file of `func`. */
export interface Step {
  readonly func: Func;
  readonly span: Span;
}

/** A change that made the subject dirty (or late). */
export interface Site {
  /** Function in whose text the change stands, and the changing expression. */
  readonly func: Func;
  readonly span: Span;
  readonly kind: LostMutationKind;
  readonly certainty: Certainty;
  /** Calls that lead from this site into the callee that makes the change, outermost first. */
  readonly inner: readonly Step[];
  /** The object was read in the activation that the site stands in, not handed to it. */
  readonly read: Step | null;
  readonly detail: string;
  /** The phase that the change led to. */
  readonly phase: 'dirty' | 'late';
  /** The call by which the path came to the site from another file, where the site stands in that file's text. */
  readonly entered?: Step;
}

/** A change of the subject, for those who ask what else was changed; as a range, where a write-back has to come after. */
export interface NotedChange extends Span {
  readonly kind: LostMutationKind;
  readonly certainty: Certainty;
  readonly detail: string;
  /** A finding about it would stand at this place, were it the first. */
  readonly isHere: boolean;
}

export interface State {
  readonly env: SharedMap<Var, Value>;
  heap: SharedMap<string, Value>;
  status: Status;
  sites: ReadonlyMap<string, Site>;
  /** All changes in the outermost function since the last write, in the order of a path. */
  changes: readonly NotedChange[];
  /** Where the subject was last read. */
  read: Step | null;
  /** Symbols known to be null here: what a memoising getter tests before it fills its field. */
  nulls: ReadonlySet<string>;
  /** Copies of the subject that exist, and those of them that were made before its last change. */
  copies: readonly Origin[];
  stale: readonly Origin[];
  /** Objects made on this path that were stored as the subject. */
  bound: readonly Origin[];
}

const noSites: ReadonlyMap<string, Site> = new Map();
const noNulls: ReadonlySet<string> = new Set();

export function freshState(env: SharedMap<Var, Value>, heap: SharedMap<string, Value>, status: Status): State {
  return {
    env,
    heap,
    status,
    sites: noSites,
    changes: [],
    read: null,
    nulls: noNulls,
    copies: [],
    stale: [],
    bound: [],
  };
}

export function cloneState(state: State): State {
  return { ...state, env: state.env.share(), heap: state.heap.share() };
}

export function setVariable(state: State, variable: Var, value: Value): void {
  if (isPlain(value)) state.env.delete(variable);
  else state.env.set(variable, value);
}

export function getVariable(state: State, variable: Var): Value {
  return state.env.get(variable) ?? unknownValue;
}

export function statusKey(status: Status): string {
  return (
    status.phase +
    (status.absent ? '-' : '') +
    (status.namesTaken ? 'n' : '') +
    (status.doubtful ? '?' : '') +
    (status.vain ?? '')
  );
}

/** More changes than this have no one place behind them; they are counted no further. */
export const maxChanges = 40;

export function withChange(changes: readonly NotedChange[], change: NotedChange): readonly NotedChange[] {
  return changes.length >= maxChanges ? changes : [...changes, change];
}

/** States with equal keys are merged where they meet. Flags (boolean locals set to constants) keep paths apart as well. */
export function stateKey(state: State, flags: readonly Var[]): string {
  let key = statusKey(state.status) + (state.read === null ? '' : 'r');
  for (const flag of flags) {
    const literal = state.env.get(flag)?.literal;
    key += literal === true ? 'T' : literal === false ? 'F' : '_';
  }
  return key;
}

/** Merges `from` into `into`. Returns false when `into` already covered it. `place` names the meeting point. */
export function mergeInto(into: State, from: State, place: string): boolean {
  let changed = mergeValues(into.env, from.env, (variable) => `${place}/${variable}`);
  if (mergeValues(into.heap, from.heap, (path) => `${place}/${path}`)) changed = true;
  const sites = mergeSites(into.sites, from.sites);
  if (sites !== into.sites) {
    into.sites = sites;
    changed = true;
  }
  const missing =
    into.changes.length >= maxChanges
      ? []
      : from.changes.filter((span) => !into.changes.some((other) => other.start === span.start));
  if (missing.length > 0) {
    into.changes = [...into.changes, ...missing];
    changed = true;
  }
  into.read ??= from.read;
  const nulls = [...into.nulls].filter((symbol) => from.nulls.has(symbol));
  if (nulls.length < into.nulls.size) {
    into.nulls = new Set(nulls);
    changed = true;
  }
  const copies = originSet([...into.copies, ...from.copies]);
  const stale = originSet([...into.stale, ...from.stale]);
  const bound = originSet([...into.bound, ...from.bound]);
  if (copies.length > into.copies.length || stale.length > into.stale.length || bound.length > into.bound.length) {
    into.copies = copies;
    into.stale = stale;
    into.bound = bound;
    changed = true;
  }
  return changed;
}

function mergeSites(a: ReadonlyMap<string, Site>, b: ReadonlyMap<string, Site>): ReadonlyMap<string, Site> {
  let merged: Map<string, Site> | undefined;
  for (const [id, site] of b) {
    if (!a.has(id)) (merged ??= new Map(a)).set(id, site);
  }
  return merged ?? a;
}

function mergeValues<K>(into: SharedMap<K, Value>, from: SharedMap<K, Value>, phi: (key: K) => string): boolean {
  if (into.sharesWith(from)) return false;
  let changed = false;
  for (const [key, value] of into) {
    const other = from.get(key) ?? unknownValue;
    if (other === value) continue;
    const joined = joinValues(value, other, phi(key));
    if (!sameValue(joined, value)) {
      into.set(key, joined);
      changed = true;
    }
  }
  for (const [key, value] of from) {
    if (into.has(key)) continue;
    // Absent means unknown: only what may be is kept, nothing that must be.
    const joined = joinValues(unknownValue, value, phi(key));
    into.set(key, joined);
    changed = true;
  }
  return changed;
}
