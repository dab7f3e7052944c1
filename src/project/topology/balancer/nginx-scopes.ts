/**
 * Where a directive of nginx stands, and what holds there: the blocks around it, with included files spliced in. Most
 * directives of proxying are inherited only if the inner level has none of that name.
 */
import type { NginxConfig, NginxDirective } from '../../../languages/nginx/ast.ts';

/** The files around a file. */
export interface NginxNeighbours {
  /** Files that an `include` of this file names, in order; null when they are not at hand. */
  readonly include: (pattern: string) => readonly NginxConfig[] | null;
  /** All other nginx files of the project. */
  readonly others: readonly NginxConfig[];
  /** The nginx that reads them, where that is known to lack `sticky`. */
  readonly withoutSticky: { readonly file: string; readonly version: string } | null;
}

export const NO_NEIGHBOURS: NginxNeighbours = { include: () => null, others: [], withoutSticky: null };

const MAX_INCLUDE_DEPTH = 10;
/** A file that includes itself in several places multiplies at each level. */
const MAX_INCLUDES = 500;

export class Level {
  /** The block's own directive: `http`, `server`, `location`; null for the file. */
  readonly opener: NginxDirective | null;
  readonly directives: readonly NginxDirective[];
  /** False when an included file is not at hand. */
  readonly complete: boolean;
  #byName: Map<string, NginxDirective[]> | undefined;

  constructor(opener: NginxDirective | null, directives: readonly NginxDirective[], complete: boolean) {
    this.opener = opener;
    this.directives = directives;
    this.complete = complete;
  }

  /** A server may have thousands of locations, and each asks. */
  named(name: string): readonly NginxDirective[] {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const directive of this.directives) {
        const { value } = directive.name;
        const known = this.#byName.get(value);
        if (known === undefined) this.#byName.set(value, [directive]);
        else known.push(directive);
      }
    }
    return this.#byName.get(name) ?? [];
  }
}

/** One `proxy_pass` or the like, with the levels around it, innermost first. */
export interface PlacedDirective {
  readonly directive: NginxDirective;
  readonly levels: readonly Level[];
}

/** Included files that have nothing to do with proxying. */
const HARMLESS =
  /(?:mime\.types|fastcgi[\w.-]*|uwsgi_params|scgi_params|koi-\w+|win-utf|modules-enabled\/[^/]*|ssl[\w.-]*|[\w-]*ssl[\w.-]*|gzip[\w.-]*)$/;

export function levelOf(
  opener: NginxDirective | null,
  body: readonly NginxDirective[],
  neighbours: NginxNeighbours,
): Level {
  if (!body.some(({ name }) => name.value === 'include')) return new Level(opener, body, true);
  const directives: NginxDirective[] = [];
  let complete = true;
  let includes = 0;
  const waiting = body.map((directive) => ({ directive, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { directive, depth } = next;
    const pattern = directive.args[0]?.value;
    if (directive.name.value !== 'include' || pattern === undefined) {
      directives.push(directive);
      continue;
    }
    const files = depth < MAX_INCLUDE_DEPTH && ++includes <= MAX_INCLUDES ? neighbours.include(pattern) : null;
    if (files === null) {
      // A glob may match nothing, and above all brings servers, not settings of the level.
      if (!HARMLESS.test(pattern) && !pattern.includes('*')) complete = false;
      continue;
    }
    const found = files.flatMap((file) => file.body).map((one) => ({ directive: one, depth: depth + 1 }));
    for (const one of found.reverse()) waiting.push(one);
  }
  return new Level(opener, directives, complete);
}

const BLOCKS_WITHOUT_DIRECTIVES = new Set([
  'map',
  'geo',
  'split_clients',
  'types',
  'upstream',
  'events',
  'match',
  'stream',
  'mail',
]);

/** All directives of http configuration outside of data blocks, with what is around them. */
export function placedDirectives(
  config: NginxConfig,
  outer: readonly Level[],
  neighbours: NginxNeighbours,
): readonly PlacedDirective[] {
  const placed: PlacedDirective[] = [];
  const waiting: { body: readonly NginxDirective[]; opener: NginxDirective | null; levels: readonly Level[] }[] = [
    { body: config.body, opener: null, levels: outer },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    // Nobody nests so deep, and each level is a list of all levels around it.
    if (next.levels.length > MAX_LEVELS) continue;
    const levels = [levelOf(next.opener, next.body, neighbours), ...next.levels];
    for (const directive of next.body) {
      placed.push({ directive, levels });
      const { block, name } = directive;
      if (block === null || block.foreign || BLOCKS_WITHOUT_DIRECTIVES.has(name.value)) continue;
      waiting.push({ body: block.body, opener: directive, levels });
    }
  }
  return placed.sort((a, b) => a.directive.range[0] - b.directive.range[0]);
}

const MAX_LEVELS = 50;

export interface Inherited {
  readonly directives: readonly NginxDirective[];
  /** False when a file that may hold such a directive is not at hand. */
  readonly certain: boolean;
}

/** The directives of a name that are in effect: those of the innermost level that has any. */
export function inherited(levels: readonly Level[], name: string): Inherited {
  let certain = true;
  for (const level of levels) {
    certain &&= level.complete;
    const directives = level.named(name);
    if (directives.length > 0) return { directives, certain };
  }
  return { directives: [], certain };
}

const elsewhere = new WeakMap<NginxConfig, readonly PlacedDirective[]>();

/** The same for another file, which the files beside it ask for as well. */
export function placedElsewhere(config: NginxConfig, neighbours: NginxNeighbours): readonly PlacedDirective[] {
  const known = elsewhere.get(config) ?? placedDirectives(config, [], neighbours);
  elsewhere.set(config, known);
  return known;
}

/** The levels around a file that others include: `http`, mostly. Empty when none does. */
export function levelsAround(config: NginxConfig, neighbours: NginxNeighbours): readonly Level[] {
  for (const other of neighbours.others) {
    for (const { directive, levels } of placedElsewhere(other, neighbours)) {
      const pattern = directive.args[0]?.value;
      if (directive.name.value !== 'include' || pattern === undefined) continue;
      if (neighbours.include(pattern)?.includes(config) === true) return levels;
    }
  }
  return [];
}
