/** What in a tree says that its application runs on more than one node. */
import { relative } from 'node:path';
import { isWithin, segmentsOf } from '../file-access.ts';
import type { SessionEvidence } from '../session-signal.ts';
import { lineAt } from '../xml-document.ts';
import { usableServers } from './balancer-model.ts';
import { evidenceAt } from './documents.ts';
import type { BalancerFile, ClusterSignal, ClusterSignalKind, TomcatServer } from './model.ts';
import { nearestTo } from './relation.ts';
import { activeClusters } from './tomcat-server.ts';

/** Strongest first. */
const ORDER: readonly ClusterSignalKind[] = [
  'cluster-element',
  'peers',
  'balancer',
  'container-switch',
  'store',
  'replicas',
  'distributable',
];

export function sortSignals(signals: readonly ClusterSignal[]): readonly ClusterSignal[] {
  return signals.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

export function clusterElementSignals(servers: readonly TomcatServer[]): readonly ClusterSignal[] {
  return servers.flatMap((server) =>
    activeClusters(server.engines).map((element) => ({
      kind: 'cluster-element' as const,
      ...evidenceAt(server, { range: element.startTag }),
    })),
  );
}

/** Only with a servlet container or application in the tree: a balancer alone may have anything behind it. */
export function balancerSignals(balancers: readonly BalancerFile[]): readonly ClusterSignal[] {
  return balancers.flatMap(({ file, text, model }) =>
    model.groups
      .filter((group) => group.carriesHttp && usableServers(group).length >= 2)
      .map((group) => ({ kind: 'balancer' as const, file, ...lineAt(text, group.nameRange[0]) })),
  );
}

/**
 * The strongest of the signals nearest to a file. `<distributable/>` says the least: within one project a server or balancer
 * further away comes before it.
 */
export function signalNear(
  path: string,
  { root, clusterSignals }: { readonly root: string; readonly clusterSignals: readonly ClusterSignal[] },
  projectRoot: string,
): ClusterSignal | undefined {
  const strong = clusterSignals.filter(({ kind, file }) => kind !== 'distributable' && isWithin(file, projectRoot));
  return nearestTo(path, strong, root)[0] ?? nearestTo(path, clusterSignals, root)[0];
}

/** Why the tree counts as clustered, for messages: `conf/server.xml, line 30, configures a <Cluster>`. */
export function describeSignal({ kind, ...evidence }: ClusterSignal, root: string): string {
  const place = placeOf(evidence, root);
  switch (kind) {
    case 'cluster-element':
      return `${place}, configures a <Cluster>`;
    case 'peers':
      return `${place}, is one of several nodes`;
    case 'balancer':
      return `${place}, balances over several servers`;
    case 'container-switch':
      return `${place}, switches session replication on`;
    case 'store':
      return `${place}, configures a shared session store`;
    case 'replicas':
      return `${place}, asks for several replicas`;
    case 'distributable':
      return `${place}, declares the application distributable`;
    default:
      return assertNever(kind);
  }
}

/** `conf/server.xml, line 30`. */
export function placeOf({ file, line }: Pick<SessionEvidence, 'file' | 'line'>, root: string): string {
  return `${segmentsOf(relative(root, file)).join('/')}, line ${line}`;
}

function assertNever(value: never): never {
  throw new Error(`unknown signal ${JSON.stringify(value)}`);
}
