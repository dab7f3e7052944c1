/** What a call does according to a record. */
import type { CallModel, Meaning, Operand, Result, SessionOperand } from '../../models/javascript/model.ts';
import type { CallSite } from './calls.ts';
import { configure, registerPlugin, useStore } from './registrations.ts';
import type { Activation, HandlerRoles } from './context.ts';
import { escapeValue } from './escape.ts';
import { excerpt, RECORD, reportProblem } from './problems.ts';
import { runDetached, runLater, runNow, type Outcome } from './run-function.ts';
import {
  beginReplacement,
  change,
  commit,
  dropCopies,
  finishReplacements,
  noteStored,
  respond,
  sessionState,
  settle,
  stepAt,
} from './session-effects.ts';
import { checkDropped, checkRedirect } from './session-order.ts';
import type { LateCause, State } from './state.ts';
import { checkStored } from './stored-values.ts';
import { markProperties } from './typed.ts';
import {
  expressionKey,
  UNKNOWN_KEY,
  tagsOf,
  unknownValue,
  valueOf,
  withoutTags,
  type DataTag,
  type FunctionTag,
  type SessionTag,
  type Tag,
  type Value,
} from './value.ts';
import { copyOf, dataOf, fieldsOf, newSession, partsOf } from './values.ts';

export interface ModelCallee {
  readonly id: string;
  readonly name: string;
  readonly library: string;
  readonly call: CallModel;
  readonly receiver: Value | undefined;
}

interface Application {
  readonly activation: Activation;
  readonly site: CallSite;
  readonly callee: ModelCallee;
  /** The promise that the call gives, if it matters when it is awaited. */
  readonly promise: string | null;
}

export function applyModel(
  activation: Activation,
  state: State,
  site: CallSite,
  callee: ModelCallee,
): readonly Outcome[] {
  const { call } = callee;
  const done = callbackOf(site, call);
  const isDeferred = call.async === true && done === undefined && call.sync !== true;
  const promise = isDeferred ? `${activation.func.id}:${callee.name}@${site.effect.span.start}` : null;
  const application: Application = { activation, site, callee, promise };
  let outcomes: readonly Outcome[] = [{ state, value: unknownValue }];
  for (const meaning of call.does ?? []) {
    outcomes = outcomes.flatMap(({ state: current, value }) => apply(application, current, meaning, value));
  }
  return outcomes.map(({ state: current, value }) => {
    if (done !== undefined) runLater(activation, current, done.func, [], site.effect.span, { replaced: true });
    else if (call.async !== true && replaces(call)) finishReplacements(current);
    let result = resultOf(application, current, value);
    if (promise !== null && commits(call)) result = withTags(result, [{ kind: 'promise', id: promise }]);
    return { state: current, value: result };
  });
}

function withTags(value: Value, tags: readonly Tag[]): Value {
  return { ...value, tags: [...value.tags, ...tags] };
}

function replaces(call: CallModel): boolean {
  return call.does?.some(({ op }) => op === 'replace') === true;
}

function commits(call: CallModel): boolean {
  return call.does?.some(({ op }) => op === 'commit' || op === 'destroy') === true;
}

/** The function that is called when the call is done. */
function callbackOf({ args }: CallSite, call: CallModel): FunctionTag | undefined {
  if (call.callback === undefined) return undefined;
  const value = call.callback === 'last' ? args[args.length - 1] : args[call.callback];
  return value === undefined ? undefined : tagsOf(value, 'function')[0];
}

function operandOf({ site, callee }: Application, operand: Operand): Value {
  if (operand === 'this') return callee.receiver ?? unknownValue;
  if (operand === 'last') return site.args[site.args.length - 1] ?? unknownValue;
  return site.args[operand] ?? unknownValue;
}

/** The sessions that the call is about. */
function sessionsOf(application: Application, state: State, operand: SessionOperand = 'this'): readonly SessionTag[] {
  const { activation, callee, site } = application;
  if (typeof operand !== 'object') return tagsOf(operandOf(application, operand), 'session');
  const { catalog } = activation.run;
  const read = stepAt(activation, site.effect.span);
  const holders = tagsOf(operandOf(application, operand.ofRequest), 'role');
  if (catalog.session(callee.library) !== undefined) {
    const ids = holders.length > 0 ? holders.map(({ id }) => id) : [`request of ${activation.func.id}`];
    return ids.map((id) => newSession(activation, state, callee.library, id, read, true));
  }
  return holders.flatMap((holder) => {
    const found = catalog.sessionAt(holder.role, 'session', false);
    return found === undefined ? [] : [newSession(activation, state, found.session.library.id, holder.id, read)];
  });
}

function keyOf({ site }: Application, key: number | undefined): string | null {
  if (key === undefined) return null;
  const literal = site.args[key]?.literal;
  if (typeof literal === 'string' || typeof literal === 'number') return String(literal);
  return null;
}

function apply(application: Application, state: State, meaning: Meaning, value: Value): readonly Outcome[] {
  const { activation, site, callee, promise } = application;
  const { span } = site.effect;
  const same: readonly Outcome[] = [{ state, value }];
  switch (meaning.op) {
    case 'read':
      return same;
    case 'write':
      return write(application, state, meaning, value);
    case 'touch':
      for (const tag of sessionsOf(application, state, meaning.session)) {
        const session = sessionState(state, tag, activation.run.root.isHandler);
        session.wrote = true;
        session.dirty.clear();
      }
      return same;
    case 'commit': {
      let results: readonly Tag[] = [];
      for (const tag of sessionsOf(application, state, meaning.session)) {
        commit(activation, state, tag, span, meaning.sync === true ? null : promise);
        if (meaning.resultMustBeSent !== true) continue;
        const id = `${activation.func.id}:result@${span.start}`;
        const { unsent } = sessionState(state, tag, false);
        // The newer cookie has all that the older one had.
        unsent.clear();
        unsent.set(id, stepAt(activation, span));
        results = [{ kind: 'result', id }];
      }
      return [{ state, value: withTags(value, results) }];
    }
    case 'replace':
      for (const tag of sessionsOf(application, state, meaning.session)) {
        const text = `${site.effect.name}()`;
        if (meaning.keeps !== undefined) checkDropped(activation, state, tag, site, meaning.keeps);
        beginReplacement(state, tag, stepAt(activation, span), text, activation.run.root.isHandler);
      }
      return same;
    case 'destroy':
      for (const tag of sessionsOf(application, state, meaning.session)) {
        const session = sessionState(state, tag, activation.run.root.isHandler);
        settle(session);
        session.ended = true;
        if (meaning.final === true)
          session.destroyed = { step: stepAt(activation, span), call: `${site.effect.name}()` };
      }
      return same;
    case 'respond':
      if (meaning.redirects === true) checkRedirect(activation, state, span);
      respond(activation, state, meaning.part, span);
      // What is sent has been looked at.
      for (const argument of site.args) escapeValue(activation, state, withoutTags(argument, ['session', 'role']));
      return same;
    case 'leave':
      state.leaving = { call: `${callee.name}()`, answers: meaning.answers === true };
      return same;
    case 'bypass':
      state.response.bypassed ??= stepAt(activation, span);
      return same;
    case 'invoke':
      return invoke(application, state, meaning, value);
    case 'handles':
      noteHandlers(application, state, meaning);
      return same;
    case 'configure':
      configure(activation, state, site, meaning.library, meaning.options);
      return same;
    case 'register':
      return registerPlugin(activation, state, site, meaning, callee.receiver).map((after) => ({
        state: after,
        value,
      }));
    case 'use-store':
      useStore(activation, site, meaning.store, callee.library);
      return same;
    case 'record': {
      const data = valueOf(recordOf(application, state));
      const fn = meaning.fn === undefined ? undefined : site.args[meaning.fn];
      if (fn === undefined) return [{ state, value: data }];
      const given: Value[] = [];
      for (let index = 0; index < (meaning.value ?? 0); index++) given.push(unknownValue);
      for (const { func } of tagsOf(fn, 'function')) runLater(activation, state, func, [...given, data], span, {});
      return same;
    }
    case 'store-record':
      for (const data of tagsOf(site.args[meaning.value] ?? unknownValue, 'data')) dropCopies(state, data);
      return same;
  }
}

/** A session as it lies in the store: nothing watches it. */
function recordOf({ activation, callee, site }: Application, state: State): DataTag {
  const { span } = site.effect;
  const read = stepAt(activation, span);
  const id = `${RECORD}${activation.func.id}:${span.start}`;
  const session: SessionTag = { kind: 'session', id, library: callee.library, generation: 0, read };
  sessionState(state, session, true);
  return { kind: 'data', id, session, key: null, given: 'copy', byProgram: false, read };
}

function write(
  application: Application,
  state: State,
  meaning: Extract<Meaning, { op: 'write' }>,
  value: Value,
): readonly Outcome[] {
  const { activation, site, callee } = application;
  const { span } = site.effect;
  const step = stepAt(activation, span);
  const key = keyOf(application, meaning.key);
  const stored = meaning.value === undefined ? undefined : site.args[meaning.value];
  const merged = meaning.merges === undefined ? undefined : site.args[meaning.merges];
  let outcomes: readonly Outcome[] = [{ state, value }];
  // update((data) => ({ … })): the function is handed the present data.
  for (const tag of merged === undefined ? [] : tagsOf(merged, 'function')) {
    outcomes = outcomes.flatMap(({ state: current }) => {
      const [session] = sessionsOf(application, current, meaning.session);
      const data =
        session === undefined
          ? unknownValue
          : valueOf({ ...dataOf(activation, session, null, 'copy', span), byProgram: true });
      return runNow(activation, current, tag.func, [data], span).map(({ state: after }) => ({ state: after, value }));
    });
  }
  for (const { state: current } of outcomes) {
    for (const tag of sessionsOf(application, current, meaning.session)) {
      const isSame = isUnchanged(current, tag, key, stored);
      if (!isSame) change(activation, current, tag, { span, how: 'write', key, read: tag.read });
      if (stored !== undefined) {
        noteStored(current, tag, key, stored, meaning.stores === 'clone', step);
        checkStored(activation, current, tag, stored, step, site.effect.argSpans[meaning.value ?? -1]);
      }
      if (merged === undefined) continue;
      noteStored(current, tag, null, merged, false, step);
      for (const object of tagsOf(merged, 'object')) {
        for (const field of fieldsOf(current, object.id)) {
          checkStored(activation, current, tag, field, step);
          noteStored(current, tag, null, field, false, step);
        }
        if (meaning.ignoresEmpty === true) checkEmpty(activation, current, object.id, callee.library, site);
      }
    }
  }
  return outcomes;
}

/** `session.set('email', session.get('email'))`, where nothing is open that this could save. */
function isUnchanged(state: State, tag: SessionTag, key: string | null, stored: Value | undefined): boolean {
  if (stored === undefined || key === null || stored.mixed || stored.tags.length !== 1) return false;
  const [data] = tagsOf(stored, 'data');
  const session = state.sessions.get(tag.id);
  return (
    data?.session.id === tag.id &&
    data.key === key &&
    data.id.startsWith(`${tag.id}#${key}@`) &&
    session?.dirty.size === 0
  );
}

/** defu leaves the old value where the new one is null or an empty list. */
function checkEmpty(activation: Activation, state: State, id: string, library: string, site: CallSite): void {
  for (const [field, value] of state.heap.fields(id)) {
    const array = tagsOf(value, 'object').find(({ isArray }) => isArray);
    const isEmptyArray = array !== undefined && value.tags.length === 1 && fieldsOf(state, array.id).length === 0;
    if ((value.nullness !== 'null' && !isEmptyArray) || value.mixed) continue;
    const step = stepAt(activation, site.effect.span);
    reportProblem(activation, {
      rule: 'no-write-to-copy',
      kind: 'emptyMerge',
      step,
      data: {
        library,
        key: field,
        change: excerpt(step),
        remedy: 'replaceUserSession',
        expression: '',
      },
      trace: [{ step, role: 'write', text: 'the empty value is merged here' }],
      repair: null,
    });
  }
}

function parametersOf(
  application: Application,
  state: State,
  roles: readonly (string | null)[] | undefined,
): readonly Value[] {
  const { activation, site, callee } = application;
  return (roles ?? []).map((role, index) => {
    if (role === null) return unknownValue;
    if (role === 'part') return partsOf(activation, state, callee.receiver ?? unknownValue, site.effect.span);
    const known = tagsOf(callee.receiver ?? unknownValue, 'role').find((tag) => tag.role === role);
    const id = known?.id ?? `${activation.func.id}:${role}@${site.effect.span.start}:${index}`;
    return valueOf({ kind: 'role', id, role, options: undefined });
  });
}

function invoke(
  application: Application,
  state: State,
  meaning: Extract<Meaning, { op: 'invoke' }>,
  value: Value,
): readonly Outcome[] {
  const { activation, site } = application;
  const { span } = site.effect;
  if (meaning.events !== undefined && !meaning.events.includes(String(site.args[0]?.literal))) {
    return [{ state, value }];
  }
  const functions = tagsOf(operandOf(application, meaning.fn), 'function');
  const given = parametersOf(application, state, meaning.with);
  let outcomes: readonly Outcome[] = [{ state, value }];
  for (const { func } of functions) {
    outcomes = outcomes.flatMap(({ state: current }) => {
      switch (meaning.when) {
        case 'now':
          return runNow(activation, current, func, given, span).map(({ state: after }) => ({ state: after, value }));
        case 'timer': {
          const work = `${activation.func.id}:timer@${span.start}`;
          return runDetached(activation, current, func, given, span, work, 'timer');
        }
        case 'later':
          runLater(activation, current, func, given, span, {});
          return [{ state: current, value }];
        case 'after-response':
        case 'event': {
          const outside = lateCauseOf(application, meaning.when === 'event' ? 'socket' : 'lateHook');
          runLater(activation, current, func, given, span, { outside });
          return [{ state: current, value }];
        }
      }
    });
  }
  return outcomes;
}

function lateCauseOf({ activation, site }: Application, kind: 'socket' | 'lateHook'): LateCause {
  const event = site.args[0]?.literal;
  const step = stepAt(activation, site.effect.span);
  return { kind, step, text: typeof event === 'string' ? `'${event}'` : site.effect.name };
}

/** Functions that handle requests are judged on their own, with the roles of their parameters. */
function noteHandlers(application: Application, state: State, meaning: Extract<Meaning, { op: 'handles' }>): void {
  const { activation, site } = application;
  const event = site.args[0]?.literal;
  if (meaning.when !== undefined && !(typeof event === 'string' && meaning.when.includes(event))) return;
  const roles: HandlerRoles = {
    with: meaning.with,
    withByArity: meaning.withByArity,
    afterResponse: meaning.afterResponse === true ? lateCauseOf(application, 'lateHook') : null,
    outsideRequest: meaning.outsideRequest === true ? lateCauseOf(application, 'socket') : null,
  };
  for (const argument of site.args.slice(meaning.from)) {
    noteHandler(activation, state, argument, roles, 0);
    if (meaning.properties !== undefined) markProperties(activation, state, argument, meaning.properties, roles, 0);
  }
}

function noteHandler(activation: Activation, state: State, value: Value, roles: HandlerRoles, depth: number): void {
  for (const tag of value.tags) {
    if (tag.kind === 'function') activation.run.collector.handlers.set(tag.func, roles);
    if (tag.kind === 'object' && tag.isArray && depth < 3) {
      for (const field of fieldsOf(state, tag.id)) noteHandler(activation, state, field, roles, depth + 1);
    }
  }
}

function resultOf(application: Application, state: State, value: Value): Value {
  const { activation, site, callee } = application;
  const { gives, does } = callee.call;
  const read = does?.find((meaning) => meaning.op === 'read');
  if (read?.op === 'read') {
    const tags = sessionsOf(application, state, read.session).map((tag) =>
      dataOf(
        activation,
        tag,
        keyOf(application, read.key) ?? keyText(application, read.key),
        read.gives,
        site.effect.span,
      ),
    );
    return valueOf(...tags);
  }
  if (gives === undefined) return value;
  return withTags(given(application, state, gives), value.tags);
}

/** A key that is no constant, as it stands in the source. The parameter of a helper tells nobody anything. */
function keyText({ activation, site }: Application, key: number | undefined): string | null {
  const span = key === undefined ? undefined : site.effect.argSpans[key];
  const given = key === undefined ? undefined : site.effect.args[key];
  const { func, run } = activation;
  if (span === undefined) return null;
  if (func !== run.root.func && func.parameters.some(({ variable }) => variable === given)) return UNKNOWN_KEY;
  return expressionKey(excerpt({ func, span }));
}

function given(application: Application, state: State, gives: Result): Value {
  const { activation, site } = application;
  const { span } = site.effect;
  const place = `${activation.func.file.path}@${span.start}`;
  if ('role' in gives) {
    const options = gives.options === undefined ? undefined : site.args[gives.options];
    return valueOf({ kind: 'role', id: `${gives.role}:${place}`, role: gives.role, options });
  }
  if ('session' in gives) {
    const read = stepAt(activation, span);
    if (gives.ofRequest === undefined) return valueOf(newSession(activation, state, gives.session, place, read, true));
    const holders = tagsOf(operandOf(application, gives.ofRequest), 'role');
    const ids = holders.length > 0 ? holders.map(({ id }) => id) : [`request of ${activation.func.id}`];
    return valueOf(...ids.map((id) => newSession(activation, state, gives.session, id, read, true)));
  }
  if ('same' in gives) return operandOf(application, gives.same);
  if ('part' in gives) return partsOf(activation, state, operandOf(application, gives.part), span);
  if ('copy' in gives) return copyOf(operandOf(application, gives.copy), gives.deep === true);
  return unknownValue;
}
