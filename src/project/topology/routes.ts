/**
 * Routes: the `jvmRoute` that an Engine appends to its session ids, and the route by which a balancer finds the server again.
 * Both are written by hand, in files that know nothing of each other.
 */
import { basename, dirname, join } from 'node:path';
import type { Range } from '../../languages/shared/syntax.ts';
import type { XmlDocument } from '../../languages/xml/ast.ts';
import { readText } from '../file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';
import { usableServers, type BalancedGroup, type BalancerModel } from './balancer-model.ts';
import type { BalancerReading, Repair } from './balancer/reading.ts';
import type { BalancerFile, TomcatEngine, TomcatServer } from './model.ts';
import { hasPlaceholder } from './placeholder.ts';
import { nearestTo } from './relation.ts';
import { placeOf } from './signals.ts';
import { enginesOf } from './tomcat-server.ts';
import { peersOf, topologyOf } from './topology.ts';
import { lineAt } from '../xml-document.ts';

export interface RouteFault {
  readonly kind: 'missing' | 'duplicate' | 'unknownToBalancer' | 'dotInRoute' | 'noSuchNode' | 'routePattern';
  readonly range: Range;
  readonly data: Readonly<Record<string, string>>;
  readonly repair: Repair | null;
}

export interface RouteRequest {
  /** Absolute. */
  readonly path: string;
  readonly peers: readonly (readonly string[])[];
  readonly cache?: ProjectCache;
}

/** Faults of the Engines of a server.xml. */
export function engineRouteFaults(
  document: XmlDocument,
  { path, peers, cache = sharedCache }: RouteRequest,
): readonly RouteFault[] {
  const engines = enginesOf(document);
  if (engines.length === 0) return [];
  const { balancers, servers, root } = topologyOf(path, cache);
  const nodes = peersOf(path, peers, cache);
  const near = nearestTo(path, balancers, root).filter(({ file, model }) =>
    nodesBehind(file, model, servers, root).some((node) => node.file === path),
  );
  const routing = routingBalancers(near);
  return engines.flatMap((engine): readonly RouteFault[] => {
    const { jvmRoute } = engine;
    if (jvmRoute === undefined || jvmRoute.value === '') {
      return isNoNode(path, nodes, nearestTo(path, servers, root))
        ? []
        : missing(engine, { path, nodes, routing, root, cache });
    }
    if (hasPlaceholder(jvmRoute.value)) return [];
    return [
      ...duplicates(jvmRoute, nodes, root),
      ...unknownToBalancer(jvmRoute, routing, root),
      ...dotted(jvmRoute, routing, root),
    ];
  });
}

/**
 * The servers that a balancer's routes are meant for: those nearest to it. In a collection of servers that have nothing to do
 * with each other there are far more of them than the balancer has members; then none is known to be meant.
 */
function nodesBehind(
  file: string,
  { groups }: BalancerModel,
  servers: readonly TomcatServer[],
  root: string,
): readonly TomcatServer[] {
  const nodes = nearestTo(file, servers, root);
  const members = Math.max(0, ...groups.map((group) => group.servers.length));
  return new Set(nodes.map(({ base }) => base)).size <= 2 * members ? nodes : [];
}

interface Routing {
  readonly file: BalancerFile;
  readonly groups: readonly BalancedGroup[];
  /** Routes of all members; null when one of them is not known. */
  readonly routes: ReadonlySet<string> | null;
}

/** Balancers that find the server by the suffix of the session id. */
function routingBalancers(balancers: readonly BalancerFile[]): readonly Routing[] {
  return balancers.flatMap((file) => {
    const groups = file.model.groups.filter(({ affinity }) => affinity.kind === 'some' && affinity.byRoute);
    if (!groups.some((group) => usableServers(group).length >= 2)) return [];
    const routes = groups.flatMap(({ servers }) => servers.map(({ route }) => route));
    const known =
      groups.every(({ complete }) => complete) && routes.every((route) => route === null || !hasPlaceholder(route));
    return [{ file, groups, routes: known ? new Set(routes.filter((route) => route !== null)) : null }];
  });
}

/** Beside servers that have a route, one without, whose place does not tell that it is one of them, may be something else. */
function isNoNode(path: string, nodes: readonly TomcatServer[], near: readonly TomcatServer[]): boolean {
  const others = near.filter(({ file }) => file !== path);
  const routed = others.filter(({ engines }) => engines.some(({ jvmRoute }) => jvmRoute !== undefined));
  return routed.length > 0 && !routed.some(({ file }) => nodes.some((node) => node.file === file));
}

interface Surroundings {
  readonly path: string;
  readonly nodes: readonly TomcatServer[];
  readonly routing: readonly Routing[];
  readonly root: string;
  readonly cache: ProjectCache;
}

function missing(engine: TomcatEngine, { path, nodes, routing, root, cache }: Surroundings): readonly RouteFault[] {
  const [balancer] = routing;
  const [group] = balancer?.groups ?? [];
  if (balancer === undefined || group?.affinity.kind !== 'some' || setsPropertyFor(path, cache)) return [];
  const taken = nodes.flatMap((node) => node.engines.map(({ jvmRoute }) => jvmRoute?.value));
  const free = [...(balancer.routes ?? [])].filter((route) => !taken.includes(route));
  const [only, ...others] = free;
  const { nameRange } = engine.element;
  const repair: Repair | null =
    only === undefined || others.length > 0
      ? null
      : {
          edits: [{ range: [nameRange[1], nameRange[1]], text: ` jvmRoute="${only}"` }],
          safe: false,
          title: `Add jvmRoute="${only}", the route that no other node has.`,
        };
  const data = {
    balancer: placeIn(balancer.file, group.nameRange, root),
    directive: group.affinity.directive,
    routes: [...(balancer.routes ?? [])].join(', '),
  };
  return [{ kind: 'missing', range: engine.element.nameRange, data, repair }];
}

const settings: CacheTable<boolean> = { name: 'scripts that set jvmRoute' };

/** Up to Tomcat 10.0 the system property jvmRoute does the same. */
function setsPropertyFor(path: string, cache: ProjectCache): boolean {
  const conf = dirname(path);
  const base = basename(conf) === 'conf' ? dirname(conf) : conf;
  const files = [
    join(conf, 'catalina.properties'),
    join(base, 'bin', 'setenv.sh'),
    join(base, 'bin', 'setenv.bat'),
    join(base, 'setenv.sh'),
    join(base, 'bin', 'catalina.sh'),
    join(base, 'docker-compose.yml'),
    join(base, 'Dockerfile'),
  ];
  return files.some((file) => cache.fromFile(settings, file, (one) => readText(one)?.includes('jvmRoute') === true));
}

type Attribute = NonNullable<TomcatEngine['jvmRoute']>;

function duplicates(
  { value, valueRange }: Attribute,
  nodes: readonly TomcatServer[],
  root: string,
): readonly RouteFault[] {
  for (const { file, text, engines } of nodes) {
    const same = engines.find(({ jvmRoute }) => jvmRoute?.value === value)?.jvmRoute;
    if (same === undefined) continue;
    const data = { route: value, other: placeOf({ file, line: lineAt(text, same.range[0]).line }, root) };
    return [{ kind: 'duplicate', range: valueRange, data, repair: null }];
  }
  return [];
}

function unknownToBalancer(
  { value, valueRange }: Attribute,
  routing: readonly Routing[],
  root: string,
): readonly RouteFault[] {
  // With a domain in front of the dot, mod_jk finds a server by either part.
  if (routing.length === 0 || value.includes('.')) return [];
  if (routing.some(({ routes }) => routes === null || routes.size === 0 || routes.has(value))) return [];
  const [balancer] = routing;
  const [group] = balancer?.groups ?? [];
  if (balancer === undefined || group === undefined) return [];
  const routes = [...new Set(routing.flatMap((one) => [...(one.routes ?? [])]))];
  const data = { route: value, balancer: placeIn(balancer.file, group.nameRange, root), routes: routes.join(', ') };
  return [{ kind: 'unknownToBalancer', range: valueRange, data, repair: null }];
}

function dotted({ value, valueRange }: Attribute, routing: readonly Routing[], root: string): readonly RouteFault[] {
  const jk = routing.find(({ file }) => file.model.product === 'mod_jk');
  const [group] = jk?.groups ?? [];
  if (jk === undefined || group === undefined || !value.includes('.')) return [];
  if (group.servers.some(({ route }) => route === value)) return [];
  const data = {
    route: value,
    domain: value.slice(0, value.indexOf('.')),
    balancer: placeIn(jk.file, group.nameRange, root),
  };
  return [{ kind: 'dotInRoute', range: valueRange, data, repair: null }];
}

function placeIn({ file, text }: BalancerFile, [start]: Range, root: string): string {
  return placeOf({ file, line: lineAt(text, start).line }, root);
}

/** Faults of the routes of a balancer's file. */
export function balancerRouteFaults(
  reading: BalancerReading,
  { path, cache = sharedCache }: RouteRequest,
): readonly RouteFault[] {
  const { servers, root } = topologyOf(path, cache);
  const nodes = nodesBehind(path, reading, servers, root);
  const routes = nodes.flatMap(({ engines }) => engines.map(({ jvmRoute }) => jvmRoute?.value ?? ''));
  return [...noSuchNodes(reading, nodes, routes, root), ...narrowPatterns(reading, routes)].sort(
    (a, b) => a.range[0] - b.range[0],
  );
}

/**
 * A route that no Engine has. A tree with the files of some nodes only says nothing of the others, so either there must be as
 * many nodes as members, or no route of the balancer may fit any node.
 */
function noSuchNodes(
  { groups }: BalancerReading,
  nodes: readonly TomcatServer[],
  routes: readonly string[],
  root: string,
): readonly RouteFault[] {
  const [node] = nodes;
  if (node === undefined || routes.some((route) => route === '' || hasPlaceholder(route))) return [];
  return groups.flatMap((group) => {
    const usable = usableServers(group);
    if (group.affinity.kind !== 'some' || !group.affinity.byRoute || !group.complete || usable.length < 2) return [];
    const named = usable.flatMap(({ route, routeRange }) =>
      route === null || routeRange === null ? [] : [{ route, routeRange }],
    );
    if (named.some(({ route }) => hasPlaceholder(route))) return [];
    const strangers = named.filter(({ route }) => !routes.some((known) => fits(known, route)));
    if (strangers.length === 0 || (routes.length < usable.length && strangers.length < named.length)) return [];
    // mod_jk names all its members in one line.
    const oneLine = new Set(strangers.map(({ routeRange }) => routeRange[0])).size < strangers.length;
    const shown = oneLine ? strangers.slice(0, 1) : strangers;
    return shown.map(({ route, routeRange }) => {
      const data = {
        route: oneLine ? strangers.map((one) => one.route).join(', ') : route,
        routes: [...new Set(routes)].join(', '),
        file: nodes.map(({ file }) => placeOf({ file, line: 1 }, root).replace(/, line 1$/, '')).join(', '),
      };
      return { kind: 'noSuchNode', range: routeRange, data, repair: null } as const;
    });
  });
}

/** mod_jk takes what stands before the first dot for a domain. */
function fits(jvmRoute: string, route: string): boolean {
  return jvmRoute === route || jvmRoute.startsWith(`${route}.`);
}

/** A map that takes word characters only, and routes with others in them. */
function narrowPatterns(
  { routePatterns, groups }: BalancerReading,
  jvmRoutes: readonly string[],
): readonly RouteFault[] {
  const routes = [...jvmRoutes, ...groups.flatMap(({ servers }) => servers.map(({ route }) => route ?? ''))];
  const stranger = routes.find((route) => /[^\w.]/.test(route) && !hasPlaceholder(route));
  if (stranger === undefined) return [];
  return routePatterns.map(({ range, pattern, repair }) => ({
    kind: 'routePattern',
    range,
    data: { route: stranger, pattern },
    repair,
  }));
}
