/**
 * A `<Cluster>` of a server.xml as Tomcat takes it in: its parts with the defaults that count where one is not given
 * (SimpleTcpCluster.checkDefaults, GroupChannel, ReceiverBase, McastService, StaticMembershipService).
 */
import type { XmlDocument, XmlElement } from '../../languages/xml/ast.ts';
import { childrenNamed, childrenOf } from '../../languages/xml/query.ts';
import { isFlatClass, isLayeredClass } from '../../models/tomcat/class-index.ts';
import { enginesOf } from '../topology/tomcat-server.ts';
import type { TomcatEngine, TomcatHost } from '../topology/model.ts';
import { classOf, isComplete, numberOf, textOf } from './values.ts';

/**
 * `flat`: of 5.0 and 5.5, classes in `org.apache.catalina.cluster`. `layered`: of 6.0 and later, `.ha` and `.tribes`. `mixed`: classes
 * of both. `unknown`: of someone else's, or none that tells.
 */
export type ClusterFamily = 'flat' | 'layered' | 'mixed' | 'unknown';

export interface TomcatCluster {
  readonly element: XmlElement;
  readonly level: 'Engine' | 'Host';
  readonly engine: TomcatEngine;
  /** Null for a cluster of the Engine. */
  readonly host: TomcatHost | null;
  readonly family: ClusterFamily;
  /** False when parts may come in that the file does not show. */
  readonly complete: boolean;
  /** Directly in the `<Cluster>`; of several the last counts. */
  readonly manager: XmlElement | undefined;
  readonly channel: XmlElement | undefined;
  /** Wherever the family has them. */
  readonly membership: XmlElement | undefined;
  readonly receiver: XmlElement | undefined;
  readonly sender: XmlElement | undefined;
  /** In the order of the file: the first is nearest to the application. */
  readonly interceptors: readonly XmlElement[];
  readonly valves: readonly XmlElement[];
  readonly listeners: readonly XmlElement[];
  readonly deployer: XmlElement | undefined;
}

/** The clusters that Tomcat uses, Engine's before Hosts'; none for a file that is no Tomcat's. */
export function clustersOf(document: XmlDocument): readonly TomcatCluster[] {
  if (document.kind !== 'tomcat-server') return [];
  return enginesOf(document).flatMap((engine) => {
    const ofEngine = engine.clusters.at(-1);
    const found = ofEngine === undefined ? [] : [readCluster(ofEngine, engine, null)];
    const ofHosts = engine.hosts.flatMap((host) => {
      const element = host.clusters.at(-1);
      return element === undefined ? [] : [readCluster(element, engine, host)];
    });
    return [...found, ...ofHosts];
  });
}

function readCluster(element: XmlElement, engine: TomcatEngine, host: TomcatHost | null): TomcatCluster {
  const family = familyOf(element);
  const last = (parent: XmlElement | undefined, name: string) => parent && childrenNamed(parent, name).at(-1);
  const channel = last(element, 'Channel');
  const parts = family === 'flat' ? element : channel;
  return {
    element,
    level: host === null ? 'Engine' : 'Host',
    engine,
    host,
    family,
    complete: [element, channel].every((part) => part === undefined || isComplete(part)),
    manager: last(element, 'Manager'),
    channel,
    membership: last(parts, 'Membership'),
    receiver: last(parts, 'Receiver'),
    sender: last(parts, 'Sender'),
    interceptors: channel === undefined ? [] : childrenNamed(channel, 'Interceptor'),
    valves: childrenNamed(element, 'Valve'),
    listeners: childrenNamed(element, 'ClusterListener'),
    deployer: last(element, 'Deployer'),
  };
}

/** By the packages of all classes in it. */
export function familyOf(cluster: XmlElement): ClusterFamily {
  let flat = false;
  let layered = false;
  const waiting = [cluster];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { value } of next.attributes) {
      flat ||= isFlatClass(value);
      layered ||= isLayeredClass(value);
    }
    waiting.push(...childrenOf(next));
  }
  if (flat && layered) return 'mixed';
  return flat ? 'flat' : layered ? 'layered' : 'unknown';
}

const STATIC_SERVICE = 'org.apache.catalina.tribes.membership.StaticMembershipService';
const STATIC_INTERCEPTOR = 'org.apache.catalina.tribes.group.interceptors.StaticMembershipInterceptor';
const MULTICAST = new Set([
  'org.apache.catalina.tribes.membership.McastService',
  'org.apache.catalina.cluster.mcast.McastService',
]);

/** `other`: a provider for clouds, or someone else's class, or one that is filled in later. */
export type MembershipKind = 'multicast' | 'static' | 'other';

/** Without a `<Membership>` the channel makes a McastService. */
export function membershipKind({ membership, family }: TomcatCluster): MembershipKind {
  if (membership === undefined) return family === 'unknown' || family === 'mixed' ? 'other' : 'multicast';
  const className = classOf(membership);
  if (className === STATIC_SERVICE) return 'static';
  return className !== undefined && className !== null && MULTICAST.has(className) ? 'multicast' : 'other';
}

export function staticInterceptors({ interceptors }: TomcatCluster): readonly XmlElement[] {
  return interceptors.filter((interceptor) => classOf(interceptor) === STATIC_INTERCEPTOR);
}

/** `Member` elements of a static membership of either form. */
export function membersOf(parent: XmlElement): readonly XmlElement[] {
  return childrenNamed(parent, 'Member');
}

export interface MulticastGroup {
  /** Undefined when it is not known. */
  readonly address: string | undefined;
  readonly port: number | undefined;
}

/** Address and port are the group: nodes meet if they have the same ones. The default mode of 5.5 uses another port. */
export function multicastGroup({ membership, family }: TomcatCluster): MulticastGroup {
  const flat = family === 'flat';
  const defaultPort = flat && membership === undefined ? 8012 : 45564;
  if (!flat) {
    // 6 and 7 take the old names, too.
    return {
      address: textOf(membership, 'address', textOf(membership, 'mcastAddr', '228.0.0.4') ?? ''),
      port: numberOf(membership, 'port', numberOf(membership, 'mcastPort', defaultPort) ?? 0),
    };
  }
  return {
    address: textOf(membership, 'mcastAddr', '228.0.0.4'),
    port: numberOf(membership, 'mcastPort', defaultPort),
  };
}

export interface ReceiverPlace {
  /** The attribute's name, whichever is used. */
  readonly addressName: string;
  /** As written, `auto` when it is not given; undefined when it is not known. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** How many ports from `port` on are tried; at least 1. Undefined when it is not known. */
  readonly ports: number | undefined;
}

/** NioReceiver: port 4000, 100 ports. The flat receivers: port 4001 in the file as shipped, one port only. */
export function receiverPlace({ receiver, family }: TomcatCluster): ReceiverPlace {
  if (family === 'flat') {
    const port = numberOf(receiver, 'tcpListenPort', receiver === undefined ? 8015 : 0);
    const last = numberOf(receiver, 'tcpListenMaxPort', receiver === undefined ? 8019 : (port ?? 0));
    return {
      addressName: 'tcpListenAddress',
      address: textOf(receiver, 'tcpListenAddress', 'auto'),
      port,
      ports: port === undefined || last === undefined ? undefined : Math.max(1, last - port + 1),
    };
  }
  const old = receiver?.attributes.some(({ name }) => name === 'tcpListenAddress') === true;
  const byHost = receiver?.attributes.some(({ name }) => name === 'host') === true;
  const addressName = old ? 'tcpListenAddress' : byHost ? 'host' : 'address';
  const autoBind = numberOf(receiver, 'autoBind', 100);
  return {
    addressName,
    address: textOf(receiver, addressName, 'auto'),
    port: numberOf(receiver, 'port', numberOf(receiver, 'tcpListenPort', 4000) ?? 0),
    ports: autoBind === undefined ? undefined : Math.max(1, autoBind),
  };
}

/** `127.0.0.1`, `::1`, `localhost`: what only processes of the same machine reach. */
export function isLoopback(address: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost(?:\.localdomain)?|\[?(?:0{0,4}:){2,7}0{0,3}1\]?)$/i.test(address.trim());
}
