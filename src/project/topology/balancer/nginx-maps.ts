/** `map`, `split_clients` and `set` of nginx: which variables are made of what. */
import type { NginxConfig, NginxDirective, NginxWord } from '../../../languages/nginx/ast.ts';

export interface NginxMap {
  /** As in `map $source $target`. */
  readonly source: string;
  readonly target: string;
  readonly entries: readonly { readonly pattern: NginxWord; readonly value: NginxWord | undefined }[];
}

/** By the name of the variable that is made, without `$`. */
export type NginxMaps = ReadonlyMap<string, NginxMap>;

export function readMaps(configs: readonly NginxConfig[]): NginxMaps {
  const maps = new Map<string, NginxMap>();
  for (const directive of configs.flatMap(dataBlocks)) {
    const [source, target] = directive.args;
    if (source === undefined || target === undefined) continue;
    const entries = (directive.block?.body ?? []).map(({ name, args }) => ({ pattern: name, value: args[0] }));
    const name = target.value.replace(/^\$/, '');
    maps.set(name, { source: source.value, target: name, entries });
  }
  return maps;
}

/** `map` and `split_clients` stand at the level of `http`, or at the top of a fragment. */
function dataBlocks({ body }: NginxConfig): readonly NginxDirective[] {
  const level = body.flatMap((directive) =>
    directive.name.value === 'http' ? [directive, ...(directive.block?.body ?? [])] : [directive],
  );
  return level.filter(({ name }) => name.value === 'map' || name.value === 'split_clients');
}

/** What variables may hold: values of maps, of `set`, and of modules that set variables. */
export function variableValues(maps: NginxMaps, configs: readonly NginxConfig[]): readonly string[] {
  const values = [...maps.values()].flatMap(({ entries }) => entries.flatMap(({ value }) => value?.value ?? []));
  const waiting: NginxDirective[] = configs.flatMap(({ body }) => body);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, args, block } = next;
    if (/^(?:set|set_\w+|js_set|perl_set)$/.test(name.value)) for (const { value } of args) values.push(value);
    for (const child of block?.body ?? []) waiting.push(child);
  }
  return values;
}
