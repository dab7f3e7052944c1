/**
 * Calls see only what they can reach (Rinetzky, Bauer, Reps, Sagiv, Wilhelm, POPL 2005): the rest of the heap is put aside
 * and comes back unchanged, so that a summary is found again whatever else the caller holds.
 */
import { SharedMap } from './shared-map.ts';
import type { Origin, Value } from './value.ts';

type Heap = SharedMap<string, Value>;
type Entries = [path: string, value: Value][];

export interface HeapFrame {
  readonly reached: Heap;
  /** What the callee cannot reach; undefined when it reaches everything. */
  readonly rest: Heap | undefined;
}

interface Index {
  /** Fields of one object, by its origin. */
  readonly owners: ReadonlyMap<Origin, Entries>;
  readonly statics: readonly Origin[];
}

const indexes = new WeakMap<object, Index>();

/** The part of the heap that is reachable from the roots, and from static fields, which any code reaches. */
export function frameOf(heap: Heap, roots: ReadonlySet<Origin>): HeapFrame {
  if (heap.size === 0) return { reached: heap.share(), rest: undefined };
  const { owners, statics } = indexOf(heap);
  const reached = new Set<Origin>();
  const pending: Origin[] = [...roots, ...statics];
  const seen = new Set<Origin>(pending);
  for (let origin = pending.pop(); origin !== undefined; origin = pending.pop()) {
    for (const [owner, entries] of owners) {
      // A field of a field may be in the heap although the field itself has not been assigned.
      if (reached.has(owner) || !(owner === origin || owner.startsWith(`${origin}.`))) continue;
      reached.add(owner);
      for (const [, value] of entries) {
        for (const next of originsIn(value)) {
          if (seen.has(next)) continue;
          seen.add(next);
          pending.push(next);
        }
      }
    }
  }
  if (reached.size === owners.size) return { reached: heap.share(), rest: undefined };
  const inside: Entries = [];
  const outside: Entries = [];
  for (const [owner, entries] of owners) (reached.has(owner) ? inside : outside).push(...entries);
  return { reached: new SharedMap(inside), rest: new SharedMap(outside) };
}

/** The heap after the call. What the callee assigned wins: an object made again at the same place is a new one. */
export function joinFrame(after: Heap, { rest }: HeapFrame): Heap {
  if (rest === undefined) return after.share();
  if (after.size === 0) return rest.share();
  const heap = rest.share();
  for (const [path, value] of after) heap.set(path, value);
  return heap;
}

/** Origins that lead on from a value: its own, and those of the variables that its functions captured. */
export function originsIn(value: Value): readonly Origin[] {
  if (value.closures.length === 0 && value.methods.length === 0) return value.origins;
  const found = new Set(value.origins);
  const pending: Value[] = [value];
  const seen = new Set<Value>(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const origin of next.origins) found.add(origin);
    for (const { captured } of [...next.closures, ...next.methods]) {
      for (const inner of captured.values()) {
        if (seen.has(inner)) continue;
        seen.add(inner);
        pending.push(inner);
      }
    }
  }
  return [...found];
}

function indexOf(heap: Heap): Index {
  const identity = heap.identity();
  let index = indexes.get(identity);
  if (index === undefined) {
    const owners = new Map<Origin, Entries>();
    for (const entry of heap) {
      const [path] = entry;
      const owner = path.slice(0, path.lastIndexOf('.'));
      const entries = owners.get(owner);
      if (entries === undefined) owners.set(owner, [entry]);
      else entries.push(entry);
    }
    index = { owners, statics: [...owners.keys()].filter(isClass) };
    indexes.set(identity, index);
  }
  return index;
}

/** `Ocom.shop.Cache`: a class; `Othis`, `O0` and parameters of closures (`Opath#12.0`) are objects. */
function isClass(owner: Origin): boolean {
  return /^O(?!this\b|\d)[^#]*$/.test(owner);
}
