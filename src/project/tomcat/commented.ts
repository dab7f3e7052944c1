/** A `<Cluster>` that is commented out although something says that there is a cluster: the file as shipped is no sign of one. */
import { basename, dirname, sep } from 'node:path';
import { isWithin } from '../file-access.ts';
import type { ProjectCache } from '../project-cache.ts';
import { activeClusters, enginesOf } from '../topology/tomcat-server.ts';
import { nearestTo } from '../topology/relation.ts';
import { peersOf, topologyOf } from '../topology/topology.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { commentedClusters } from './surroundings.ts';

export type CommentedFinding = ConfigFinding<'commentedOut', 'suggestUncomment'>;

export function commentedFindings(
  file: TomcatFile,
  peers: readonly (readonly string[])[],
  cache?: ProjectCache,
): readonly CommentedFinding[] {
  const commented = commentedClusters(file);
  const [first] = commented;
  if (first === undefined) return [];
  const evidence = evidenceFor(file, peers, cache);
  if (evidence === null) return [];
  const { element, uncomment } = first;
  return [
    {
      id: 'commentedOut',
      range: element.nameRange,
      data: { evidence },
      suggest: uncomment === null ? undefined : { id: 'suggestUncomment', data: {}, edits: uncomment },
    },
  ];
}

function evidenceFor(
  { document, path }: TomcatFile,
  peers: readonly (readonly string[])[],
  cache?: ProjectCache,
): string | null {
  const route = enginesOf(document).find(({ jvmRoute }) => jvmRoute !== undefined)?.jvmRoute;
  const { root, webApps } = topologyOf(path, cache);
  const clustered = peersOf(path, peers, cache).find(({ engines }) => activeClusters(engines).length > 0);
  if (clustered !== undefined) return `${shown(clustered.file, root)} has an active one`;
  const app = nearestTo(path, webApps, root).find((webApp) => webApp.distributable && isBeside(webApp.file, path));
  if (app !== undefined) return `${shown(app.file, root)} says <distributable/>`;
  return route === undefined ? null : `the <Engine> has jvmRoute="${route.value}"`;
}

/** In a repository of several examples the next one's application is no sign for this server. */
function isBeside(app: string, server: string): boolean {
  const folder = dirname(server);
  const base = /^conf(?:ig)?$/i.test(basename(folder)) ? dirname(folder) : folder;
  return isWithin(app, dirname(base));
}

function shown(path: string, root: string): string {
  return isWithin(path, root) && path !== root
    ? path
        .slice(root.length + 1)
        .split(sep)
        .join('/')
    : basename(path);
}
