/** The folder of the project that a file belongs to, and of its module, by the marker files of build tools and IDEs. */
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ancestorsOf, isFolder, isSharedFolder, isWithin, listFolder, segmentsOf } from './file-access.ts';
import { repeatableTable, sharedCache, type ProjectCache } from './project-cache.ts';
import { rootByPackage } from './survey.ts';
import { childrenNamed, elementsNamed, readXml } from './xml-document.ts';

const GRADLE_SETTINGS = ['settings.gradle', 'settings.gradle.kts'];
const NESTING_BUILDS = ['pom.xml', 'build.gradle', 'build.gradle.kts', ...GRADLE_SETTINGS, 'build.xml'];
const MODULE_MARKERS = [...NESTING_BUILDS, '.project', '.classpath', 'ivy.xml'];
const REPOSITORY_MARKERS = ['.git', 'package.json'];
const SOURCE_FOLDERS = new Set(['src', 'source', 'java', 'javasource', 'webapp', 'webcontent', 'webroot']);

const roots = repeatableTable<string>('project roots', findRoot);

/**
 * The root of the project of a file or folder, as an absolute path. The nearest folder with a build file decides, widened to
 * the build that it is a module of; without one, the folder that holds WEB-INF; then the repository; then what the layout
 * suggests. Never the root of the file system, the home folder, or the folder for temporary files, whose strays belong to
 * nobody.
 */
export function projectRootOf(path: string, cache: ProjectCache = sharedCache): string {
  const absolute = resolve(path);
  const start = isFolder(absolute) ? absolute : dirname(absolute);
  return cache.derived(roots, start, () => findRoot(start, cache));
}

const WEB_ROOT_FOLDERS = new Set(['webapp', 'webcontent', 'webroot', 'web', 'war']);

/** Sources lie beside a web root that has the name of one: `WebContent` and `src`, `src/main/webapp` and `src/main/java`. */
function aroundWebRoot(webRoot: string | undefined, candidates: readonly string[]): string | undefined {
  if (webRoot === undefined || !WEB_ROOT_FOLDERS.has(basename(webRoot).toLowerCase())) return webRoot;
  const [above = '', top = ''] = segmentsOf(dirname(webRoot)).slice(-2).reverse();
  const levels = above === 'main' && top === 'src' ? 3 : above === 'src' ? 2 : 1;
  return candidates[candidates.indexOf(webRoot) + levels] ?? webRoot;
}

/** The nearest folder with a build file, at or below the project root; the project root when there is none. */
export function moduleOf(path: string, projectRoot: string, cache: ProjectCache = sharedCache): string {
  for (const folder of ancestorsOf(resolve(path))) {
    if (folder === projectRoot || !isWithin(folder, projectRoot)) break;
    if (hasAny(folder, MODULE_MARKERS, cache)) return folder;
  }
  return projectRoot;
}

function findRoot(start: string, cache: ProjectCache): string {
  const candidates = candidateFolders(start, cache);
  const built = candidates.find((folder) => hasAny(folder, MODULE_MARKERS, cache));
  if (built !== undefined) return outermostBuild(built, candidates, cache);
  const webApp = aroundWebRoot(
    candidates.find((folder) => listFolder(folder, cache).has('WEB-INF')),
    candidates,
  );
  const repository = candidates.find((folder) => hasAny(folder, REPOSITORY_MARKERS, cache));
  return webApp ?? repository ?? layoutRoot(start, candidates, cache);
}

/** Folders that may be the root, nearest first. The search ends at a repository's own folder. */
function candidateFolders(start: string, cache: ProjectCache): readonly string[] {
  const found: string[] = [];
  for (const folder of ancestorsOf(start)) {
    if (isSharedFolder(folder)) break;
    found.push(folder);
    if (listFolder(folder, cache).has('.git')) break;
  }
  return found;
}

/**
 * Widens a module to the build around it: a build file in the folder right above, Gradle settings anywhere above, or a pom
 * above that names it as a module (which may lie several folders down).
 */
function outermostBuild(nearest: string, candidates: readonly string[], cache: ProjectCache): string {
  let root = nearest;
  for (const folder of candidates.slice(candidates.indexOf(nearest) + 1)) {
    const joins =
      (dirname(root) === folder && hasAny(folder, NESTING_BUILDS, cache)) ||
      hasAny(folder, GRADLE_SETTINGS, cache) ||
      namesModule(folder, root, cache);
    if (joins) root = folder;
  }
  return root;
}

function namesModule(folder: string, module: string, cache: ProjectCache): boolean {
  if (!listFolder(folder, cache).has('pom.xml')) return false;
  const pom = readXml(join(folder, 'pom.xml'), cache);
  if (!pom.ok) return false;
  const wanted = segmentsOf(relative(folder, module)).join('/');
  for (const list of elementsNamed(pom.root, 'modules')) {
    for (const entry of childrenNamed(list, 'module')) {
      const named = segmentsOf(entry.text.trim())
        .join('/')
        .replace(/\/pom\.xml$/, '');
      if (named !== '' && (wanted === named || wanted.startsWith(`${named}/`))) return true;
    }
  }
  return false;
}

/** Without any marker: what holds the source root or the web root, in the usual layouts; else that root, or the folder. */
function layoutRoot(start: string, candidates: readonly string[], cache: ProjectCache): string {
  const sources = rootByPackage(start, listFolder(start, cache))?.root ?? start;
  const [name = '', above, top] = segmentsOf(sources.toLowerCase()).slice(-3).reverse();
  // `src/main/java`, `src/java`, `src`.
  const levels = !SOURCE_FOLDERS.has(name) ? 0 : top === 'src' ? 3 : above === 'src' ? 2 : 1;
  const at = candidates.indexOf(sources);
  return candidates[at + levels] ?? sources;
}

function hasAny(folder: string, names: readonly string[], cache: ProjectCache): boolean {
  const listing = listFolder(folder, cache);
  return names.some((name) => listing.has(name));
}
