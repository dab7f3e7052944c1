/** A server.xml as Tomcat's digester reads it: only elements in their right places count. */
import type { XmlDocument, XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, attributeValue, childrenNamed, elementsOf } from '../../languages/xml/query.ts';
import type { TomcatEngine, VersionRange } from './model.ts';

/** Engines with what is directly in them and in their Hosts; none for a document of another kind. */
export function enginesOf({ kind, root }: XmlDocument): readonly TomcatEngine[] {
  if (root === undefined || (kind !== 'tomcat-server' && kind !== 'jboss-server')) return [];
  const engines = childrenNamed(root, 'Service').flatMap((service) => childrenNamed(service, 'Engine'));
  return engines.map((element) => ({
    element,
    jvmRoute: attributeOf(element, 'jvmRoute'),
    clusters: childrenNamed(element, 'Cluster'),
    hosts: childrenNamed(element, 'Host').map((host) => ({
      element: host,
      name: attributeValue(host, 'name') ?? null,
      clusters: childrenNamed(host, 'Cluster'),
      contexts: childrenNamed(host, 'Context'),
    })),
  }));
}

/** The `<Cluster>` elements that Tomcat uses: of several in one container the last replaces the others. */
export function activeClusters(engines: readonly TomcatEngine[]): readonly XmlElement[] {
  return engines.flatMap(({ clusters, hosts }) =>
    [clusters, ...hosts.map((host) => host.clusters)].flatMap((list) => list.at(-1) ?? []),
  );
}

/** They had an attribute `debug` up to Tomcat 5.0, and the file shipped with it kept some in 5.5. */
const CONTAINERS = new Set(['Server', 'Service', 'Engine', 'Host', 'Connector', 'Logger']);

const UNKNOWN: VersionRange = { from: 5, to: 12 };

/**
 * What the listeners and classes of a server.xml tell of its version, after the files that each version ships. Where they
 * tell nothing, or contradict each other: not known.
 */
export function versionOf({ root }: XmlDocument): VersionRange {
  if (root === undefined) return UNKNOWN;
  let { from, to } = UNKNOWN;
  const atLeast = (version: number): void => {
    from = Math.max(from, version);
  };
  const atMost = (version: number): void => {
    to = Math.min(to, version);
  };
  for (const element of elementsOf(root)) {
    const className = attributeValue(element, 'className') ?? '';
    if (attributeOf(element, 'debug') !== undefined && CONTAINERS.has(element.name)) atMost(5);
    if (className.startsWith('org.apache.catalina.cluster.')) atMost(5);
    if (/^org\.apache\.catalina\.(?:ha|tribes)\./.test(className)) atLeast(6);
    if (className.endsWith('.ServerLifecycleListener')) atMost(6);
    if (className.endsWith('.JasperListener')) {
      atLeast(6);
      atMost(7);
    }
    if (className.endsWith('.ThreadLocalLeakPreventionListener')) atLeast(7);
    if (className.endsWith('.VersionLoggerListener')) atLeast(7);
  }
  return from <= to ? { from, to } : UNKNOWN;
}

/** Ports of all connectors, as far as they are numbers. */
export function connectorPorts({ root }: XmlDocument): readonly number[] {
  if (root === undefined) return [];
  return childrenNamed(root, 'Service')
    .flatMap((service) => childrenNamed(service, 'Connector'))
    .map((connector) => Number(attributeValue(connector, 'port') ?? Number.NaN))
    .filter((port) => !Number.isNaN(port));
}
