/** Object creation: a fresh object, its constructor, and what it holds. */
import type { Activation } from './context.ts';
import { concerns, isKept } from './concern.ts';
import { followFunctions, runOptional } from './follow.ts';
import type { Target } from './program.ts';
import type { CallEffect, Effect } from './ir.ts';
import { callModel } from './model-call.ts';
import { getVariable, setVariable, type State } from './state.ts';
import { copyOf, siteName, storeInto } from './subject.ts';
import { capture, noteClosure } from './transfer.ts';
import { joinOrigins, valueOf, type Value } from './value.ts';

export function constructObject(
  state: State,
  effect: Extract<Effect, { op: 'new' }>,
  activation: Activation,
): readonly State[] {
  const { program } = activation.context;
  const args = effect.args.map((arg) => getVariable(state, arg));
  const fresh = `F${siteName(activation, effect.span)}`;
  const methods =
    effect.methods === undefined ? [] : [{ functions: effect.methods, captured: captureAll(state, effect.methods) }];
  for (const entry of methods) {
    for (const func of entry.functions.values()) noteClosure(func, entry.captured, activation);
  }
  const immutable = program.isImmutable(effect.type);
  const object: Value = valueOf({
    origins: immutable ? [] : [fresh],
    type: effect.type,
    nullness: 'non-null',
    symbol: siteName(activation, effect.span),
    methods,
  });
  // The same site again (a loop) makes another object: what was known of the last one does not hold for it.
  for (const path of state.heap.keys()) if (path.startsWith(`${fresh}.`)) state.heap.delete(path);
  const isWorthALook = program.isAtHand(effect.type) || args.some((arg) => concerns(state, arg, activation.context));
  const target: Target = isWorthALook
    ? program.constructorOf(
        effect.type,
        args.map((arg) => arg.type),
      )
    : { kind: 'unknown', returns: effect.type };
  const call: CallEffect = {
    op: 'call',
    into: effect.into,
    receiver: null,
    owner: effect.type,
    isSuper: false,
    name: 'new',
    args: effect.args,
    span: effect.span,
    receiverSpan: effect.span,
    argSpans: [],
    handlers: effect.handlers,
  };
  const held = args.reduce<readonly string[]>((all, arg) => joinOrigins(all, arg.origins), []);
  if (target.kind === 'functions' && args.some((arg) => isKept(state, arg, activation.context))) {
    const closures = target.functions.map((func) => ({ func, captured: undefined }));
    const [original] = args;
    const isCopy = args.length === 1 && original?.type?.name === effect.type.name;
    const copied = isCopy ? copyOf(state, original, siteName(activation, effect.span), activation).origins : [];
    const results = followFunctions(state, { call, receiver: object, args, closures, exact: true }, activation);
    return results.map((result) => {
      setVariable(result.state, effect.into, { ...object, origins: joinOrigins(object.origins, copied) });
      return result.state;
    });
  }
  if (target.kind === 'model' && !immutable) {
    return callModel(state, call, target, object, args, activation).map((result) => {
      // A copy constructor gives the copy; anything else the object itself.
      const made = result.value.origins.length > 0 ? { ...result.value, type: effect.type, methods } : object;
      setVariable(result.state, effect.into, {
        ...made,
        closures: args.flatMap((arg) => arg.closures),
        nullness: 'non-null',
      });
      return result.state;
    });
  }
  if (!immutable && target.kind !== 'functions') storeInto(state, object, valueOf({ origins: held }), activation);
  return runOptional(state, target.kind === 'functions' ? [] : args, call, activation).map((after) => {
    setVariable(after, effect.into, object);
    return after;
  });
}

function captureAll(
  state: State,
  methods: NonNullable<Extract<Effect, { op: 'new' }>['methods']>,
): ReadonlyMap<number, Value> {
  const captured = new Map<number, Value>();
  for (const func of methods.values()) {
    for (const [variable, value] of capture(state, func)) captured.set(variable, value);
  }
  return captured;
}
