/**
 * The generations of Tomcat that differ in how they read a configuration. A patch release differs from the next one in so
 * little that it is not told apart, save 5.5.10, from which on an Engine may hold a `<Cluster>`.
 */
export const GENERATIONS = ['5.0', '5.5', '6.0', '7.0', '8.0', '8.5', '9.0', '10.0', '10.1', '11.0', '12.0'] as const;

export type Generation = (typeof GENERATIONS)[number];

/** In order, without repetition. */
export type Generations = readonly Generation[];

/**
 * Reads a list of ranges, both ends inclusive: `6.0-7.0`, `8.5-` (and later), `5.5`, `7.0,8.5-`.
 * @throws {Error} on a generation that does not exist: the tables are ours.
 */
export function generationsIn(ranges: string): Generations {
  const found = new Set<Generation>();
  for (const range of ranges.split(',')) {
    const [from = '', to = from] = range.split('-');
    const last = to === '' ? GENERATIONS.length - 1 : indexOf(to);
    for (const generation of GENERATIONS.slice(indexOf(from), last + 1)) found.add(generation);
  }
  return GENERATIONS.filter((generation) => found.has(generation));
}

function indexOf(name: string): number {
  const index = GENERATIONS.findIndex((generation) => generation === name);
  if (index < 0) throw new Error(`There is no generation ${name} of Tomcat.`);
  return index;
}

/** The flat `<Cluster>` of `org.apache.catalina.cluster`. */
export const FLAT = generationsIn('5.0-5.5');

/** The `<Cluster>` with a `<Channel>`, of `org.apache.catalina.ha` and `.tribes`. */
export const LAYERED = generationsIn('6.0-');

export function intersection(left: Generations, right: Generations): Generations {
  return left.filter((generation) => right.includes(generation));
}

/** For messages: `7.0`, `9.0 to 11.0`, `8.5 and later`; ranges with holes are shown from end to end. */
export function nameOf(generations: Generations): string {
  const [first = '?'] = generations;
  const last = generations.at(-1) ?? first;
  if (first === last) return first;
  return last === GENERATIONS.at(-1) ? `${first} and later` : `${first} to ${last}`;
}
