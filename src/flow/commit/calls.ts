/** What a call means: code of the project, a record, the language itself, or nothing that is known. */
import type { CallModel } from '../../models/javascript/model.ts';
import { mayUseSession } from '../../models/javascript/prefilter.ts';
import type { CallEffect, Func, Var } from '../ir.ts';
import { PROMISE } from '../typescript/operators.ts';
import {
  builtin,
  DEFERRED_METHODS,
  ERROR_FIRST,
  METHODS,
  MODULE_FUNCTIONS,
  PROMISE_METHODS,
  type BuiltinCall,
  type BuiltinMethod,
} from './builtins.ts';
import { askedResult } from './asked-types.ts';
import { variable } from './conditions.ts';
import type { Activation } from './context.ts';
import { captures, escapeValue } from './escape.ts';
import { applyModel } from './model-calls.ts';
import { judgePending } from './problems.ts';
import { canRun, runDetached, runFunction, runNow, type Outcome } from './run-function.ts';
import { escapeSession, finishReplacements, settlePromise, stepAt } from './session-effects.ts';
import { cloneState, mergeInto as mergeAll, type State } from './state.ts';
import { checkStored } from './stored-values.ts';
import { mutate } from './store.ts';
import { imported } from './transfer.ts';
import { joinTags, joinValues, tagsOf, unknownValue, valueOf, withoutTags, type Tag, type Value } from './value.ts';
import { copyOf, fieldsOf, load, newSession, partsOf } from './values.ts';

export interface CallSite {
  readonly effect: CallEffect;
  readonly receiver: Value;
  readonly args: readonly Value[];
}

export function call(activation: Activation, state: State, effect: CallEffect): readonly State[] {
  const receiver = effect.receiver === null ? unknownValue : variable(activation, state, effect.receiver);
  const args = effect.args.map((argument) => variable(activation, state, argument));
  const outcomes = outcomesOf(activation, state, { effect, receiver, args }).map(({ state: after, value }) => ({
    state: after,
    value: askedResult(activation, after, value, effect.span),
  }));
  const states = finished(outcomes, effect.into);
  if (effect.receiver !== null && effect.name !== '' && tagsOf(receiver, 'session').length > 0) {
    for (const after of states) noteUsed(after, effect.receiver);
  }
  return states;
}

/** What has had a method is there. */
function noteUsed(state: State, used: Var): void {
  const value = state.env.get(used);
  if (value?.nullness !== 'maybe' || !value.tags.every(({ kind }) => kind === 'session')) return;
  state.env.own.set(used, { ...value, nullness: 'non-null', mixed: false });
}

function finished(outcomes: readonly Outcome[], into: number): readonly State[] {
  return outcomes.map(({ state, value }) => {
    state.env.own.set(into, value);
    return state;
  });
}

function outcomesOf(activation: Activation, state: State, site: CallSite): readonly Outcome[] {
  const { effect, receiver, args } = site;
  const { name } = effect;
  if (name === '') return callValue(activation, state, site, receiver, unknownValue);
  const getter = sessionGetter(activation, state, site);
  if (getter !== undefined) return [{ state, value: getter }];
  const owner = ownerOf(activation, state, withoutTags(receiver, ['data', 'promise']), args);
  const members = load(activation, state, owner, name, effect.span);
  const callable = members.tags.filter(isCallable);
  // `rows.filter(…)`, where nothing is known of `rows` but where it came from.
  const iteration = METHODS.get(name);
  const isIteration = iteration?.calls === true && args[0] !== undefined && tagsOf(args[0], 'function').length > 0;
  if (isIteration && callable.length > 0 && callable.every(isUnknownMember)) {
    return methodCall(activation, state, { ...site, receiver: unknownValue }, iteration);
  }
  if (callable.length > 0) return callValue(activation, state, site, valueOf(...callable), receiver);
  const functions = receiver.tags.filter(({ kind }) => kind === 'function' || kind === 'member');
  if (functions.length > 0) {
    if (name === 'bind') return [{ state, value: valueOf(...functions) }];
    if (name === 'call') {
      const shifted = { ...site, args: args.slice(1) };
      return callValue(activation, state, shifted, valueOf(...functions), args[0] ?? unknownValue);
    }
  }
  if (PROMISE_METHODS.has(name)) return thenCall(activation, state, site);
  // `randomBytes(32).toString('hex')`
  const random = tagsOf(receiver, 'random');
  if (random.length > 0) return [{ state, value: valueOf(...random) }];
  const method = METHODS.get(name);
  if (method !== undefined) return methodCall(activation, state, site, method);
  const roles = tagsOf(receiver, 'role').filter((tag) => activation.run.catalog.role(tag.role)?.fluent === true);
  if (roles.length > 0 && args.every((one) => tagsOf(one, 'function').length === 0)) {
    for (const one of args) escapeValue(activation, state, withoutTags(one, ['session', 'role']));
    return [{ state, value: valueOf(...roles) }];
  }
  return unknownCall(activation, state, site);
}

/** `db.users.find(id, callback)`: what is handed a session is looked into, whatever its file says. */
function ownerOf({ run }: Activation, state: State, receiver: Value, args: readonly Value[]): Value {
  const [tag] = receiver.tags;
  if (tag?.kind !== 'import' || tag.name === '*' || receiver.tags.length > 1) return receiver;
  if (!args.some((one) => one.tags.some(isOfSession))) return receiver;
  return run.modules.exported(tag.path, tag.name, true, state) ?? receiver;
}

function isUnknownMember(tag: Tag): boolean {
  return tag.kind === 'builtin' && tag.name.includes('#') && !MODULE_FUNCTIONS.has(tag.name);
}

function isCallable({ kind }: Tag): boolean {
  return (
    kind === 'function' ||
    kind === 'member' ||
    kind === 'builtin' ||
    kind === 'import' ||
    kind === 'role' ||
    kind === 'library' ||
    kind === 'class'
  );
}

/** `c.get('session')`. */
function sessionGetter(activation: Activation, state: State, { effect, receiver, args }: CallSite): Value | undefined {
  const { catalog } = activation.run;
  const key = args[0]?.literal;
  if (typeof key !== 'string') return undefined;
  for (const tag of tagsOf(receiver, 'role')) {
    const found = catalog.sessionAt(tag.role, key, true);
    if (found?.place.getter !== effect.name) continue;
    return valueOf(newSession(activation, state, found.session.library.id, tag.id, stepAt(activation, effect.span)));
  }
  return undefined;
}

/** Calls a value, whatever it may be. */
export function callValue(
  activation: Activation,
  state: State,
  site: CallSite,
  callee: Value,
  self: Value,
): readonly Outcome[] {
  const tags = callee.tags.filter(isCallable).slice(0, 4);
  if (tags.length === 0) return unknownCall(activation, state, site);
  return tags.flatMap((tag, index) => {
    const own = index === tags.length - 1 ? state : cloneState(state);
    return callTag(activation, own, site, tag, self);
  });
}

function callTag(activation: Activation, state: State, site: CallSite, tag: Tag, self: Value): readonly Outcome[] {
  const { catalog, modules } = activation.run;
  switch (tag.kind) {
    case 'member':
      return applyModel(activation, state, site, { ...tag, receiver: tag.receiver ?? self });
    case 'function': {
      if (tag.isWrapped === true) return unknownCall(activation, state, site);
      if (!canRun(activation, tag.func) || !mayMatter(state, tag.func, site.args, self)) {
        return [{ state, value: promiseOf(activation, tag.func, site) }];
      }
      const own = activation.run.collector.selves.get(tag.func) ?? self;
      return runFunction(activation, state, tag.func, own, site.args, site.effect.span);
    }
    case 'role': {
      const model = catalog.role(tag.role)?.call;
      if (model === undefined) return unknownCall(activation, state, site);
      return applyModel(activation, state, site, modelOf(model, tag, catalog.libraryOfRole(tag.role)));
    }
    case 'library': {
      const [main] = catalog.exportsOf(tag.specifier, 'default');
      if (main?.member.kind === 'call') {
        const { library, member } = main;
        return applyModel(activation, state, site, {
          id: tag.id,
          name: 'default',
          library: library.id,
          call: member,
          receiver: undefined,
        });
      }
      if (main?.member.kind === 'object') {
        const role = { kind: 'role' as const, id: tag.id, role: main.member.role, options: undefined };
        return callTag(activation, state, site, role, self);
      }
      return builtinCall(activation, state, site, `${tag.specifier}#default`);
    }
    case 'import': {
      const matters = [...site.args, self].some((one) => one.tags.some(isOfSession));
      let value: Value | undefined = valueOf(tag);
      // `module.exports = { load: require('./load') }`
      for (let step = 0; step < maxImports && value !== undefined; step++) {
        const [one]: readonly Tag[] = value.tags;
        if (one?.kind !== 'import' || value.tags.length !== 1) break;
        value = modules.exported(one.path, one.name === '*' ? 'default' : one.name, matters, state);
      }
      if (value === undefined || value.tags.some(({ kind }) => kind === 'import'))
        return unknownCall(activation, state, site);
      return callValue(activation, state, site, value, unknownValue);
    }
    case 'builtin':
      return builtinCall(activation, state, site, tag.name);
    default:
      return unknownCall(activation, state, site);
  }
}

/** What an async function gives is a promise, whatever else is known of it. */
function promiseOf({ func: caller }: Activation, func: Func, { effect }: CallSite): Value {
  if (func.returns !== PROMISE) return unknownValue;
  return valueOf({ kind: 'promise', id: `${caller.id}:${func.id}@${effect.span.start}` });
}

/** A function may be passed on by this many files. */
const maxImports = 5;

/** Functions of at most this many blocks are run whatever they are handed: they may give constants. */
const smallFunction = 6;

/** The function is handed something that leads to a session, has captured it, or asks for it by itself. */
function mayMatter(state: State, func: Func, args: readonly Value[], self: Value): boolean {
  if (func.blocks.length <= smallFunction) return true;
  if (args.some((one) => mayLead(state, one, 0)) || self.tags.some(isOfSession)) return true;
  return mayUseSession(func.file.text.slice(func.span.start, func.span.end)) || captures(state, func);
}

const maxLead = 3;

/** Something that leads to a session, that may be called, or that has to be waited for or sent, is in the value. */
function mayLead(state: State, value: Value, depth: number): boolean {
  return value.tags.some((tag) => {
    switch (tag.kind) {
      case 'object':
        return depth === maxLead || fieldsOf(state, tag.id).some((field) => mayLead(state, field, depth + 1));
      case 'builtin':
      case 'library':
      case 'import':
      case 'of-kind':
        return false;
      default:
        return true;
    }
  });
}

function modelOf(model: CallModel, tag: Extract<Tag, { kind: 'role' }>, library: string) {
  return { id: tag.id, name: '', library, call: model, receiver: valueOf(tag) };
}

function isOfSession({ kind }: Tag): boolean {
  return kind === 'session' || kind === 'role' || kind === 'data' || kind === 'function';
}

/** A call of which nothing is known: it may keep, save and change what it is handed, and call its functions. */
function unknownCall(activation: Activation, state: State, site: CallSite): readonly Outcome[] {
  const { effect, receiver, args } = site;
  let current = state;
  for (const argument of args) {
    for (const tag of tagsOf(argument, 'function')) {
      if (tag.isWrapped !== true) current = callback(activation, current, tag.func, effect);
    }
    for (const tag of tagsOf(argument, 'object')) {
      for (const value of current.heap.fields(tag.id).values()) {
        for (const one of tagsOf(value, 'function')) current = callback(activation, current, one.func, effect);
      }
    }
    escapeValue(activation, current, argument);
  }
  for (const tag of tagsOf(receiver, 'session')) escapeSession(current, tag.id);
  // A wrapper gives back what it wraps, as far as anyone can tell.
  const wrapped = args.flatMap((argument) =>
    tagsOf(argument, 'function').map((tag): Tag => ({ ...tag, id: `${tag.func.id} wrapped`, isWrapped: true })),
  );
  return [{ state: current, value: valueOf(...wrapped) }];
}

/**
 * `db.findOne(query, (err, row) => …)`: the call is over long before. Where the function may be that of a promise, somebody
 * waits for that.
 */
function isCalledLater({ run, stack }: Activation, func: Func, { name }: CallEffect): boolean {
  if (run.root.answersByReturn || !ERROR_FIRST.test(func.parameters[0]?.name ?? '')) return false;
  return DEFERRED_METHODS.has(name) && !stack.some((one) => run.collector.executors.has(one));
}

/** Whoever was handed the function may call it, now or later. The response is not over by then for what follows here. */
function callback(activation: Activation, state: State, func: Func, effect: CallEffect): State {
  const { run, func: caller } = activation;
  const wasCalled = run.collector.called.has(func);
  const before = { ...state.response };
  const work = `${activation.func.id}:callback@${effect.span.start}`;
  const [first, ...others] = isCalledLater(activation, func, effect)
    ? runDetached(activation, cloneState(state), func, [], effect.span, work, 'callback')
    : runNow(activation, state, func, [], effect.span);
  // `new Strategy(options, async (profile) => …)`: what a module hands out is called by whoever it is for.
  if (!wasCalled && caller === run.root.func && activation.stack.length === 1 && run.root.isModule === true) {
    run.collector.called.delete(func);
  }
  if (first === undefined) return state;
  let { state: after } = first;
  if (after === state) return state;
  // Who answers in a callback has not waited for what else was started there.
  const known = new Set(state.pending.keys());
  for (const one of [first, ...others])
    if (one.state.response.ended !== null) judgePending(activation, one.state, known);
  for (const other of others) {
    after = cloneState(after);
    mergeAll(after, other.state);
  }
  for (const tag of first.value.tags) if (tag.kind === 'promise') settlePromise(after, tag.id);
  after.response.ended = before.ended;
  after.response.headers = before.headers;
  for (const [id, session] of after.sessions) session.replacing = state.sessions.get(id)?.replacing ?? null;
  return after;
}

function thenCall(activation: Activation, state: State, { effect, receiver, args }: CallSite): readonly Outcome[] {
  const promises = tagsOf(receiver, 'promise');
  const settled = withoutTags(receiver, ['promise']);
  const functions = args.flatMap((argument) => tagsOf(argument, 'function'));
  if (functions.length === 0) return [{ state, value: receiver }];
  const work = `${activation.func.id}:then@${effect.span.start}`;
  let outcomes: readonly Outcome[] = [{ state, value: unknownValue }];
  const isCatch = effect.name === 'catch';
  functions.forEach((tag, index) => {
    outcomes = outcomes.flatMap(({ state: current }) => {
      for (const promise of promises) current.pending.delete(promise.id);
      if (!isCatch) finishReplacements(current);
      const start = cloneState(current);
      // What a failure handler does is no path to judge what is open on.
      if (isCatch || index > 0) for (const session of start.sessions.values()) session.changes.clear();
      const given = effect.name === 'then' && index === 0 ? [settled] : [];
      const after = runDetached(activation, start, tag.func, given, effect.span, `${work}:${index}`, 'promise');
      return isCatch || index > 0 ? [{ state: current, value: unknownValue }] : after;
    });
  });
  return outcomes.map(({ state: current, value }) => {
    const own: Tag[] = functions.map((_, index) => ({ kind: 'promise', id: `${work}:${index}` }));
    const base = effect.name === 'then' ? withoutTags(value, ['promise']) : settled;
    return { state: current, value: { ...base, tags: joinTags(base.tags, [...own, ...promises]) } };
  });
}

/** A method of an array, or of something that may be one. */
function methodCall(activation: Activation, state: State, site: CallSite, method: BuiltinMethod): readonly Outcome[] {
  const { effect, receiver, args } = site;
  const { span } = effect;
  if (method.mutates === true) {
    mutate(activation, state, receiver, null, span, 'part');
    if (method.stores === true) {
      for (const tag of receiver.tags) {
        for (const value of args) {
          if (tag.kind === 'data') checkStored(activation, state, tag.session, value, stepAt(activation, span));
          if (tag.kind === 'object') {
            const old = state.heap.get(tag.id, '*');
            state.heap.set(tag.id, '*', old === undefined ? value : joinValues(old, value));
          } else if (tag.kind !== 'data') escapeValue(activation, state, value);
        }
      }
      if (receiver.tags.length === 0) for (const value of args) escapeValue(activation, state, value);
    }
  }
  const parts = partsOf(activation, state, receiver, span);
  let outcomes: readonly Outcome[] = [{ state, value: unknownValue }];
  if (method.calls === true) {
    const [fn] = args;
    for (const tag of fn === undefined ? [] : tagsOf(fn, 'function')) {
      const given = effect.name.startsWith('reduce') ? [args[1] ?? unknownValue, parts] : [parts];
      outcomes = outcomes.flatMap(({ state: current }) => runNow(activation, current, tag.func, given, span));
    }
  }
  return outcomes.map(({ state: current, value }) => {
    const promises = tagsOf(value, 'promise');
    const result = resultOf(method, receiver, parts);
    return {
      state: current,
      value: effect.name === 'forEach' ? unknownValue : { ...result, tags: joinTags(result.tags, promises) },
    };
  });
}

function resultOf({ gives }: BuiltinMethod, receiver: Value, parts: Value): Value {
  if (gives === 'part') return parts;
  if (gives === 'copy') return copyOf(receiver, false);
  return gives === 'same' ? receiver : unknownValue;
}

function builtinCall(activation: Activation, state: State, site: CallSite, name: string): readonly Outcome[] {
  const { effect, args, receiver } = site;
  if (name === '#next') {
    // The handlers that follow may write and save.
    for (const id of state.sessions.keys()) escapeSession(state, id);
    return [{ state, value: unknownValue }];
  }
  const known: BuiltinCall | undefined = builtin(name) ?? MODULE_FUNCTIONS.get(name);
  const [first = unknownValue] = args;
  switch (known?.kind) {
    case 'timer': {
      let outcomes: readonly Outcome[] = [{ state, value: unknownValue }];
      for (const tag of tagsOf(first, 'function')) {
        const work = `${activation.func.id}:timer@${effect.span.start}`;
        outcomes = outcomes.flatMap(({ state: current }) =>
          runDetached(activation, current, tag.func, [], effect.span, work, 'timer'),
        );
      }
      return outcomes.map(({ state: current }) => ({ state: current, value: unknownValue }));
    }
    case 'all': {
      const parts = partsOf(activation, state, first, effect.span);
      const mixed = parts.mixed && !parts.tags.every(({ kind }) => kind === 'promise');
      return [{ state, value: { ...parts, mixed, tags: joinTags(parts.tags, tagsOf(first, 'promise')) } }];
    }
    case 'assign':
      mutate(activation, state, first, null, effect.span, 'part');
      for (const tag of tagsOf(first, 'object')) {
        for (const value of args.slice(1)) state.heap.set(tag.id, '*', partsOf(activation, state, value, effect.span));
      }
      for (const tag of first.tags) {
        if (tag.kind !== 'session' && tag.kind !== 'data') continue;
        const session = tag.kind === 'session' ? tag : tag.session;
        for (const value of args.slice(1))
          checkStored(activation, state, session, value, stepAt(activation, effect.span));
      }
      return [{ state, value: first }];
    case 'mutate':
      mutate(activation, state, first, null, effect.span, 'part');
      return [{ state, value: first }];
    case 'copy':
      return [{ state, value: copyOf(first, false) }];
    case 'deep-copy':
      return [{ state, value: copyOf(first, true) }];
    case 'parts':
      return [{ state, value: partsOf(activation, state, first, effect.span) }];
    case 'same':
      return [{ state, value: first }];
    case 'none': {
      // Text is made of it as it is now.
      if (name === 'JSON.stringify') escapeValue(activation, state, withoutTags(first, ['session', 'role']));
      if (name === 'Symbol') {
        return [{ state, value: valueOf({ kind: 'of-kind', id: 'symbol', valueKind: 'symbol' }) }];
      }
      return [{ state, value: valueOf(...args.flatMap((one) => tagsOf(one, 'random')).slice(0, 1)) }];
    }
    case 'promise': {
      for (const one of args) escapeValue(activation, state, one);
      const id = `${activation.func.id}:${name}@${effect.span.start}`;
      return [{ state, value: valueOf({ kind: 'promise', id }) }];
    }
    case 'random':
      return [{ state, value: valueOf({ kind: 'random', id: name, call: name.replace(/^.*#/, '') }) }];
    case 'require': {
      const specifier = first.literal;
      return [{ state, value: typeof specifier === 'string' ? required(activation, specifier) : unknownValue }];
    }
    default: {
      if (!name.includes('#')) return unknownCall(activation, state, { ...site, receiver });
      // Where it came from may tell what it is: `require('memorystore')(session)`.
      return unknownCall(activation, state, { ...site, receiver: unknownValue }).map(({ state: current, value }) => ({
        state: current,
        value: { ...value, tags: joinTags(value.tags, [{ kind: 'builtin', id: `${name}()`, name: `${name}()` }]) },
      }));
    }
  }
}

function required(activation: Activation, specifier: string): Value {
  const value = imported(activation, specifier, '*');
  return value;
}

const KINDS = new Map([
  ['Map', 'Map'],
  ['WeakMap', 'Map'],
  ['Set', 'Set'],
  ['WeakSet', 'Set'],
  ['RegExp', 'RegExp'],
  ['Date', 'Date'],
  ['URL', 'URL'],
  ['Error', 'Error'],
  ['TypeError', 'Error'],
] as const);

/** `new X(…)`. */
export function construct(activation: Activation, state: State, effect: CallEffect): readonly State[] {
  const callee = effect.receiver === null ? unknownValue : variable(activation, state, effect.receiver);
  const args = effect.args.map((argument) => variable(activation, state, argument));
  const site: CallSite = { effect, receiver: callee, args };
  const outcomes = callee.tags.flatMap((tag): readonly Outcome[] => {
    switch (tag.kind) {
      case 'builtin': {
        if (tag.name === 'Promise') return newPromise(activation, state, site);
        const kind = KINDS.get(tag.name as never);
        if (kind !== undefined) return [{ state, value: valueOf({ kind: 'of-kind', id: kind, valueKind: kind }) }];
        return made(activation, state, site, tag.name);
      }
      case 'class': {
        const self: Value = valueOf({ kind: 'instance', id: `${tag.id}!`, of: tag });
        const constructor = tag.methods.get('constructor');
        if (constructor === undefined || !canRun(activation, constructor)) return [{ state, value: self }];
        return runFunction(activation, state, constructor, self, args, effect.span).map(({ state: after }) => ({
          state: after,
          value: self,
        }));
      }
      case 'role':
      case 'member':
      case 'library': {
        const isModel = tag.kind !== 'role' || activation.run.catalog.role(tag.role)?.call !== undefined;
        if (!isModel) return made(activation, state, site, classOf(activation, tag));
        return callValue(activation, state, site, valueOf(tag), unknownValue);
      }
      case 'import':
        return made(activation, state, site, `${tag.path}#${tag.name}`);
      default:
        return [];
    }
  });
  return finished(outcomes.length === 0 ? made(activation, state, site, '') : outcomes, effect.into);
}

/** `new session.MemoryStore()`: the module and the name of the export. */
function classOf({ run }: Activation, tag: Extract<Tag, { kind: 'role' }>): string {
  const library = run.catalog.libraryOfRole(tag.role);
  return `${library}#${tag.id.slice(tag.id.lastIndexOf('.') + 1)}`;
}

/** An object of a class of which only the name is known. */
function made(activation: Activation, state: State, site: CallSite, name: string): readonly Outcome[] {
  return unknownCall(activation, state, { ...site, receiver: unknownValue }).map(({ state: after }) => ({
    state: after,
    value: name === '' ? unknownValue : valueOf({ kind: 'builtin', id: `new ${name}`, name: `new ${name}` }),
  }));
}

function newPromise(activation: Activation, state: State, { effect, args }: CallSite): readonly Outcome[] {
  let outcomes: readonly Outcome[] = [{ state, value: unknownValue }];
  for (const tag of args[0] === undefined ? [] : tagsOf(args[0], 'function')) {
    activation.run.collector.executors.add(tag.func);
    outcomes = outcomes.flatMap(({ state: current }) => runNow(activation, current, tag.func, [], effect.span));
  }
  const id = `${activation.func.id}:new@${effect.span.start}`;
  return outcomes.map(({ state: current }) => ({ state: current, value: valueOf({ kind: 'promise', id }) }));
}
