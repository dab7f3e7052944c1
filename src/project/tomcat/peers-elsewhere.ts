/** Whether the other nodes are known to be on other machines. */
import type { ProjectCache } from '../project-cache.ts';
import { peersOf } from '../topology/topology.ts';
import { clustersOf, isLoopback, receiverPlace } from './cluster.ts';

/** True when a peer's receiver has the literal address of another machine. */
export function peersElsewhere(path: string, peers: readonly (readonly string[])[], cache?: ProjectCache): boolean {
  return peersOf(path, peers, cache).some(({ document }) =>
    clustersOf(document).some((cluster) => {
      const { address } = receiverPlace(cluster);
      return cluster.receiver !== undefined && address !== undefined && address !== 'auto' && !isLoopback(address);
    }),
  );
}
