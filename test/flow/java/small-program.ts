/**
 * Small Java methods over one session attribute: their statements, their text, and a generator. The statements have no
 * condition that the method itself can predict, save one boolean local and tests for null, so that every path through
 * the text can really be taken.
 */
import fc from 'fast-check';

export type Local = 'c' | 'd';

/** `-outer`: by the label of the outermost loop. */
export type Jump = 'break' | 'continue' | 'break-outer' | 'continue-outer';

export type Stmt =
  | { readonly kind: 'read'; readonly local: Local; readonly form: number }
  | { readonly kind: 'change'; readonly local: Local; readonly form: number }
  | { readonly kind: 'change-stored' }
  | { readonly kind: 'write'; readonly local: Local; readonly form: number }
  | { readonly kind: 'write-other'; readonly local: Local }
  | { readonly kind: 'remove' }
  | { readonly kind: 'create'; readonly local: Local }
  | { readonly kind: 'forget'; readonly local: Local }
  | { readonly kind: 'alias'; readonly from: Local; readonly into: Local }
  | { readonly kind: 'choose'; readonly into: Local }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'if'; readonly form: number; readonly then: readonly Stmt[]; readonly otherwise: readonly Stmt[] }
  | { readonly kind: 'if-flag'; readonly then: readonly Stmt[]; readonly otherwise: readonly Stmt[] }
  | {
      readonly kind: 'if-null';
      readonly local: Local;
      readonly then: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
    }
  | { readonly kind: 'loop'; readonly form: number; readonly body: readonly Stmt[] }
  | { readonly kind: 'do'; readonly body: readonly Stmt[] }
  | { readonly kind: 'switch'; readonly arrows: boolean; readonly cases: readonly (readonly Stmt[])[] }
  | {
      readonly kind: 'try';
      readonly body: readonly Stmt[];
      readonly handler: readonly Stmt[] | null;
      readonly finalizer: readonly Stmt[] | null;
    }
  | { readonly kind: 'synchronized'; readonly body: readonly Stmt[] }
  /** Where there is nothing to leave or repeat, a jump is a `return`. */
  | { readonly kind: 'jump'; readonly to: Jump }
  | { readonly kind: 'return' }
  | { readonly kind: 'throw' };

/** Which statements a generated method may have. */
export interface Fragment {
  /** A second local, so that two names may stand for one object. */
  readonly aliases: boolean;
  /** Null as a value and in tests. */
  readonly nulls: boolean;
  /** The attribute is read again, or changed by a method that reads it. */
  readonly reaches: boolean;
}

export function programs(fragment: Fragment): fc.Arbitrary<readonly Stmt[]> {
  const local: fc.Arbitrary<Local> = fragment.aliases ? fc.constantFrom('c', 'd') : fc.constant('c');
  const form = fc.nat({ max: 5 });
  const simple: fc.WeightedArbitrary<Stmt>[] = [
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('change'), local, form }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('write'), local, form }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('flag'), value: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('write-other'), local }) },
    { weight: 1, arbitrary: fc.constant<Stmt>({ kind: 'remove' }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('create'), local }) },
    { weight: 1, arbitrary: fc.constantFrom<Stmt>({ kind: 'return' }, { kind: 'throw' }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('jump'),
        to: fc.constantFrom<Jump>('break', 'continue', 'break-outer', 'continue-outer'),
      }),
    },
  ];
  if (fragment.reaches) {
    simple.push({ weight: 2, arbitrary: fc.record({ kind: fc.constant('read'), local, form }) });
    simple.push({ weight: 1, arbitrary: fc.constant<Stmt>({ kind: 'change-stored' }) });
  }
  if (fragment.nulls) simple.push({ weight: 1, arbitrary: fc.record({ kind: fc.constant('forget'), local }) });
  if (fragment.aliases) {
    simple.push({ weight: 1, arbitrary: fc.record({ kind: fc.constant('alias'), from: local, into: local }) });
    simple.push({ weight: 1, arbitrary: fc.record({ kind: fc.constant('choose'), into: local }) });
  }
  const { stmt } = fc.letrec<{ list: readonly Stmt[]; stmt: Stmt; nested: Stmt }>((tie) => {
    const body = tie('list');
    const optional = fc.option<readonly Stmt[]>(body);
    const nested: fc.Arbitrary<Stmt>[] = [
      fc.record({ kind: fc.constant('if'), form, then: body, otherwise: body }),
      fc.record({ kind: fc.constant('if-flag'), then: body, otherwise: body }),
      fc.record({ kind: fc.constant('loop'), form, body }),
      fc.record({ kind: fc.constant('do'), body }),
      fc.record({
        kind: fc.constant('switch'),
        arrows: fc.boolean(),
        cases: fc.array(body, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('try'), body, handler: optional, finalizer: optional }),
      fc.record({ kind: fc.constant('synchronized'), body }),
    ];
    if (fragment.nulls) {
      nested.push(fc.record({ kind: fc.constant('if-null'), local, then: body, otherwise: body }));
    }
    return {
      list: fc.array(tie('stmt'), { maxLength: 4, size: 'max', depthIdentifier: 'program' }),
      stmt: fc.oneof(
        { depthIdentifier: 'program', depthSize: 'small', maxDepth: 5 },
        { weight: 2, arbitrary: fc.oneof(...simple) },
        { weight: 1, arbitrary: tie('nested') },
      ),
      nested: fc.oneof(...nested),
    };
  });
  return fc.array(stmt, { minLength: 1, maxLength: 8, size: 'max' });
}

/** What stands around a statement. */
export interface Around {
  readonly loops: number;
  readonly breakable: boolean;
}

/** What a jump does where it stands; undefined: it is a `return`. */
export function jumpIn(to: Jump, around: Around): Jump | undefined {
  if (to === 'break') return around.breakable ? to : undefined;
  return around.loops > 0 ? to : undefined;
}
