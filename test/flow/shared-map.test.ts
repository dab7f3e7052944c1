import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedMap } from '../../src/flow/shared-map.ts';

type Step =
  | { readonly op: 'set'; readonly on: number; readonly key: number; readonly value: number }
  | { readonly op: 'delete'; readonly on: number; readonly key: number }
  | { readonly op: 'keep'; readonly on: number; readonly below: number }
  | { readonly op: 'share'; readonly on: number };

const small = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ op: fc.constant('set' as const), on: small, key: small, value: small }),
  fc.record({ op: fc.constant('delete' as const), on: small, key: small }),
  fc.record({ op: fc.constant('keep' as const), on: small, below: small }),
  fc.record({ op: fc.constant('share' as const), on: small }),
);

type Pair = readonly [SharedMap<number, number>, Map<number, number>];

/** Each shared map beside a plain one, which is copied at once. */
function run(steps: readonly Step[]): readonly Pair[] {
  const pairs: Pair[] = [[new SharedMap<number, number>(), new Map<number, number>()]];
  for (const one of steps) {
    const pair = pairs[one.on % pairs.length];
    if (pair === undefined) continue;
    const [shared, plain] = pair;
    switch (one.op) {
      case 'set':
        shared.set(one.key, one.value);
        plain.set(one.key, one.value);
        break;
      case 'delete':
        shared.delete(one.key);
        plain.delete(one.key);
        break;
      case 'keep':
        shared.keepOnly((key) => key < one.below);
        for (const key of [...plain.keys()]) if (key >= one.below) plain.delete(key);
        break;
      case 'share':
        pairs.push([shared.share(), new Map(plain)]);
        break;
    }
  }
  return pairs;
}

describe('SharedMap', () => {
  it('is what a map would be that is copied at once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        for (const [shared, plain] of run(steps)) {
          expect([...shared].sort()).toEqual([...plain].sort());
          expect(shared.size).toBe(plain.size);
        }
      }),
    );
  });

  it('keeps its identity until it is written', () => {
    const map = new SharedMap([[1, 'a']]);
    const before = map.identity();
    const other = map.share();
    expect(other.sharesWith(map)).toBe(true);
    expect(other.identity()).toBe(before);
    other.set(1, 'a');
    expect(other.sharesWith(map)).toBe(true);
    other.set(1, 'b');
    expect(other.sharesWith(map)).toBe(false);
    expect(map.identity()).toBe(before);
    expect(map.get(1)).toBe('a');
  });
});
