/** Where the source of a class is, given its qualified name and the file that speaks of it. */
import { dirname, join, resolve } from 'node:path';
import { isWithin, listFolder, readStart } from './file-access.ts';
import { packageOf } from './java-text.ts';
import { repeatableTable, sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { moduleOf, projectRootOf } from './project-root.ts';
import { isTestPath, stripPackage, surveyOf, type SourceRoot } from './survey.ts';

export { projectRootOf } from './project-root.ts';

const HEADER_BYTES = 65_536;

const packages = repeatableTable<string | null>('packages of files', declaredPackage);
const places: CacheTable<string | undefined> = { name: 'files of classes' };
const orders: CacheTable<readonly string[]> = { name: 'order of source roots' };

/**
 * The folder that the package is relative to: `/a/src` for `/a/src/p/q/C.java` in package `p.q`. Undefined when the file
 * does not lie where its package says.
 */
export function sourceRootOf(path: string, packageName: string | null): string | undefined {
  const folder = dirname(resolve(path));
  return packageName === null || packageName === '' ? folder : stripPackage(folder, packageName);
}

/** All Java source roots of all modules as absolute paths, those of tests last. */
export function sourceRoots(projectRoot: string, cache: ProjectCache = sharedCache): readonly string[] {
  return surveyOf(projectRoot, cache).sourceRoots.map((root) => root.path);
}

/**
 * The file that declares a class, as an absolute path. Nested classes are given with dots or `$`. The source root of
 * `fromFile` comes first, then its module, then the others; tests are searched only for a file of the tests. A class in the
 * unnamed package is seen from its own source root only. A class that another file of the package declares beside its
 * public class is not found here: see `packageMembers`.
 */
export function findJavaFile(
  qualifiedName: string,
  fromFile: string,
  cache: ProjectCache = sharedCache,
): string | undefined {
  const from = resolve(fromFile);
  // All files of a folder search the same roots in the same order, save those whose package does not fit the folder.
  const own = ownRoot(from, cache);
  return cache.derived(places, [qualifiedName, own ?? '', dirname(from)].join('\0'), () => {
    const names = qualifiedName.split(/[.$]/).filter((name) => name !== '');
    const near = own === undefined ? undefined : fileBelow(own, names, cache);
    if (near !== undefined) return near;
    for (const root of otherRoots(from, own, names.length > 1, cache)) {
      const path = fileBelow(root, names, cache);
      if (path !== undefined) return path;
    }
    return undefined;
  });
}

/** `p.q.C.D` is C.java's nested class where there is a C.java: the longest name that is a file wins. */
function fileBelow(root: string, names: readonly string[], cache: ProjectCache): string | undefined {
  let folder = root;
  let found: string | undefined;
  for (const name of names) {
    const listing = listFolder(folder, cache);
    if (listing.get(`${name}.java`) === 'file') found = join(folder, `${name}.java`);
    if (!listing.has(name)) return found;
    folder = join(folder, name);
  }
  return found;
}

/** Undefined for a JSP, for a file that is not there, and for one that does not lie where its package says. */
function ownRoot(from: string, cache: ProjectCache): string | undefined {
  if (!from.endsWith('.java')) return undefined;
  const declared = cache.fromFile(packages, from, declaredPackage);
  if (declared !== null) return sourceRootOf(from, declared);
  // No package, or not on disk yet: an editor's new file belongs to the root around it, if there is one.
  return listFolder(dirname(from), cache).has(from.slice(dirname(from).length + 1)) ? dirname(from) : undefined;
}

function declaredPackage(file: string): string | null {
  const text = readStart(file, HEADER_BYTES);
  return text === undefined ? null : packageOf(text);
}

function otherRoots(from: string, own: string | undefined, named: boolean, cache: ProjectCache): readonly string[] {
  const projectRoot = projectRootOf(from, cache);
  const key = [dirname(from), own ?? '', named].join('\0');
  return cache.derived(orders, key, () => {
    const { sourceRoots: roots } = surveyOf(projectRoot, cache);
    const module = moduleOf(from, projectRoot, cache);
    const around = own ?? deepestAround(from, roots)?.path;
    const fromTests =
      isTestPath(around ?? dirname(from), projectRoot) || roots.some((it) => it.test && it.path === around);
    const rank = (root: SourceRoot): number => {
      if (root.path === around) return 0;
      const sameModule = moduleOf(root.path, projectRoot, cache) === module;
      return (sameModule ? 1 : 3) + (root.test ? 1 : 0);
    };
    const open = (root: SourceRoot): boolean => {
      if (root.path === own || (root.test && !fromTests)) return false;
      // The unnamed package of one application is not that of another.
      return named || root.path === around || (fromTests && rank(root) <= 2);
    };
    return roots
      .filter(open)
      .map((root) => ({ path: root.path, rank: rank(root) }))
      .sort((a, b) => a.rank - b.rank)
      .map((root) => root.path);
  });
}

function deepestAround(path: string, roots: readonly SourceRoot[]): SourceRoot | undefined {
  return roots.filter((root) => isWithin(path, root.path)).sort((a, b) => b.path.length - a.path.length)[0];
}
