/** Which container reads what of `<distributable/>`, by versions and neighbouring files. */
import { basename, join } from 'node:path';
import type { XmlAttribute, XmlDocument } from '../../languages/xml/ast.ts';
import { attributeOf, attributeValue, elementsOf } from '../../languages/xml/query.ts';
import { isWithin } from '../file-access.ts';
import { sharedCache, type ProjectCache } from '../project-cache.ts';
import { nearestTo } from '../topology/relation.ts';
import { placeOf } from '../topology/signals.ts';
import { activeClusters, versionOf } from '../topology/tomcat-server.ts';
import { topologyOf } from '../topology/topology.ts';
import { needOf } from './need.ts';

/** The Servlet version of a descriptor with a document type, where the order of elements is fixed; else null. */
export function servletVersionByDtd({ doctype }: XmlDocument): '2.2' | '2.3' | null {
  const id = `${doctype?.publicId ?? ''} ${doctype?.systemId ?? ''}`;
  const version = /Web Application (2\.[23])\/|web-app_(2[._][23])\.dtd/i.exec(id);
  const found = (version?.[1] ?? version?.[2])?.replace('_', '.');
  return found === '2.2' || found === '2.3' ? found : null;
}

/**
 * True for defaults of Tomcat 7 and later, whose own file is of Servlet 3.0 and later; Tomcat 5.5 did read the element there,
 * and Jetty does.
 */
export function isIgnoredDefault(path: string, { root }: XmlDocument): boolean {
  const name = basename(path);
  if (name.startsWith('webdefault') || root === undefined) return false;
  if (name === 'tomcat-web.xml') return true;
  const version = Number.parseFloat(attributeValue(root, 'version') ?? '');
  return version >= 3;
}

/** The attribute `distributable` of Contexts in files for Tomcat 7 and later, and for a version that is not known. */
export function contextAttributes(
  path: string,
  document: XmlDocument,
  cache: ProjectCache = sharedCache,
): readonly XmlAttribute[] {
  const { kind, root } = document;
  if (root === undefined || (kind !== 'tomcat-server' && kind !== 'tomcat-context')) return [];
  const found = [...elementsOf(root)].flatMap((element) =>
    element.name === 'Context' ? (attributeOf(element, 'distributable') ?? []) : [],
  );
  if (found.length === 0) return [];
  const { servers, root: top } = topologyOf(path, cache);
  const versions =
    kind === 'tomcat-server' ? [versionOf(document)] : nearestTo(path, servers, top).map(({ version }) => version);
  return versions.some(({ to }) => to < 7) ? [] : found;
}

/** Another container than Tomcat is meant: WildFly and others do read name spaces. */
export function otherContainerReads(path: string, cache: ProjectCache = sharedCache): boolean {
  const { clusterSignals, root } = topologyOf(path, cache);
  return nearestTo(path, clusterSignals, root).some(({ kind }) => kind === 'container-switch');
}

/** The nearest server.xml, for messages, when no server in the tree has an active `<Cluster>` and no store takes its place. */
export function unclusteredServerOf(
  path: string,
  document: XmlDocument,
  cache: ProjectCache = sharedCache,
): string | undefined {
  const { servers, webApps, root } = topologyOf(path, cache);
  const near = nearestTo(path, servers, root);
  const [server] = near;
  if (server === undefined || near.some(({ engines }) => activeClusters(engines).length > 0)) return undefined;
  // Of several applications in the tree not each runs on each server.
  if (webApps.length > 1 && !isWithin(path, join(server.base, 'webapps'))) return undefined;
  if (needOf(path, document, [], cache) === undefined) return undefined;
  return placeOf({ file: server.file, line: 1 }, root).replace(/, line 1$/, '');
}
