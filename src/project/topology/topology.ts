/** The project model: which servers, applications, balancers and stores a tree holds, and how they refer to each other. */
import type { Topology, TomcatServer } from './model.ts';

/** Never throws; whatever cannot be read is left out. */
export function topologyOf(path: string): Topology {
  return { root: path, servers: [], contexts: [], webApps: [], balancers: [], stores: [], clusterSignals: [] };
}

/**
 * The other nodes of the cluster that the server.xml at `file` is one of: by layout, or, when the setting names them, by
 * `peers` (`settings["session-lint"].peers`: globs of server.xml files relative to the root, one list per cluster).
 */
export function peersOf(file: string, peers: readonly (readonly string[])[] = []): readonly TomcatServer[] {
  return topologyOf(file).servers.filter((server) => peers.flat().includes(server.file));
}
