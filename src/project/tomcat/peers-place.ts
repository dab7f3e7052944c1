/** Where the other nodes are, as far as their receivers tell. */
import type { ProjectCache } from '../project-cache.ts';
import { peersOf } from '../topology/topology.ts';
import { clustersOf, isLoopback, receiverPlace } from './cluster.ts';

/** `elsewhere`: one has the literal address of another machine. `here`: all have addresses of this machine only. */
export type PeersPlace = 'elsewhere' | 'here' | 'unknown';

export function peersPlace(path: string, peers: readonly (readonly string[])[], cache?: ProjectCache): PeersPlace {
  const clusters = peersOf(path, peers, cache).flatMap(({ document }) => clustersOf(document));
  const addresses = clusters.map((cluster) => receiverPlace(cluster).address);
  if (addresses.some((address) => address !== undefined && address !== 'auto' && !isLoopback(address)))
    return 'elsewhere';
  const here = addresses.length > 0 && addresses.every((address) => address !== undefined && isLoopback(address));
  return here ? 'here' : 'unknown';
}
