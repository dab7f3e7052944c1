/** Runs the code of a function in a state: at a call, as a callback, or later on. */
import type { Func, Span } from '../ir.ts';
import { ownVariables } from '../typescript/builder.ts';
import { GENERATOR, PROMISE } from '../typescript/operators.ts';
import { variablesIn } from '../variables.ts';
import { askedParameter } from './asked-types.ts';
import type { Activation, Exit } from './context.ts';
import { judge } from './problems.ts';
import { managedSessions } from './escape.ts';
import { escapeSession, finishReplacements, stepAt } from './session-effects.ts';
import { solve } from './solver.ts';
import { addOpen, cloneState, Env, forgetOpen, type LateCause, type State, type WorkKind } from './state.ts';
import { typed } from './typed.ts';
import { unknownValue, type Value } from './value.ts';

/** A chain of calls may be this long. */
const maxDepth = 7;

export interface Outcome {
  readonly state: State;
  readonly value: Value;
}

export function canRun(activation: Activation, func: Func): boolean {
  return (
    func.limit === null &&
    func.returns !== GENERATOR &&
    activation.stack.length < maxDepth &&
    !activation.stack.includes(func)
  );
}

/** The ways in which the function returns. */
export function runFunction(
  activation: Activation,
  state: State,
  func: Func,
  self: Value,
  args: readonly Value[],
  span: Span,
): readonly Outcome[] {
  const { run } = activation;
  run.collector.called.add(func);
  const isAsync = func.returns === PROMISE;
  const promise = isAsync ? `${func.id}@${span.start}` : null;
  const outerWork = state.work;
  const known = new Set(state.sessions.keys());
  if (promise !== null) {
    addOpen(state.pending, promise, {
      step: stepAt(activation, span),
      how: 'promise',
      startedIn: state.work,
      sites: new Map(),
      responded: false,
    });
  }
  const outcomes: Outcome[] = [];
  for (const exit of exitsOf(activation, state, func, self, args, span, promise ?? activation.work)) {
    if (exit.thrown) continue;
    const env = state.env.clone();
    const own = ownVariables.get(func);
    for (const [name, value] of exit.state.env.own) {
      const isOwn = own !== undefined && name >= own.first && name < own.end;
      if (!isOwn || own.captured.has(name)) env.own.set(name, value);
    }
    const after = cloneState(exit.state, env);
    after.work = outerWork;
    let { value } = exit;
    // Whoever makes a session and hands it out leaves it to others to save it.
    for (const tag of value.tags) {
      if (tag.kind === 'session' && !known.has(tag.id)) after.sessions.get(tag.id)?.changes.clear();
    }
    for (const id of managedSessions(exit.state, value)) if (!known.has(id)) escapeSession(after, id);
    if (promise !== null) {
      const pending = after.pending.get(promise);
      if (pending?.sites.size === 0 && !pending.responded && after.response.ended?.work !== promise) {
        after.pending.delete(promise);
      }
      const isDone = exit.state.work !== promise;
      value = { ...value, tags: [...value.tags, { kind: 'promise', id: promise, ...(isDone && { isDone }) }] };
    }
    outcomes.push({ state: after, value });
  }
  return outcomes;
}

function exitsOf(
  activation: Activation,
  state: State,
  func: Func,
  self: Value,
  args: readonly Value[],
  span: Span,
  work: string | null,
): readonly Exit[] {
  const entry = cloneState(state, new Env(state.env));
  const inner: Activation = {
    ...activation,
    func,
    self,
    stack: [...activation.stack, func],
    calls: [...activation.calls, { func: activation.func, span }],
    work: func.returns === PROMISE ? work : null,
  };
  bind(inner, entry, func, self, args);
  const exits = solve(inner, entry);
  for (const exit of exits) remember(inner, exit.state, func);
  return exits;
}

export function bind(activation: Activation, entry: State, func: Func, self: Value, args: readonly Value[]): void {
  entry.env.own.set(func.self, self);
  func.parameters.forEach((parameter, index) => {
    let value = args[index] ?? unknownValue;
    if (parameter.type !== undefined && value.tags.length === 0)
      value = typed(activation, entry, value, parameter.type);
    else if (value.tags.length === 0) value = askedParameter(activation, entry, func, index, value);
    entry.env.own.set(parameter.variable, value);
  });
}

/** What functions that were made here have captured, for when they run on their own. */
export function remember(activation: Activation, state: State, func: Func): void {
  const { created, closures } = activation.run.collector;
  for (const closure of created.get(func) ?? []) {
    const inner = ownVariables.get(closure);
    const captured = closures.get(closure);
    if (inner === undefined || captured === undefined) continue;
    for (const name of variablesIn(closure)) {
      if (name >= inner.first && name < inner.end) continue;
      const value = state.env.get(name);
      if (value !== undefined && value !== unknownValue) captured.set(name, value);
    }
  }
}

/** The function runs while the call runs. What it gives is not looked at where it is run for each element. */
export function runNow(
  activation: Activation,
  state: State,
  func: Func,
  args: readonly Value[],
  span: Span,
): readonly Outcome[] {
  if (!canRun(activation, func)) return [{ state, value: unknownValue }];
  const self = activation.run.collector.selves.get(func) ?? unknownValue;
  const outcomes = runFunction(activation, cloneState(state), func, self, args, span);
  return outcomes.length === 0 ? [{ state, value: unknownValue }] : outcomes;
}

/** The function runs at another time: what it leaves undone there is judged at its own end. */
export function runLater(
  activation: Activation,
  state: State,
  func: Func,
  args: readonly Value[],
  span: Span,
  change: { readonly outside?: LateCause; readonly replaced?: true },
): void {
  if (!canRun(activation, func)) return;
  activation.run.collector.called.add(func);
  const later = cloneState(state);
  forgetOpen(later);
  if (change.outside !== undefined) later.outside = change.outside;
  if (change.replaced === true) finishReplacements(later);
  const self = activation.run.collector.selves.get(func) ?? unknownValue;
  for (const exit of exitsOf(activation, later, func, self, args, span, null)) {
    if (!exit.thrown) judge(activation, exit.state, { func, span: exit.span });
  }
}

/** The function runs when nobody waits for it any more. */
export function runDetached(
  activation: Activation,
  state: State,
  func: Func,
  args: readonly Value[],
  span: Span,
  work: string,
  how: WorkKind,
): readonly Outcome[] {
  if (!canRun(activation, func)) return [{ state, value: unknownValue }];
  const outerWork = state.work;
  addOpen(state.pending, work, {
    step: stepAt(activation, span),
    how,
    startedIn: outerWork,
    sites: new Map(),
    responded: false,
  });
  state.work = work;
  const outcomes = runNow(activation, state, func, args, span);
  return outcomes.map(({ state: after, value }) => {
    const result = after === state ? cloneState(after) : after;
    result.work = outerWork;
    // What the function did in its own promise is part of this work.
    for (const tag of value.tags) {
      if (tag.kind !== 'promise') continue;
      const inner = result.pending.get(tag.id);
      const outer = result.pending.get(work);
      if (inner === undefined || outer === undefined) continue;
      for (const [id, one] of inner.sites) outer.sites.set(id, one);
      outer.responded ||= inner.responded;
      result.pending.delete(tag.id);
      if (result.response.ended?.work === tag.id) result.response.ended = { ...result.response.ended, work };
    }
    const pending = result.pending.get(work);
    if (pending?.sites.size === 0 && !pending.responded) result.pending.delete(work);
    return { state: result, value };
  });
}
