/**
 * The project model: which servers, applications, balancers and stores a tree holds, and how they refer to each other. It is
 * made of one bounded walk (src/project/survey.ts) and of what the files found say; nothing throws, and what cannot be read is
 * left out.
 */
import { join } from 'node:path';
import { CONFIGURATION, sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';
import { surveyOf } from '../survey.ts';
import { balancerFileOf } from './balancer-files.ts';
import { containerSwitchOf } from './container-switches.ts';
import { evidenceAt, readXmlFile, type XmlFile } from './documents.ts';
import type { BalancerFile, ClusterSignal, ExternalStore, Topology, TomcatServer } from './model.ts';
import { peersAmong, strangersAmong } from './peers.ts';
import { replicasIn } from './replicas.ts';
import { topologyRootOf } from './root.ts';
import { contextOf, serverOf, webDescriptorOf } from './servers.ts';
import { balancerSignals, clusterElementSignals, sortSignals } from './signals.ts';
import { externalStoreOf, storeInContext } from './stores.ts';

const topologies: CacheTable<Topology> = { name: 'topologies', madeOf: CONFIGURATION };

/** More of one kind are no deployment but a collection of examples, and cost as much. */
const MAX_FILES = 2000;

/** Globs of server.xml files relative to the root, one list per cluster: `settings["session-lint"].peers`. */
export type DeclaredPeers = readonly (readonly string[])[];

/** What the tree around `path` holds. Of the files, the one being linted has the text of its editor. */
export function topologyOf(path: string, cache: ProjectCache = sharedCache, peers: DeclaredPeers = []): Topology {
  const root = topologyRootOf(path, cache);
  if (peers.length > 0) {
    return cache.derived(topologies, `${root}\n${JSON.stringify(peers)}`, () => survey(root, cache, peers));
  }
  return cache.derived(topologies, root, () => survey(root, cache, peers));
}

/**
 * The other nodes of the cluster that the server.xml at `file` is one of: by layout, or, when the setting names them, by
 * `peers`.
 */
export function peersOf(
  file: string,
  peers: DeclaredPeers = [],
  cache: ProjectCache = sharedCache,
): readonly TomcatServer[] {
  const { servers, root } = topologyOf(file, cache);
  return peersAmong(file, servers, root, peers);
}

/** Servers of other clusters than that of `file`, as far as the settings name clusters. */
export function strangersOf(
  file: string,
  peers: readonly (readonly string[])[],
  cache: ProjectCache = sharedCache,
): readonly TomcatServer[] {
  if (peers.length < 2) return [];
  const { servers, root } = topologyOf(file, cache);
  return strangersAmong(file, servers, root, peers);
}

function survey(root: string, cache: ProjectCache, peers: DeclaredPeers): Topology {
  const files = surveyOf(root, cache).deployment.slice(0, MAX_FILES);
  const documents: XmlFile[] = [];
  const balancers: BalancerFile[] = [];
  const replicas: ClusterSignal[] = [];
  for (const file of files) {
    if (/\.xml$/i.test(file)) {
      const document = readXmlFile(file, cache);
      if (document !== undefined && document.document.kind !== 'other') documents.push(document);
      else if (document !== undefined && containerSwitchOf(document)?.on === true) documents.push(document);
    } else if (/\.ya?ml$/i.test(file)) {
      const found = replicasIn(file, cache);
      if (found !== null) replicas.push({ kind: 'replicas', ...found });
    } else {
      const balancer = balancerFileOf(file, cache);
      if (balancer !== undefined) balancers.push(balancer);
    }
  }
  const servers = documents.flatMap((document) => serverOf(document) ?? []);
  const contexts = documents.flatMap((document) => contextOf(document) ?? []);
  const webApps = documents.flatMap((document) => webDescriptorOf(document) ?? []);
  const stores: ExternalStore[] = contexts.flatMap((context) => storeInContext(context) ?? []);
  const ofProject = externalStoreOf(join(root, 'any'), cache);
  if (ofProject !== undefined) stores.push(ofProject);
  const switches = documents.flatMap((document) => {
    const found = containerSwitchOf(document);
    return found?.on === true ? [{ kind: 'container-switch' as const, ...evidenceAt(document, found.element) }] : [];
  });
  const hasApplication = servers.length > 0 || webApps.length > 0;
  const clusterSignals = sortSignals([
    ...clusterElementSignals(servers),
    ...peerSignals(servers, root, peers),
    ...(hasApplication ? balancerSignals(balancers) : []),
    ...switches,
    ...stores.map(({ evidence }) => ({ kind: 'store' as const, ...evidence })),
    ...replicas,
    ...documents.flatMap(distributableSignal),
  ]);
  const libertyServers = documents.filter(({ document }) => document.kind === 'liberty-server');
  return { root, servers, contexts, webApps, balancers, stores, libertyServers, clusterSignals };
}

function peerSignals(servers: readonly TomcatServer[], root: string, peers: DeclaredPeers): readonly ClusterSignal[] {
  return servers
    .filter(({ file }) => peersAmong(file, servers, root, peers).length > 0)
    .map((server) => ({
      kind: 'peers' as const,
      ...evidenceAt(server, { range: server.document.root?.startTag ?? [0, 0] }),
    }));
}

function distributableSignal(file: XmlFile): readonly ClusterSignal[] {
  if (file.document.kind !== 'web-app') return [];
  const element = file.document.root?.children.find(
    (child) => child.type === 'XmlElement' && child.localName === 'distributable',
  );
  return element === undefined ? [] : [{ kind: 'distributable', ...evidenceAt(file, element) }];
}
