/** Deployments as they are drawn, from what the tree holds and from the findings. */
import { basename, dirname } from 'node:path';
import { attributeValue, childrenNamed } from '../../languages/xml/query.ts';
import { isWithin } from '../../project/file-access.ts';
import { clustersOf, membershipKind, multicastGroup, type TomcatCluster } from '../../project/tomcat/cluster.ts';
import { classOf } from '../../project/tomcat/values.ts';
import type { ExternalStore, Topology, TomcatServer, WebDescriptor } from '../../project/topology/model.ts';
import { displayPath } from '../format/display-path.ts';
import { balancerOf, routesOf } from './balancing.ts';
import {
  missing,
  pathLine,
  plain,
  type Application,
  type Deployment,
  type Link,
  type Network,
  type Node,
  type TextLine,
} from './deployment.ts';
import type { Finding } from './finding.ts';
import { Marking } from './marking.ts';
import { commonFolder, filesOf, folderName, type Host, type Surroundings } from './surroundings.ts';

/** More are told in words: a drawing with more cannot be read. */
const MAX_NODES = 40;
const MAX_BALANCERS = 12;
const MAX_APPLICATIONS = 24;

export function deploymentOf(
  surroundings: Surroundings,
  topology: Topology,
  findings: readonly Finding[],
  cwd: string,
): Deployment {
  const marking = new Marking(surroundings, findings, topology.webApps);
  const hosts = surroundings.hosts.toSorted(byName).slice(0, MAX_NODES);
  const configured = hosts.map((host, index): Node => ({
    kind: 'node',
    id: `node-${index + 1}`,
    title: titleOf(host, surroundings),
    lines: linesOf(host, cwd),
    origin: 'configured',
    copies: host.kind === 'replicas' || (host.kind === 'service' && host.service.evidence.length > 0),
    marks: marking.ofHost(host),
  }));
  const shown = surroundings.balancers.slice(0, MAX_BALANCERS);
  const { named, routes, places } = routesOf(shown, hosts, MAX_NODES - hosts.length);
  const nodes = [...configured, ...named].map((node) => {
    const addresses = places.get(node.id) ?? [];
    return addresses.length === 0
      ? node
      : { ...node, lines: [...node.lines, plain(`balanced as ${addresses.join(', ')}`)] };
  });
  const { networks, memberships } = networksOf(surroundings, hosts, cwd, marking);
  const applications = applicationsOf(surroundings, topology, cwd, marking);
  const files = filesOf(surroundings);
  return {
    folder: folderText(commonFolder(files.map((file) => dirname(file))), cwd),
    balancers: shown.map((thing, index) => balancerOf(thing, index, cwd, marking)),
    nodes,
    networks,
    applications: applications.slice(0, MAX_APPLICATIONS),
    routes,
    memberships,
    omitted:
      surroundings.hosts.length -
      hosts.length +
      (surroundings.balancers.length - shown.length) +
      Math.max(0, applications.length - MAX_APPLICATIONS),
  };
}

const names = new Intl.Collator('en', { numeric: true });

/** `node2` before `node10`. */
function byName(a: Host, b: Host): number {
  return names.compare(a.file, b.file);
}

/** `.` for the working folder, which `displayPath` shows whole. */
function folderText(folder: string, cwd: string): string {
  return folder === cwd ? '.' : displayPath(folder, cwd);
}

function titleOf(host: Host, { hosts }: Surroundings): string {
  switch (host.kind) {
    case 'tomcat': {
      const { base, file } = host.server;
      // Several files of one folder are told apart by their own names.
      const alone = hosts.every((other) => other === host || other.kind !== 'tomcat' || other.server.base !== base);
      return alone ? folderName(base) : basename(file);
    }
    case 'liberty':
      return folderName(dirname(host.file));
    case 'service':
      return host.service.name;
    case 'replicas':
      return 'Replicas';
  }
}

function linesOf(host: Host, cwd: string): readonly TextLine[] {
  const path = displayPath(host.file, cwd);
  switch (host.kind) {
    case 'tomcat':
      return [pathLine(path), ...tomcatLines(host.server)];
    case 'liberty':
      return [plain('Liberty'), pathLine(path)];
    case 'service':
      return [
        plain('Node.js'),
        pathLine(path),
        ...host.service.evidence
          .slice(0, 2)
          .map(({ file, line, text }) => plain(`${displayPath(file, cwd)}, line ${line}, ${text}`)),
      ];
    case 'replicas':
      return [plain(host.signal.text), pathLine(`${path}, line ${host.signal.line}`)];
  }
}

function tomcatLines(server: TomcatServer): readonly TextLine[] {
  const { engines, document } = server;
  const routes = engines.flatMap(({ jvmRoute }) => jvmRoute?.value ?? []);
  const ports = document.root === undefined ? [] : childrenNamed(document.root, 'Service').flatMap(portsOf);
  const clustered = engines.some(
    ({ clusters, hosts }) => clusters.length > 0 || hosts.some((host) => host.clusters.length > 0),
  );
  return [
    ...(ports.length === 0 ? [] : [plain(ports.join(', '))]),
    routes.length === 0 ? missing('no jvmRoute') : plain(`jvmRoute ${routes.join(', ')}`),
    ...(clustered ? [] : [missing('no <Cluster>')]),
  ];
}

function portsOf(service: Parameters<typeof childrenNamed>[0]): readonly string[] {
  return childrenNamed(service, 'Connector').map((connector) => {
    const protocol = attributeValue(connector, 'protocol') ?? 'HTTP/1.1';
    const name = /ajp/i.test(protocol) ? 'AJP' : attributeValue(connector, 'SSLEnabled') === 'true' ? 'HTTPS' : 'HTTP';
    return `${name} ${attributeValue(connector, 'port') ?? ''}`.trim();
  });
}

interface Networks {
  readonly networks: readonly Network[];
  readonly memberships: readonly Link[];
}

function networksOf({ stores }: Surroundings, hosts: readonly Host[], cwd: string, marking: Marking): Networks {
  const networks: Network[] = [];
  const memberships: Link[] = [];
  const join = (
    kind: Network['kind'],
    title: string,
    lines: readonly TextLine[],
    node: number,
    link: Link['marks'],
  ): void => {
    let network = networks.find((one) => one.kind === kind && one.title === title);
    if (network === undefined) {
      network = { kind, id: `${kind}-${networks.length + 1}`, title, lines, marks: [] };
      networks.push(network);
    }
    memberships.push({ from: `node-${node + 1}`, to: network.id, marks: link });
  };
  for (const [index, host] of hosts.entries()) {
    if (host.kind === 'tomcat') {
      const marks = marking.ofMembership(host);
      const [first, ...others] = clustersOf(host.server.document);
      if (first !== undefined) join('cluster', groupTitle(first), managerLines(first), index, marks);
      for (const cluster of others) join('cluster', groupTitle(cluster), managerLines(cluster), index, []);
    }
    if (host.kind === 'service') {
      for (const { name } of host.service.sharedStores) join('store', name, [], index, []);
    }
    for (const store of stores) join('store', storeTitle(store), storeLines(store, cwd), index, []);
  }
  // With no server in the tree, the store stands for itself.
  if (hosts.length === 0) {
    for (const store of stores) {
      networks.push({
        kind: 'store',
        id: `store-${networks.length + 1}`,
        title: storeTitle(store),
        lines: storeLines(store, cwd),
        marks: [],
      });
    }
  }
  return { networks: unique(networks), memberships };
}

function unique(networks: readonly Network[]): readonly Network[] {
  return networks.filter(
    ({ kind, title }, index) => networks.findIndex((one) => one.kind === kind && one.title === title) === index,
  );
}

function groupTitle(cluster: TomcatCluster): string {
  switch (membershipKind(cluster)) {
    case 'multicast': {
      const { address, port } = multicastGroup(cluster);
      return `Multicast ${address ?? '?'}:${port ?? '?'}`;
    }
    case 'static':
      return 'Static members';
    case 'other': {
      const className = cluster.membership && classOf(cluster.membership);
      return className === undefined || className === null ? 'Cluster' : shortClass(className);
    }
  }
}

function managerLines({ element, manager }: TomcatCluster): readonly TextLine[] {
  const className = (manager && classOf(manager)) ?? attributeValue(element, 'managerClassName') ?? 'DeltaManager';
  return [plain(shortClass(className))];
}

function storeTitle({ title }: ExternalStore): string {
  return shortClass(title);
}

function storeLines({ evidence }: ExternalStore, cwd: string): readonly TextLine[] {
  return [pathLine(`${displayPath(evidence.file, cwd)}, line ${evidence.line}`)];
}

/** `DeltaManager` of `org.apache.catalina.ha.session.DeltaManager`; words stay as they are. */
function shortClass(name: string): string {
  return /^[\w$.]+$/.test(name) ? (name.split('.').at(-1) ?? name) : name;
}

function applicationsOf(
  { applications }: Surroundings,
  { contexts, clusterSignals }: Topology,
  cwd: string,
  marking: Marking,
): readonly Application[] {
  return applications.map((application, index) => {
    const context = contexts.find(({ scope, file }) => scope === 'application' && isWithin(file, application.base));
    const own = context?.manager && classOf(context.manager);
    const switches = clusterSignals.filter(
      ({ kind, file }) => kind === 'container-switch' && isWithin(file, application.base),
    );
    return {
      kind: 'application',
      id: `application-${index + 1}`,
      title: folderName(application.base),
      lines: [
        pathLine(displayPath(application.file, cwd)),
        distributableLine(application),
        ...(typeof own === 'string' ? [plain(`own manager ${shortClass(own)}`)] : []),
        ...switches.map(({ file }) => plain(`replication switched on in ${basename(file)}`)),
      ],
      marks: marking.ofApplication(application),
    };
  });
}

function distributableLine({ distributable }: WebDescriptor): TextLine {
  return distributable ? plain('distributable') : missing('not distributable');
}
