/** The fields of objects that literals and classes made. Copies share them until one is written. */
import { SharedMap } from '../shared-map.ts';
import { joinValues, sameValue, unknownValue, type Value } from './value.ts';

type Fields = ReadonlyMap<string, Value>;

const noFields: Fields = new Map();

export class Heap {
  readonly #objects;

  constructor(objects = new SharedMap<string, Fields>()) {
    this.#objects = objects;
  }

  /** A heap with the same objects; from here on each is written on its own. */
  share(): Heap {
    return new Heap(this.#objects.share());
  }

  get(object: string, field: string): Value | undefined {
    return this.#objects.get(object)?.get(field);
  }

  has(object: string, field: string): boolean {
    return this.#objects.get(object)?.has(field) === true;
  }

  fields(object: string): Fields {
    return this.#objects.get(object) ?? noFields;
  }

  set(object: string, field: string, value: Value): void {
    const old = this.#objects.get(object);
    if (old?.get(field) === value) return;
    this.#objects.set(object, new Map(old).set(field, value));
  }

  setAll(object: string, fields: Fields): void {
    if (fields.size === 0) return;
    const old = this.#objects.get(object);
    if (old === fields) return;
    this.#objects.set(object, old === undefined ? fields : new Map([...old, ...fields]));
  }

  /** Adds what the other heap knows. True if anything was new. */
  merge(other: Heap): boolean {
    if (this.#objects.sharesWith(other.#objects)) return false;
    let changed = false;
    for (const [object, fields] of other.#objects) {
      const old = this.#objects.get(object);
      if (old === fields) continue;
      // The other path never saw the object.
      const joined = old === undefined ? fields : joinFields(old, fields);
      if (joined === old) continue;
      this.#objects.set(object, joined);
      changed = true;
    }
    return changed;
  }
}

/** The first of the two, if the other adds nothing. A field that only one has may be missing. */
function joinFields(one: Fields, other: Fields): Fields {
  let joined: Map<string, Value> | undefined;
  const set = (field: string, value: Value): void => {
    joined ??= new Map(one);
    joined.set(field, value);
  };
  for (const [field, value] of other) {
    const old = one.get(field);
    if (old === value) continue;
    const both = joinValues(old ?? unknownValue, value);
    if (old === undefined || !sameValue(old, both)) set(field, both);
  }
  for (const [field, value] of one) {
    if (!other.has(field) && !value.mixed) set(field, { ...value, mixed: true, literal: undefined });
  }
  return joined ?? one;
}
