/** A `<Manager>` in a Context: it takes the place of the cluster's, whatever the web.xml says. */
import { basename, dirname, join, sep } from 'node:path';
import type { XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, childNamed, childrenNamed, parentElement } from '../../languages/xml/query.ts';
import { clusterClass, isPlainManager } from '../../models/tomcat/class-index.ts';
import { isWithin } from '../file-access.ts';
import type { ProjectCache } from '../project-cache.ts';
import type { TomcatEngine, TomcatServer, Topology, WebDescriptor } from '../topology/model.ts';
import { nearestTo } from '../topology/relation.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import { topologyOf } from '../topology/topology.ts';
import { removeElement } from './edits.ts';
import type { ConfigFinding } from './finding.ts';
import type { TomcatFile } from './input.ts';
import { classOf, isComplete, literal } from './values.ts';

type ManagerId = 'overridesCluster' | 'needsCluster';

export type ManagerFinding = ConfigFinding<ManagerId, 'suggestRemoval'>;

export function managerFindings(file: TomcatFile, cache?: ProjectCache): readonly ManagerFinding[] {
  const { document, path } = file;
  const { kind, root } = document;
  if (root === undefined) return [];
  if (kind === 'tomcat-server') {
    const placed = enginesOf(document).flatMap((engine) =>
      engine.hosts.flatMap((host) => host.contexts.map((context) => ({ engine, host: host.element, context }))),
    );
    return placed.flatMap(({ engine, host, context }) => {
      const manager = lastManager(context);
      if (manager === undefined) return [];
      const topology = topologyOf(path, cache);
      const replicates = isDistributable(descriptorsFor(context, topology, path));
      return judge(manager, { covered: coverage(engine, host), replicates, where: 'this file' }, file.text);
    });
  }
  if (kind !== 'tomcat-context') return [];
  const manager = lastManager(root);
  if (manager === undefined) return [];
  const topology = topologyOf(path, cache);
  const servers = serversFor(path, topology);
  const covering = servers.find((server) => coverageOfServer(server) === true);
  const covered =
    covering !== undefined
      ? true
      : servers.length > 0 && servers.every((server) => coverageOfServer(server) === false)
        ? false
        : undefined;
  const replicates = isDistributable(descriptorsOfContext(path, topology));
  const where = (covering ?? servers[0])?.file ?? 'server.xml';
  return judge(manager, { covered, replicates, where: shortPath(where, topology.root) }, file.text);
}

interface Around {
  /** A cluster above; undefined when it is not known. */
  readonly covered: boolean | undefined;
  readonly replicates: boolean;
  /** Where the cluster is configured, or is not. */
  readonly where: string;
}

function judge(manager: XmlElement, { covered, replicates, where }: Around, text: string): readonly ManagerFinding[] {
  const className = classOf(manager);
  if (className === null) return [];
  const range = attributeOf(manager, 'className')?.valueRange ?? manager.nameRange;
  if (clusterClass(className)?.element === 'Manager') {
    const data = { className: shortName(className ?? ''), where };
    return covered === false ? [{ id: 'needsCluster', range, data }] : [];
  }
  // A class of someone else's keeps sessions in a store, or is a ClusterManager of its own.
  const name = className ?? 'org.apache.catalina.session.StandardManager';
  if (!isPlainManager(name) || covered !== true || !replicates) return [];
  if (keepsInDatabase(manager, name) || isOfTool(manager)) return [];
  const suggest = { id: 'suggestRemoval', data: { name: 'Manager' }, edits: [removeElement(text, manager)] } as const;
  return [{ id: 'overridesCluster', range, data: { className: shortName(name), where }, suggest }];
}

/** Tomcat's own manager and host-manager come with a `<Manager>` that only filters, and nobody replicates their sessions. */
function isOfTool(manager: XmlElement): boolean {
  const context = parentElement(manager);
  const privileged = context !== undefined && literal(context, 'privileged') === 'true';
  return privileged && manager.attributes.every(({ name }) => name.startsWith('sessionAttribute'));
}

/** A PersistentManager whose Store all nodes share: sessions survive without the cluster. */
function keepsInDatabase(manager: XmlElement, className: string): boolean {
  if (!className.endsWith('.PersistentManager')) return false;
  const store = childNamed(manager, 'Store');
  const storeClass = store && classOf(store);
  return store !== undefined && storeClass !== 'org.apache.catalina.session.FileStore';
}

/** True when Engine or Host has a cluster, false when neither has; undefined when parts of the file come from elsewhere. */
function coverage(engine: TomcatEngine, host: XmlElement): boolean | undefined {
  const own = engine.hosts.find(({ element }) => element === host)?.clusters ?? [];
  if (engine.clusters.length > 0 || own.length > 0) return true;
  return isComplete(engine.element) && isComplete(host) ? false : undefined;
}

function coverageOfServer({ engines, document }: TomcatServer): boolean | undefined {
  if (document.kind !== 'tomcat-server') return undefined;
  const all = engines.flatMap((engine) => engine.hosts.map((host) => coverage(engine, host.element)));
  if (all.includes(true) || engines.some(({ clusters }) => clusters.length > 0)) return true;
  return all.length > 0 && all.every((known) => known === false) ? false : undefined;
}

/** conf/context.xml and conf/Catalina/localhost/app.xml belong to the server around; an application's to the nearest ones. */
function serversFor(path: string, { servers, root }: Topology): readonly TomcatServer[] {
  const folders = path.split(sep);
  const confAt = folders.findLastIndex((name) => /^conf(?:ig)?$/i.test(name));
  if (confAt > 0) {
    const base = folders.slice(0, confAt).join(sep);
    const own = servers.filter((server) => server.base === base);
    if (own.length > 0) return own;
  }
  return nearestTo(path, servers, root);
}

/** No descriptor in the tree: the servers are kept apart from the applications, and a cluster is meant for one of them. */
function isDistributable(descriptors: readonly WebDescriptor[] | undefined): boolean {
  return descriptors === undefined || descriptors.some(({ distributable }) => distributable);
}

/** Undefined when the tree holds no application that it could be. */
function descriptorsOfContext(path: string, { webApps, root }: Topology): readonly WebDescriptor[] | undefined {
  const folder = dirname(path);
  if (basename(folder) === 'META-INF') {
    const own = webApps.filter(({ base }) => base === dirname(folder));
    return own.length > 0 ? own : [];
  }
  const near = nearestTo(path, webApps, root);
  return near.length > 0 ? near : undefined;
}

function descriptorsFor(context: XmlElement, topology: Topology, path: string): readonly WebDescriptor[] | undefined {
  const docBase = literal(context, 'docBase') ?? literal(context, 'path') ?? '';
  const name = basename(docBase.replaceAll('\\', '/')).replace(/\.war$/i, '');
  // Tomcat's own tools have managers with filters, and are no applications of the cluster.
  if (/^(?:manager|host-manager|docs|examples)$/.test(name)) return [];
  const { webApps } = topology;
  if (webApps.length === 0) return undefined;
  const named = webApps.filter(({ base }) => basename(base) === name || isWithin(base, join(dirname(path), docBase)));
  return named.length > 0 ? named : webApps;
}

function lastManager(context: XmlElement): XmlElement | undefined {
  return childrenNamed(context, 'Manager').at(-1);
}

function shortName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1);
}

function shortPath(path: string, root: string): string {
  return isWithin(path, root) && path !== root
    ? path
        .slice(root.length + 1)
        .split(sep)
        .join('/')
    : basename(path);
}
