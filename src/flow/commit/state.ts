/** What is known at one point of a path: variables, objects, sessions, the response, and work that is under way. */
import type { Var } from '../ir.ts';
import { SharedMap } from '../shared-map.ts';
import { Heap } from './heap.ts';
import { joinValues, sameValue, type Step, type Value } from './value.ts';

/** A change of session data. */
export interface Site {
  readonly id: string;
  /** In the function whose file is analysed: the change, or the call that leads to it. */
  readonly step: Step;
  /** The change itself, if it is in another file. */
  readonly inner: Step | null;
  readonly read: Step | null;
  readonly key: string | null;
  readonly how: 'write' | 'part' | 'delete';
  /** Takes something away. */
  readonly removes: boolean;
  readonly afterCommit: Step | null;
  /** Elysia: written back as the object that is there already. */
  readonly sameReference: boolean;
  /** What makes the change late, and where. */
  readonly late: LateCause | null;
}

export interface LateCause {
  readonly kind: 'afterResponse' | 'headersSent' | 'lateHook' | 'socket' | 'bypassed' | 'detached';
  readonly step: Step;
  readonly text: string;
}

export type Sites = Map<string, Site>;

/** Open changes that are kept per session and path: the latest ones. Generated code has thousands. */
const maxOpen = 24;

/** Puts an entry in, as the latest. */
export function addOpen<T>(open: Map<string, T>, id: string, entry: T): void {
  open.delete(id);
  open.set(id, entry);
  if (open.size <= maxOpen) return;
  for (const oldest of open.keys()) {
    open.delete(oldest);
    break;
  }
}

export interface SessionState {
  readonly library: string;
  /** The function obtained the session itself, or handles the request that it belongs to. */
  owned: boolean;
  generation: number;
  /** A call that will replace the session when it has completed. */
  replacing: { readonly step: Step; readonly call: string } | null;
  replaced: { readonly step: Step; readonly call: string } | null;
  /** A write that the library sees has happened in this request. */
  wrote: boolean;
  committed: Step | null;
  /** Someone else has the handle and may save it. */
  escaped: boolean;
  ended: boolean;
  /** The call that has taken the session away from the request for good. */
  destroyed: { readonly step: Step; readonly call: string } | null;
  /** Changes of parts that no write has followed. */
  dirty: Sites;
  /** Changes since the last commit. */
  changes: Sites;
  /** Changes that come too late to be saved. */
  late: Sites;
  /** Changes of copies that the library made. */
  copies: Sites;
  /** Changes of values that were cloned when they were written. */
  afterClone: Sites;
  /** Objects of which the library has taken a clone, by tag. */
  cloned: Map<string, { readonly key: string | null; readonly step: Step }>;
  /** Commits that have been started, by promise. */
  floating: Map<string, { readonly step: Step; readonly sites: Sites }>;
  /** Results of commits that have to be sent. */
  unsent: Map<string, Step>;
}

/** What will run the work: a promise, a timer, or a call that takes an error-first callback. */
export type WorkKind = 'promise' | 'timer' | 'callback';

/** Work that is under way, by what runs it. */
export interface Pending {
  readonly step: Step;
  readonly how: WorkKind;
  /** The work that started it; null for the main path. */
  startedIn: string | null;
  readonly sites: Map<string, { readonly site: Site; readonly session: string }>;
  responded: boolean;
  /** The last call that saves a session, made as part of this work. */
  save?: Step;
}

export interface ResponseState {
  ended: { readonly step: Step; readonly text: string; readonly work: string | null } | null;
  headers: { readonly step: Step; readonly text: string } | null;
  bypassed: Step | null;
}

export interface State {
  readonly env: Env;
  readonly heap: Heap;
  readonly sessions: Map<string, SessionState>;
  readonly pending: Map<string, Pending>;
  readonly response: ResponseState;
  /** The promise or timer whose work this is; null on the main path. */
  work: string | null;
  /** Where no response is under way. */
  outside: LateCause | null;
  /** Copies that somebody else has, by tag. */
  readonly sharedCopies: Set<string>;
  /** Only until the call is over: it does not return on this path. */
  leaving: Leaving | null;
}

export interface Leaving {
  /** As the source calls it: `redirect()`. */
  readonly call: string;
  /** The request is answered so; else it fails. */
  readonly answers: boolean;
}

export class Env {
  readonly parent: Env | undefined;
  readonly own: SharedMap<Var, Value>;

  constructor(parent: Env | undefined, own: SharedMap<Var, Value> = new SharedMap<Var, Value>()) {
    this.parent = parent;
    this.own = own;
  }

  get(variable: Var): Value | undefined {
    const own = this.own.get(variable);
    if (own !== undefined) return own;
    for (let env = this.parent; env !== undefined; env = env.parent) {
      const value = env.own.get(variable);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  clone(): Env {
    return new Env(this.parent, this.own.share());
  }
}

export function freshState(): State {
  return {
    env: new Env(undefined),
    heap: new Heap(),
    sessions: new Map(),
    pending: new Map(),
    response: { ended: null, headers: null, bypassed: null },
    work: null,
    outside: null,
    sharedCopies: new Set(),
    leaving: null,
  };
}

export function freshSession(library: string, owned: boolean): SessionState {
  return {
    library,
    owned,
    generation: 0,
    replacing: null,
    replaced: null,
    wrote: false,
    committed: null,
    escaped: false,
    ended: false,
    destroyed: null,
    dirty: new Map(),
    changes: new Map(),
    late: new Map(),
    copies: new Map(),
    afterClone: new Map(),
    cloned: new Map(),
    floating: new Map(),
    unsent: new Map(),
  };
}

function cloneSession(session: SessionState): SessionState {
  return {
    ...session,
    dirty: new Map(session.dirty),
    changes: new Map(session.changes),
    late: new Map(session.late),
    copies: new Map(session.copies),
    afterClone: new Map(session.afterClone),
    cloned: new Map(session.cloned),
    floating: new Map(session.floating),
    unsent: new Map(session.unsent),
  };
}

export function cloneState(state: State, env: Env = state.env.clone()): State {
  return {
    env,
    heap: state.heap.share(),
    sessions: new Map([...state.sessions].map(([id, session]) => [id, cloneSession(session)])),
    pending: new Map([...state.pending].map(([id, one]) => [id, { ...one, sites: new Map(one.sites) }])),
    response: { ...state.response },
    work: state.work,
    outside: state.outside,
    sharedCopies: new Set(state.sharedCopies),
    leaving: state.leaving,
  };
}

/** Forgets what is still open, for a path whose end is judged on its own. */
export function forgetOpen(state: State): void {
  for (const session of state.sessions.values()) {
    for (const sites of [session.dirty, session.changes, session.late, session.copies, session.afterClone])
      sites.clear();
    session.floating.clear();
    session.unsent.clear();
  }
  state.pending.clear();
}

/** States with equal keys are merged where paths meet. */
export function statusKey(state: State): string {
  const parts: string[] = [];
  for (const [id, one] of state.sessions) {
    const open = [one.dirty, one.changes, one.late, one.copies, one.afterClone, one.floating, one.unsent];
    const marks = [
      one.wrote,
      one.escaped,
      one.ended,
      one.destroyed !== null,
      one.committed !== null,
      one.replacing !== null,
    ];
    const bits = [...open.map((sites) => sites.size > 0), ...marks].map((bit) => (bit ? '1' : '0')).join('');
    if (bits.includes('1') || one.generation > 0) parts.push(`${id}:${one.generation}:${bits}`);
  }
  parts.sort();
  const { ended, headers, bypassed } = state.response;
  parts.push(
    ended === null ? '' : `ended${ended.work ?? ''}`,
    headers === null ? '' : 'h',
    bypassed === null ? '' : 'b',
  );
  for (const [id, one] of state.pending) parts.push(`${id}${one.sites.size > 0 ? '+' : ''}${one.responded ? 'r' : ''}`);
  parts.push(state.work ?? '', state.outside === null ? '' : 'o', state.leaving === null ? '' : 'l');
  return parts.join('|');
}

/** Adds what the other state knows. True if anything was new. */
export function mergeInto(target: State, other: State): boolean {
  let changed = mergeEnv(target.env, other.env);
  changed = target.heap.merge(other.heap) || changed;
  for (const [id, session] of other.sessions) {
    const old = target.sessions.get(id);
    if (old === undefined) {
      target.sessions.set(id, cloneSession(session));
      changed = true;
    } else changed = mergeSession(old, session) || changed;
  }
  for (const [id, one] of other.pending) {
    const old = target.pending.get(id);
    if (old === undefined) {
      target.pending.set(id, { ...one, sites: new Map(one.sites) });
      changed = true;
    } else {
      changed = addAll(old.sites, one.sites) || changed;
      if (one.save !== undefined) old.save ??= one.save;
      if (one.responded && !old.responded) {
        old.responded = true;
        changed = true;
      }
    }
  }
  for (const id of other.sharedCopies) {
    if (target.sharedCopies.has(id)) continue;
    target.sharedCopies.add(id);
    changed = true;
  }
  target.response.ended ??= other.response.ended;
  target.response.headers ??= other.response.headers;
  target.response.bypassed ??= other.response.bypassed;
  return changed;
}

function mergeSession(target: SessionState, other: SessionState): boolean {
  let changed = false;
  changed = addAll(target.dirty, other.dirty) || changed;
  changed = addAll(target.changes, other.changes) || changed;
  changed = addAll(target.late, other.late) || changed;
  changed = addAll(target.copies, other.copies) || changed;
  changed = addAll(target.afterClone, other.afterClone) || changed;
  changed = addAll(target.cloned, other.cloned) || changed;
  changed = addAll(target.floating, other.floating) || changed;
  changed = addAll(target.unsent, other.unsent) || changed;
  target.wrote ||= other.wrote;
  target.escaped ||= other.escaped;
  target.ended ||= other.ended;
  target.owned &&= other.owned;
  target.committed ??= other.committed;
  target.replacing ??= other.replacing;
  target.replaced ??= other.replaced;
  // Where the request still has it on another path, nothing is said.
  if (other.destroyed === null) target.destroyed = null;
  return changed;
}

function addAll<T>(target: Map<string, T>, other: ReadonlyMap<string, T>): boolean {
  let changed = false;
  for (const [id, one] of other) {
    if (target.has(id)) continue;
    if (target.size >= maxOpen) return changed;
    target.set(id, one);
    changed = true;
  }
  return changed;
}

function mergeEnv(target: Env, other: Env): boolean {
  if (target.own.sharesWith(other.own)) return false;
  let changed = false;
  for (const [variable, value] of other.own) {
    const old = target.own.get(variable);
    if (old === undefined) {
      target.own.set(variable, value);
      changed = true;
      continue;
    }
    if (old === value) continue;
    const joined = joinValues(old, value);
    if (joined === old || sameValue(old, joined)) continue;
    target.own.set(variable, joined);
    changed = true;
  }
  return changed;
}
