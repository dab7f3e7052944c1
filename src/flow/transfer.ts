/**
 * Transfer functions: what one effect does to a state. Calls are in calls.ts. Each returns the states after the effect;
 * the state handed in is consumed.
 */
import { callFunction } from './calls.ts';
import { decide, dereference, knowledgeOf } from './conditions.ts';
import type { Activation, Collector } from './context.ts';
import type { Effect, Func, Literal, Span, Var } from './ir.ts';
import { constructObject } from './construct.ts';
import { getVariable, setVariable, type State } from './state.ts';
import { concerns, constantOf, isKept } from './concern.ts';
import { attributeOf, mutate, noteDirect, partOrigins, siteName, storeInto } from './subject.ts';
import { variablesIn } from './variables.ts';
import type { TypeName } from './type-name.ts';
import { joinValues, literalValue, originSet, valueOf, type Value } from './value.ts';

export function transfer(state: State, effect: Effect, activation: Activation): readonly State[] {
  switch (effect.op) {
    case 'constant':
      setVariable(state, effect.into, literalValue(effect.value, effect.type));
      break;
    case 'alias':
      setVariable(
        state,
        effect.into,
        withType(getVariable(state, effect.from), effect.type, effect.narrows, activation),
      );
      break;
    case 'unknown':
      setVariable(state, effect.into, valueOf({ type: effect.type, symbol: `${activation.func.id}~${effect.into}` }));
      break;
    case 'symbol':
      setVariable(state, effect.into, valueOf({ symbol: effect.text, type: effect.type, nullness: 'non-null' }));
      break;
    case 'new':
      return constructObject(state, effect, activation);
    case 'load':
      if (isNull(state, effect.object)) return [];
      setVariable(state, effect.into, loadField(state, effect, activation));
      break;
    case 'store':
      if (isNull(state, effect.object)) return [];
      storeField(state, effect, activation);
      break;
    case 'element':
      setVariable(state, effect.into, elementOf(state, effect, activation));
      break;
    case 'store-element': {
      const object = getVariable(state, effect.object);
      dereference(state, object);
      storeInto(state, object, getVariable(state, effect.from), activation);
      mutate(state, object, { span: effect.span, kind: 'lost', certainty: 'proved' }, activation);
      break;
    }
    case 'enter-try':
      // What the block changes and then leaves by an exception is judged at the calls in it; this only makes the handlers
      // reachable. A change made before the block is no reason to doubt its write.
      if (state.status.phase !== 'dirty') activation.raise(state, undefined, effect.handlers, true);
      break;
    case 'call':
      return callFunction(state, effect, activation);
    case 'closure': {
      const captured = capture(state, effect.func);
      noteClosure(effect.func, captured, activation);
      setVariable(state, effect.into, valueOf({ closures: [{ func: effect.func, captured }], nullness: 'non-null' }));
      break;
    }
    case 'combine':
      setVariable(state, effect.into, combine(state, effect.operator, effect.parts, effect.into, activation));
      break;
    case 'test': {
      const outcome = decide(state, effect.test);
      const base = outcome === undefined ? valueOf({}) : literalValue(outcome, undefined);
      setVariable(state, effect.into, {
        ...base,
        symbol: `${activation.func.id}?${effect.into}`,
        knows: knowledgeOf(state, effect.test),
      });
      break;
    }
    case 'step': {
      const old = getVariable(state, effect.variable);
      const symbol = old.symbol ?? `${activation.func.id}~${effect.variable}`;
      const up = effect.up && (old.positive || (typeof old.literal === 'number' && old.literal >= 0));
      const next = valueOf({ type: old.type, symbol: `next(${symbol.length > 200 ? 'long' : symbol})`, positive: up });
      setVariable(state, effect.into, effect.prefix ? next : { ...old, symbol: `old(${symbol})`, literal: undefined });
      if (effect.into !== effect.variable) setVariable(state, effect.variable, next);
      break;
    }
  }
  return [state];
}

/** What else may run: closures and objects of anonymous classes that leave the function. */
export function noteEscape(value: Value, collector: Collector): void {
  for (const closure of value.closures) collector.escaped.add(closure.func);
  for (const entry of value.methods) for (const func of entry.functions.values()) collector.escaped.add(func);
}

export function noteClosure(func: Func, captured: ReadonlyMap<Var, Value>, { context }: Activation): void {
  const { closures } = context.collector;
  if (context.subject === undefined && !closures.has(func)) closures.set(func, captured);
}

/** A field of null: the path ends by an exception that no reader counts on. */
function isNull(state: State, object: Var | null): boolean {
  return object !== null && getVariable(state, object).nullness === 'null';
}

/** The variables that a closure sees, as they are now. */
export function capture(state: State, func: Func): ReadonlyMap<Var, Value> {
  const captured = new Map<Var, Value>();
  for (const variable of variablesIn(func)) {
    const value = state.env.get(variable);
    if (value !== undefined) captured.set(variable, value);
  }
  return captured;
}

/** A value seen as a declared type: the more specific of the two is kept, and an immutable value is no longer followed. */
export function withType(
  value: Value,
  declared: TypeName | undefined,
  narrows: boolean,
  activation: Activation,
): Value {
  if (declared === undefined) return value;
  const { program } = activation.context;
  const known = value.type;
  const isPlain = value.origins.length === 0 && value.closures.length === 0;
  if (isPlain && (known === undefined || (!program.isHandle(known) && !program.isAtHand(known)))) {
    return { ...value, type: known === undefined || narrows ? declared : known };
  }
  let type = known;
  if (known === undefined || known.name === 'java.lang.Object') type = declared;
  else if (known.name.startsWith('#')) type = known;
  else if (known.name === declared.name) type = known.args.length === 0 ? declared : known;
  else if (narrows) type = program.isSubtype(known, declared) === true ? known : declared;
  else if (program.isSubtype(declared, known) === true) type = declared;
  if (type?.args.length === 0 && declared.args.length > 0 && type.name !== declared.name) {
    // `List<Item> l = new ArrayList()`: the declared element type is what the elements are.
    if (program.isSubtype(type, declared) === true) type = { ...type, args: declared.args };
  }
  const immutable = type !== undefined && program.isImmutable(type);
  return { ...value, type, origins: immutable ? [] : value.origins };
}

function elementOf(state: State, effect: Extract<Effect, { op: 'element' }>, activation: Activation): Value {
  const container = getVariable(state, effect.of);
  if (container.origins.includes('N')) return nameFrom(state, activation);
  const { type } = container;
  const component = type !== undefined && type.dims > 0 ? { ...type, dims: type.dims - 1 } : type?.args.at(-1);
  // One element until the next one is taken: a name that is used twice in the body of a loop is one name.
  const element = valueOf({ origins: partOrigins(state, container), symbol: `${activation.func.id}~${effect.into}` });
  return withType(element, effect.type ?? component, true, activation);
}

/** What a loop over the attribute names hands out. The one name that matters is the subject's own. */
export function nameFrom(state: State, { context }: Activation): Value {
  if (context.subject === undefined) return valueOf({ symbol: 'any-name', nullness: 'non-null' });
  state.status = { ...state.status, namesTaken: true };
  const text = context.subject.slice(context.subject.indexOf('|') + 1);
  const literal: Literal | undefined = text.startsWith('"') ? (JSON.parse(text) as string) : undefined;
  return valueOf({ symbol: text, literal, nullness: 'non-null' });
}

type Load = Extract<Effect, { op: 'load' }>;
type Store = Extract<Effect, { op: 'store' }>;

function loadField(state: State, effect: Load, activation: Activation): Value {
  return loadFrom(state, effect.object === null ? undefined : getVariable(state, effect.object), effect, activation);
}

/** The field of an object, or of the class where there is none. */
export function loadFrom(
  state: State,
  object: Value | undefined,
  effect: Pick<Load, 'owner' | 'field' | 'span'>,
  activation: Activation,
): Value {
  const { program } = activation.context;
  if (object !== undefined) dereference(state, object);
  const owner = object?.type ?? effect.owner;
  if (object === undefined && owner !== undefined && !program.isAtHand(owner)) {
    const path = `O${owner.name}.${effect.field}`;
    const known = state.heap.get(path);
    return known ?? valueOf({ origins: [path], symbol: path.slice(1), named: { owner, field: effect.field } });
  }
  const matters = object === undefined || object === activation.self || concerns(state, object, activation.context);
  const info =
    owner === undefined || !(matters || program.isAtHand(owner)) ? undefined : program.field(owner, effect.field);
  if (info?.constant !== undefined) return { ...literalValue(info.constant, info.type) };
  if (object === undefined || info?.isStatic === true) {
    const path = `O${info?.owner ?? effect.owner?.name ?? '?'}.${effect.field}`;
    return state.heap.get(path) ?? fieldValue(path, info?.type, owner, effect.field, activation);
  }
  if (effect.field === 'length') {
    const names = object.origins.includes('N');
    return valueOf({ symbol: names ? 'names-length' : `length(${object.symbol ?? ''})` });
  }
  // What a transient field holds is not part of what is replicated: each node has its own.
  if (info?.isTransient === true) return valueOf({ type: info.type });
  const symbol = `${object.symbol ?? siteName(activation, effect.span)}.${effect.field}`;
  if (info === undefined && owner !== undefined && !matters && /^[A-Z][A-Z0-9_]+$/.test(effect.field)) {
    // `new Keys().CART_KEY`: a constant all the same.
    return valueOf({ symbol, named: { owner, field: effect.field } });
  }
  const parts: string[] = [];
  let found: Value | undefined;
  for (const origin of object.origins) {
    const letter = origin.charAt(0);
    if (letter === 'F' || letter === 'O') {
      const path = `${origin}.${effect.field}`;
      const value = state.heap.get(path) ?? fieldValue(path, info?.type, owner, effect.field, activation);
      found = found === undefined ? value : joinValues(found, value, symbol);
      const contents = state.heap.get(`${origin}.*`);
      if (contents !== undefined) parts.push(...contents.origins);
    }
    const key = attributeOf(origin);
    if (key !== undefined) parts.push(`P${key}`);
    if (letter === 'C' || letter === 'D') parts.push(...partOrigins(state, valueOf({ origins: [origin] })));
  }
  if (found !== undefined && parts.length === 0) return withType(found, info?.type, false, activation);
  const origins = originSet([...parts, ...(found?.origins ?? [])]);
  return withType(valueOf({ origins, symbol, closures: found?.closures ?? [] }), info?.type, true, activation);
}

/** A field that this path has not assigned: named by how it is reached, up to a bounded length. */
function fieldValue(
  path: string,
  type: TypeName | undefined,
  owner: TypeName | undefined,
  field: string,
  { context }: Activation,
): Value {
  const { program } = context;
  const role = owner === undefined ? undefined : program.fieldDefault(owner, field);
  const known = role ?? type;
  const follow = known === undefined || (!program.isImmutable(known) && path.split('.').length <= 12);
  // A static field is named like the constant that it may be: `com.shop.Keys.CART`.
  const symbol = path.slice(/^O(this|\d)/.test(path) ? 0 : 1);
  return valueOf({ origins: follow ? [path] : [], type: known, symbol });
}

function storeField(state: State, effect: Store, activation: Activation): void {
  const { program } = activation.context;
  const from = getVariable(state, effect.from);
  noteEscape(from, activation.context.collector);
  const object = effect.object === null ? undefined : getVariable(state, effect.object);
  if (object !== undefined) dereference(state, object);
  const owner = object?.type ?? effect.owner;
  const matters = from.origins.length > 0 || concerns(state, object ?? activation.self, activation.context);
  const info =
    owner === undefined || !(matters || program.isAtHand(owner)) ? undefined : program.field(owner, effect.field);
  if (object === undefined || info?.isStatic === true) {
    keepIn(state, `O${info?.owner ?? effect.owner?.name ?? '?'}.${effect.field}`, from, activation);
    const holder = object ?? activation.self;
    if (info?.isStatic === true && (object !== undefined || fromParameter(from, activation))) {
      notCarried(state, holder, effect.span, `static field "${effect.field}"`, activation);
    }
    return;
  }
  for (const origin of object.origins) {
    if (origin.startsWith('F') || origin.startsWith('O')) keepIn(state, `${origin}.${effect.field}`, from, activation);
  }
  if (info?.isTransient === true || info?.inEnum === true) {
    const isSelf = effect.object === activation.func.self;
    if (!isSelf || fromParameter(from, activation)) {
      const what = info.isTransient
        ? `transient field "${effect.field}"`
        : `field "${effect.field}" of an enum constant`;
      notCarried(state, object, effect.span, what, activation);
    }
    return;
  }
  if (memoises(state, effect, object, from, activation)) return;
  mutate(state, object, { span: effect.span, kind: 'lost', certainty: 'proved' }, activation);
}

/** Only what matters is kept; what a field held before is forgotten in any case. */
export function keepIn(state: State, path: string, value: Value, { context }: Activation): void {
  const isFlag = typeof value.literal === 'boolean' || value.literal === null;
  if (isKept(state, value, context) || (isFlag && path.startsWith('Othis.'))) state.heap.set(path, value);
  else state.heap.delete(path);
}

/** The value was handed to the running method: a setter stores it; a method that caches what it computed does not. */
function fromParameter(value: Value, activation: Activation): boolean {
  return activation.parameters.some(
    (parameter) => parameter === value || (parameter.symbol !== undefined && parameter.symbol === value.symbol),
  );
}

/**
 * A getter that fills its own field when it finds it null computes the same on every node:
 *   Items getItems() { if (items == null) items = new Items(); return items; }
 */
function memoises(state: State, effect: Store, object: Value, from: Value, activation: Activation): boolean {
  const { func } = activation;
  if (effect.object !== func.self || func.returns === undefined || func.returns.name === 'void') return false;
  if (fromParameter(from, activation) || from.nullness === 'null') return false;
  const symbol = `${object.symbol ?? ''}.${effect.field}`;
  return [...state.nulls].some((known) => known === symbol || known.endsWith(`.${effect.field}`));
}

export function notCarried(state: State, holder: Value, span: Span, detail: string, activation: Activation): void {
  for (const origin of holder.origins) {
    const key = attributeOf(origin);
    if (key !== undefined) {
      activation.context.collector.mutated.add(key);
      noteDirect(state, key, { span, kind: 'notCarried', certainty: 'proved', detail }, activation, []);
    }
  }
}

function combine(state: State, operator: string, parts: readonly Var[], into: Var, activation: Activation): Value {
  const { program } = activation.context;
  let values = parts.map((part) => getVariable(state, part));
  if (operator === '+' && values.every((value) => value.literal !== undefined || value.named !== undefined)) {
    values = values.map((value) => constantOf(value, program));
  }
  const [left, right] = values;
  const symbol = `(${values.map((value) => value.symbol ?? '?').join(operator)})`;
  const named = symbol.length > 400 ? `${activation.func.id}~${into}` : symbol;
  if (left === undefined) return valueOf({ symbol: named });
  if (right === undefined) {
    if (operator !== '!') return valueOf({ symbol: named });
    const knows = left.knows === undefined ? undefined : { ...left.knows, negated: !left.knows.negated };
    const literal = typeof left.literal === 'boolean' ? !left.literal : undefined;
    return valueOf({ symbol: named, literal, knows });
  }
  const known = foldBinary(operator, left, right) ?? compareToZero(operator, left, right);
  if (known !== undefined) return literalValue(known, isText(right) ? right.type : (left.type ?? right.type));
  const givesText = operator === '+' && (isText(left) || isText(right));
  const more = namesTest(operator, left, right);
  return valueOf({
    symbol: named,
    positive: operator === '+' && isAtLeastZero(left) && isAtLeastZero(right) && (left.positive || right.positive),
    nullness: givesText ? 'non-null' : 'maybe',
    knows: more === undefined ? undefined : { kind: 'more-names', negated: !more },
  });
}

/** A `char` is kept as a text of one character, but is a number where it is added to something that is no text. */
function isText({ literal, type }: Value): boolean {
  return typeof literal === 'string' && type?.name !== 'char';
}

function foldBinary(operator: string, from: Value, to: Value): Literal | undefined {
  const left = from.literal;
  const right = to.literal;
  if (operator === '|' && (left === true || right === true)) return true;
  if (operator === '&' && (left === false || right === false)) return false;
  if (left === undefined || right === undefined) return undefined;
  if (operator === '|' && left === false && right === false) return false;
  if (operator === '&' && left === true && right === true) return true;
  if (operator === '+' && (isText(from) || isText(to))) return `${String(left)}${String(right)}`;
  if (typeof left === 'number' && typeof right === 'number') {
    if (operator === '+') return inRange(left + right);
    if (operator === '-') return inRange(left - right);
    if (operator === '*') return inRange(left * right);
    if (operator === '>') return left > right;
    if (operator === '>=') return left >= right;
    if (operator === '<') return left < right;
    if (operator === '<=') return left <= right;
  }
  return undefined;
}

/** An int wraps around; what is wider than that is not told apart from it. */
function inRange(value: number): number | undefined {
  return Math.abs(value) < 2 ** 31 ? value : undefined;
}

/** `i < names.length` says that there is another name, `i >= names.length` that there is none. */
function namesTest(operator: string, left: Value, right: Value): boolean | undefined {
  if (left.symbol !== 'names-length' && right.symbol !== 'names-length') return undefined;
  const forward = right.symbol === 'names-length';
  if (operator === (forward ? '<' : '>')) return true;
  return operator === (forward ? '>=' : '<=') ? false : undefined;
}

function isAtLeastZero(value: Value): boolean {
  return value.positive || (typeof value.literal === 'number' && value.literal >= 0);
}

/** `changes > 0` of a counter that was stepped up, in its usual spellings. */
function compareToZero(operator: string, left: Value, right: Value): boolean | undefined {
  if (left.positive && typeof right.literal === 'number') {
    if (right.literal === 0 && operator === '>') return true;
    if (right.literal <= 1 && operator === '>=') return true;
    if (right.literal <= 1 && operator === '<') return false;
    if (right.literal === 0 && operator === '<=') return false;
  }
  if (right.positive && left.literal === 0 && operator === '<') return true;
  return undefined;
}
