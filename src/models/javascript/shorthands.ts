/** Short forms for the parts that many records have in common. */
import type { CallModel, Meaning, Member, Result, StoreModel } from './model.ts';

export function call(does: readonly Meaning[], gives?: Result, more: Omit<CallModel, 'does' | 'gives'> = {}): Member {
  return { kind: 'call', does, ...(gives === undefined ? {} : { gives }), ...more };
}

export function gives(result: Result, more: Omit<CallModel, 'gives'> = {}): Member {
  return { kind: 'call', gives: result, ...more };
}

export function object(role: string): Member {
  return { kind: 'object', role };
}

/** A property or call of which nothing is to be said. */
export const other: Member = { kind: 'other' };

/** The same member under several names. */
export function each(names: readonly string[], member: Member): Record<string, Member> {
  return Object.fromEntries(names.map((name) => [name, member]));
}

/** A value by its name, in the first argument. */
export const readKey: Member = call([{ op: 'read', key: 0, gives: 'live' }], { part: 'this' });

/** `set(key, value)`, which keeps the reference. */
export const writeKey: Member = call([{ op: 'write', key: 0, value: 1 }], { same: 'this' });

/** `remove(key)`. */
export const removeKey: Member = call([{ op: 'write', key: 0 }], { same: 'this' });

/** Changes something that nobody reads by its name, and so that the library sees it: `flash`, `clear`. */
export const writeAll: Member = call([{ op: 'write' }]);

export const touch: Member = call([{ op: 'touch' }]);

export const commitAsync: Member = call([{ op: 'commit' }], undefined, { async: true });

export function memoryStore(name: string, codec: StoreModel['codec']): StoreModel {
  return { modules: [], name, scope: 'process', codec };
}

/** Roles of the parameters of a handler. */
export type Parameters = readonly (string | null)[];
