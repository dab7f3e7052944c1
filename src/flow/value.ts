/**
 * Abstract values. A value may be any of a set of origins; an empty set means: nothing that the analysis follows.
 */
import type { Func, Literal, Var } from './ir.ts';
import { sameType, type TypeName } from './type-name.ts';

/**
 * Where an object may come from, as a string so that sets compare cheaply. The first letter is the kind:
 * `A` + key: the object stored under that attribute key. `P` + key: an object reachable from it.
 * `C` + key + `@` + site: a shallow copy of it. `D` + key + `@` + site: the same, of an object reachable from it.
 * `F` + site: an object created at that site. `O` + path: an object that was there before, named by how it is reached
 * (`Othis`, `O0` for parameter 0, `Othis.cart`, `Ocom.x.Cache.MAP`). `N`: a container of the session's attribute names,
 * or an enumeration of them.
 */
export type Origin = string;

export type Nullness = 'null' | 'non-null' | 'maybe';

export interface Closure {
  readonly func: Func;
  /** Variables of the enclosing function when the closure was made. */
  readonly captured: ReadonlyMap<Var, Value>;
}

/** What a boolean value tells about another value, named by its symbol. */
export type Knowledge =
  | { readonly kind: 'null'; readonly symbol: string; readonly negated: boolean }
  | { readonly kind: 'more-names'; readonly negated: boolean };

export interface Value {
  readonly origins: readonly Origin[];
  readonly type: TypeName | undefined;
  /** A name for the value: two values with the same symbol are equal. Used for keys and for branch facts. */
  readonly symbol: string | undefined;
  readonly literal: Literal | undefined;
  readonly nullness: Nullness;
  /** A number that is known to be greater than zero: a counter that was stepped up. */
  readonly positive: boolean;
  readonly knows: Knowledge | undefined;
  /** A static field of a class that has not been read yet: what it holds is looked up when it matters. */
  readonly named: { readonly owner: TypeName; readonly field: string } | undefined;
  readonly closures: readonly Closure[];
  /** Functions of an anonymous class, by name. */
  readonly methods: readonly {
    readonly functions: ReadonlyMap<string, Func>;
    readonly captured: ReadonlyMap<Var, Value>;
  }[];
}

const none: readonly never[] = [];

export const unknownValue: Value = {
  origins: none,
  type: undefined,
  symbol: undefined,
  literal: undefined,
  nullness: 'maybe',
  positive: false,
  knows: undefined,
  named: undefined,
  closures: none,
  methods: none,
};

export function valueOf(parts: Partial<Value>): Value {
  return { ...unknownValue, ...parts };
}

export function literalValue(literal: Literal, type: TypeName | undefined): Value {
  return valueOf({
    literal,
    type,
    symbol: JSON.stringify(literal),
    nullness: literal === null ? 'null' : 'non-null',
    positive: typeof literal === 'number' && literal > 0,
  });
}

/** True when nothing is known of the value that could matter; such values need not be kept. */
export function isPlain(value: Value): boolean {
  return (
    value.origins.length === 0 &&
    value.type === undefined &&
    value.symbol === undefined &&
    value.literal === undefined &&
    value.nullness === 'maybe' &&
    !value.positive &&
    value.closures.length === 0 &&
    value.methods.length === 0
  );
}

export function originSet(origins: Iterable<Origin>): readonly Origin[] {
  return [...new Set(origins)].sort();
}

export function joinOrigins(a: readonly Origin[], b: readonly Origin[]): readonly Origin[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  if (b.every((origin) => a.includes(origin))) return a;
  return originSet([...a, ...b]);
}

/**
 * Least upper bound. `phi` names the joined value when both sides have different symbols: the variable at this point of
 * the program, which is again one value for the rest of the path.
 */
export function joinValues(a: Value, b: Value, phi: string): Value {
  if (a === b || sameValue(a, b)) return a;
  const symbol = a.symbol === b.symbol ? a.symbol : phi;
  // The null literal has no type of its own: a variable that is null or a Cart is a Cart.
  const type =
    a.literal === null ? b.type : b.literal === null ? a.type : sameType(a.type, b.type) ? a.type : undefined;
  return {
    origins: joinOrigins(a.origins, b.origins),
    type,
    symbol,
    literal: a.literal === b.literal ? a.literal : undefined,
    nullness: a.nullness === b.nullness ? a.nullness : 'maybe',
    positive: a.positive && b.positive,
    knows: sameKnowledge(a.knows, b.knows) ? a.knows : undefined,
    named: a.symbol === b.symbol ? a.named : undefined,
    closures: joinLists(a.closures, b.closures, (x, y) => x.func === y.func),
    methods: joinLists(a.methods, b.methods, (x, y) => x.functions === y.functions),
  };
}

function joinLists<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): readonly T[] {
  if (b.length === 0 || a === b) return a;
  const extra = b.filter((y) => !a.some((x) => same(x, y)));
  return extra.length === 0 ? a : [...a, ...extra];
}

function sameKnowledge(a: Knowledge | undefined, b: Knowledge | undefined): boolean {
  if (a === b) return true;
  if (a?.kind !== b?.kind || a?.negated !== b?.negated) return false;
  return a?.kind !== 'null' || b?.kind !== 'null' || a.symbol === b.symbol;
}

export function sameValue(a: Value, b: Value): boolean {
  return (
    a.symbol === b.symbol &&
    a.literal === b.literal &&
    a.nullness === b.nullness &&
    a.positive === b.positive &&
    sameType(a.type, b.type) &&
    a.origins.length === b.origins.length &&
    a.origins.every((origin, index) => origin === b.origins[index]) &&
    sameKnowledge(a.knows, b.knows) &&
    a.closures.length === b.closures.length &&
    a.closures.every((closure, index) => closure.func === b.closures[index]?.func) &&
    a.methods.length === b.methods.length
  );
}

const keys = new WeakMap<Value, string>();

/** A string that is equal for values which the analysis treats alike. */
export function valueKey(value: Value): string {
  let key = keys.get(value);
  if (key === undefined) {
    key = computeKey(value);
    keys.set(value, key);
  }
  return key;
}

function computeKey(value: Value): string {
  const type = value.type === undefined ? '' : `${value.type.name}${'[]'.repeat(value.type.dims)}`;
  const closures = value.closures.map((closure) => closure.func.id).join('+');
  const methods = value.methods.map((entry) => [...entry.functions.values()].map((f) => f.id).join('+')).join('/');
  return `${value.origins.join(' ')}|${value.symbol ?? ''}|${value.nullness}|${type}|${closures}|${methods}`;
}
