/** What the project says of the servers behind a balancer: whether they keep sessions, and whether those are replicated. */
import { join, relative, sep } from 'node:path';
import type { XmlElement } from '../../../languages/xml/ast.ts';
import { attributeValue } from '../../../languages/xml/query.ts';
import { CONFIGURATION, sharedCache, type CacheTable, type ProjectCache } from '../../project-cache.ts';
import { sourcesWith } from '../../source-search.ts';
import type { Topology } from '../model.ts';
import { nearestTo } from '../relation.ts';
import { activeClusters, connectorPorts } from '../tomcat-server.ts';
import { usableServers, type BalancedGroup } from '../balancer-model.ts';
import { topologyOf } from '../topology.ts';

export interface SessionsBehind {
  /** The file that shows that the application keeps sessions, relative to the project; null when none does. */
  readonly evidence: string | null;
  /**
   * `works`: the nodes replicate before the answer is sent, or share a store. `asynchronous`: they replicate, but an answer may
   * be out before the other nodes have it. `sticky-store`: a store that expects each session to stay on one node. `unknown`: the
   * application is made for it, and what it runs on is not in the tree.
   */
  readonly replication: 'none' | 'works' | 'asynchronous' | 'sticky-store' | 'unknown';
  /** Where the replication is configured, relative to the project; null without any. */
  readonly configuredIn: string | null;
  /** The server with a cluster that replicates nothing, since no application is distributable; relative to the project. */
  readonly unusedIn: string | null;
}

const answers: CacheTable<SessionsBehind> = { name: 'sessions behind balancers', madeOf: CONFIGURATION };

/** What servlet code that keeps sessions cannot do without; Spring's and JSF's ways included. */
const SESSION_CODE = [
  ['HttpSession', 'getSession(', 'SessionAttributes', '@SessionScope', 'getSessionMap', 'SessionAware', 'formLogin'],
];

/** Expect that a session stays on one node, unless they are told otherwise. */
const STICKY_STORES = /memcached-session-manager|msm|hazelcast/i;

/** They come with Tomcat, and nobody replicates their sessions. */
const TOMCATS_OWN = /[\\/](?:manager|host-manager|docs|examples)$/;

export function sessionsBehind(path: string, cache: ProjectCache = sharedCache): SessionsBehind {
  return cache.derived(answers, path, () => {
    const topology = topologyOf(path, cache);
    const { root } = topology;
    const show = (file: string): string => relative(root, file).split(sep).join('/');
    // In a repository of several examples each has its own.
    const near = {
      ...topology,
      servers: nearestTo(path, topology.servers, root),
      webApps: nearestTo(
        path,
        topology.webApps.filter(({ base }) => !TOMCATS_OWN.test(base)),
        root,
      ),
      contexts: nearestTo(path, topology.contexts, root),
    };
    return { evidence: evidenceIn(near, show, cache), ...replicationIn(near, path, show) };
  });
}

/**
 * The Tomcats of the repository listen on the ports of another group of the file, and on none of this one: what is known of
 * them says nothing of it.
 */
export function isAnotherService(
  group: BalancedGroup,
  groups: readonly BalancedGroup[],
  path: string,
  cache: ProjectCache = sharedCache,
): boolean {
  const ports = topologyOf(path, cache).servers.flatMap(({ document }) => connectorPorts(document));
  const reaches = (one: BalancedGroup) => usableServers(one).some(({ port }) => port !== null && ports.includes(port));
  const isPlain = usableServers(group).every(({ port, route }) => port !== null && route === null);
  return isPlain && !reaches(group) && groups.some((other) => other !== group && reaches(other));
}

function evidenceIn(
  { webApps, servers, contexts, root }: Topology,
  show: (file: string) => string,
  cache: ProjectCache,
): string | null {
  const code = sourcesWith(SESSION_CODE, join(root, 'any'), cache)[0];
  const file = code ?? webApps[0]?.file ?? servers[0]?.file ?? contexts[0]?.file;
  return file === undefined ? null : show(file);
}

function replicationIn(
  { servers, stores, webApps, contexts, clusterSignals, root }: Topology,
  path: string,
  show: (file: string) => string,
): Omit<SessionsBehind, 'evidence'> {
  const configured = (replication: SessionsBehind['replication'], file: string) => ({
    replication,
    configuredIn: show(file),
    unusedIn: null,
  });
  const [store] = stores;
  if (store !== undefined) {
    const sticky = STICKY_STORES.test(store.title) && !/sticky\s*=\s*"false"/.test(store.evidence.text);
    return configured(sticky ? 'sticky-store' : 'works', store.evidence.file);
  }
  const switches = clusterSignals.filter(({ kind }) => kind === 'container-switch');
  const [other] = nearestTo(path, switches, root);
  if (other !== undefined) return configured('works', other.file);
  const clustered = servers.flatMap(({ file, engines }) =>
    activeClusters(engines).map((cluster) => ({ file, cluster })),
  );
  const [first] = clustered;
  // Without the element in web.xml the cluster replicates nothing, and says nothing. A Manager of the context needs none.
  const used = webApps.length === 0 || webApps.some(({ distributable }) => distributable);
  const own = contexts.some(({ manager }) => isClusterManager(manager));
  if (first !== undefined && (used || own)) {
    const asynchronous = clustered.some(({ cluster }) => isAsynchronous(cluster));
    return configured(asynchronous ? 'asynchronous' : 'works', first.file);
  }
  // The server may do what the application declares; its configuration is not in the tree.
  const declared = servers.length === 0 ? webApps.find(({ distributable }) => distributable) : undefined;
  if (declared !== undefined) return configured('unknown', declared.file);
  return { replication: 'none', configuredIn: null, unusedIn: first === undefined ? null : show(first.file) };
}

function isClusterManager(manager: XmlElement | undefined): boolean {
  return /\.(?:DeltaManager|BackupManager)$/.test((manager && attributeValue(manager, 'className')) ?? '');
}

/** SimpleTcpCluster sends asynchronously (8) unless told otherwise; bit 2 asks for an acknowledgement. Tomcat 5 says it elsewhere. */
function isAsynchronous(cluster: XmlElement): boolean {
  const className = attributeValue(cluster, 'className') ?? '';
  if (!className.startsWith('org.apache.catalina.ha.')) return false;
  const options = attributeValue(cluster, 'channelSendOptions')?.trim().toLowerCase() ?? '8';
  if (/^\d+$/.test(options)) return (Number(options) & 2) === 0;
  return options.includes('async') && !options.includes('use_ack');
}
