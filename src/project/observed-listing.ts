/** A listing of a folder that notes what is asked of it: one name, or all of them. */
import type { EntryKind } from './file-access.ts';
import { digestOf, isOwnFile, note } from './reading.ts';

type Listing = ReadonlyMap<string, EntryKind>;

/** Independent of the order in which the system lists. Files that we write ourselves are left out. */
export function listingDigest(listing: Listing): string {
  const lines = [...listing].filter(([name]) => !isOwnFile(name)).map(([name, kind]) => `${name}\0${kind}`);
  return digestOf(lines.sort().join('\n'));
}

export class ObservedListing implements Listing {
  readonly #folder: string;
  readonly #listing: Listing;
  readonly #stamp: string | null;

  /** @param stamp of the folder, taken before it was listed */
  constructor(folder: string, listing: Listing, stamp: string | null) {
    this.#folder = folder;
    this.#listing = listing;
    this.#stamp = stamp;
  }

  get(name: string): EntryKind | undefined {
    const kind = this.#listing.get(name);
    note(this.#folder, `entry ${name}`, kind ?? '', this.#stamp);
    return kind;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#all().size;
  }

  entries() {
    return this.#all().entries();
  }

  keys() {
    return this.#all().keys();
  }

  values() {
    return this.#all().values();
  }

  [Symbol.iterator]() {
    return this.#all().entries();
  }

  forEach(callback: (kind: EntryKind, name: string, listing: Listing) => void): void {
    for (const [name, kind] of this.#all()) callback(kind, name, this);
  }

  #all(): Listing {
    note(this.#folder, 'listing', listingDigest(this.#listing), this.#stamp);
    return this.#listing;
  }
}
