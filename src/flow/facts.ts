/**
 * What the session-flow analysis says of one file. Rules turn facts into messages; they add no judgement of their own.
 * All ranges are half-open UTF-16 offsets into the text of the file that they are in.
 */

/** How sure a fact is: `proved` by the code that was read, `likely` where a name or an unread callee had to be judged. */
export type Certainty = 'proved' | 'likely';

export interface TraceStep {
  /** Absolute path, or null for the analysed file itself. */
  readonly file: string | null;
  readonly range: readonly [start: number, end: number];
  /** One-based, so that a step in another file can be shown without reading that file again. */
  readonly line: number;
  readonly column: number;
  /** `cluster`: not on the path, but why it matters: what says that there is more than one node. */
  readonly role: 'read' | 'call' | 'change' | 'write' | 'end' | 'cluster';
  /** A sentence without a final dot: `attribute "cart" is read here`. */
  readonly text: string;
}

/** Text to insert to put the object back, and whether it is proved to be safe. */
export interface WriteBack {
  /** Offset at which to insert. */
  readonly at: number;
  readonly text: string;
  readonly safe: boolean;
}

export type LostMutationKind =
  /** Changed and not written back on some path. */
  | 'lost'
  /** The same, but the change is made by a method that was handed the object. */
  | 'lostInCall'
  /** The method that makes the change could not be read and is judged by its name. */
  | 'likelyLost'
  /** A field that no replication carries: transient, static, or a field of an enum constant. */
  | 'notCarried'
  /** `setAttribute("i", i++)` stores the value from before the change. */
  | 'storesOldValue'
  /** Written back, but the copy that was written was made before the change. */
  | 'staleCopy'
  /** Written back through Mojarra's session map, which ignores the instance that it already holds. */
  | 'sameInstanceIgnored';

interface FactBase {
  /** Where the finding stands: the changing expression, in the analysed file. */
  readonly range: readonly [start: number, end: number];
  /** The key as a reader would write it: `"cart"`, `CART_KEY`, `key`. */
  readonly key: string;
  /** What is changed, as in the source: `user.setName("my name")`. Shortened to one line. */
  readonly change: string;
  /** Where the path without a write ends: `line 12` and the like, for the message. */
  readonly end: string;
  readonly certainty: Certainty;
  readonly trace: readonly TraceStep[];
  readonly writeBack: WriteBack | null;
}

export interface LostMutation extends FactBase {
  /** Changes that follow on the path and are lost as well: findings where those before them are suppressed. */
  readonly later?: readonly LostMutation[];
  readonly fact: 'lost-mutation';
  readonly kind: LostMutationKind;
  /** For `notCarried`: `transient field "x"`. */
  readonly detail: string;
}

export interface MutationAfterWrite extends FactBase {
  readonly later?: readonly MutationAfterWrite[];
  readonly fact: 'mutation-after-write';
}

/** The analysis gave up on a function; nothing is known of it. */
export interface AnalysisLimit {
  readonly fact: 'limit';
  readonly range: readonly [start: number, end: number];
  readonly reason: string;
}

/** Text edits that belong together. */
export interface Repair {
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly edits: readonly { readonly range: readonly [start: number, end: number]; readonly text: string }[];
  /** Proved to be safe: may be applied without asking. */
  readonly safe: boolean;
}

/** A use of a session library that loses data, found by the analysis of `src/flow/commit`. */
export interface SessionProblem {
  readonly fact: 'session-problem';
  /** The rule that reports it, and its message. */
  readonly rule: string;
  readonly kind: string;
  readonly range: readonly [start: number, end: number];
  /** What the message's placeholders stand for. */
  readonly data: Readonly<Record<string, string>>;
  readonly certainty: Certainty;
  readonly trace: readonly TraceStep[];
  readonly suggestions: readonly Repair[];
}

export type SessionFact = LostMutation | MutationAfterWrite | SessionProblem | AnalysisLimit;
