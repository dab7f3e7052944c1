import { describe, expect, it } from 'vitest';
import { Heap } from '../../src/flow/commit/heap.ts';
import { literalValue } from '../../src/flow/commit/value.ts';

const one = literalValue('one');
const two = literalValue('two');

describe('Heap', () => {
  it('is written on its own after it was shared', () => {
    const heap = new Heap();
    heap.set('a', 'x', one);
    const copy = heap.share();
    copy.set('a', 'x', two);
    copy.set('b', 'x', two);
    expect(heap.get('a', 'x')).toBe(one);
    expect(heap.has('b', 'x')).toBe(false);
    expect(copy.get('a', 'x')).toBe(two);
  });

  it('keeps the fields of an object apart from those of one whose id begins alike', () => {
    const heap = new Heap();
    heap.set('a', 'b.c', one);
    heap.set('a.b', 'c', two);
    expect([...heap.fields('a')]).toEqual([['b.c', one]]);
    expect([...heap.fields('a.b')]).toEqual([['c', two]]);
  });

  it('has nothing new from a heap that it shares', () => {
    const heap = new Heap();
    heap.set('a', 'x', one);
    expect(heap.merge(heap.share())).toBe(false);
  });

  it('takes a field that one path did not set as one that may be missing', () => {
    const heap = new Heap();
    heap.set('a', 'x', one);
    const other = heap.share();
    other.set('a', 'y', two);
    heap.set('a', 'z', two);
    expect(heap.merge(other)).toBe(true);
    expect(heap.get('a', 'x')).toEqual(one);
    expect(heap.get('a', 'y')).toMatchObject({ mixed: false, literal: undefined });
    expect(heap.get('a', 'z')).toMatchObject({ mixed: true, literal: undefined });
  });

  it('takes an object that one path never made as it is', () => {
    const heap = new Heap();
    const other = new Heap();
    other.set('a', 'x', one);
    expect(heap.merge(other)).toBe(true);
    expect(heap.get('a', 'x')).toBe(one);
    expect(heap.merge(other)).toBe(false);
  });
});
