import { describe, expect, it } from 'vitest';
import type { Func } from '../../src/flow/ir.ts';
import { frameOf, joinFrame } from '../../src/flow/heap-frame.ts';
import { SharedMap } from '../../src/flow/shared-map.ts';
import { valueOf, type Value } from '../../src/flow/value.ts';

const holding = (...origins: string[]): Value => valueOf({ origins });

const heap = new SharedMap<string, Value>([
  ['Othis.cart', holding('Ahttp|"cart"')],
  ['Othis.owner.name', holding('F1')],
  ['F1.*', holding('F2')],
  ['F2.next', holding('F1')],
  ['F3.item', holding('Ahttp|"item"')],
  ['Ocom.shop.Cache.LAST', holding('F3')],
  ['O/a/Shop.java#12.0.field', holding('F4')],
]);

function reached(...roots: string[]): string[] {
  return [...frameOf(heap, new Set(roots)).reached.keys()].sort();
}

describe('frameOf', () => {
  it.each([
    ['what nothing leads to is put aside; static fields are always seen', [], ['F3.item', 'Ocom.shop.Cache.LAST']],
    ['objects lead on, in circles as well', ['F2'], ['F1.*', 'F2.next', 'F3.item', 'Ocom.shop.Cache.LAST']],
    [
      'a field of a field is reached from the object around it',
      ['Othis'],
      ['F1.*', 'F2.next', 'F3.item', 'Ocom.shop.Cache.LAST', 'Othis.cart', 'Othis.owner.name'],
    ],
    [
      'a parameter of a closure is an object, not a class',
      ['O/a/Shop.java#12.0'],
      ['F3.item', 'O/a/Shop.java#12.0.field', 'Ocom.shop.Cache.LAST'],
    ],
    ['a longer name is another object', ['Oth', 'F'], ['F3.item', 'Ocom.shop.Cache.LAST']],
  ])('%s', (_, roots, expected) => {
    expect(reached(...roots)).toEqual(expected);
  });

  it('takes what a function captured for reached', () => {
    const captured = new Map([[1, holding('F2')]]);
    const map = new SharedMap([...heap, ['F9.run', valueOf({ closures: [{ func: {} as Func, captured }] })] as const]);
    expect([...frameOf(map, new Set(['F9'])).reached.keys()]).toContain('F2.next');
  });

  it('gives everything back after the call', () => {
    const frame = frameOf(heap, new Set(['F2']));
    const after = joinFrame(frame.reached, frame);
    expect([...after].sort()).toEqual([...heap].sort());
  });

  it('keeps what the callee assigned and forgot', () => {
    const frame = frameOf(heap, new Set(['F2']));
    frame.reached.delete('F2.next');
    frame.reached.set('F1.*', holding('F5'));
    const after = joinFrame(frame.reached, frame);
    expect(after.has('F2.next')).toBe(false);
    expect(after.get('F1.*')).toEqual(holding('F5'));
    expect(after.get('Othis.cart')).toBe(heap.get('Othis.cart'));
  });
});
