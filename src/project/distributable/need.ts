/** Whether it matters for an application that its web.xml says `<distributable/>`. */
import { basename, dirname, join, relative } from 'node:path';
import type { XmlDocument } from '../../languages/xml/ast.ts';
import { attributeValue, childNamed, elementsOf, ownText } from '../../languages/xml/query.ts';
import { dependenciesOf } from '../dependencies.ts';
import { segmentsOf } from '../file-access.ts';
import { mavenPackaging } from '../maven.ts';
import { sharedCache, type ProjectCache } from '../project-cache.ts';
import { moduleOf, projectRootOf } from '../project-root.ts';
import { isTestPath } from '../survey.ts';
import type { ClusterSignal, Topology, TomcatContext } from '../topology/model.ts';
import { nearestTo } from '../topology/relation.ts';
import { externalStoreOf, storeInContext } from '../topology/stores.ts';
import { topologyOf, type DeclaredPeers } from '../topology/topology.ts';

/** Applications that come with Tomcat and keep nothing in sessions that users would miss. */
const TOMCATS_OWN = [
  'Tomcat Manager Application',
  'Tomcat Host Manager Application',
  'Tomcat Documentation',
  'Servlet and JSP Examples',
  'Servlet 4.0 Examples',
  'Welcome to Tomcat',
];

export interface Need {
  readonly topology: Topology;
  /** What says that there is more than one node; undefined when nothing does. */
  readonly signal: ClusterSignal | undefined;
}

/**
 * Undefined when the element is of no use for this application: its sessions are kept elsewhere, or another container than
 * Tomcat decides in another file, or no container reads the file.
 */
export function needOf(
  path: string,
  document: XmlDocument,
  peers: DeclaredPeers = [],
  cache: ProjectCache = sharedCache,
): Need | undefined {
  const { root } = document;
  if (root === undefined || !isRead(path) || isTomcatsOwn(document)) return undefined;
  const topology = topologyOf(path, cache, peers);
  if (isOfTests(path, topology.root) || usesSpringSession(document) || runsOnLiberty(path, topology)) return undefined;
  if (externalStoreOf(path, cache) !== undefined || isEmbedded(path, cache)) return undefined;
  const { contexts, clusterSignals } = topology;
  if (covering(path, contexts, topology.root).some(replicatesItself)) return undefined;
  const near = nearestTo(path, clusterSignals, topology.root);
  if (near.some(({ kind }) => kind === 'container-switch' || kind === 'store')) return undefined;
  const signal = near.find(({ kind }) => kind !== 'distributable');
  return { topology, signal };
}

/** Containers read WEB-INF/web.xml and no other. Tomcat's documents have one in them. */
function isRead(path: string): boolean {
  return (
    basename(path) === 'web.xml' && basename(dirname(path)) === 'WEB-INF' && !/[\\/]webapps[\\/]docs[\\/]/.test(path)
  );
}

/** In a folder of tests by any of the usual names, such as `shop-it-tests` or `portlet-tck`. */
function isOfTests(path: string, root: string): boolean {
  if (isTestPath(path, root)) return true;
  return segmentsOf(relative(root, path)).some((name) =>
    /(?:^|[-_])(?:tests?|testcases|testsuite|tck)(?:$|[-_])/i.test(name),
  );
}

/** The filter that replaces sessions has this name, whatever library brings it. */
function usesSpringSession({ root }: XmlDocument): boolean {
  return [...elementsOf(root)].some(
    (element) => element.localName === 'filter-name' && ownText(element).trim() === 'springSessionRepositoryFilter',
  );
}

function runsOnLiberty(path: string, { libertyServers, servers, root }: Topology): boolean {
  return nearestTo(path, libertyServers, root).length > 0 && nearestTo(path, servers, root).length === 0;
}

function isTomcatsOwn({ root }: XmlDocument): boolean {
  const name = root && childNamed(root, 'display-name');
  return name !== undefined && TOMCATS_OWN.includes(ownText(name).trim());
}

/** An application with its own server in it reads no web.xml. */
function isEmbedded(path: string, cache: ProjectCache): boolean {
  const dependencies = dependenciesOf(path, cache);
  const boots = dependencies.some(
    ({ artifact, role }) =>
      role === 'library' && /^spring-boot-starter(?:-web|-tomcat|-jetty|-undertow)$/.test(artifact),
  );
  return boots && !isWar(path, cache);
}

function isWar(path: string, cache: ProjectCache): boolean {
  const module = moduleOf(path, projectRootOf(path, cache), cache);
  const packaging = mavenPackaging(join(module, 'pom.xml'), cache);
  if (packaging === 'war' || packaging === 'ear') return true;
  return dependenciesOf(path, cache).some(({ role, group }) => role === 'plugin' && group === 'war');
}

/** Contexts that may be this application's: its own, those of the server, and those of deployments, whichever they are. */
function covering(path: string, contexts: readonly TomcatContext[], root: string): readonly TomcatContext[] {
  const base = dirname(dirname(path));
  const own = contexts.filter(({ file, scope }) => scope === 'application' && dirname(dirname(file)) === base);
  const others = contexts.filter(({ scope }) => scope !== 'application');
  return [...own, ...nearestTo(path, others, root)];
}

/** A manager of a cluster replicates whether the application is distributable or not. */
function replicatesItself(context: TomcatContext): boolean {
  const className = context.manager && attributeValue(context.manager, 'className');
  if (className === undefined) return false;
  return /\.(?:DeltaManager|BackupManager)$/.test(className) || storeInContext(context) !== undefined;
}
