/** Files that pages include, found as the container finds them: relative to the file, or to the root of the web application. */
import { dirname, join, normalize } from 'node:path';
import { declaredEncodings } from './declared-encoding.ts';
import { decode } from './decode.ts';
import { ancestorsOf, isWithin, listFolder, readBytes } from './file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { projectRootOf } from './project-root.ts';
import { webXmlOf } from './web-app.ts';

const texts: CacheTable<string | undefined> = { name: 'page files' };

/** Undefined for a file that is not there, or that is no text file of ordinary size. */
export function readPageFile(path: string, cache: ProjectCache = sharedCache): string | undefined {
  return cache.fromFile(texts, path, (found) => {
    const bytes = readBytes(found);
    return bytes && decode(bytes, declaredEncodings(bytes, found)).text;
  });
}

/**
 * The absolute path of `file`, as an include directive in `from` names it; undefined when no such file exists. Where the root
 * of the web application is not known for sure, the nearest folder above that has the file is taken.
 */
export function includedPath(file: string, from: string, cache: ProjectCache = sharedCache): string | undefined {
  const name = file.trim().replaceAll('\\', '/');
  if (name === '' || name.includes('\0') || name.includes('://')) return undefined;
  const projectRoot = projectRootOf(from, cache);
  if (!name.startsWith('/')) {
    const path = normalize(join(dirname(from), name));
    return isWithin(path, projectRoot) && isFile(path, cache) ? path : undefined;
  }
  for (const root of webRoots(from, projectRoot, cache)) {
    const path = normalize(join(root, name));
    if (isWithin(path, root) && isFile(path, cache)) return path;
  }
  return undefined;
}

/** The folder that holds WEB-INF, around the file or as the project has it; the root of the project when there is none. */
export function webRootOf(path: string, cache: ProjectCache = sharedCache): string {
  const projectRoot = projectRootOf(path, cache);
  const descriptor = webXmlOf(path, cache);
  const holder = ancestorsOf(dirname(path))
    .filter((folder) => isWithin(folder, projectRoot))
    .find((folder) => listFolder(folder, cache).has('WEB-INF'));
  return holder ?? (descriptor === undefined ? projectRoot : dirname(dirname(descriptor)));
}

/** The most likely root first. */
function* webRoots(from: string, projectRoot: string, cache: ProjectCache): Generator<string> {
  const folders = ancestorsOf(dirname(from)).filter((folder) => isWithin(folder, projectRoot));
  const holder = folders.find((folder) => listFolder(folder, cache).has('WEB-INF'));
  if (holder !== undefined) yield holder;
  yield* folders;
  const descriptor = webXmlOf(from, cache);
  if (descriptor !== undefined) yield dirname(dirname(descriptor));
}

function isFile(path: string, cache: ProjectCache): boolean {
  return listFolder(dirname(path), cache).get(path.slice(dirname(path).length + 1)) === 'file';
}
