/** Which values the analysis has to care about, and constants that are looked up only for those. */
import type { Context } from './context.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';
import { literalValue, type Value } from './value.ts';

/** The value is, holds or leads to a session or an attribute, or is code that may. */
export function concerns(state: State, value: Value, { program }: Context): boolean {
  if (value.closures.length > 0 || value.methods.length > 0) return true;
  if (value.origins.some((origin) => isFollowed(origin) || holdsSomething(state, origin))) return true;
  return value.type !== undefined && program.isHandle(value.type);
}

/**
 * The value is worth a place in the heap. Where values are serialized when they are stored, objects made on the path are
 * kept as well, because a later change of a part of one may be lost; up to a number that no hand-written method reaches.
 */
export function isKept(state: State, value: Value, context: Context): boolean {
  if (concerns(state, value, context)) return true;
  return context.traits.eager && state.heap.size < maxHeap && value.origins.some((origin) => origin.startsWith('F'));
}

const maxHeap = 120;

function isFollowed(origin: string): boolean {
  return !origin.startsWith('O') && !origin.startsWith('F');
}

/** Something that is followed was stored in the object on this path, or the object was stored as the subject. */
function holdsSomething(state: State, origin: string): boolean {
  if (state.bound.length > 0 && state.bound.some((bound) => origin === bound || origin.startsWith(`${bound}.`)))
    return true;
  for (const [path, value] of state.heap) {
    if (path.startsWith(`${origin}.`) && (value.closures.length > 0 || value.origins.some(isFollowed))) return true;
  }
  return false;
}

/** The value with its constant, if it is a static field that has one: reads the class that declares it. */
export function constantOf(value: Value, program: Program): Value {
  if (value.named === undefined) return value;
  const info = program.field(value.named.owner, value.named.field);
  if (info?.constant !== undefined) return literalValue(info.constant, info.type);
  if (info === undefined) return { ...value, named: undefined };
  // `A.KEY` and an inherited `KEY` are one field: its declaring class names it.
  return { ...value, named: undefined, type: value.type ?? info.type, symbol: `${info.owner}.${value.named.field}` };
}
