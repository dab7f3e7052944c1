/**
 * One bounded walk over a project: where its Java source roots are, and where the files lie that say how it is built and
 * deployed. Package folders are not walked: the first Java file met says which folder its package starts in.
 */
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  isFolder,
  isSharedFolder,
  isWithin,
  listFolder,
  readStart,
  realPath,
  segmentsOf,
  type EntryKind,
} from './file-access.ts';
import { packageOf } from './java-text.ts';
import { repeatableTable, sharedCache, type ProjectCache } from './project-cache.ts';
import { attributeOf, childAt, childrenNamed, childText, elementsNamed, readXml } from './xml-document.ts';

export interface SourceRoot {
  readonly path: string;
  readonly test: boolean;
}

export interface Survey {
  readonly root: string;
  /** Production roots first, each group in the order of their paths. */
  readonly sourceRoots: readonly SourceRoot[];
  /** Absolute paths of build files, descriptors and server configuration, sorted, in none but production folders. */
  readonly files: readonly string[];
  /** Absolute paths of what may say how it is deployed, sorted, in none but production folders: see topology/tree.ts. */
  readonly deployment: readonly string[];
  /** File names of the jars that lie in folders named `lib` or `libs`, with their folder. */
  readonly jars: readonly string[];
  /** The walk ended before all folders were seen. */
  readonly truncated: boolean;
}

const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 40;
/** A licence comment before the package declaration is not longer than this. */
const HEADER_BYTES = 16_384;
/** Files looked at in one folder until one has a package that fits the folder. */
const FILES_PER_FOLDER = 3;

const SKIPPED = new Set(['node_modules', 'bower_components', 'target', 'build', 'dist', 'out', 'bin']);
const TEST_FOLDER = /^(?:tests?|it|itest|test-?fixtures|(?:integration|functional|unit|smoke)-?tests?)$/i;
const CONVENTIONAL = [
  ['src', 'main', 'java'],
  ['src', 'java'],
  ['src', 'main', 'webapp', 'WEB-INF', 'src'],
  ['JavaSource'],
  ['src', 'test', 'java'],
];
const NOTED =
  /^(?:pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|gradle\.properties|.+\.versions\.toml|ivy\.xml|build\.xml|web\.xml|web-fragment\.xml|context\.xml|server\.xml|(?:application|bootstrap)(?:-[\w.-]+)?\.(?:properties|ya?ml)|jboss-web\.xml|distributable-web\.xml|standalone[\w.-]*\.xml|(?:glassfish|sun|payara)-web\.xml|weblogic\.xml|jetty[\w.-]*\.xml|ibm-web-ext\.xm[il]|redisson[\w.-]*\.ya?ml)$/i;
const DEPLOYMENT =
  /^(?:web\.xml|web-fragment\.xml|context[\w.-]*\.xml|[\w.-]*server[\w.-]*\.xml|jboss-web\.xml|distributable-web\.xml|weblogic\.xml|(?:glassfish|sun|payara)-web\.xml|appengine-web\.xml|[\w.-]+\.conf|[\w.-]*haproxy[\w.-]*|[\w.-]*workers[\w.-]*\.properties|(?:docker-)?compose[\w.-]*\.ya?ml|[\w.-]*(?:deploy|statefulset|k8s|kube|tomcat|app|web|stack)[\w.-]*\.ya?ml)$/i;
/** Folders whose files have names of all kinds: nginx's enabled sites, Tomcat's deployments, Kubernetes' manifests. */
const DEPLOYMENT_FOLDERS =
  /^(?:sites-(?:enabled|available)|localhost|k8s|kubernetes|kube|helm|charts|manifests|templates)$/i;
const JAR = /^.+-\d[\w.-]*\.jar$/i;

const surveys = repeatableTable<Survey>('surveys', survey);

export function surveyOf(projectRoot: string, cache: ProjectCache = sharedCache): Survey {
  const root = resolve(projectRoot);
  return cache.derived(surveys, root, () => survey(root, cache));
}

/** True for a path in a folder of tests. `within` is the project root: folders above it do not count. */
export function isTestPath(path: string, within: string): boolean {
  const segments = segmentsOf(relative(within, path));
  // `src/test/java/…`, `test/…`, `module/src/it/…`; a package named `test` below `src/main/java` is no test folder.
  const main = segments.findIndex((segment, i) => segment === 'main' && segments[i - 1] === 'src');
  const end = main < 0 ? segments.length : main;
  return segments.slice(0, end).some((segment) => TEST_FOLDER.test(segment));
}

function survey(root: string, cache: ProjectCache): Survey {
  const found = new Map<string, SourceRoot>();
  const packages: string[] = [];
  const files: string[] = [];
  const jars: string[] = [];
  const deployment: string[] = [];
  const seenLinks = new Set<string>([realPath(root)]);
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: root, depth: 0 }];
  let visited = 0;
  // A stray file says nothing of what else lies in the home folder.
  const deepest = isSharedFolder(root) ? 0 : MAX_DEPTH;

  const addRoot = ({ path, test }: SourceRoot): void => {
    found.set(path, { path, test: test || (found.get(path)?.test ?? false) });
  };
  for (let next = waiting.pop(); next && visited < MAX_FOLDERS; next = waiting.pop()) {
    const { folder, depth } = next;
    // A package may have become known after the folder was put on the list.
    if (packages.some((known) => isWithin(folder, known))) continue;
    visited++;
    const listing = listFolder(folder, cache);
    for (const declared of declaredRoots(folder, listing, cache)) addRoot(declared);
    const allDeploy = DEPLOYMENT_FOLDERS.test(basename(folder));
    for (const [name, kind] of listing) {
      if (kind !== 'file') continue;
      if ((DEPLOYMENT.test(name) || (allDeploy && isConfiguration(name))) && !isTestPath(folder, root)) {
        deployment.push(join(folder, name));
      }
      if (NOTED.test(name) && !isTestPath(folder, root)) files.push(join(folder, name));
      else if (JAR.test(name) && /^libs?$/i.test(basename(folder))) jars.push(join(folder, name));
    }
    const evidence = rootByPackage(folder, listing);
    if (evidence) addRoot({ path: evidence.root, test: isTestPath(evidence.root, root) });
    if (evidence?.top !== undefined) {
      packages.push(evidence.top);
      continue;
    }
    if (depth >= deepest) continue;
    for (const name of foldersToWalk(listing)) {
      const child = join(folder, name);
      if (listing.get(name) === 'linked' && !mayFollow(child, root, seenLinks)) continue;
      waiting.push({ folder: child, depth: depth + 1 });
    }
  }
  return {
    root,
    sourceRoots: [...found.values()].sort((a, b) => Number(a.test) - Number(b.test) || compare(a.path, b.path)),
    files: files.sort(compare),
    deployment: deployment.sort(compare),
    jars: jars.sort(compare),
    truncated: waiting.length > 0,
  };
}

/** Not a script, an image or a text. */
function isConfiguration(name: string): boolean {
  return !name.includes('.') || /\.(?:xml|ya?ml|conf|cfg)$/i.test(name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Last name first, since the walk takes from the end of its list. Hidden folders and output of builds are left out. */
function foldersToWalk(listing: ReadonlyMap<string, EntryKind>): readonly string[] {
  const names: string[] = [];
  for (const [name, kind] of listing) {
    if (kind !== 'file' && !name.startsWith('.') && !SKIPPED.has(name.toLowerCase())) names.push(name);
  }
  return names.sort(compare).reverse();
}

/** False for a link that leads out of the project, to a folder above itself, or to where another link has led. */
function mayFollow(link: string, root: string, seen: Set<string>): boolean {
  const real = realPath(link);
  if (seen.has(real) || !isWithin(real, realPath(root)) || isWithin(realPath(dirname(link)), real)) return false;
  seen.add(real);
  return true;
}

export interface PackageEvidence {
  readonly root: string;
  /** The folder of the first name of the package; undefined for the unnamed package, which proves little. */
  readonly top: string | undefined;
}

/** The source root that the package of a Java file in this folder points to. */
export function rootByPackage(folder: string, listing: ReadonlyMap<string, EntryKind>): PackageEvidence | undefined {
  let unnamed = false;
  let left = FILES_PER_FOLDER;
  for (const [name, kind] of listing) {
    if (kind !== 'file' || !name.endsWith('.java') || name === 'module-info.java') continue;
    if (left-- === 0) break;
    const text = readStart(join(folder, name), HEADER_BYTES);
    if (text === undefined) continue;
    const declared = packageOf(text);
    const root = declared === null ? undefined : stripPackage(folder, declared);
    if (declared !== null && root !== undefined) return { root, top: join(root, declared.split('.')[0] ?? '') };
    unnamed ||= declared === null;
  }
  return unnamed ? { root: folder, top: undefined } : undefined;
}

/** The folder that a package is relative to, given the folder that its classes lie in; undefined when they do not fit. */
export function stripPackage(folder: string, packageName: string): string | undefined {
  let at = folder;
  for (const name of packageName.split('.').reverse()) {
    if (basename(at) !== name) return undefined;
    at = dirname(at);
  }
  return at;
}

/** Roots by convention, by Eclipse's .classpath and by the pom. Ant and Gradle roots are found by their packages. */
function declaredRoots(
  folder: string,
  listing: ReadonlyMap<string, EntryKind>,
  cache: ProjectCache,
): readonly SourceRoot[] {
  const roots: SourceRoot[] = [];
  const add = (path: string, test: boolean): void => {
    if (isFolder(path)) roots.push({ path, test });
  };
  for (const parts of CONVENTIONAL) {
    if (listing.has(parts[0] ?? '')) add(join(folder, ...parts), parts.includes('test'));
  }
  if (listing.has('.classpath')) {
    for (const entry of eclipseRoots(folder, cache)) add(entry.path, entry.test);
  }
  if (listing.has('pom.xml')) {
    for (const entry of mavenRoots(folder, cache)) add(entry.path, entry.test);
  }
  return roots;
}

function eclipseRoots(folder: string, cache: ProjectCache): readonly SourceRoot[] {
  const roots: SourceRoot[] = [];
  const classpath = readXml(join(folder, '.classpath'), cache);
  if (!classpath.ok) return roots;
  for (const entry of childrenNamed(classpath.root, 'classpathentry')) {
    const path = attributeOf(entry, 'path');
    if (path === undefined || attributeOf(entry, 'kind') !== 'src') continue;
    if (path.startsWith('/')) {
      // Another project of the workspace, which Eclipse keeps beside this one.
      const other = join(dirname(folder), ...segmentsOf(path));
      if (other !== folder && isFolder(other)) roots.push(...eclipseRootsOfOther(other, cache));
      continue;
    }
    const test = [...elementsNamed(entry, 'attribute')].some(
      (it) => it.attributes['name'] === 'test' && it.attributes['value'] === 'true',
    );
    roots.push({ path: join(folder, ...segmentsOf(path)), test: test || isTestPath(path, '') });
  }
  return roots;
}

/** Own folders of a neighbouring project, not those of its neighbours in turn. */
function eclipseRootsOfOther(folder: string, cache: ProjectCache): readonly SourceRoot[] {
  const classpath = readXml(join(folder, '.classpath'), cache);
  if (!classpath.ok) return [];
  return childrenNamed(classpath.root, 'classpathentry').flatMap((entry) => {
    const path = attributeOf(entry, 'path');
    if (path === undefined || path.startsWith('/') || attributeOf(entry, 'kind') !== 'src') return [];
    return [{ path: join(folder, ...segmentsOf(path)), test: isTestPath(path, '') }];
  });
}

function mavenRoots(folder: string, cache: ProjectCache): readonly SourceRoot[] {
  const pom = readXml(join(folder, 'pom.xml'), cache);
  const build = pom.ok ? childAt(pom.root, 'build') : undefined;
  if (!build) return [];
  const roots: SourceRoot[] = [];
  const add = (written: string | undefined, test: boolean): void => {
    const path = written?.replace(/^\$\{(?:project\.)?basedir\}/, '.');
    // Generated sources lie in ${project.build.directory}, which a checkout does not have.
    if (path !== undefined && !path.includes('${'))
      roots.push({ path: resolve(folder, path.replaceAll('\\', '/')), test });
  };
  add(childText(build, 'sourceDirectory'), false);
  add(childText(build, 'testSourceDirectory'), true);
  for (const sources of elementsNamed(build, 'sources')) {
    for (const source of childrenNamed(sources, 'source')) add(source.text.trim(), false);
  }
  return roots;
}
