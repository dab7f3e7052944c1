/** Which servers, balancers, applications and stores of a tree a run was about, and which of them belong together. */
import { dirname, join, resolve } from 'node:path';
import { isFolder, isWithin, segmentsOf } from '../../project/file-access.ts';
import { projectRootOf } from '../../project/project-root.ts';
import { usableServers, type BalancedGroup } from '../../project/topology/balancer-model.ts';
import type {
  BalancerFile,
  ClusterSignal,
  ExternalStore,
  Topology,
  TomcatServer,
  WebDescriptor,
} from '../../project/topology/model.ts';
import { peersAmong } from '../../project/topology/peers.ts';
import { nearestTo } from '../../project/topology/relation.ts';
import type { DeclaredPeers } from '../../project/topology/topology.ts';
import { Groups } from './groups.ts';
import type { NodeService } from './node-services.ts';

/** Something that processes of the application run on. */
export type Host =
  | { readonly kind: 'tomcat'; readonly file: string; readonly server: TomcatServer }
  | { readonly kind: 'service'; readonly file: string; readonly service: NodeService }
  | { readonly kind: 'liberty'; readonly file: string }
  | { readonly kind: 'replicas'; readonly file: string; readonly signal: ClusterSignal };

export interface BalancerThing {
  readonly file: string;
  readonly source: BalancerFile;
  readonly group: BalancedGroup;
}

/** What belongs to one deployment. */
export interface Surroundings {
  readonly hosts: readonly Host[];
  readonly balancers: readonly BalancerThing[];
  readonly applications: readonly WebDescriptor[];
  readonly stores: readonly ExternalStore[];
}

/** They come with Tomcat. */
const TOMCATS_OWN = /[\\/](?:manager|host-manager|docs|examples|ROOT-examples)$/;

/** The folder that holds all that was looked at: that of the targets, or, where they are globs, of the files found. */
export function lookedAt(cwd: string, targets: readonly string[], files: readonly string[]): string {
  const named = targets.map((target) => resolve(cwd, target));
  const folders = named.map((path) => (isFolder(path) ? path : files.includes(path) ? dirname(path) : undefined));
  if (named.length === 0) return cwd;
  if (folders.every((folder) => folder !== undefined)) return commonFolder(folders);
  return files.length === 0 ? cwd : commonFolder(files.map((file) => dirname(file)));
}

export function commonFolder(folders: readonly string[]): string {
  const [first = '/', ...others] = folders;
  let common = first;
  for (const folder of others) {
    while (!isWithin(folder, common) && dirname(common) !== common) common = dirname(common);
  }
  return common;
}

export function surroundingsIn(
  folder: string,
  topology: Topology,
  services: readonly NodeService[],
  peers: DeclaredPeers,
): readonly Surroundings[] {
  const hosts = chosen(folder, allHosts(topology, services), topology, peers);
  const balancers = chosen(folder, balancerThings(topology), topology, peers);
  const applications = topology.webApps.filter(({ file, base }) => isWithin(file, folder) && !TOMCATS_OWN.test(base));
  const stores = topology.stores.filter(({ evidence }) => isWithin(evidence.file, folder));
  return grouped({ hosts, balancers, applications, stores }, topology, peers);
}

function allHosts({ servers, libertyServers, clusterSignals }: Topology, services: readonly NodeService[]): Host[] {
  const configured: Host[] = [
    ...servers.map((server) => ({ kind: 'tomcat', file: server.file, server }) as const),
    ...libertyServers.map(({ file }) => ({ kind: 'liberty', file }) as const),
    ...services.map((service) => ({ kind: 'service', file: service.file, service }) as const),
  ];
  const replicas = clusterSignals
    .filter(({ kind }) => kind === 'replicas')
    .map((signal) => ({ kind: 'replicas', file: signal.file, signal }) as const);
  return [...configured, ...replicas];
}

/** A balancer with one server and nothing else to it only passes requests on. */
function balancerThings({ balancers }: Topology): BalancerThing[] {
  return balancers.flatMap((source) =>
    source.model.groups
      .filter((group) => group.carriesHttp && usableServers(group).length >= 2)
      .map((group) => ({ file: source.file, source, group })),
  );
}

/** What lies in the folder; if nothing does, what lies nearest around it in the project, as long as that is one deployment. */
function chosen<Thing extends { readonly file: string }>(
  folder: string,
  things: readonly Thing[],
  { servers, root }: Topology,
  peers: DeclaredPeers,
): readonly Thing[] {
  const inside = things.filter(({ file }) => isWithin(file, folder));
  if (inside.length > 0) return inside;
  const anchor = join(folder, 'any');
  const project = projectRootOf(anchor);
  const near = nearestTo(anchor, things, root).filter(({ file }) => isWithin(file, project));
  const [first] = near;
  if (first === undefined) return [];
  const together = new Set(peersAmong(first.file, servers, root, peers).map(({ file }) => file)).add(first.file);
  return near.every(({ file }) => together.has(file)) ? near : [];
}

function grouped(all: Surroundings, { servers, root }: Topology, peers: DeclaredPeers): readonly Surroundings[] {
  const groups = new Groups<object>();
  const byFile = new Map(all.hosts.map((host) => [host.file, host]));
  for (const host of all.hosts) {
    groups.add(host);
    if (host.kind !== 'tomcat') continue;
    for (const { file } of peersAmong(host.file, servers, root, peers)) {
      const peer = byFile.get(file);
      if (peer !== undefined) groups.join(host, peer);
    }
  }
  /** Joins a thing with the hosts nearest to it, if they are one group, or if `fits` says that there are not too many. */
  const joinNearest = (
    thing: { readonly file: string },
    others: readonly { readonly file: string }[],
    fits: (near: number) => boolean = () => false,
  ): void => {
    groups.add(thing);
    const near = nearestTo(thing.file, others, root);
    const distinct = new Set(near.map((one) => groups.of(one)));
    if (distinct.size === 1 || fits(near.length)) for (const one of near) groups.join(one, thing);
  };
  for (const balancer of all.balancers) {
    joinNearest(balancer, all.hosts, (near) => near <= 2 * balancer.group.servers.length);
  }
  const frames = all.hosts.length > 0 ? all.hosts : all.balancers;
  for (const application of all.applications) joinNearest(application, frames);
  const anchors = [...frames, ...all.applications].map((thing) => ({ file: thing.file, thing }));
  for (const store of all.stores) {
    groups.add(store);
    const inSame = anchors.filter(({ file }) => file === store.evidence.file);
    const near = inSame.length > 0 ? inSame : nearestTo(store.evidence.file, anchors, root);
    const distinct = new Set(near.map(({ thing }) => groups.of(thing)));
    if (distinct.size === 1) for (const { thing } of near) groups.join(thing, store);
  }
  const keys = new Set([...all.hosts, ...all.balancers, ...all.applications, ...all.stores].map((it) => groups.of(it)));
  return [...keys].map((key) => {
    const within = <Thing extends object>(things: readonly Thing[]) =>
      things.filter((thing) => groups.of(thing) === key);
    return {
      hosts: within(all.hosts),
      balancers: within(all.balancers),
      applications: within(all.applications),
      stores: within(all.stores),
    };
  });
}

/** All files that tell of the deployment. */
export function filesOf({ hosts, balancers, applications, stores }: Surroundings): readonly string[] {
  const things = [...hosts, ...balancers, ...applications].map(({ file }) => file);
  return [...things, ...stores.map(({ evidence }) => evidence.file)];
}

/** The last folders of a path that tell it from others: without `conf` and the like. */
export function folderName(folder: string): string {
  const names = segmentsOf(folder).filter((name) => !/^(?:conf|config|etc|src|main|webapp|WebContent)$/i.test(name));
  return names.at(-1) ?? segmentsOf(folder).at(-1) ?? folder;
}
