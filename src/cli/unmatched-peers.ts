/** A slip in the setting `peers` would make no finding, and hide some: it is told beside the findings. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { unmatchedGlobs } from '../project/topology/peers.ts';
import { type DeclaredPeers, topologyOf } from '../project/topology/topology.ts';

/** A sentence; undefined when each glob matches the server.xml of a Tomcat in what is linted. */
export function unmatchedPeers(cwd: string, targets: readonly string[], peers: DeclaredPeers): string | undefined {
  const places = targets.length === 0 ? [cwd] : targets.map((target) => resolve(cwd, folderOf(cwd, target)));
  let unmatched = peers.flat();
  const roots = new Set<string>();
  for (const place of places) {
    const { root, servers } = topologyOf(place);
    if (roots.has(root)) continue;
    roots.add(root);
    const here = unmatchedGlobs(servers, root, peers);
    unmatched = unmatched.filter((glob) => here.includes(glob));
  }
  if (unmatched.length === 0) return undefined;
  const globs = unmatched.map((glob) => `"${glob}"`).join(', ');
  return `the setting "peers" has ${globs}, and no server.xml of a Tomcat below ${[...roots].join(', ')} matches.`;
}

/** Of a glob the folders that it names. */
function folderOf(cwd: string, target: string): string {
  const magic = existsSync(resolve(cwd, target)) ? -1 : target.search(/[*?[\]{}()!]/);
  return magic < 0 ? target : dirname(`${target.slice(0, magic)}x`);
}
