/**
 * What one run of the analysis shares: the subject (the one attribute that is followed), the language's program, the
 * budget, and what is collected on the way.
 */
import type { Site, State, Step } from './state.ts';
import type { Func, Handlers, Span } from './ir.ts';
import type { Key } from './key.ts';
import type { Program } from './program.ts';
import type { TypeName } from './type-name.ts';
import type { Value } from './value.ts';

export interface ManagerTraits {
  /** Values are serialized inside the set, so that later changes are lost. */
  readonly eager: boolean;
  readonly savesAtCommit: boolean;
  /** Storing the instance that is already stored does nothing where a model says so. */
  readonly sameInstanceIgnored: boolean;
  /** Re-setting what a scope-aware API handed out happens at request end (Spring before 6 for handler parameters). */
  readonly springRewrites: boolean;
}

/** How an attribute is reached in the source: for messages and for writing it back. */
export interface Access {
  readonly func: Func;
  readonly span: Span;
  readonly handle: Span;
  readonly key: Span;
}

/** Findings that do not depend on the path: a field no replication carries, `setAttribute("i", i++)`. */
export interface DirectFinding {
  readonly key: Key;
  readonly site: Site;
}

export class Collector {
  readonly mutated = new Set<Key>();
  readonly written = new Set<Key>();
  readonly removed = new Set<Key>();
  readonly reads = new Map<Key, Access>();
  /** Looked up in several scopes, of which the session's is one: the place does not tell that there is such an attribute. */
  readonly maybe = new Set<Key>();
  readonly direct = new Map<string, DirectFinding>();
  /** Closures that were stored in a field or returned: something else may run them. */
  readonly escaped = new Set<Func>();
  /** Functions that were followed from a call, and closures that were run. */
  readonly followed = new Set<Func>();
  readonly closures = new Map<Func, ReadonlyMap<number, Value>>();
  /** Something concerns every attribute: the session is ended or emptied, or its names are listed. */
  touchesAll = false;
  /** A value from the session went into a function that was not followed: too deep a call, or one too large to lower. */
  isCutShort = false;

  /** Takes over what another collector found; of direct findings nothing, because they may move to the call. */
  add(other: Collector): void {
    for (const key of other.mutated) this.mutated.add(key);
    for (const key of other.written) this.written.add(key);
    for (const key of other.removed) this.removed.add(key);
    for (const key of other.maybe) this.maybe.add(key);
    for (const [key, access] of other.reads) if (!this.reads.has(key)) this.reads.set(key, access);
    for (const func of other.followed) this.followed.add(func);
    for (const func of other.escaped) this.escaped.add(func);
    for (const [func, captured] of other.closures) if (!this.closures.has(func)) this.closures.set(func, captured);
    if (other.touchesAll) this.touchesAll = true;
    if (other.isCutShort) this.isCutShort = true;
  }

  touches(key: Key): boolean {
    if (this.touchesAll || this.mutated.has(key) || this.written.has(key) || this.removed.has(key)) return true;
    return this.reads.has(key) || this.maybe.has(key);
  }
}

/** What running a function on some arguments came to: an entry of the summary table. */
export interface Summary {
  readonly exits: readonly Exit[];
  readonly collector: Collector;
}

/** What is known of a function over all arguments it was run on without a subject. */
export interface Outline {
  readonly collector: Collector;
  value: Value | undefined;
  returns: boolean;
  throws: boolean;
}

/** The fixpoint of a function did not settle within its budget. */
export class BudgetExceeded extends Error {}

export interface Exit {
  readonly state: State;
  readonly value: Value;
  readonly span: Span;
  /** Set when the function ends by an exception: its type, or null when that is unknown. */
  readonly thrown: TypeName | null | undefined;
}

export interface Context {
  readonly program: Program;
  readonly traits: ManagerTraits;
  readonly subject: Key | undefined;
  readonly collector: Collector;
  readonly memo: Map<string, Summary>;
  /** Filled while no subject is followed; afterwards it tells which calls cannot concern the subject. */
  readonly outlines: Map<Func, Outline>;
  /** Block visits left before the analysis gives up. */
  readonly budget: { left: number };
  /** Called when a filter passes the request on; set while a filter is judged. */
  readonly onNextFilter: ((state: State, step: Step) => void) | undefined;
  /**
   * Set while it is asked what becomes of the changes of one function: those made outside of it do not count. Inside, all do,
   * and the summaries are others.
   */
  readonly changer: { readonly func: Func; readonly memo: Map<string, Summary> } | undefined;
}

/** One function being run, on one set of arguments. */
export interface Activation {
  readonly context: Context;
  readonly func: Func;
  readonly self: Value;
  readonly parameters: readonly Value[];
  readonly stack: readonly Func[];
  /** Sends a state to the handlers of an exception, or out of the function. */
  raise(state: State, type: TypeName | undefined, handlers: Handlers, implicit: boolean): void;
}
