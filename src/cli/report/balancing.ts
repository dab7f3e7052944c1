/** Balancers, and which of the nodes they send requests to, as far as the files tell. */
import { clustersOf, receiverPlace } from '../../project/tomcat/cluster.ts';
import { usableServers, type BalancedServer } from '../../project/topology/balancer-model.ts';
import { connectorPorts } from '../../project/topology/tomcat-server.ts';
import { displayPath } from '../format/display-path.ts';
import { missing, pathLine, plain, type Balancer, type Link, type Node, type TextLine } from './deployment.ts';
import type { Marking } from './marking.ts';
import type { BalancerThing, Host } from './surroundings.ts';

const PRODUCTS = { nginx: 'nginx', httpd: 'Apache httpd', mod_jk: 'mod_jk', haproxy: 'HAProxy' } as const;
const MAX_LISTED = 4;

export function balancerOf(thing: BalancerThing, index: number, cwd: string, marking: Marking): Balancer {
  const { group, source } = thing;
  const servers = group.servers.map(
    ({ written, down, backup }) => `${written}${down ? ' (down)' : backup ? ' (backup)' : ''}`,
  );
  const more = servers.length - MAX_LISTED;
  const listed = servers.slice(0, MAX_LISTED).join(', ');
  return {
    kind: 'balancer',
    id: balancerId(index),
    title: `${PRODUCTS[source.model.product]}: ${group.name}`,
    lines: [
      pathLine(displayPath(thing.file, cwd)),
      plain(`${servers.length} servers: ${listed}${more > 0 ? ` and ${more} more` : ''}`),
      affinityLine(thing),
    ],
    marks: marking.ofBalancer(thing),
  };
}

function affinityLine({ group: { affinity } }: BalancerThing): TextLine {
  switch (affinity.kind) {
    case 'none':
      return missing('no session affinity');
    case 'some':
      return plain(`affinity: ${affinity.directive}`);
    case 'unknown':
      return plain('affinity: not told by the files');
  }
}

interface Routes {
  /** Nodes that only balancers name. */
  readonly named: readonly Node[];
  readonly routes: readonly Link[];
  /** Addresses by which balancers reach a node, by its id. */
  readonly places: ReadonlyMap<string, readonly string[]>;
}

export function routesOf(balancers: readonly BalancerThing[], hosts: readonly Host[], room: number): Routes {
  const named = new Map<string, Node>();
  const routes: Link[] = [];
  const places = new Map<string, string[]>();
  for (const [index, { group }] of balancers.entries()) {
    const from = balancerId(index);
    const link = (to: string | undefined): void => {
      if (to === undefined) return;
      if (!routes.some((route) => route.from === from && route.to === to)) routes.push({ from, to, marks: [] });
    };
    /** Undefined when there is no more room. */
    const add = (key: string, title: string): string | undefined => {
      const known = named.get(key);
      if (known !== undefined || named.size >= room) return known?.id;
      const node = nodeNamed(title, hosts.length + named.size);
      named.set(key, node);
      return node.id;
    };
    const members = usableServers(group);
    const foreign = new Set(hosts.flatMap((host, node) => (isOfOthers(host, group, balancers) ? [node] : [])));
    const matched = matches(members, hosts, foreign);
    for (const [server, node] of matched) {
      const id = `node-${node + 1}`;
      link(id);
      const known = places.get(id) ?? [];
      if (!known.includes(server.written)) places.set(id, [...known, server.written]);
    }
    const open = members.filter((server) => !matched.has(server));
    const taken = new Set(matched.values());
    const free = hosts.flatMap((_, node) => (taken.has(node) || foreign.has(node) ? [] : [`node-${node + 1}`]));
    // One host that stands for several, or no server that can be told by its address: which is which, the files do not say.
    const own = hosts.filter((_, node) => !foreign.has(node));
    const untold = own.some(({ kind }) => kind !== 'tomcat') || (taken.size === 0 && free.length > 0);
    if (untold || open.length === free.length) {
      free.forEach(link);
      const more = own.every(({ kind }) => kind === 'tomcat') ? open.length - free.length : 0;
      if (more > 0) link(add(`${from} and more`, `${more} more`));
      continue;
    }
    for (const { written } of open) link(add(written, written));
  }
  return { named: [...named.values()], routes, places };
}

function balancerId(index: number): string {
  return `balancer-${index + 1}`;
}

function nodeNamed(written: string, index: number): Node {
  return {
    kind: 'node',
    id: `node-${index + 1}`,
    title: written,
    lines: [plain('no configuration found')],
    origin: 'named',
    copies: false,
    marks: [],
  };
}

/** The node of each server that can be told by route, address or port; each node once. */
function matches(
  servers: readonly BalancedServer[],
  hosts: readonly Host[],
  foreign: ReadonlySet<number>,
): ReadonlyMap<BalancedServer, number> {
  const found = new Map<BalancedServer, number>();
  const tests: readonly ((server: BalancedServer, host: Host) => boolean)[] = [
    ({ route }, host) => route !== null && routesIn(host).includes(route),
    ({ host: address }, host) => address !== null && addressesIn(host).includes(address),
    ({ port }, host) => port !== null && portsIn(host).includes(port),
  ];
  for (const fits of tests) {
    for (const server of servers) {
      if (found.has(server)) continue;
      const taken = new Set([...foreign, ...found.values()]);
      const candidates = hosts.flatMap((host, index) => (!taken.has(index) && fits(server, host) ? [index] : []));
      const rivals = servers.filter(
        (other) => !found.has(other) && hosts.some((host, at) => candidates.includes(at) && fits(other, host)),
      );
      const [only] = candidates;
      if (candidates.length === 1 && rivals.length === 1 && only !== undefined) found.set(server, only);
    }
  }
  return found;
}

/** A server that listens on the ports of another balancer, and on none of this one: it is another service of the same machines. */
function isOfOthers(host: Host, group: BalancerThing['group'], balancers: readonly BalancerThing[]): boolean {
  const ports = portsIn(host);
  const reaches = (one: BalancerThing['group']) =>
    usableServers(one).some(({ port }) => port !== null && ports.includes(port));
  const isPlain = usableServers(group).every(({ port, route }) => port !== null && route === null);
  return isPlain && !reaches(group) && balancers.some((other) => other.group !== group && reaches(other.group));
}

function routesIn(host: Host): readonly string[] {
  return host.kind === 'tomcat' ? host.server.engines.flatMap(({ jvmRoute }) => jvmRoute?.value ?? []) : [];
}

function addressesIn(host: Host): readonly string[] {
  if (host.kind !== 'tomcat') return [];
  return clustersOf(host.server.document).flatMap((cluster) => receiverPlace(cluster).address ?? []);
}

function portsIn(host: Host): readonly number[] {
  return host.kind === 'tomcat' ? connectorPorts(host.server.document) : [];
}
