/** Sets of things that belong together, grown by joining two at a time. */
export class Groups<Thing> {
  readonly #parents = new Map<Thing, Thing>();

  add(thing: Thing): void {
    if (!this.#parents.has(thing)) this.#parents.set(thing, thing);
  }

  /** One thing that stands for the whole group. */
  of(thing: Thing): Thing {
    let at = thing;
    for (;;) {
      const parent = this.#parents.get(at) ?? at;
      if (parent === at) return at;
      at = parent;
    }
  }

  /** The group of the second becomes part of that of the first. */
  join(first: Thing, second: Thing): void {
    const root = this.of(first);
    const other = this.of(second);
    if (root !== other) this.#parents.set(other, root);
  }
}
