/** Which pages include a file by a directive: what such a file leaves open, they may close. */
import { join } from 'node:path';
import { listFolder, readBytes } from './file-access.ts';
import { includedPath, webRootOf } from './page-files.ts';
import { repeatableTable, sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';

const PAGE = /\.(?:jsp|jspf|jspx|tag|tagf|tagx|inc)$/i;
const indexes: CacheTable<ReadonlyMap<string, readonly string[]>> = { name: 'included pages', madeOf: PAGE };
const includers = repeatableTable<readonly string[]>('pages that include', findIncluders, { madeOf: PAGE });

/** The file that an include directive names, in the first or the second group. */
export const INCLUDE = /(?:<%@\s*include|<jsp:directive\.include)\s+file\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/g;
const MAX_FOLDERS = 5000;
const MAX_PAGES = 20_000;

/** A file is judged within this many of the pages that include it. */
const MAX_JUDGED = 4;

/** The pages in which a file is judged, first those found first; a header may be in hundreds. */
export function judgedIncludersOf(path: string, cache: ProjectCache = sharedCache): readonly string[] {
  return includersOf(path, cache).slice(0, MAX_JUDGED);
}

/** Absolute paths, in the order of the walk over the web application. */
export function includersOf(path: string, cache: ProjectCache = sharedCache): readonly string[] {
  return cache.derived(includers, path, () => findIncluders(path, cache));
}

function findIncluders(path: string, cache: ProjectCache): readonly string[] {
  const root = webRootOf(path, cache);
  return cache.derived(indexes, root, () => indexOf(root, cache)).get(path) ?? [];
}

function indexOf(root: string, cache: ProjectCache): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let pages = 0;
  for (const page of pagesIn(root, cache)) {
    if (++pages > MAX_PAGES) break;
    const bytes = readBytes(page);
    if (bytes?.includes('include') !== true) continue;
    for (const match of bytes.toString('latin1').matchAll(INCLUDE)) {
      const included = includedPath(match[1] ?? match[2] ?? '', page, cache);
      if (included === undefined || included === page) continue;
      const pagesOfIt = found.get(included) ?? [];
      if (!pagesOfIt.includes(page)) pagesOfIt.push(page);
      found.set(included, pagesOfIt);
    }
  }
  return found;
}

function* pagesIn(root: string, cache: ProjectCache): Generator<string> {
  const waiting = [root];
  let visited = 0;
  for (let folder = waiting.pop(); folder !== undefined && visited < MAX_FOLDERS; folder = waiting.pop()) {
    visited++;
    const folders: string[] = [];
    for (const [name, kind] of listFolder(folder, cache)) {
      if (kind === 'file' && PAGE.test(name)) yield join(folder, name);
      else if (kind === 'folder' && !name.startsWith('.') && name !== 'node_modules') folders.push(join(folder, name));
    }
    waiting.push(...folders.sort().reverse());
  }
}
