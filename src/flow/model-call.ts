/** Interprets what the models say of a call. */
import type { Call, FunctionParameter, Guard, Meaning, Operand, VersionBefore } from '../models/model.ts';
import type { Result } from './calls.ts';
import { constantOf } from './concern.ts';
import type { Activation } from './context.ts';
import { followFunctions, runFunctionValue } from './follow.ts';
import type { CallEffect, Span } from './ir.ts';
import { constantKey, keyOf } from './key.ts';
import { cloneState, type State } from './state.ts';
import {
  commitResponse,
  copyOf,
  maybeWritten,
  mutate,
  partOrigins,
  readAttribute,
  removeAttribute,
  removeSubject,
  siteName,
  storeInto,
  writeAttribute,
} from './subject.ts';
import { nameFrom, withType } from './transfer.ts';
import { isUsed } from './variables.ts';
import { parseTypeName, substitute, type TypeName } from './type-name.ts';
import { joinOrigins, joinValues, literalValue, unknownValue, valueOf, type Value } from './value.ts';

interface ModelTarget {
  readonly call: Call;
  readonly owner: string;
  readonly ownerArgs: readonly TypeName[];
}

const numberFormat: TypeName = { name: 'java.lang.NumberFormatException', args: [], dims: 0 };

/** One path through the meanings of a call. */
interface Path {
  readonly state: State;
  /** What the functions among the arguments returned. */
  readonly returned: ReadonlyMap<number, Value>;
  /** What the call gives, where a meaning decides it. */
  readonly given: Value | undefined;
  /** What the result tells of the change that was made. */
  readonly told: Pick<Value, 'literal' | 'nullness'> | undefined;
}

interface Site {
  readonly call: CallEffect;
  readonly target: ModelTarget;
  readonly receiver: Value;
  readonly args: readonly Value[];
  readonly activation: Activation;
}

export function callModel(
  state: State,
  call: CallEffect,
  target: ModelTarget,
  receiver: Value | undefined,
  args: readonly Value[],
  activation: Activation,
): readonly Result[] {
  const site: Site = { call, target, receiver: receiver ?? unknownValue, args, activation };
  if (call.handlers.length > 0) {
    if (/^parse[A-Z]/.test(call.name)) activation.raise(state, numberFormat, call.handlers, true);
    else if (/^(doFilter|forward)$/.test(call.name)) activation.raise(state, undefined, call.handlers, true);
  }
  let paths: readonly Path[] = [{ state, returned: new Map<number, Value>(), given: undefined, told: undefined }];
  for (const meaning of target.call.does ?? []) paths = paths.flatMap((path) => apply(path, meaning, site));
  return paths.map((path) => ({ state: path.state, value: resultOf(path, site) }));
}

function operandOf(operand: Operand, site: Site): Value {
  if (operand === 'this') return site.receiver;
  if (operand === 'unknown') return unknownValue;
  if (typeof operand === 'number') return site.args[operand] ?? unknownValue;
  return literalValue(operand.constant, undefined);
}

function keyOperand(operand: Operand, site: Site): Value {
  return constantOf(operandOf(operand, site), site.activation.context.program);
}

function spanOf(operand: Operand, site: Site): Span {
  if (operand === 'this') return site.call.receiverSpan;
  return (typeof operand === 'number' ? site.call.argSpans[operand] : undefined) ?? site.call.span;
}

function holds(guard: Guard | undefined, site: Site): boolean {
  if (guard === undefined) return true;
  const literal = keyOperand(guard.argument, site).literal;
  return literal !== undefined && literal !== null && guard.oneOf.includes(literal);
}

function apply(path: Path, meaning: Meaning, site: Site): readonly Path[] {
  const { activation, call } = site;
  const { context } = activation;
  const { state } = path;
  if ('when' in meaning && !holds(meaning.when, site)) return [path];
  const space = ('space' in meaning ? meaning.space : undefined) ?? context.program.space(site.target.owner);
  const here = siteName(activation, call.span);
  switch (meaning.op) {
    case 'read': {
      const key = keyOf(space, keyOperand(meaning.key, site), here);
      // It looks in narrower scopes first; for a name that is no constant nothing tells in which it is found.
      const maybe = meaning.maybe === true;
      if (maybe && constantKey(key) === undefined) return [path];
      if (isRewritten(meaning.autoWritten, activation)) return [path];
      const handle = spanOf(meaning.handle ?? 'this', site);
      const keySpan = spanOf(meaning.key, site);
      const read = { key, span: call.span, handle, keySpan, copy: meaning.copy === true, maybe };
      return [{ ...path, given: readAttribute(state, read, activation) }];
    }
    case 'write': {
      const value =
        typeof meaning.value === 'object' && 'returnedBy' in meaning.value
          ? (path.returned.get(meaning.value.returnedBy) ?? unknownValue)
          : operandOf(meaning.value, site);
      if (meaning.key === 'unknown') {
        const parts = valueOf({ origins: partOrigins(state, value) });
        if (context.subject !== undefined && parts.origins.includes(`A${context.subject}`)) maybeWritten(state);
        return [path];
      }
      const key = keyOf(space, keyOperand(meaning.key, site), here);
      const { onlyWhenAbsent = false, ignoresSameInstance = false } = meaning;
      writeAttribute(state, { key, value, span: call.span, ignoresSameInstance, onlyWhenAbsent }, activation);
      return [path];
    }
    case 'remove':
      removeAttribute(state, keyOf(space, keyOperand(meaning.key, site), here), activation);
      return [path];
    case 'drop':
      context.collector.touchesAll = true;
      if (context.subject?.startsWith(`${space}|`) === true) removeSubject(state);
      return [path];
    case 'names':
      context.collector.touchesAll = true;
      return [{ ...path, given: valueOf({ origins: ['N'], nullness: 'non-null' }) }];
    case 'commit':
      commitResponse(state, activation);
      return [path];
    case 'dispatch': {
      const servletPath = site.receiver.literal;
      const functions =
        typeof servletPath === 'string'
          ? context.program.dispatched(servletPath, activation.stack[0] ?? activation.func)
          : [];
      if (functions.length === 0) return [path];
      const closures = functions.map((func) => ({ func, captured: undefined }));
      const followed = { call, receiver: undefined, args: site.args, closures, exact: false };
      return followFunctions(state, followed, activation).map((result) => ({ ...path, state: result.state }));
    }
    case 'next-filter':
      context.collector.touchesAll = true;
      context.onNextFilter?.(state, { func: activation.func, span: call.span });
      return [path];
    case 'mutate':
      return applyMutation(path, meaning, site);
    case 'invoke': {
      const fn = site.args[meaning.fn];
      if (fn === undefined) return [path];
      return runCallback(path, fn, meaning.with, meaning.fn, site);
    }
    case 'detach': {
      const fn = operandOf(meaning.fn, site);
      return runCallback(path, fn, meaning.with ?? [], -1, site);
    }
  }
}

function isRewritten(auto: true | VersionBefore | undefined, { context }: Activation): boolean {
  return auto === true || (auto !== undefined && context.traits.springRewrites);
}

function applyMutation(path: Path, meaning: Extract<Meaning, { op: 'mutate' }>, site: Site): readonly Path[] {
  const { activation, call } = site;
  const target = operandOf(meaning.target, site);
  const change = { span: call.span, kind: 'lost', certainty: 'proved' } as const;
  const run = (state: State): void => {
    for (const index of meaning.stores ?? []) storeInto(state, target, site.args[index] ?? unknownValue, activation);
    for (const index of meaning.storesElements ?? []) {
      const elements = partOrigins(state, site.args[index] ?? unknownValue);
      storeInto(state, target, valueOf({ origins: elements }), activation);
    }
    mutate(state, target, change, activation);
  };
  if (meaning.reports === undefined || !isUsed(activation.func, call.into)) {
    run(path.state);
    return [path];
  }
  if (meaning.reports === 'always') {
    run(path.state);
    return [{ ...path, told: literalValue(true, undefined) }];
  }
  // The result tells whether anything changed: from here on there are two paths.
  const before = path.state.status.phase;
  const changed = cloneState(path.state);
  run(changed);
  if (changed.status.phase === before) return [{ ...path, state: changed }];
  const told = (didChange: boolean): Value => {
    if (meaning.reports === 'true') return literalValue(didChange, undefined);
    const isNull = (meaning.reports === 'null') === didChange;
    return valueOf({ nullness: isNull ? 'null' : 'non-null', literal: isNull ? null : undefined });
  };
  return [
    { ...path, state: changed, told: told(true) },
    { ...path, told: told(false) },
  ];
}

function runCallback(
  path: Path,
  fn: Value,
  parameters: readonly (FunctionParameter | null)[],
  index: number,
  site: Site,
): readonly Path[] {
  const overNames = parameters.some(
    (parameter) => parameter !== null && 'part' in parameter && operandOf(parameter.part, site).origins.includes('N'),
  );
  const args = parameters.map((parameter) => argumentFor(path.state, parameter, site));
  const skipped = cloneState(path.state);
  const runs = runFunctionValue(path.state, fn, args, site.call, site.activation);
  const paths: Path[] = runs.map((run) => ({
    state: run.state,
    returned: new Map([...path.returned, [index, run.value]]),
    given: path.given,
    told: path.told,
  }));
  // A loop over the attribute names runs for the subject's name; and where the function writes the subject, not running
  // it is not held against the code.
  const writes = skipped.status.phase === 'dirty' && runs.some((run) => run.state.status.phase !== 'dirty');
  if (!overNames && !writes) paths.push({ ...path, state: skipped });
  return paths;
}

function argumentFor(state: State, parameter: FunctionParameter | null, site: Site): Value {
  if (parameter === null) return unknownValue;
  const type = parameter.type === undefined ? undefined : typeOf(parameter.type, site, new Map());
  if ('part' in parameter) return partValue(state, operandOf(parameter.part, site), type, site);
  if ('same' in parameter) return operandOf(parameter.same, site);
  return valueOf({ type });
}

function partValue(state: State, value: Value, type: TypeName | undefined, site: Site): Value {
  const { activation } = site;
  if (value.origins.includes('N')) {
    const isName = type === undefined || activation.context.program.isImmutable(type);
    return isName ? nameFrom(state, activation) : valueOf({ origins: ['N'], type, nullness: 'non-null' });
  }
  return withType(valueOf({ origins: partOrigins(state, value) }), type, true, activation);
}

function resultOf(path: Path, site: Site): Value {
  const value = plainResult(path, site);
  if (path.told !== undefined) {
    const { literal, nullness } = path.told;
    return { ...value, literal, nullness, origins: nullness === 'null' ? [] : value.origins };
  }
  const { call, receiver, activation } = site;
  if (receiver.origins.includes('N') && /^has(More|Next)/.test(call.name)) {
    return { ...value, knows: { kind: 'more-names', negated: false } };
  }
  // An attribute that is in the session proves that there is one: getSession(false) is not null.
  const { phase } = path.state.status;
  const hasSession = phase === 'dirty' || phase === 'written' || phase === 'late';
  const isHandle = value.type !== undefined && activation.context.program.isHandle(value.type);
  return hasSession && isHandle ? { ...value, nullness: 'non-null' } : value;
}

function plainResult(path: Path, site: Site): Value {
  const { call, activation, target } = site;
  const type = target.call.returns === undefined ? undefined : typeOf(target.call.returns, site, path.returned);
  let value = path.given;
  for (const result of target.call.gives ?? []) {
    const given = resultValue(path, result, type, site);
    value =
      value === undefined
        ? given
        : { ...joinValues(value, given, siteName(activation, call.span)), literal: value.literal };
  }
  if (value === undefined) {
    return valueOf({ type });
  }
  if (value.nullness === 'null') return { ...value, origins: [] };
  return withType(value, type, true, activation);
}

function resultValue(
  path: Path,
  result: NonNullable<Call['gives']>[number],
  type: TypeName | undefined,
  site: Site,
): Value {
  const { activation, call } = site;
  const { state } = path;
  if ('same' in result) return operandOf(result.same, site);
  if ('part' in result) return partValue(state, operandOf(result.part, site), type, site);
  if ('copy' in result) return copyOf(state, operandOf(result.copy, site), siteName(activation, call.span), activation);
  if ('holds' in result) {
    const fresh = `F${siteName(activation, call.span)}`;
    const held = result.holds === 'all' ? site.args : result.holds.map((index) => site.args[index] ?? unknownValue);
    const origins = held.reduce<readonly string[]>((all, value) => joinOrigins(all, value.origins), []);
    storeInto(state, valueOf({ origins: [fresh] }), valueOf({ origins }), activation);
    return valueOf({ origins: [fresh], type, nullness: 'non-null' });
  }
  const returned = path.returned.get(result.returnedBy);
  if (returned === undefined) return unknownValue;
  if (type !== undefined && returned.type !== undefined && type.name !== returned.type.name) {
    // `stream.map(fn)`: a container whose elements are what the function returned.
    const fresh = `F${siteName(activation, call.span)}`;
    storeInto(state, valueOf({ origins: [fresh] }), returned, activation);
    return valueOf({ origins: [fresh], type, nullness: 'non-null' });
  }
  return returned;
}

/** Resolves the type language of the models: `$0`, `@0`, `@0.1`, `@0()`. */
function typeOf(spec: string, site: Site, returned: ReadonlyMap<number, Value>): TypeName | undefined {
  const parsed = parsedSpec(spec);
  const resolved = resolveArguments(parsed, site, returned);
  return resolved === undefined ? undefined : substitute(resolved, site.target.ownerArgs);
}

const specs = new Map<string, TypeName>();

function parsedSpec(spec: string): TypeName {
  let type = specs.get(spec);
  if (type === undefined) {
    type = parseTypeName(spec);
    specs.set(spec, type);
  }
  return type;
}

function resolveArguments(type: TypeName, site: Site, returned: ReadonlyMap<number, Value>): TypeName | undefined {
  if (type.name.startsWith('@')) {
    const [, index = '0', part, call] = /^@(\d+)(?:\.(\d+))?(\(\))?$/.exec(type.name) ?? [];
    const operand = Number(index);
    const base = call === undefined ? site.args[operand]?.type : returned.get(operand)?.type;
    if (part === undefined || base === undefined) return base;
    if (base.dims > 0) return { ...base, dims: base.dims - 1 };
    return base.args[Number(part)];
  }
  if (type.args.length === 0) return type;
  const args: TypeName[] = [];
  for (const arg of type.args) {
    const resolved = resolveArguments(arg, site, returned);
    if (resolved === undefined) return { ...type, args: [] };
    args.push(resolved);
  }
  return { ...type, args };
}
