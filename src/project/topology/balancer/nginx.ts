/** An nginx configuration as a balancer: its upstreams, who sends requests to them, and what is wrong with affinity. */
import type { NginxConfig, NginxDirective } from '../../../languages/nginx/ast.ts';
import { hasPlaceholder } from '../placeholder.ts';
import { mayBeChosen, readMaps, type NginxMaps } from './nginx-maps.ts';
import { locationFaults, upstreamFaults, routePatternsOf } from './nginx-faults.ts';
import {
  inherited,
  levelsAround,
  NO_NEIGHBOURS,
  placedDirectives,
  type NginxNeighbours,
  type PlacedDirective,
} from './nginx-scopes.ts';
import { readUpstream, type Upstream } from './nginx-upstream.ts';
import type { BalancerGroup, BalancerReading, Repair } from './reading.ts';
import { containerWord, isOtherService, isServicePath, isStaticPath, servletPathWord } from './words.ts';

const PASSES = new Set(['proxy_pass', 'grpc_pass']);
const OTHER_PASSES = new Set(['fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'memcached_pass']);

/** One `proxy_pass` with a literal target. */
export interface Pass {
  readonly placed: PlacedDirective;
  /** `name` or `host:port`, as in the URL. */
  readonly target: string;
  /** With the leading slash; null when the URL has none. */
  readonly uri: string | null;
  /** The location's own path as written; null outside of locations. */
  readonly path: string | null;
  /** `prefix`: that path is a prefix of what is requested. */
  readonly pathKind: 'prefix' | 'regex' | 'exact' | 'none';
  readonly http: boolean;
}

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
  const passes = [
    ...ownPasses,
    ...neighbours.others.flatMap((other) => passesOf(placedDirectives(other, [], neighbours))),
  ];
  const upstreams = placed.flatMap(({ directive }) => {
    const upstream = directive.name.value === 'upstream' ? readUpstream(directive, maps, neighbours) : null;
    return upstream === null ? [] : [upstream];
  });
  const groups = new Map<Upstream, BalancerGroup>();
  for (const upstream of upstreams) groups.set(upstream, groupOf(text, upstream, { passes, maps, configs }));
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

interface Surroundings {
  readonly passes: readonly Pass[];
  readonly maps: NginxMaps;
  readonly configs: readonly NginxConfig[];
}

function groupOf(text: string, upstream: Upstream, { passes, maps, configs }: Surroundings): BalancerGroup {
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
    usage: usageOf(name.value, users, () => mayBeChosen(name.value, maps, configs)),
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

/** Only static files, or an API, by the location's path. */
export function isForOthers({ path }: Pass): boolean {
  if (path === null || servletPathWord(path) !== null) return false;
  return isStaticPath(path) || isServicePath(path);
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

export function passHint({ path, placed }: Pass): string | null {
  const own = servletPathWord(path ?? '');
  if (own !== null) return own;
  const index = inherited(placed.levels, 'index').directives.flatMap(({ args }) => args);
  return index.map(({ value }) => servletPathWord(value)).find((word) => word !== null) ?? null;
}

function passesOf(placed: readonly PlacedDirective[]): readonly Pass[] {
  return placed.flatMap((one) => {
    const { name, args } = one.directive;
    const http = PASSES.has(name.value);
    const [url] = args;
    if ((!http && !OTHER_PASSES.has(name.value)) || url === undefined) return [];
    const match = /^(?:(?:https?|grpcs?):\/\/)?([^/]+)(\/.*)?$/.exec(url.value);
    if (match === null) return [];
    const [, target = '', uri = null] = match;
    const location = one.levels.find(({ opener }) => opener?.name.value === 'location')?.opener ?? null;
    return [{ placed: one, target, uri, http, ...pathOf(location) }];
  });
}

function pathOf(location: NginxDirective | null): Pick<Pass, 'path' | 'pathKind'> {
  const words = location?.args.map(({ value }) => value) ?? [];
  const [first, second] = words;
  if (first === undefined) return { path: null, pathKind: 'none' };
  if (second === undefined) return { path: first, pathKind: first.startsWith('@') ? 'none' : 'prefix' };
  if (first === '^~') return { path: second, pathKind: 'prefix' };
  return { path: second, pathKind: first === '=' ? 'exact' : 'regex' };
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

export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
