/**
 * A map that is copied when it is first written after it was shared. States are copied at every branch and call, and most
 * copies are never written.
 */
export class SharedMap<K, V> implements Iterable<[K, V]> {
  private map: Map<K, V>;
  private isShared: boolean;

  constructor(entries?: Iterable<readonly [K, V]>) {
    this.map = new Map(entries);
    this.isShared = false;
  }

  /** A map with the same entries; from here on each is written on its own. */
  share(): SharedMap<K, V> {
    this.isShared = true;
    const other = new SharedMap<K, V>(nothing as Iterable<readonly [K, V]>);
    other.map = this.map;
    other.isShared = true;
    return other;
  }

  /** Stands for the entries: equal for maps that share them. It holds as long as the map is not written. */
  identity(): object {
    this.isShared = true;
    return this.map;
  }

  /** True when both have the same entries because neither was written since they were shared. */
  sharesWith(other: SharedMap<K, V>): boolean {
    return this.map === other.map;
  }

  get size(): number {
    return this.map.size;
  }

  get(key: K): V | undefined {
    return this.map.get(key);
  }

  has(key: K): boolean {
    return this.map.has(key);
  }

  set(key: K, value: V): void {
    if (this.isShared) {
      if (this.map.get(key) === value) return;
      this.own();
    }
    this.map.set(key, value);
  }

  delete(key: K): void {
    if (!this.map.has(key)) return;
    this.own();
    this.map.delete(key);
  }

  /** Drops the entries of all other keys. */
  keepOnly(isKept: (key: K) => boolean): void {
    let surplus = 0;
    for (const key of this.map.keys()) if (!isKept(key)) surplus++;
    if (surplus === 0) return;
    if (!this.isShared) {
      for (const key of this.map.keys()) if (!isKept(key)) this.map.delete(key);
      return;
    }
    const kept = new Map<K, V>();
    for (const [key, value] of this.map) if (isKept(key)) kept.set(key, value);
    this.map = kept;
    this.isShared = false;
  }

  keys(): Iterable<K> {
    return this.map.keys();
  }

  values(): Iterable<V> {
    return this.map.values();
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.map[Symbol.iterator]();
  }

  private own(): void {
    if (!this.isShared) return;
    this.map = new Map(this.map);
    this.isShared = false;
  }
}

const nothing: readonly never[] = [];
