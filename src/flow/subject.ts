/**
 * The property that is simulated: what reads, writes, removals and changes do to the status of the subject attribute.
 * Laws 1 to 4 of MODEL.md.
 */
import { isKept } from './concern.ts';
import type { Activation } from './context.ts';
import type { Certainty, LostMutationKind } from './facts.ts';
import type { Span } from './ir.ts';
import { matchKeys, type Key } from './key.ts';
import { statusKey, withChange, type NotedChange, type Site, type State, type Step } from './state.ts';
import { joinOrigins, literalValue, originSet, valueOf, type Origin, type Value } from './value.ts';

/** Where a change stands and how it is told. */
export interface Change {
  readonly span: Span;
  readonly kind: LostMutationKind;
  readonly certainty: Certainty;
  readonly detail?: string;
}

export function siteName(activation: Activation, span: Span): string {
  return `${activation.func.id}:${span.start}-${span.end}`;
}

/** The key that an origin belongs to, or undefined for an origin outside the session. */
export function attributeOf(origin: Origin): Key | undefined {
  const kind = origin.charAt(0);
  return kind === 'A' || kind === 'P' ? origin.slice(1) : undefined;
}

function copiedFrom(origin: Origin): Key | undefined {
  const kind = origin.charAt(0);
  return kind === 'C' || kind === 'D' ? origin.slice(1, origin.lastIndexOf('@')) : undefined;
}

export interface ReadCall {
  readonly key: Key;
  readonly span: Span;
  readonly handle: Span;
  readonly keySpan: Span;
  readonly copy: boolean;
  readonly maybe: boolean;
}

export function readAttribute(state: State, call: ReadCall, activation: Activation): Value {
  const { context, func } = activation;
  const { key } = call;
  const symbol = `read(${key})@${siteName(activation, call.span)}`;
  if (call.maybe) context.collector.maybe.add(key);
  else if (!context.collector.reads.has(key)) {
    context.collector.reads.set(key, { func, span: call.span, handle: call.handle, key: call.keySpan });
  }
  const origin = call.copy ? `C${key}@${siteName(activation, call.span)}` : `A${key}`;
  if (context.subject === undefined) return valueOf({ origins: [origin], symbol });
  if (context.subject !== key) return valueOf({ symbol });
  state.read = { func, span: call.span };
  if (state.status.phase === 'gone' || state.status.absent) return { ...literalValue(null, undefined), symbol };
  if (call.copy) return noteCopy(state, origin, valueOf({ origins: [origin], symbol }));
  // What was changed or stored on this path is there.
  const isThere = state.status.phase === 'dirty' || state.status.phase === 'late' || state.status.phase === 'written';
  return valueOf({ origins: joinOrigins([origin], state.bound), symbol, nullness: isThere ? 'non-null' : 'maybe' });
}

export interface WriteCall {
  readonly key: Key;
  readonly value: Value;
  readonly span: Span;
  readonly ignoresSameInstance: boolean;
  readonly onlyWhenAbsent: boolean;
}

export function writeAttribute(state: State, call: WriteCall, activation: Activation): void {
  const { context } = activation;
  const { key, value } = call;
  context.collector.written.add(key);
  if (value.symbol?.startsWith(`old(read(${key})@`) === true) noteOldValue(state, call, activation);
  const { subject } = context;
  if (subject === undefined) return;
  const whole = value.origins.includes(`A${subject}`);
  const match = matchKeys(key, subject);
  if (match === 'different' || (match === 'maybe' && !whole)) return;
  if (value.literal === null || value.nullness === 'null') {
    removeSubject(state);
    return;
  }
  if (call.onlyWhenAbsent) {
    // What is there stays there; only an absent attribute is set.
    if (state.status.absent) markWritten(state, value);
    return;
  }
  if (whole && call.ignoresSameInstance && context.traits.sameInstanceIgnored) {
    if (state.status.phase === 'dirty') state.status = { ...state.status, vain: 'sameInstanceIgnored' };
    return;
  }
  const known = value.origins.filter((origin) => !origin.startsWith('F'));
  const isStaleCopy = known.length > 0 && known.every((origin) => state.stale.includes(origin));
  if (isStaleCopy && state.status.phase === 'dirty') {
    state.status = { ...state.status, vain: 'staleCopy' };
    return;
  }
  markWritten(state, value);
}

function markWritten(state: State, value: Value): void {
  state.status = { ...state.status, phase: 'written', absent: false, vain: null };
  state.sites = new Map();
  state.changes = [];
  state.bound = originSet([...state.bound, ...reachableFrom(state, value)]);
}

/** Objects made outside of the session that are now in it: the value and what it holds. */
function reachableFrom(state: State, value: Value): Iterable<Origin> {
  const found = new Set(value.origins.filter((origin) => /^[FOCD]/.test(origin)));
  // A Set hands out what is added while it is iterated.
  for (const origin of found) {
    for (const inner of contentsOf(state, origin)) if (/^[FOCD]/.test(inner)) found.add(inner);
  }
  return found;
}

/** A call that may store the subject under a name that is not known: taken as a write (law 7). */
export function maybeWritten(state: State): void {
  if (state.status.phase === 'dirty' || state.status.phase === 'late') {
    state.status = { ...state.status, phase: 'written', vain: null };
    state.sites = new Map();
    state.changes = [];
  }
}

export function removeAttribute(state: State, key: Key, activation: Activation): void {
  const { subject, collector } = activation.context;
  collector.removed.add(key);
  if (subject !== undefined && matchKeys(key, subject) === 'same') removeSubject(state);
}

export function removeSubject(state: State): void {
  state.status = { ...state.status, phase: 'gone', absent: false, vain: null };
  state.sites = new Map();
  state.changes = [];
}

/** The response is committed: a store that saves at that moment will not see later changes of what was set before. */
export function commitResponse(state: State, activation: Activation): void {
  const { savesAtCommit, eager } = activation.context.traits;
  if (savesAtCommit) activation.context.collector.touchesAll = true;
  if (savesAtCommit && !eager && state.status.phase === 'written') {
    state.status = { ...state.status, phase: 'idle' };
  }
}

/** An object is changed. Values that cannot change, and null, are left out by the caller's check of the type. */
export function mutate(state: State, value: Value, change: Change, activation: Activation): void {
  const { context } = activation;
  if (value.nullness === 'null') return;
  if (value.type !== undefined && context.program.isImmutable(value.type)) return;
  let hit = false;
  for (const origin of value.origins) {
    const key = attributeOf(origin);
    if (key !== undefined) context.collector.mutated.add(key);
    if (context.subject === undefined) continue;
    if (key === context.subject || isBound(state, origin)) hit = true;
  }
  if (hit) markChanged(state, change, activation);
}

/** The object is, or is reachable by fields from, one that this path stored as the subject. */
export function isBound(state: State, origin: Origin): boolean {
  return state.bound.some((bound) => origin === bound || origin.startsWith(`${bound}.`));
}

function markChanged(state: State, change: Change, activation: Activation): void {
  const { context, func } = activation;
  state.stale = state.copies;
  if (context.changer !== undefined) return;
  switch (state.status.phase) {
    case 'gone':
      return;
    case 'written':
      if (!context.traits.eager) return;
      break;
    case 'dirty':
    case 'late':
      state.changes = withChange(state.changes, noted(change));
      return;
    case 'idle':
      break;
  }
  const phase = state.status.phase === 'written' ? 'late' : 'dirty';
  const site: Site = {
    func,
    span: change.span,
    kind: change.kind,
    certainty: change.certainty,
    inner: [],
    read: state.read,
    detail: change.detail ?? '',
    phase,
  };
  state.status = { ...state.status, phase };
  state.sites = new Map([[`${siteName(activation, change.span)}/${phase}`, site]]);
  state.changes = [noted(change)];
}

function noted({ span, kind, certainty, detail = '' }: Change): NotedChange {
  return { ...span, kind, certainty, detail, isHere: true };
}

/** A change that is lost whatever is written: reported where it is made, in discovery and for every subject alike. */
export function noteDirect(
  state: State,
  key: Key,
  change: Change,
  activation: Activation,
  inner: readonly Step[],
): void {
  const id = `${key} ${siteName(activation, change.span)} ${change.kind}`;
  const site: Site = {
    func: activation.func,
    span: change.span,
    kind: change.kind,
    certainty: change.certainty,
    inner,
    read: state.read,
    detail: change.detail ?? '',
    phase: 'dirty',
  };
  activation.context.collector.direct.set(id, { key, site });
}

function noteOldValue(state: State, call: WriteCall, activation: Activation): void {
  noteDirect(state, call.key, { span: call.span, kind: 'storesOldValue', certainty: 'proved' }, activation, []);
}

/** A shallow copy: itself new, its elements those of the original. */
export function copyOf(state: State, value: Value, site: string, activation: Activation): Value {
  const origins: Origin[] = [];
  for (const origin of value.origins) {
    const letter = origin.charAt(0);
    if (letter === 'A') origins.push(`C${origin.slice(1)}@${site}`);
    else if (letter === 'P') origins.push(`D${origin.slice(1)}@${site}`);
    else if (letter === 'C' || letter === 'D') origins.push(`${origin.slice(0, origin.lastIndexOf('@'))}@${site}`);
    else if (letter === 'N') origins.push('N');
  }
  const fresh = `F${site}`;
  const contents = partOrigins(state, value);
  const outside = contents.filter((origin) => attributeOf(origin) === undefined);
  if (outside.length > 0) {
    origins.push(fresh);
    state.heap.set(`${fresh}.*`, valueOf({ origins: outside }));
  }
  const copy = valueOf({ origins: originSet(origins), type: value.type, nullness: 'non-null' });
  const { subject } = activation.context;
  for (const origin of copy.origins) {
    if (subject !== undefined && origin.startsWith(`C${subject}@`)) noteCopy(state, origin, copy);
  }
  return copy.origins.length === 0 ? { ...copy, origins: [fresh] } : copy;
}

function noteCopy(state: State, origin: Origin, value: Value): Value {
  state.copies = originSet([...state.copies, origin]);
  state.stale = state.stale.filter((other) => other !== origin);
  return value;
}

/** Origins of an object that is reachable from the value. */
export function partOrigins(state: State, value: Value): readonly Origin[] {
  const parts: Origin[] = [];
  for (const origin of value.origins) {
    const letter = origin.charAt(0);
    if (letter === 'A' || letter === 'P') parts.push(`P${origin.slice(1)}`);
    else if (letter === 'C' || letter === 'D') parts.push(`P${copiedFrom(origin) ?? ''}`);
    if (letter === 'F' || letter === 'O' || letter === 'C' || letter === 'D') {
      parts.push(...contentsOf(state, origin));
    }
  }
  return originSet(parts);
}

function contentsOf(state: State, origin: Origin): readonly Origin[] {
  const found: Origin[] = [];
  for (const [path, value] of state.heap) {
    if (path.startsWith(`${origin}.`)) found.push(...value.origins);
  }
  return found;
}

/** Puts an object into a container, so that it is found again among the container's parts. */
export function storeInto(state: State, container: Value, stored: Value, { context }: Activation): void {
  if (stored.origins.length === 0 || !isKept(state, stored, context)) return;
  for (const origin of container.origins) {
    const letter = origin.charAt(0);
    if (letter !== 'F' && letter !== 'O' && letter !== 'C' && letter !== 'D') continue;
    const path = `${origin}.*`;
    const old = state.heap.get(path);
    state.heap.set(path, valueOf({ origins: joinOrigins(old?.origins ?? [], stored.origins) }));
  }
}

export function stateSummary(state: State): string {
  return `${statusKey(state.status)} ${state.stale.join(',')} ${state.copies.join(',')} ${state.bound.join(',')}`;
}
