/** What one effect does to a state. */
import { LIFECYCLE_METHODS } from '../../models/javascript/express-session.ts';
import type { Effect, Func, Span } from '../ir.ts';
import { ARRAY, BIGINT, CLASS, GLOBAL, OPERATOR, REGEXP, importedFrom } from '../typescript/operators.ts';
import { call, construct } from './calls.ts';
import { ownVariables } from '../typescript/builder.ts';
import { isUsed } from '../variables.ts';
import { variable } from './conditions.ts';
import type { Activation } from './context.ts';
import { escapeValue } from './escape.ts';
import { reportProblem, excerpt } from './problems.ts';
import {
  change,
  changeCloned,
  changeCopy,
  finishReplacements,
  noteStored,
  settlePromise,
  stepAt,
} from './session-effects.ts';
import type { State } from './state.ts';
import { checkStored } from './stored-values.ts';
import { secretOf } from './registrations.ts';
import { assignSession, mutate } from './store.ts';
import { typed } from './typed.ts';
import {
  absentValue,
  joinValues,
  literalValue,
  nullValue,
  tagKey,
  tagsOf,
  unknownValue,
  valueOf,
  withoutTags,
  type Tag,
  type Value,
} from './value.ts';
import { copyOf, exported, LAZY, load, partsOf } from './values.ts';

export function transfer(activation: Activation, state: State, effect: Effect): readonly State[] {
  const set = (into: number, value: Value): void => {
    state.env.own.set(into, value);
  };
  const read = (from: number): Value => variable(activation, state, from);
  switch (effect.op) {
    case 'constant':
      set(effect.into, literalValue(effect.value));
      return [state];
    case 'alias': {
      let value = read(effect.from);
      if (effect.type !== undefined) value = typed(activation, state, value, effect.type);
      noteName(activation, effect.into, value);
      if (value.tags.some(({ kind }) => kind === 'result')) noteUse(activation, state, effect.into, value);
      set(effect.into, value);
      return [state];
    }
    case 'unknown':
      set(effect.into, unknownValue);
      return [state];
    case 'symbol':
    case 'step':
      set(effect.into, unknownValue);
      return [state];
    case 'new':
      set(effect.into, created(activation, effect, read));
      return [state];
    case 'load':
      set(effect.into, loaded(activation, state, effect));
      return [state];
    case 'store':
      if (effect.object !== null) {
        store(activation, state, read(effect.object), effect.field, read(effect.from), effect.span);
      }
      return [state];
    case 'store-element':
      store(activation, state, read(effect.object), null, read(effect.from), effect.span);
      return [state];
    case 'element':
      set(effect.into, partsOf(activation, state, read(effect.of), activation.func.span));
      return [state];
    case 'closure': {
      const { func } = effect;
      noteFunction(activation, func, activation.self);
      set(effect.into, valueOf({ kind: 'function', id: func.id, func }));
      return [state];
    }
    case 'combine': {
      const parts = effect.parts.map(read);
      for (const part of parts) settleUse(activation, state, part);
      const random = parts.flatMap((part) => tagsOf(part, 'random'));
      set(effect.into, effect.operator === 'typeof' ? unknownValue : valueOf(...random.slice(0, 1)));
      return [state];
    }
    case 'test':
    case 'enter-try':
      return [state];
    case 'call':
      if (effect.owner !== OPERATOR) return call(activation, state, effect);
      return operator(activation, state, effect);
  }
}

/** A string made from it, or an element that shows it: a promise or a cookie is used there. */
function settleUse(activation: Activation, state: State, value: Value): void {
  for (const tag of value.tags) {
    if (tag.kind === 'promise') settlePromise(state, tag.id);
    if (tag.kind === 'result') for (const session of state.sessions.values()) session.unsent.delete(tag.id);
    if (tag.kind === 'data') escapeValue(activation, state, valueOf(tag));
  }
}

function noteFunction({ run, func: creator }: Activation, func: Func, self: Value): void {
  const { closures, created, selves } = run.collector;
  if (!closures.has(func)) closures.set(func, new Map());
  selves.set(func, self);
  const known = created.get(creator);
  if (known === undefined) created.set(creator, new Set([func]));
  else known.add(func);
}

/** A cookie in a variable that somebody looks at is taken to be sent. */
function noteUse({ func }: Activation, state: State, into: number, value: Value): void {
  const name = func.variables.get(into)?.name;
  if (name === undefined || name === '') return;
  if (!isUsed(func, into) && ownVariables.get(func)?.captured.has(into) !== true) return;
  for (const tag of tagsOf(value, 'result'))
    for (const session of state.sessions.values()) session.unsent.delete(tag.id);
}

/** Remembers what the source calls a session, for messages and repairs. */
function noteName({ run, func }: Activation, into: number, value: Value): void {
  const name = func.variables.get(into)?.name;
  if (name === undefined || name === '') return;
  for (const tag of tagsOf(value, 'session'))
    if (!run.collector.names.has(tag.id)) run.collector.names.set(tag.id, name);
}

function created(activation: Activation, effect: Extract<Effect, { op: 'new' }>, read: (from: number) => Value): Value {
  const { func } = activation;
  const id = `${func.file.path}@${effect.span.start}`;
  if (effect.type === CLASS) {
    const methods = effect.methods ?? new Map<string, Func>();
    const bases = effect.args.flatMap((base) => read(base).tags);
    const tag: Tag = { kind: 'class', id, methods, bases };
    const self = valueOf({ kind: 'instance', id: `${id}!`, of: tag });
    for (const method of methods.values()) {
      noteFunction(activation, method, self);
    }
    return valueOf(tag);
  }
  if (effect.type === REGEXP) return valueOf({ kind: 'of-kind', id: 'RegExp', valueKind: 'RegExp' });
  if (effect.type === BIGINT) return valueOf({ kind: 'of-kind', id: 'bigint', valueKind: 'bigint' });
  return valueOf({ kind: 'object', id, isArray: effect.type === ARRAY });
}

function loaded(activation: Activation, state: State, effect: Extract<Effect, { op: 'load' }>): Value {
  const { run } = activation;
  if (effect.object !== null) {
    return load(activation, state, variable(activation, state, effect.object), effect.field, effect.span);
  }
  const specifier = importedFrom(effect.owner);
  if (specifier !== undefined) return imported(activation, specifier, effect.field);
  if (effect.owner === GLOBAL) {
    const role = run.catalog.globalRole(effect.field, run.path);
    if (role !== undefined) return valueOf({ kind: 'role', id: `global ${effect.field}`, role, options: undefined });
    const known = run.catalog.autoImported(effect.field);
    if (known.length > 0) return exported(known, 'global', effect.field);
    return valueOf({ kind: 'builtin', id: effect.field, name: effect.field });
  }
  return unknownValue;
}

export function imported(activation: Activation, specifier: string, name: string): Value {
  const { run, func } = activation;
  if (run.catalog.librariesOf(specifier).length > 0) {
    if (name === '*') return valueOf({ kind: 'library', id: specifier, specifier });
    const found = run.catalog.exportsOf(specifier, name);
    if (found.length > 0) return exported(found, specifier, name);
    if (name === 'default') return valueOf({ kind: 'library', id: specifier, specifier });
  }
  const path = run.modules.resolve(specifier, func.file.path);
  if (path !== undefined) return valueOf({ kind: 'import', id: `${path}#${name}`, path, name });
  if (name === '*' || name === 'default') return valueOf({ kind: 'library', id: specifier, specifier });
  return valueOf({ kind: 'builtin', id: `${specifier}#${name}`, name: `${specifier}#${name}` });
}

/** An assignment to a property, or to an element whose name is not known. */
function store(
  activation: Activation,
  state: State,
  object: Value,
  field: string | null,
  from: Value,
  span: Span,
): void {
  const step = stepAt(activation, span);
  for (const tag of object.tags) {
    switch (tag.kind) {
      case 'role':
        if (field !== null) secretOf(activation, state, tag, field, from, span);
        assignSession(activation, state, tag, field, from, span);
        break;
      case 'session':
        if (isAwaitedPlace(object)) reportUnawaited(activation, tag, field, span);
        else storeOnSession(activation, state, tag, field, from, span);
        break;
      case 'data':
        if (tag.given === 'live') {
          const key = tag.key ?? field;
          change(activation, state, tag.session, { span, how: 'part', key, read: tag.read });
          checkStored(activation, state, tag.session, from, step);
          changeCloned(activation, state, tagKey(tag), span);
        } else changeCopy(activation, state, tag, { span, how: 'part', key: tag.key ?? field, read: tag.read });
        break;
      case 'object':
      case 'instance': {
        changeCloned(activation, state, tagKey(tag), span);
        const old = field === null ? state.heap.get(tag.id, '*') : undefined;
        state.heap.set(tag.id, field ?? '*', old === undefined ? from : joinValues(old, from));
        break;
      }
      default:
        break;
    }
  }
  if (object.tags.length === 0) escapeValue(activation, state, from);
}

/** The property holds a promise of the session, and nobody waited for it. */
function isAwaitedPlace(object: Value): boolean {
  return object.tags.some((tag) => tag.kind === 'promise' && tag.id.startsWith(LAZY));
}

function reportUnawaited(
  activation: Activation,
  tag: Extract<Tag, { kind: 'session' }>,
  field: string | null,
  span: Span,
): void {
  const step = stepAt(activation, span);
  const expression = excerpt(tag.read);
  reportProblem(activation, {
    rule: 'no-write-to-copy',
    kind: 'copy',
    step,
    data: {
      library: tag.library,
      change: excerpt(step),
      expression,
      remedy: `(await ${expression})`,
      key: field ?? '',
    },
    trace: [{ step, role: 'change', text: 'a promise is changed here' }],
    repair: null,
  });
}

function storeOnSession(
  activation: Activation,
  state: State,
  tag: Extract<Tag, { kind: 'session' }>,
  field: string | null,
  from: Value,
  span: Span,
): void {
  const { catalog } = activation.run;
  const info = catalog.session(tag.library);
  if (info === undefined) return;
  const { model } = info;
  const step = stepAt(activation, span);
  const member = field === null ? undefined : catalog.role(model.role)?.members?.[field];
  if (member?.kind === 'data') {
    storeAllData(activation, state, tag, member.assign ?? 'write', from, span);
    return;
  }
  if (member !== undefined) return;
  if (model.ownProperties === null) return;
  if (model.ownProperties.assign === 'ignored') {
    reportProblem(activation, {
      rule: 'no-write-to-copy',
      kind: 'copy',
      step,
      data: {
        library: tag.library,
        change: excerpt(step),
        expression: excerpt(tag.read),
        remedy: model.remedy,
        key: field ?? '',
      },
      trace: [{ step, role: 'change', text: 'it is changed here' }],
      repair: null,
    });
    return;
  }
  change(activation, state, tag, { span, how: 'write', key: field, read: tag.read });
  noteStored(state, tag, field, from, false, step);
  const isMethod = field !== null && LIFECYCLE_METHODS.has(field) && from.tags.every(({ kind }) => kind === 'function');
  if (!isMethod) checkStored(activation, state, tag, from, step, span);
}

/** `session.data = …`, `cookie.x.value = …`. */
function storeAllData(
  activation: Activation,
  state: State,
  tag: Extract<Tag, { kind: 'session' }>,
  assign: 'write' | 'unless-same' | 'ignored' | 'breaks',
  from: Value,
  span: Span,
): void {
  const step = stepAt(activation, span);
  const session = state.sessions.get(tag.id);
  const isSame = tagsOf(from, 'data').some((data) => data.session.id === tag.id) || isPlainCopy(state, tag.id, from);
  if (assign === 'unless-same' && isSame) {
    // The library compares with the object that it holds, which has been changed already.
    if (session !== undefined && session.dirty.size > 0) {
      for (const [id, site] of session.dirty) session.dirty.set(id, { ...site, step, sameReference: true });
    }
    return;
  }
  if (assign === 'ignored') {
    changeCopy(
      activation,
      state,
      {
        kind: 'data',
        id: `${tag.id}#`,
        session: tag,
        key: null,
        given: 'shallow-copy',
        byProgram: false,
        read: tag.read,
      },
      { span, how: 'part', key: null, read: tag.read },
    );
    return;
  }
  if (assign === 'breaks') return;
  change(activation, state, tag, { span, how: 'write', key: null, read: tag.read });
  noteStored(state, tag, null, from, false, step);
  checkStored(activation, state, tag, from, step);
}

/** `{ ...data }`: equal to what the session holds. */
function isPlainCopy(state: State, session: string, value: Value): boolean {
  return tagsOf(value, 'object').some(({ id }) => {
    const fields = state.heap.fields(id);
    const rest = fields.get('*');
    return fields.size === 1 && rest !== undefined && tagsOf(rest, 'data').some((data) => data.session.id === session);
  });
}

function operator(activation: Activation, state: State, effect: Extract<Effect, { op: 'call' }>): readonly State[] {
  const read = (from: number | undefined): Value =>
    from === undefined ? unknownValue : variable(activation, state, from);
  const set = (value: Value): readonly State[] => {
    state.env.own.set(effect.into, value);
    return [state];
  };
  const first = read(effect.args[0]);
  const { name, span } = effect;
  if (name === 'new') return construct(activation, state, effect);
  if (name === 'await') {
    for (const tag of awaited(state, first)) settlePromise(state, tag);
    finishReplacements(state);
    if (activation.work !== null && !(isDone(first) && savesOnReturn(activation, state))) state.work = activation.work;
    return set(withoutTags(first, ['promise']));
  }
  if (name === 'exists') return first === absentValue ? [] : [state];
  if (name === 'spread') return set(copyOf(first, false));
  if (name === 'assign') {
    const target = read(effect.receiver ?? undefined);
    for (const tag of tagsOf(target, 'object')) {
      const parts = partsOf(activation, state, first, span);
      const old = state.heap.get(tag.id, '*');
      state.heap.set(tag.id, '*', old === undefined ? parts : joinValues(old, parts));
      // Its own fields, where they are known: `session({ ...base, secret })`.
      for (const source of tagsOf(first, 'object')) state.heap.setAll(tag.id, state.heap.fields(source.id));
      if (first.tags.length === 0 || first.mixed) state.heap.set(tag.id, '…', unknownValue);
    }
    return set(target);
  }
  if (name === 'element') {
    const target = read(effect.receiver ?? undefined);
    const key = first.literal;
    return set(load(activation, state, target, typeof key === 'string' ? key : '*', span));
  }
  if (name === 'delete' || name.startsWith('delete:')) {
    mutate(
      activation,
      state,
      read(effect.receiver ?? undefined),
      name === 'delete' ? null : name.slice(7),
      span,
      'delete',
    );
    return set(literalValue(true));
  }
  if (name === 'rebind') {
    const old = read(effect.receiver ?? undefined);
    const isSession = old.tags.length > 0 && old.tags.every(({ kind }) => kind === 'session');
    if (isSession && tagsOf(first, 'object').length > 0 && first.tags.every(({ kind }) => kind === 'object')) {
      const { library } = tagsOf(old, 'session')[0] ?? { library: '' };
      const step = stepAt(activation, span);
      const variableName = effect.receiver === null ? '' : (activation.func.variables.get(effect.receiver)?.name ?? '');
      reportProblem(activation, {
        rule: 'no-write-to-copy',
        kind: 'rebound',
        step,
        data: { library, name: variableName, change: excerpt(step), key: '', remedy: '', expression: variableName },
        trace: [{ step, role: 'change', text: 'the variable gets another value here' }],
        repair: null,
      });
    }
    return set(unknownValue);
  }
  if (name === 'void') {
    for (const tag of first.tags)
      if (tag.kind === 'promise') for (const one of state.sessions.values()) one.floating.delete(tag.id);
    return set(nullValue);
  }
  if (name === 'throw' || name === 'yield') {
    escapeValue(activation, state, first);
    return set(unknownValue);
  }
  return set(unknownValue);
}

/** What was awaited has waited for nothing itself. */
function isDone(value: Value): boolean {
  const promises = tagsOf(value, 'promise');
  return promises.length > 0 && !value.mixed && promises.every((one) => one.isDone === true);
}

/** Sessions that are saved some steps after the handler has returned, not while it answers. */
function savesOnReturn({ run }: Activation, state: State): boolean {
  return [...state.sessions.values()].every(({ library }) => {
    const commit = run.catalog.session(library)?.model.commit;
    return commit !== 'response-end' && commit !== 'headers';
  });
}

/** Promises that a value leads to: itself, or what is in an array. */
function awaited(state: State, value: Value): readonly string[] {
  return value.tags.flatMap((tag) => (tag.kind === 'promise' ? [tag.id] : []));
}
