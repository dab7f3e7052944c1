/**
 * Following calls into code: functions are interpreted with the abstract values they are handed, for the subject at hand
 * and from the status at the call (the functional approach of Sharir and Pnueli: a table from entry to exits is the
 * summary). Recursion, depth and budget have a stated default: no effect, unknown result.
 */
import type { Result } from './calls.ts';
import { concerns, isKept } from './concern.ts';
import type { Activation, DirectFinding, Exit } from './context.ts';
import type { CallEffect, Func, Var } from './ir.ts';
import { solve } from './solver.ts';
import { cloneState, freshState, setVariable, statusKey, type Site, type State, type Step } from './state.ts';
import { attributeOf, isBound, siteName, stateSummary } from './subject.ts';
import { withType } from './transfer.ts';
import { joinValues, originSet, unknownValue, valueKey, valueOf, type Value } from './value.ts';

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
    ...fn.methods.flatMap((entry) =>
      [...entry.functions.values()].map((func) => ({ func, captured: entry.captured })),
    ),
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
  if (activation.stack.includes(func) || activation.stack.length >= maxDepth || func.limit !== null) return skip();
  if (captured === undefined && !isRelevant(state, func, receiver, args, activation)) return skip();
  context.collector.followed.add(func);
  const self = captured?.get(func.self) ?? receiver ?? unknownValue;
  const parameters = func.parameters.map((parameter, index) => {
    const isRest = func.variadic && index === func.parameters.length - 1;
    const value = isRest ? restArgument(args.slice(index)) : (args[index] ?? unknownValue);
    return withType(value, parameter.type, false, activation);
  });
  const entry = freshState(new Map(captured ?? []), new Map(state.heap), state.status);
  setVariable(entry, func.self, self);
  func.parameters.forEach((parameter, index) => {
    setVariable(entry, parameter.variable, named(parameters[index] ?? unknownValue, func, index));
  });
  entry.copies = state.copies;
  entry.stale = state.stale;
  entry.bound = state.bound;
  const exits = exitsOf(entry, func, self, parameters, captured !== undefined, activation);
  const handedBy = captured === undefined ? handedThrough(state, receiver, args, context.subject) : undefined;
  reanchorDirect(exits.direct, handedBy, func, call, activation);
  const results: Result[] = [];
  const groups = new Map<string, Result>();
  for (const exit of exits.exits) {
    const after = returnTo(state, exit, handedBy, func, followed, activation);
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
      const merged = { state: joinStates(old.state, after), value: joinValues(old.value, value, siteName(activation, call.span)) };
      results[results.indexOf(old)] = merged;
      groups.set(key, merged);
    }
  }
  return results;
}

function joinStates(a: State, b: State): State {
  a.heap = new Map([...b.heap, ...a.heap]);
  a.sites = new Map([...b.sites, ...a.sites]);
  a.changes = [...a.changes, ...b.changes.filter((span) => !a.changes.some((other) => other.start === span.start))];
  a.copies = originSet([...a.copies, ...b.copies]);
  a.stale = originSet([...a.stale, ...b.stale]);
  a.bound = originSet([...a.bound, ...b.bound]);
  a.read ??= b.read;
  return a;
}

/** A parameter has a name of its own, unless the value it was handed has one. */
function named(value: Value, func: Func, index: number): Value {
  return value.symbol === undefined ? { ...value, symbol: `${func.id}^${index}` } : value;
}

function restArgument(args: readonly Value[]): Value {
  const [first] = args;
  if (args.length === 1 && first !== undefined) return first;
  return valueOf({ origins: args.reduce<readonly string[]>((all, arg) => originSet([...all, ...arg.origins]), []) });
}

interface Summary {
  readonly exits: readonly Exit[];
  readonly direct: readonly DirectFinding[];
}

const summaries = new WeakMap<readonly Exit[], readonly DirectFinding[]>();

function exitsOf(
  entry: State,
  func: Func,
  self: Value,
  parameters: readonly Value[],
  isClosure: boolean,
  activation: Activation,
): Summary {
  const { context } = activation;
  const memoKey = [
    func.id,
    stateSummary(entry),
    valueKey(self),
    ...parameters.map(valueKey),
    ...[...entry.heap].map(([path, value]) => `${path}=${valueKey(value)}`),
    ...(isClosure ? [...entry.env].map(([variable, value]) => `${variable}:${valueKey(value)}`) : []),
  ].join('\n');
  const known = context.memo.get(memoKey);
  if (known !== undefined) return { exits: known, direct: summaries.get(known) ?? [] };
  const before = new Set(context.collector.direct.keys());
  const exits = solve(context, func, entry, self, parameters, activation.stack);
  const direct = [...context.collector.direct].filter(([id]) => !before.has(id)).map(([, finding]) => finding);
  context.memo.set(memoKey, exits);
  summaries.set(exits, direct);
  return { exits, direct };
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
  exit: Exit,
  handedBy: Handed,
  func: Func,
  followed: FollowedCall,
  activation: Activation,
): State {
  const { state: callee } = exit;
  const { call } = followed;
  const after = cloneState(caller);
  after.heap = new Map(callee.heap);
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
  if (callee.changes.length > 0) after.changes = [...caller.changes, call.span];
  if (callee.sites.size === 0) return after;
  const sites = new Map<string, Site>();
  for (const [id, site] of callee.sites) {
    const moved = moveSite(site, handedBy, caller.read, func, followed, activation);
    sites.set(moved === site ? id : `${siteName(activation, call.span)}/${site.phase}`, moved);
  }
  after.sites = sites;
  return after;
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
  // A lambda shares its variables with the function around it: its changes stand in our own text.
  const isOurs = site.func.variables === activation.func.variables;
  if (isOurs || (handedBy === undefined && !callee.isPrivate)) {
    return site.read === null && read !== null ? { ...site, read, certainty } : site;
  }
  return {
    ...site,
    certainty,
    func: activation.func,
    span: call.span,
    kind: site.kind === 'lost' && handedBy !== 'receiver' ? 'lostInCall' : site.kind,
    inner: [{ func: site.func, span: site.span }, ...site.inner],
    read: handedBy === undefined ? site.read : read,
  };
}

function reanchorDirect(
  direct: readonly DirectFinding[],
  handedBy: Handed,
  callee: Func,
  call: CallEffect,
  activation: Activation,
): void {
  const { collector } = activation.context;
  for (const { key, site } of direct) {
    const id = `${key} ${siteName(activation, call.span)} ${site.kind}`;
    if (handedBy === undefined || site.func !== callee || site.kind === 'storesOldValue') continue;
    for (const [known, finding] of collector.direct) if (finding.site === site) collector.direct.delete(known);
    const inner = [{ func: site.func, span: site.span }, ...site.inner];
    collector.direct.set(id, { key, site: { ...site, func: activation.func, span: call.span, inner } });
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
