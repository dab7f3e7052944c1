/**
 * Calls: which code or model a call means on this path, and what follows from it. Law 7 of MODEL.md states what is assumed
 * of code that cannot be read.
 */
import { isGetterLike, isSetterLike } from '../models/names.ts';
import { constantOf, isKept } from './concern.ts';
import { dereference } from './conditions.ts';
import type { Activation } from './context.ts';
import { followFunctions, runOptional } from './follow.ts';
import type { CallEffect } from './ir.ts';
import { callModel } from './model-call.ts';
import { getVariable, setVariable, type State } from './state.ts';
import { attributeOf, maybeWritten, mutate, partOrigins, siteName, storeInto } from './subject.ts';
import { keepIn, loadFrom, notCarried, noteEscape, withType } from './transfer.ts';
import { foldText } from './fold-text.ts';
import type { TypeName } from './type-name.ts';
import { literalValue, valueOf, type Value } from './value.ts';

export interface Result {
  readonly state: State;
  readonly value: Value;
}

const nullPointer: TypeName = { name: 'java.lang.NullPointerException', args: [], dims: 0 };

export function callFunction(state: State, call: CallEffect, activation: Activation): readonly State[] {
  const holder = call.receiver === null ? undefined : getVariable(state, call.receiver);
  const receiver = holder?.named === undefined ? holder : constantOf(holder, activation.context.program);
  const args = call.args.map((arg) => getVariable(state, arg));
  if (receiver?.nullness === 'null') {
    activation.raise(state, nullPointer, call.handlers, false);
    return [];
  }
  if (receiver !== undefined) dereference(state, receiver);
  return dispatch(state, call, receiver, args, activation).map((result) => {
    const own = result.value.symbol;
    const symbol =
      own !== undefined && isStable(own, result.value, receiver, args)
        ? own
        : symbolOf(call, receiver, args, activation);
    setVariable(result.state, call.into, { ...result.value, symbol });
    return result.state;
  });
}

function dispatch(
  state: State,
  call: CallEffect,
  receiver: Value | undefined,
  args: readonly Value[],
  activation: Activation,
): readonly Result[] {
  const { program } = activation.context;
  const folded = foldText(call.name, receiver, args);
  if (folded !== undefined) return [{ state, value: literalValue(folded, receiver?.type) }];
  if (receiver !== undefined) {
    const own = receiver.methods.flatMap((entry) => {
      const func = entry.functions.get(call.name);
      return func === undefined ? [] : [{ func, captured: entry.captured }];
    });
    const closures = own.length > 0 ? own : isFunctionCall(call.name) ? receiver.closures : [];
    if (closures.length > 0) return followFunctions(state, { call, receiver, args, closures, exact: true }, activation);
  }
  const declared = call.receiver === null ? undefined : activation.func.variables.get(call.receiver)?.type;
  const type = receiver?.type ?? declared ?? call.owner;
  if (!matters(state, call, receiver, args, type, activation)) {
    if (call.handlers.length > 0 && mayThrow(call.name)) activation.raise(state, undefined, call.handlers, true);
    return [{ state, value: valueOf({}) }];
  }
  const argTypes = args.map((arg) => arg.type);
  const target = program.target(call, receiver === undefined ? undefined : type, argTypes);
  switch (target.kind) {
    case 'functions': {
      if (call.handlers.length > 0 && target.functions.some((func) => func.throws.length > 0)) {
        activation.raise(state, undefined, call.handlers, true);
      }
      const closures = target.functions.map((func) => ({ func, captured: undefined }));
      return followFunctions(state, { call, receiver, args, closures, exact: target.exact }, activation);
    }
    case 'model':
      return callModel(state, call, target, receiver, args, activation);
    case 'accessor':
      return [callAccessor(state, call, target, receiver, args, activation)];
    case 'unknown':
      return callUnknown(state, call, target.returns, receiver, args, activation);
  }
}

/**
 * A call is named by what it reads, by a constant, or by an operand that it gives back; any other name comes from inside the
 * callee, and a run that passes the callee by would not know it.
 */
function isStable(symbol: string, value: Value, receiver: Value | undefined, args: readonly Value[]): boolean {
  if (value.literal !== undefined || symbol.startsWith('read(') || symbol === 'any-name') return true;
  return receiver?.symbol === symbol || args.some((arg) => arg.symbol === symbol);
}

/**
 * Reading the class of every receiver would read the whole project. A call is looked at when it is handed something that
 * matters, when it is a call of the class's own, or when the class behind it may have to do with sessions.
 */
function matters(
  state: State,
  call: CallEffect,
  receiver: Value | undefined,
  args: readonly Value[],
  type: TypeName | undefined,
  { context, self }: Activation,
): boolean {
  if (receiver === self || call.isSuper) return true;
  if (type !== undefined && context.program.mayTouchSession(type)) return true;
  return [...(receiver === undefined ? [] : [receiver]), ...args].some((value) => isKept(state, value, context));
}

/** Methods that every functional interface or thread object inherits and that do not run it. */
const notRunning = new Set(['equals', 'hashCode', 'toString', 'andThen', 'compose', 'negate', 'and', 'or', 'getClass']);

function isFunctionCall(name: string): boolean {
  return !notRunning.has(name);
}

/** A generated accessor: Lombok's, or a record's. */
function callAccessor(
  state: State,
  call: CallEffect,
  target: { readonly field: string; readonly writes: boolean; readonly owner: TypeName },
  receiver: Value | undefined,
  args: readonly Value[],
  activation: Activation,
): Result {
  if (receiver === undefined) return { state, value: valueOf({}) };
  const { field, owner, writes } = target;
  const { span } = call;
  if (!writes) return { state, value: loadFrom(state, receiver, { owner, field, span }, activation) };
  const from = args[0] ?? valueOf({});
  noteEscape(from, activation.context.collector);
  for (const origin of receiver.origins) {
    if (origin.startsWith('F') || origin.startsWith('O')) keepIn(state, `${origin}.${field}`, from, activation);
    else storeInto(state, { ...receiver, origins: [origin] }, from, activation);
  }
  if (activation.context.program.field(owner, field)?.isTransient === true) {
    notCarried(state, receiver, span, `transient field "${field}"`, activation);
  } else mutate(state, receiver, { span, kind: 'lost', certainty: 'proved' }, activation);
  return { state, value: receiver };
}

function callUnknown(
  state: State,
  call: CallEffect,
  returns: TypeName | undefined,
  receiver: Value | undefined,
  args: readonly Value[],
  activation: Activation,
): readonly Result[] {
  const { program, subject } = activation.context;
  const involved = receiver === undefined ? args : [receiver, ...args];
  if (call.handlers.length > 0 && mayThrow(call.name)) activation.raise(state, undefined, call.handlers, true);
  const holdsHandle = involved.some((value) => value.type !== undefined && program.isHandle(value.type));
  const holdsSubject =
    subject !== undefined && involved.some((value) => value.origins.some((origin) => attributeOf(origin) === subject));
  if (holdsHandle && holdsSubject) maybeWritten(state);
  // What was not there may be there now.
  if (holdsHandle && state.status.absent) state.status = { ...state.status, absent: false };
  let value = valueOf({ type: returns });
  const service = receiver?.type !== undefined && program.isService(receiver.type);
  if (receiver !== undefined && receiver.origins.length > 0 && !service) {
    if (isSetterLike(call.name, args.length)) {
      // What was there before may be a data store that keeps nothing of it; a new object is a container.
      const fresh = { ...receiver, origins: receiver.origins.filter((origin) => origin.startsWith('F')) };
      for (const arg of args) storeInto(state, fresh, arg, activation);
      mutate(state, receiver, { span: call.span, kind: 'likelyLost', certainty: 'likely' }, activation);
    }
    if (givesPart(call.name, args.length)) {
      value = withType(valueOf({ origins: partOrigins(state, receiver) }), returns, true, activation);
    }
  }
  return runOptional(state, args, call, activation).map((after) => ({ state: after, value }));
}

/** Names of methods without arguments that give something new rather than something inside. */
const makers =
  /^(clone|copy|to[A-Z]|as[A-Z]|create|build|make|new|convert|duplicate|deepCopy|snapshot|export|render|format)/;

function givesPart(name: string, arity: number): boolean {
  return isGetterLike(name) || (arity === 0 && !makers.test(name) && !isSetterLike(name, 0));
}

/**
 * A call in a `try` may end by an exception. Accessors, tests and logging are taken not to: a reader of
 * `cart.setTotal(t); session.setAttribute("cart", cart);` does not expect a third path.
 */
function mayThrow(name: string): boolean {
  return (
    !isGetterLike(name) &&
    !isSetterLike(name) &&
    !/^(is|has|can|contains|equals|hashCode|toString|log|debug|info|warn|error|trace|fatal|print|println|printStackTrace|size|isEmpty|valueOf|name|append|format|trim|length)/.test(
      name,
    )
  );
}

function symbolOf(
  call: CallEffect,
  receiver: Value | undefined,
  args: readonly Value[],
  activation: Activation,
): string {
  const here = siteName(activation, call.span);
  // Two calls of a getter with equal operands give equal keys: `setAttribute(user.getKey(), …)`.
  if (!/^(get|is)(?![a-z])|^(name|toString|valueOf|concat|format|ordinal|id|key)$/.test(call.name)) return here;
  const operands = receiver === undefined ? args : [receiver, ...args];
  if (operands.some((operand) => operand.symbol === undefined)) return here;
  const owner = receiver === undefined ? (call.owner?.name ?? '') : '';
  const text = `${owner}${call.name}(${operands.map((operand) => operand.symbol).join(',')})`;
  return text.length > 300 ? here : text;
}
