/**
 * Following calls into code: functions are interpreted with the abstract values they are handed, for the subject at hand
 * and from the status at the call (the functional approach of Sharir and Pnueli: a table from entry to exits is the
 * summary). Recursion, depth and budget have a stated default: no effect, unknown result.
 */
import { fillRest, parametersOf } from './arguments.ts';
import type { Result } from './calls.ts';
import { concerns, isKept } from './concern.ts';
import { dereference } from './conditions.ts';
import { Collector, type Activation, type Context, type Exit, type Outline, type Summary } from './context.ts';
import type { CallEffect, Func, Var } from './ir.ts';
import { SharedMap } from './shared-map.ts';
import { frameOf, type HeapFrame, joinFrame, originsIn } from './heap-frame.ts';
import { solve } from './solver.ts';
import {
  cloneState,
  freshState,
  setVariable,
  statusKey,
  type Site,
  type State,
  type Step,
  type NotedChange,
  withChange,
  mergeInto,
} from './state.ts';
import { attributeOf, isBound, maybeWritten, siteName, stateSummary } from './subject.ts';
import { withType } from './transfer.ts';
import { joinValues, unknownValue, valueKey, valueOf, type Origin, type Value } from './value.ts';

const maxDepth = 8;

interface Followed {
  readonly func: Func;
  readonly captured: ReadonlyMap<Var, Value> | undefined;
}

export interface FollowedCall {
  readonly call: CallEffect;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly closures: readonly Followed[];
  readonly exact: boolean;
}

export function followFunctions(state: State, followed: FollowedCall, activation: Activation): readonly Result[] {
  const results: Result[] = [];
  followed.closures.forEach((closure, index) => {
    const start = index === followed.closures.length - 1 ? state : cloneState(state);
    results.push(...followOne(start, closure, followed, activation));
  });
  return results;
}

/** Runs a function value (lambda, method reference, functional object) once. */
export function runFunctionValue(
  state: State,
  fn: Value,
  args: readonly Value[],
  call: CallEffect,
  activation: Activation,
): readonly Result[] {
  const closures: Followed[] = [
    ...fn.closures,
    ...fn.methods.flatMap((entry) => [...entry.functions.values()].map((func) => ({ func, captured: entry.captured }))),
  ];
  if (closures.length === 0) return [{ state, value: unknownValue }];
  return followFunctions(state, { call, receiver: fn, args, closures, exact: true }, activation);
}

/** Functions handed to a callee that is not known may be run by it, once or not at all. */
export function runOptional(
  state: State,
  args: readonly Value[],
  call: CallEffect,
  activation: Activation,
): readonly State[] {
  let states: readonly State[] = [state];
  for (const arg of args) {
    if (arg.closures.length === 0 && arg.methods.length === 0) continue;
    states = states.flatMap((before) => {
      const skipped = cloneState(before);
      const after = runFunctionValue(before, arg, [], call, activation).map((result) => result.state);
      const writes = skipped.status.phase === 'dirty' && after.some((one) => one.status.phase !== 'dirty');
      return writes ? after : [skipped, ...after];
    });
  }
  return states;
}

function followOne(
  state: State,
  { func, captured }: Followed,
  followed: FollowedCall,
  activation: Activation,
): readonly Result[] {
  const { call, receiver, args } = followed;
  const { context } = activation;
  const skip = (): readonly Result[] => [{ state, value: valueOf({ type: func.returns }) }];
  if (activation.stack.includes(func)) {
    // A recursive call that has both may do what the function does: store it.
    const involved = receiver === undefined ? args : [receiver, ...args];
    const hasHandle = involved.some((value) => value.type !== undefined && context.program.isHandle(value.type));
    if (hasHandle && handedThrough(state, receiver, args, context.subject) !== undefined) maybeWritten(state);
    return skip();
  }
  if (activation.stack.length >= maxDepth || func.limit !== null) {
    const seen = [...args, ...(captured?.values() ?? [])];
    if (handedThrough(state, receiver, seen, context.subject) !== undefined) context.collector.isCutShort = true;
    return skip();
  }
  if (captured === undefined && !isRelevant(state, func, receiver, args, activation)) return skip();
  const rest = fillRest(state, func, args);
  const frame = frameOf(state.heap, rootsOf(state, captured, receiver, rest === undefined ? args : [...args, rest]));
  const outline = captured === undefined ? passesBy(state, frame, func, followed, activation) : undefined;
  if (outline !== undefined) {
    if (outline.throws) activation.raise(cloneState(state), undefined, call.handlers, outline.returns);
    if (!outline.returns) return [];
    return [{ state, value: withType(outline.value ?? unknownValue, func.returns, false, activation) }];
  }
  context.collector.followed.add(func);
  const self = captured?.get(func.self) ?? receiver ?? unknownValue;
  const parameters = parametersOf(state, func, captured !== undefined, followed, activation);
  const entry = freshState(new SharedMap(captured), frame.reached, state.status);
  setVariable(entry, func.self, self);
  func.parameters.forEach((parameter, index) => {
    setVariable(entry, parameter.variable, parameters[index] ?? unknownValue);
  });
  entry.copies = state.copies;
  entry.stale = state.stale;
  entry.bound = state.bound;
  const summary = summaryOf(entry, func, self, parameters, captured !== undefined, activation);
  context.collector.add(summary.collector);
  const handedBy = captured === undefined ? handedThrough(state, receiver, args, context.subject) : undefined;
  takeDirect(summary.collector, handedBy, func, call, activation);
  const results: Result[] = [];
  const groups = new Map<string, Result>();
  for (const exit of summary.exits) {
    const after = returnTo(state, frame, exit, handedBy, func, followed, activation);
    if (exit.thrown !== undefined) {
      activation.raise(after, exit.thrown ?? undefined, call.handlers, false);
      continue;
    }
    const value = withType(exit.value, func.returns, false, activation);
    const key = `${statusKey(after.status)}|${String(value.literal)}|${value.nullness}`;
    const old = groups.get(key);
    if (old === undefined) {
      const result = { state: after, value };
      groups.set(key, result);
      results.push(result);
    } else {
      const merged = {
        state: joined(old.state, after, siteName(activation, call.span)),
        value: joinValues(old.value, value, siteName(activation, call.span)),
      };
      results[results.indexOf(old)] = merged;
      groups.set(key, merged);
    }
  }
  return results;
}

/** What the callee starts from: what it is handed, what it captured, and objects that stand for the attribute. */
function rootsOf(
  state: State,
  captured: ReadonlyMap<Var, Value> | undefined,
  receiver: Value | undefined,
  args: readonly Value[],
): ReadonlySet<Origin> {
  const roots = new Set<Origin>([...state.bound, ...state.copies]);
  for (const value of [...args, ...(receiver === undefined ? [] : [receiver]), ...(captured?.values() ?? [])]) {
    for (const origin of originsIn(value)) roots.add(origin);
  }
  return roots;
}

function joined(into: State, from: State, place: string): State {
  mergeInto(into, from, place);
  return into;
}

function summaryOf(
  entry: State,
  func: Func,
  self: Value,
  parameters: readonly Value[],
  isClosure: boolean,
  { context, stack }: Activation,
): Summary {
  const memoKey = [
    func.id,
    stateSummary(entry),
    valueKey(self),
    ...parameters.map(valueKey),
    heapKey(entry),
    ...(isClosure ? [...entry.env].map(([variable, value]) => `${variable}:${valueKey(value)}`) : []),
  ].join('\n');
  const known = context.memo.get(memoKey);
  if (known !== undefined) return known;
  const collector = new Collector();
  const exits = solve({ ...context, collector }, func, entry, self, parameters, stack);
  const summary: Summary = { exits, collector };
  context.memo.set(memoKey, summary);
  if (context.subject === undefined) noteOutline(context, func, summary);
  return summary;
}

const heapKeys = new WeakMap<object, string>();

/** Most calls find the heap as the last one left it. */
function heapKey({ heap }: State): string {
  if (heap.size === 0) return '';
  const identity = heap.identity();
  let key = heapKeys.get(identity);
  if (key === undefined) {
    key = [...heap].map(([path, value]) => `${path}=${valueKey(value)}`).join('\n');
    heapKeys.set(identity, key);
  }
  return key;
}

function noteOutline({ outlines }: Context, func: Func, { exits, collector }: Summary): void {
  let outline = outlines.get(func);
  if (outline === undefined) {
    outline = { collector: new Collector(), value: undefined, returns: false, throws: false };
    outlines.set(func, outline);
  }
  outline.collector.add(collector);
  for (const exit of exits) {
    if (exit.thrown !== undefined) outline.throws = true;
    else {
      outline.returns = true;
      const { symbol } = exit.value;
      const known = symbol?.startsWith('read(') === true ? symbol : undefined;
      const value: Value = { ...exit.value, origins: [], symbol: known, knows: undefined };
      outline.value = outline.value === undefined ? value : joinValues(outline.value, value, func.id);
    }
  }
}

/** A call that is not handed the subject, of a function that was seen not to touch it, changes nothing of it. */
function passesBy(
  state: State,
  { reached }: HeapFrame,
  func: Func,
  followed: FollowedCall,
  { context }: Activation,
): Outline | undefined {
  const { subject } = context;
  const outline = context.outlines.get(func);
  if (subject === undefined || outline === undefined || outline.collector.touches(subject)) return undefined;
  const { receiver, args } = followed;
  const involved = receiver === undefined ? args : [receiver, ...args];
  if (handedThrough(state, receiver, args, subject) !== undefined) return undefined;
  if (involved.some((value) => value.closures.length > 0 || value.methods.length > 0)) return undefined;
  // What goes into which new object matters before the object is stored.
  if (context.traits.eager && involved.some((value) => isKept(state, value, context))) return undefined;
  for (const value of reached.values()) {
    if (value.origins.some((origin) => attributeOf(origin) === subject || isBound(state, origin))) return undefined;
  }
  return outline;
}

/** How the subject got into the callee: as an argument, as the receiver, or not by this call. */
type Handed = 'argument' | 'receiver' | undefined;

function handedThrough(
  state: State,
  receiver: Value | undefined,
  args: readonly Value[],
  subject: string | undefined,
): Handed {
  const isSubject = (value: Value): boolean =>
    value.origins.some((origin) => {
      const key = attributeOf(origin);
      return (key !== undefined && (subject === undefined || key === subject)) || isBound(state, origin);
    });
  if (args.some(isSubject)) return 'argument';
  return receiver !== undefined && isSubject(receiver) ? 'receiver' : undefined;
}

function returnTo(
  caller: State,
  frame: HeapFrame,
  exit: Exit,
  handedBy: Handed,
  func: Func,
  followed: FollowedCall,
  activation: Activation,
): State {
  const { state: callee } = exit;
  const { call } = followed;
  const after = cloneState(caller);
  after.heap = joinFrame(callee.heap, frame);
  after.status = callee.status;
  after.copies = callee.copies;
  after.stale = callee.stale;
  after.bound = callee.bound;
  after.read = caller.read ?? callee.read;
  const isDirty = callee.status.phase === 'dirty' || callee.status.phase === 'late';
  if (!isDirty) {
    after.sites = new Map();
    after.changes = [];
    return after;
  }
  const [change] = callee.changes;
  if (change !== undefined) {
    const noted = changeByCall(change, handedBy, func, followed, activation);
    after.changes = withChange(caller.changes, noted);
  }
  if (callee.sites.size === 0) return after;
  // The callee changed what it was handed, so that was not null.
  for (const value of followed.receiver === undefined ? followed.args : [followed.receiver, ...followed.args]) {
    if (value.origins.some((origin) => attributeOf(origin) === activation.context.subject)) dereference(after, value);
  }
  const sites = new Map<string, Site>();
  for (const [id, site] of callee.sites) {
    const moved = moveSite(site, handedBy, caller.read, func, followed, activation);
    sites.set(moved === site ? id : `${siteName(activation, call.span)}/${site.phase}`, moved);
  }
  after.sites = sites;
  return after;
}

/** What a callee has changed, as a change that the call makes. */
function changeByCall(
  change: NotedChange,
  handedBy: Handed,
  callee: Func,
  { call, exact }: FollowedCall,
  activation: Activation,
): NotedChange {
  return {
    ...call.span,
    kind: kindInCaller(change.kind, handedBy),
    certainty: exact ? change.certainty : 'likely',
    detail: change.detail,
    isHere: change.isHere && standsAtCall(callee, handedBy, callee, activation),
  };
}

/**
 * A lambda shares its variables with the function around it: its changes stand in our own text. What a private method calls may be
 * judged on its own: then it is not the caller's.
 */
function standsAtCall(changer: Func, handedBy: Handed, callee: Func, { func }: Activation): boolean {
  return changer.variables !== func.variables && (handedBy !== undefined || (callee.isPrivate && changer === callee));
}

function kindInCaller(kind: NotedChange['kind'], handedBy: Handed): NotedChange['kind'] {
  return kind === 'lost' && handedBy !== 'receiver' ? 'lostInCall' : kind;
}

/** Law 8: a change to an object that the caller handed over stands at the call. */
function moveSite(
  site: Site,
  handedBy: Handed,
  read: Step | null,
  callee: Func,
  { call, exact }: FollowedCall,
  activation: Activation,
): Site {
  const certainty = exact ? site.certainty : 'likely';
  if (!standsAtCall(site.func, handedBy, callee, activation)) {
    const stays = site.read === null && read !== null ? { ...site, read, certainty } : site;
    return enteredFrom(stays, { func: activation.func, span: call.span });
  }
  return {
    ...site,
    certainty,
    func: activation.func,
    span: call.span,
    kind: kindInCaller(site.kind, handedBy),
    inner: [{ func: site.func, span: site.span }, ...site.inner],
    read: handedBy === undefined ? site.read : read,
  };
}

/** The innermost call in the file of the outermost function that is known so far. */
function enteredFrom(site: Site, step: Step): Site {
  const here = step.func.file.path;
  if (site.func.file.path === here || site.entered?.func.file.path === here) return site;
  return { ...site, entered: step };
}

function takeDirect(from: Collector, handedBy: Handed, callee: Func, call: CallEffect, activation: Activation): void {
  const { direct } = activation.context.collector;
  for (const [id, finding] of from.direct) {
    const { key, site } = finding;
    if (handedBy === undefined || site.func !== callee || site.kind === 'storesOldValue') {
      direct.set(id, finding);
      continue;
    }
    const inner = [{ func: site.func, span: site.span }, ...site.inner];
    const moved = { ...site, func: activation.func, span: call.span, inner };
    direct.set(`${key} ${siteName(activation, call.span)} ${site.kind}`, { key, site: moved });
  }
}

/** Code that is handed nothing of interest and cannot reach a session on its own is not followed. */
function isRelevant(
  state: State,
  func: Func,
  receiver: Value | undefined,
  args: readonly Value[],
  { context, self }: Activation,
): boolean {
  const involved = receiver === undefined ? args : [receiver, ...args];
  if (involved.some((value) => concerns(state, value, context))) return true;
  if (context.traits.eager && involved.some((value) => isKept(state, value, context))) return true;
  if (receiver !== undefined && receiver === self && state.heap.size > 0) return true;
  return context.program.reachesSession(func) || isSmall(func);
}

/** Small functions are followed for the constants they return: `getKey()`. */
function isSmall(func: Func): boolean {
  return func.blocks.length <= 3 && func.blocks.reduce((sum, block) => sum + block.effects.length, 0) <= 6;
}
