/** The laws that the fixpoint rests on: values join to an upper bound, and a merge says whether anything was new. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Func, Var } from '../../src/flow/ir.ts';
import { cloneState, freshState, idle, mergeInto, type Site, type State } from '../../src/flow/state.ts';
import { SharedMap } from '../../src/flow/shared-map.ts';
import { typeName } from '../../src/flow/type-name.ts';
import {
  isPlain,
  joinOrigins,
  joinValues,
  literalValue,
  originSet,
  sameValue,
  unknownValue,
  valueKey,
  valueOf,
  type Value,
} from '../../src/flow/value.ts';

function func(id: string): Func {
  return {
    id,
    name: id,
    file: { path: '/A.java', text: '' },
    span: { start: 0, end: 0 },
    self: 0,
    parameters: [],
    variadic: false,
    throws: [],
    returns: undefined,
    blocks: [],
    variables: new Map(),
    flags: [],
    isPrivate: false,
    limit: null,
  };
}

const funcs = ['f', 'g', 'h'].map(func);

const origins = fc.subarray(['Ahttp|"a"', 'Ahttp|"b"', 'Phttp|"a"', 'F1', 'Othis', 'N']).map(originSet);
const type = fc.constantFrom(undefined, typeName('Cart'), typeName('java.util.List'), typeName('Cart', [], 1));
const knows: fc.Arbitrary<Value['knows']> = fc.constantFrom(
  undefined,
  { kind: 'null', symbol: 's', negated: false },
  { kind: 'null', symbol: 's', negated: true },
  { kind: 'null', symbol: 't', negated: false },
  { kind: 'more-names', negated: false },
);
const closures = fc.subarray([...funcs]).map((some) => some.map((func) => ({ func, captured: new Map<Var, Value>() })));

const values: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(unknownValue),
  fc.constantFrom(null, true, false, 0, 7, 'cart').map((literal) => literalValue(literal, undefined)),
  fc
    .record({
      origins,
      type,
      symbol: fc.constantFrom(undefined, 's', 't', 'u'),
      nullness: fc.constantFrom('null' as const, 'non-null' as const, 'maybe' as const),
      positive: fc.boolean(),
      knows,
      closures,
    })
    .map(valueOf),
);

const phi = 'phi';

/** Without the name, and with lists as sets: order has no meaning. */
function content(value: Value): unknown {
  return {
    ...value,
    symbol: undefined,
    origins: [...value.origins],
    closures: value.closures.map(({ func }) => func.id).sort(),
  };
}

fc.configureGlobal({ seed: 20_260_101 });

describe('joinOrigins', () => {
  it('is union', () => {
    fc.assert(
      fc.property(origins, origins, (a, b) => {
        expect(joinOrigins(a, b)).toEqual(originSet([...a, ...b]));
      }),
    );
  });
});

describe('joinValues', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(joinValues(value, value, phi)).toBe(value);
        expect(joinValues(value, { ...value }, phi)).toBe(value);
      }),
    );
  });

  it('is commutative but for the name', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(content(joinValues(a, b, phi))).toEqual(content(joinValues(b, a, phi)));
      }),
    );
  });

  it('is associative on origins, null and closures', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const left = joinValues(joinValues(a, b, phi), c, phi);
        const right = joinValues(a, joinValues(b, c, phi), phi);
        expect(left.origins).toEqual(right.origins);
        expect(left.nullness).toBe(right.nullness);
        expect(left.positive).toBe(right.positive);
        expect(content(left)).toHaveProperty('closures', (content(right) as { closures: unknown }).closures);
      }),
    );
  });

  it('is an upper bound: what may be stays possible, what must be holds on both sides', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const joined = joinValues(a, b, phi);
        for (const side of [a, b]) {
          expect(joined.origins).toEqual(expect.arrayContaining([...side.origins]));
          const functions = joined.closures.map(({ func }) => func);
          expect(functions).toEqual(expect.arrayContaining(side.closures.map(({ func }) => func)));
          if (joined.nullness !== 'maybe') expect(side.nullness).toBe(joined.nullness);
          if (joined.positive) expect(side.positive).toBe(true);
          if (joined.literal !== undefined) expect(side.literal).toBe(joined.literal);
          if (joined.knows !== undefined) expect(side.knows).toEqual(joined.knows);
          if (joined.symbol !== undefined) expect([side.symbol, phi]).toContain(joined.symbol);
        }
      }),
    );
  });

  it('settles: joining a side again changes nothing', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const joined = joinValues(a, b, phi);
        for (const side of [a, b]) expect(sameValue(joinValues(joined, side, phi), joined)).toBe(true);
      }),
    );
  });

  it('names what has two names by the place, and keeps a common name', () => {
    const [a, b] = [valueOf({ symbol: 's', origins: ['F1'] }), valueOf({ symbol: 't' })];
    expect(joinValues(a, b, phi).symbol).toBe(phi);
    expect(joinValues(a, valueOf({ symbol: 's' }), phi).symbol).toBe('s');
  });

  it('takes the type of the other side for null', () => {
    const cart = valueOf({ type: typeName('Cart'), nullness: 'non-null' });
    expect(joinValues(literalValue(null, undefined), cart, phi).type?.name).toBe('Cart');
    expect(joinValues(cart, literalValue(null, undefined), phi).type?.name).toBe('Cart');
    expect(joinValues(cart, valueOf({ type: typeName('User') }), phi).type).toBeUndefined();
  });
});

describe('sameValue', () => {
  it('agrees with valueKey', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        if (sameValue(a, b)) expect(valueKey(a)).toBe(valueKey(b));
      }),
    );
  });
});

const sites: fc.Arbitrary<ReadonlyMap<string, Site>> = fc.subarray(['1', '2', '3']).map(
  (ids) =>
    new Map(
      ids.map((id): [string, Site] => [
        id,
        {
          func: func('site'),
          span: { start: Number(id), end: 9 },
          kind: 'lost',
          certainty: 'proved',
          inner: [],
          read: null,
          detail: '',
          phase: 'dirty',
        },
      ]),
    ),
);

const kept = values.filter((value) => !isPlain(value));

const states: fc.Arbitrary<State> = fc
  .record({
    env: fc.uniqueArray(fc.tuple(fc.nat({ max: 4 }), kept), { selector: ([variable]) => variable }),
    heap: fc.uniqueArray(fc.tuple(fc.constantFrom('Othis.a', 'Othis.b', 'F1.*'), kept), { selector: ([path]) => path }),
    sites,
    changes: fc.subarray([1, 2, 3]),
    nulls: fc.subarray(['s', 't', 'u']),
    copies: origins,
    stale: origins,
    bound: origins,
  })
  .map(({ env, heap, sites: known, changes, nulls, ...sets }) => ({
    ...freshState(new SharedMap(env), new SharedMap(heap), idle),
    sites: known,
    changes: changes.map((start) => ({ start, end: 9, kind: 'lost', certainty: 'proved', detail: '', isHere: true })),
    nulls: new Set(nulls),
    ...sets,
  }));

describe('mergeInto', () => {
  it('finds nothing new in the state itself', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(mergeInto(cloneState(state), state, 'here')).toBe(false);
      }),
    );
  });

  it('finds nothing new the second time', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const into = cloneState(a);
        mergeInto(into, b, 'here');
        const after = JSON.stringify(view(into));
        expect(mergeInto(into, b, 'here')).toBe(false);
        expect(JSON.stringify(view(into))).toBe(after);
        expect(mergeInto(into, a, 'here')).toBe(false);
      }),
    );
  });

  it('says so when it changes anything', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const into = cloneState(a);
        const before = JSON.stringify(view(into));
        const changed = mergeInto(into, b, 'here');
        expect(changed).toBe(JSON.stringify(view(into)) !== before);
      }),
    );
  });

  it('covers both states', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const into = cloneState(a);
        mergeInto(into, b, 'here');
        for (const side of [a, b]) {
          for (const [variable, value] of side.env) coversValue(into.env.get(variable), value);
          for (const [path, value] of side.heap) coversValue(into.heap.get(path), value);
          expect([...into.sites.keys()]).toEqual(expect.arrayContaining([...side.sites.keys()]));
          expect(into.changes.map(({ start }) => start)).toEqual(
            expect.arrayContaining(side.changes.map(({ start }) => start)),
          );
          for (const list of ['copies', 'stale', 'bound'] as const) {
            expect(into[list]).toEqual(expect.arrayContaining([...side[list]]));
          }
          expect([...side.nulls]).toEqual(expect.arrayContaining([...into.nulls]));
        }
      }),
    );
  });

  it('leaves the state that is merged in as it was', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        const before = JSON.stringify(view(b));
        mergeInto(cloneState(a), b, 'here');
        expect(JSON.stringify(view(b))).toBe(before);
      }),
    );
  });

  it('keeps of a variable that one side does not know only what may be', () => {
    const into = freshState(new SharedMap(), new SharedMap(), idle);
    const known = valueOf({ origins: ['Ahttp|"a"'], symbol: 's', nullness: 'non-null', literal: 'x' });
    expect(mergeInto(into, freshState(new SharedMap([[1, known]]), new SharedMap(), idle), 'here')).toBe(true);
    expect(into.env.get(1)).toMatchObject({
      origins: ['Ahttp|"a"'],
      nullness: 'maybe',
      literal: undefined,
      symbol: 'here/1',
    });
  });
});

function coversValue(upper: Value | undefined, lower: Value): void {
  expect(upper?.origins ?? []).toEqual(expect.arrayContaining([...lower.origins]));
  if (upper !== undefined && upper.nullness !== 'maybe') expect(lower.nullness).toBe(upper.nullness);
  if (upper?.literal !== undefined) expect(lower.literal).toBe(upper.literal);
}

function view(state: State): unknown {
  const known = (map: Iterable<readonly [unknown, Value]>) =>
    [...map].map(([key, value]) => [key, valueKey(value), value.literal, value.positive, value.knows]);
  return {
    env: known(state.env),
    heap: known(state.heap),
    sites: [...state.sites.keys()],
    changes: state.changes,
    nulls: [...state.nulls].sort(),
    copies: state.copies,
    stale: state.stale,
    bound: state.bound,
  };
}
