/**
 * What JavaScript has and the intermediate representation has not: operators stand as calls of a class that no program
 * can name, imports and globals as fields of such classes.
 *
 * - `f(x)` is a call with the empty name on the function; `a.b(x)` one with the name `b` on `a`.
 * - `#js.await(p)`, `#js.spread(x)` (a shallow copy), `#js.assign` on an object (`{...x}`), `#js.delete:name` on an object,
 *   `#js.new` on a class, `#js.void(x)`, `#js.yield(x)`, `#js.iterate` for what a loop hands out of a string of awaits.
 *   `#js.exists(x)`: from here on it is an object, or the path has ended.
 * - a load of a field of `#import:<specifier>` is an import, with `*` for the namespace; of `#global`, a global name.
 * - a function whose `returns` is `#promise` is async, `#generator` a generator.
 */
import { typeName, type TypeName } from '../type-name.ts';

export const OPERATOR: TypeName = typeName('#js');
export const GLOBAL: TypeName = typeName('#global');
export const PROMISE: TypeName = typeName('#promise');
export const GENERATOR: TypeName = typeName('#generator');
export const OBJECT: TypeName = typeName('#object');
export const ARRAY: TypeName = typeName('#array');
export const CLASS: TypeName = typeName('#class');
export const REGEXP: TypeName = typeName('#regexp');
export const BIGINT: TypeName = typeName('#bigint');

const IMPORT = '#import:';

export function importOf(specifier: string): TypeName {
  return typeName(IMPORT + specifier);
}

/** The specifier of an import, or undefined. */
export function importedFrom(owner: TypeName | undefined): string | undefined {
  return owner?.name.startsWith(IMPORT) === true ? owner.name.slice(IMPORT.length) : undefined;
}
