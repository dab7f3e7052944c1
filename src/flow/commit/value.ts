/**
 * Abstract values of the analysis of session libraries. A value may be any of a set of things that are followed (tags);
 * an empty set means: nothing of interest.
 */
import type { CallModel, Given, ValueKind } from '../../models/javascript/model.ts';
import type { Func, Literal, Span } from '../ir.ts';

/** A place in the code. */
export interface Step {
  readonly func: Func;
  readonly span: Span;
}

/** A request, a response, an application: something that a record describes. */
export interface RoleTag {
  readonly kind: 'role';
  readonly id: string;
  readonly role: string;
  /** What it was made with, if the record says that this matters. */
  readonly options: Value | undefined;
}

/** The object that a library hands out as the session. */
export interface SessionTag {
  readonly kind: 'session';
  /** Equal for all handles of one session in a function. */
  readonly id: string;
  readonly library: string;
  /** How often the session had been replaced when the handle was obtained. */
  readonly generation: number;
  readonly read: Step;
}

/** A key that is no constant: its source, marked so that it is not taken for a name. */
const EXPRESSION = '\u0000';

export function expressionKey(source: string): string {
  return EXPRESSION + source;
}

/** There is a key, but nothing that could be shown. */
export const UNKNOWN_KEY = EXPRESSION;

export function isExpression(key: string): boolean {
  return key.startsWith(EXPRESSION);
}

/** The key as messages show it. */
export function expressionOf(key: string): string {
  return isExpression(key) ? key.slice(EXPRESSION.length) : key;
}

/** Data of a session: all of it (key null), one value, or something reachable from one. */
export interface DataTag {
  readonly kind: 'data';
  readonly id: string;
  readonly session: SessionTag;
  readonly key: string | null;
  readonly given: Given;
  /** The program made the copy itself, and knows. */
  readonly byProgram: boolean;
  readonly read: Step;
}

export interface FunctionTag {
  readonly kind: 'function';
  readonly id: string;
  readonly func: Func;
  /** What an unknown function gave back when it was handed this one: it has been run there. */
  readonly isWrapped?: true;
}

/** A function of a library, with the object that it was taken from. */
export interface MemberTag {
  readonly kind: 'member';
  readonly id: string;
  readonly name: string;
  readonly library: string;
  readonly call: CallModel;
  readonly receiver: Value | undefined;
}

/** A function or object of the language: `setTimeout`, `Promise.all`. */
export interface BuiltinTag {
  readonly kind: 'builtin';
  readonly id: string;
  readonly name: string;
}

/** An export of another file of the project, looked at when it matters. */
export interface ImportTag {
  readonly kind: 'import';
  readonly id: string;
  /** Absolute path. */
  readonly path: string;
  /** `*`: all exports as an object. */
  readonly name: string;
}

/** The exports of a library. */
export interface LibraryTag {
  readonly kind: 'library';
  readonly id: string;
  readonly specifier: string;
}

/** An object made by a literal. Its fields are in the heap. */
export interface ObjectTag {
  readonly kind: 'object';
  readonly id: string;
  readonly isArray: boolean;
}

export interface ClassTag {
  readonly kind: 'class';
  readonly id: string;
  readonly methods: ReadonlyMap<string, Func>;
  readonly bases: readonly Tag[];
}

export interface InstanceTag {
  readonly kind: 'instance';
  readonly id: string;
  readonly of: ClassTag;
}

/** Work that is under way: what it does is done when the promise is awaited. */
export interface PromiseTag {
  readonly kind: 'promise';
  readonly id: string;
  /** All of it was done when the function returned: whoever awaits it goes on at once. */
  readonly isDone?: true;
}

/** The `Set-Cookie` string that a commit gave. */
export interface ResultTag {
  readonly kind: 'result';
  readonly id: string;
}

/** A value of a kind that stores may not be able to keep. */
export interface KindTag {
  readonly kind: 'of-kind';
  readonly id: string;
  readonly valueKind: ValueKind;
}

/** A value that is different in each process. */
export interface RandomTag {
  readonly kind: 'random';
  readonly id: string;
  readonly call: string;
}

export type Tag =
  | RoleTag
  | SessionTag
  | DataTag
  | FunctionTag
  | MemberTag
  | BuiltinTag
  | ImportTag
  | LibraryTag
  | ObjectTag
  | ClassTag
  | InstanceTag
  | PromiseTag
  | ResultTag
  | KindTag
  | RandomTag;

export interface Value {
  readonly tags: readonly Tag[];
  readonly literal: Literal | undefined;
  readonly nullness: 'null' | 'non-null' | 'maybe';
  /** It may also be something else, of which nothing is known. */
  readonly mixed: boolean;
}

export const unknownValue: Value = { tags: [], literal: undefined, nullness: 'maybe', mixed: false };
export const nullValue: Value = { tags: [], literal: null, nullness: 'null', mixed: false };

/** What a branch says to be null, undefined or the like, whatever it was before. */
export const absentValue: Value = { tags: [], literal: undefined, nullness: 'null', mixed: false };

export function literalValue(literal: Literal): Value {
  if (literal === null) return nullValue;
  return { tags: [], literal, nullness: 'non-null', mixed: false };
}

export function valueOf(...tags: readonly Tag[]): Value {
  return tags.length === 0 ? unknownValue : { tags, literal: undefined, nullness: 'maybe', mixed: false };
}

export function tagKey(tag: Tag): string {
  return tag.kind === 'session' ? `session ${tag.id} ${tag.generation}` : `${tag.kind} ${tag.id}`;
}

/** A value may be this many things; beyond it the rest is not followed. */
const maxTags = 12;

export function joinTags(a: readonly Tag[], b: readonly Tag[]): readonly Tag[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const keys = new Set(a.map(tagKey));
  const extra = b.filter((tag) => !keys.has(tagKey(tag)));
  return extra.length === 0 ? a : [...a, ...extra].slice(0, maxTags);
}

export function joinValues(a: Value, b: Value): Value {
  if (a === b || sameValue(a, b)) return a;
  const tags = joinTags(a.tags, b.tags);
  return {
    tags,
    literal: a.literal === b.literal ? a.literal : undefined,
    nullness: a.nullness === b.nullness ? a.nullness : 'maybe',
    mixed: a.mixed || b.mixed || a.tags.length !== tags.length || b.tags.length !== tags.length,
  };
}

export function sameValue(a: Value, b: Value): boolean {
  return (
    a.literal === b.literal &&
    a.nullness === b.nullness &&
    a.mixed === b.mixed &&
    a.tags.length === b.tags.length &&
    a.tags.every((tag, index) => {
      const other = b.tags[index];
      return other !== undefined && (tag === other || tagKey(tag) === tagKey(other));
    })
  );
}

export function tagsOf<Kind extends Tag['kind']>(value: Value, kind: Kind): readonly Extract<Tag, { kind: Kind }>[] {
  return value.tags.filter((tag): tag is Extract<Tag, { kind: Kind }> => tag.kind === kind);
}

export function withoutTags(value: Value, kinds: readonly Tag['kind'][]): Value {
  if (!value.tags.some((tag) => kinds.includes(tag.kind))) return value;
  return { ...value, tags: value.tags.filter((tag) => !kinds.includes(tag.kind)) };
}
