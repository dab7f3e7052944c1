/**
 * The folder that holds everything that is deployed together. A repository is one; without one, the outermost build, widened
 * by what lies beside it: configuration is often kept next to the sources, and in no build at all.
 */
import { dirname, join, resolve } from 'node:path';
import { ancestorsOf, isFolder, isSharedFolder, isWithin, listFolder } from '../file-access.ts';
import { repeatableTable, type ProjectCache } from '../project-cache.ts';
import { projectRootOf } from '../project-root.ts';

const roots = repeatableTable<string>('topology roots', findRoot);

export function topologyRootOf(path: string, cache: ProjectCache): string {
  const absolute = resolve(path);
  const start = isFolder(absolute) ? absolute : dirname(absolute);
  return cache.derived(roots, start, () => findRoot(start, cache));
}

function findRoot(start: string, cache: ProjectCache): string {
  const folders = ownFolders(start);
  const repository = folders.find((folder) => listFolder(folder, cache).has('.git'));
  if (repository !== undefined) return repository;
  let root = outOfLayout(projectRootOf(start, cache));
  // Never beyond what the user may look at: the home folder, the root of the file system, the folder for temporary files.
  if (!folders.includes(root)) root = start;
  for (let level = 0; level < 2; level++) {
    const above = dirname(root);
    if (!folders.includes(above) || !holdsOthers(above, root, cache)) break;
    root = above;
  }
  return root;
}

/** The folder and those above it that may belong to a project, nearest first. */
function ownFolders(start: string): readonly string[] {
  const folders = ancestorsOf(start);
  const end = folders.findIndex(isSharedFolder);
  return end < 0 ? folders : folders.slice(0, end);
}

const LAYOUT =
  /[\\/](?:conf|config|etc|conf\.d|sites-enabled|sites-available|nginx|META-INF|WEB-INF|webapps|Catalina|localhost)$/;

/** Out of the folders that server files always lie in: `node1/conf` is `node1`. */
function outOfLayout(folder: string): string {
  let at = folder;
  while (LAYOUT.test(at) && dirname(at) !== dirname(dirname(at))) at = dirname(at);
  return at;
}

const DEPLOYED =
  /^(?:[\w.-]*server[\w.-]*\.xml|[\w.-]*nginx[\w.-]*\.conf|[\w.-]*httpd[\w.-]*\.conf|haproxy[\w.-]*\.cfg|workers[\w.-]*\.properties|(?:docker-)?compose[\w.-]*\.ya?ml|WEB-INF)$/i;
/** What has more folders is a folder of projects, and no project. */
const MAX_FOLDERS = 20;

/** True when servers, balancers or applications lie in `above` as well, outside of `below`. */
function holdsOthers(above: string, below: string, cache: ProjectCache): boolean {
  const listing = [...listFolder(above, cache)];
  if (listing.filter(([, kind]) => kind === 'folder').length > MAX_FOLDERS) return false;
  for (const [name, kind] of listing) {
    if (DEPLOYED.test(name)) return true;
    const folder = join(above, name);
    if (kind !== 'folder' || isWithin(below, folder) || name.startsWith('.')) continue;
    for (const inside of [folder, join(folder, 'conf')]) {
      for (const inner of listFolder(inside, cache).keys()) if (DEPLOYED.test(inner)) return true;
    }
  }
  return false;
}
