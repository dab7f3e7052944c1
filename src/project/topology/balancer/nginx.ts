/** An nginx configuration as a balancer: its upstreams, who sends requests to them, and what is wrong with affinity. */
import type { NginxConfig } from '../../../languages/nginx/ast.ts';
import { hasPlaceholder } from '../placeholder.ts';
import { readMaps, variableValues } from './nginx-maps.ts';
import { locationFaults, upstreamFaults, routePatternsOf } from './nginx-faults.ts';
import { isForOthers, passesOf, passHint, type Pass } from './nginx-passes.ts';
import {
  levelsAround,
  NO_NEIGHBOURS,
  placedDirectives,
  placedElsewhere,
  type NginxNeighbours,
} from './nginx-scopes.ts';
import { readUpstream, type Upstream } from './nginx-upstream.ts';
import { MAX_GROUPS, type BalancerGroup, type BalancerReading, type Repair } from './reading.ts';
import { lineEndOf } from './line-end.ts';
import { containerWord, isOtherService } from './words.ts';

export function readNginx(
  text: string,
  config: NginxConfig,
  neighbours: NginxNeighbours = NO_NEIGHBOURS,
): BalancerReading {
  const configs = [config, ...neighbours.others];
  const maps = readMaps(configs);
  const outer = levelsAround(config, neighbours);
  const placed = placedDirectives(config, outer, neighbours);
  const ownPasses = passesOf(placed);
  const passes = [...ownPasses, ...neighbours.others.flatMap((other) => passesOf(placedElsewhere(other, neighbours)))];
  const upstreams = placed.flatMap(({ directive }) => {
    const upstream = directive.name.value === 'upstream' ? readUpstream(directive, maps, neighbours) : null;
    return upstream === null ? [] : [upstream];
  });
  const values = upstreams.length === 0 ? [] : variableValues(maps, configs);
  const groups = new Map<Upstream, BalancerGroup>();
  for (const upstream of upstreams.slice(0, MAX_GROUPS)) groups.set(upstream, groupOf(text, upstream, passes, values));
  const faults = [
    ...[...groups].flatMap(([upstream, group]) => upstreamFaults(text, upstream, group, maps, neighbours)),
    ...locationFaults(text, ownPasses, placed, [...groups.values()]),
  ];
  return {
    product: 'nginx',
    groups: [...groups.values()],
    faults: faults.sort((a, b) => a.range[0] - b.range[0]),
    routePatterns: routePatternsOf(config, upstreams, maps),
  };
}

function groupOf(text: string, upstream: Upstream, passes: readonly Pass[], values: readonly string[]): BalancerGroup {
  const { name, servers, complete, affinity } = upstream;
  const users = passes.filter(({ target }) => target === name.value);
  const http = users.filter((user) => user.http);
  return {
    name: name.value,
    nameRange: name.range,
    servers,
    complete: complete && !hasPlaceholder(name.value),
    affinity,
    carriesHttp: http.length > 0 || users.length === 0,
    usage: usageOf(name.value, users, () => values.some((value) => value.includes(name.value))),
    hint: hintOf(upstream, http),
    repair: ipHashRepair(text, upstream),
  };
}

function usageOf(name: string, users: readonly Pass[], mayBeVariable: () => boolean): BalancerGroup['usage'] {
  if (isOtherService(name)) return 'other';
  if (users.some((user) => user.http && !isForOthers(user))) return mayBeVariable() ? 'unknown' : 'application';
  if (users.length > 0) return 'other';
  return mayBeVariable() ? 'unknown' : 'unused';
}

/** What in the upstream, and in the locations and servers that use it, tells of a servlet container. */
function hintOf({ name, servers, methods }: Upstream, users: readonly Pass[]): string | null {
  const words = [name.value, ...servers.map(({ written }) => written)];
  for (const word of words) {
    const found = containerWord(word);
    if (found !== null) return found;
  }
  for (const { directive } of methods) {
    const found = containerWord(directive.args.map(({ value }) => value).join(' '));
    if (found !== null) return found;
  }
  for (const user of users) {
    const found = passHint(user);
    if (found !== null) return found;
  }
  return null;
}

function ipHashRepair(text: string, { directive, servers, methods }: Upstream): Repair | null {
  const first = directive.block?.body.find(({ name }) => name.value === 'server');
  // It takes no backup servers, and next to another method the last one would win.
  if (first === undefined || methods.length > 0 || servers.some(({ backup }) => backup)) return null;
  const line = text.lastIndexOf('\n', first.range[0] - 1) + 1;
  const before = text.slice(line, first.range[0]);
  const added = /^[ \t]*$/.test(before) ? `ip_hash;${lineEndOf(text)}${before}` : 'ip_hash; ';
  return { edits: [{ range: [first.range[0], first.range[0]], text: added }], safe: false, title: 'Add "ip_hash;".' };
}
