/**
 * Which element may stand in which, as Tomcat's digester reads a configuration: Catalina.createStartDigester, EngineRuleSet,
 * HostRuleSet, ContextRuleSet, NamingRuleSet and ClusterRuleSet of the two families. Names are case-sensitive. What has no
 * rule is passed over: with one warning from Tomcat 6 on (`No rules found matching [Server/Service/Cluster]`), without a word
 * in 5.x.
 */
import type { Generation } from './generations.ts';

/** Elements of a `<Cluster>` that name a class, and the `<Cluster>` itself. */
export type ClusterElementName =
  | 'Cluster'
  | 'Manager'
  | 'Channel'
  | 'Membership'
  | 'Member'
  | 'Receiver'
  | 'Sender'
  | 'Transport'
  | 'Interceptor'
  | 'Valve'
  | 'Deployer'
  | 'ClusterListener';

/** Parent path below the `<Cluster>`, with slashes, by the name of the element; '' is the `<Cluster>`. */
type Places = Readonly<Record<string, readonly string[]>>;

/** 5.0 and 5.5. */
export const FLAT_PLACES: Places = {
  Membership: [''],
  Sender: [''],
  Receiver: [''],
  Valve: [''],
  Deployer: [''],
  Listener: [''],
  ClusterListener: [''],
};

/** 6.0 and later. */
export const LAYERED_PLACES: Places = {
  Manager: [''],
  SessionIdGenerator: ['Manager'],
  Channel: [''],
  Membership: ['Channel'],
  MembershipListener: ['Channel'],
  Sender: ['Channel'],
  Transport: ['Channel/Sender'],
  Receiver: ['Channel'],
  Interceptor: ['Channel'],
  ChannelListener: ['Channel'],
  LocalMember: ['Channel/Interceptor', 'Channel/Membership'],
  Member: ['Channel/Interceptor', 'Channel/Membership'],
  Valve: [''],
  Deployer: [''],
  Listener: [''],
  ClusterListener: [''],
};

/** Elements that belong to a `<Cluster>` alone: standing in a Server, Service, Engine or Host they have lost their way. */
export const ONLY_IN_CLUSTER: readonly string[] = [
  'Channel',
  'Membership',
  'Receiver',
  'Sender',
  'Transport',
  'Interceptor',
  'Deployer',
  'ClusterListener',
  'Member',
  'LocalMember',
  'MembershipListener',
  'ChannelListener',
];

/** Children of the elements around; for elements that are written in another case. */
export const CONTAINER_CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Server: ['Listener', 'GlobalNamingResources', 'Service'],
  Service: ['Listener', 'Executor', 'Connector', 'Engine'],
  Engine: ['Listener', 'Realm', 'Valve', 'Cluster', 'Host'],
  Host: ['Listener', 'Realm', 'Valve', 'Alias', 'Cluster', 'Context'],
  Context: [
    'Listener',
    'Loader',
    'Manager',
    'Parameter',
    'Realm',
    'Resources',
    'ResourceLink',
    'Resource',
    'Environment',
    'Valve',
    'WatchedResource',
    'JarScanner',
    'CookieProcessor',
  ],
};

/** Elements of a `<Cluster>` for which no class is assumed: without `className` the whole server.xml is refused. */
export const NEEDS_CLASS_NAME: ReadonlySet<string> = new Set([
  'Cluster',
  'Manager',
  'Channel',
  'Membership',
  'MembershipListener',
  'Sender',
  'Transport',
  'Receiver',
  'Interceptor',
  'LocalMember',
  'Member',
  'ChannelListener',
  'Valve',
  'Deployer',
  'Listener',
  'ClusterListener',
]);

/** The class that nearly everyone means; null where there is no such class. */
export function usualClass(element: string, flat: boolean): string | null {
  return (flat ? USUAL_FLAT : USUAL_LAYERED)[element] ?? null;
}

const USUAL_FLAT: Readonly<Record<string, string>> = {
  Cluster: 'org.apache.catalina.cluster.tcp.SimpleTcpCluster',
  Membership: 'org.apache.catalina.cluster.mcast.McastService',
  Receiver: 'org.apache.catalina.cluster.tcp.ReplicationListener',
  Sender: 'org.apache.catalina.cluster.tcp.ReplicationTransmitter',
  Valve: 'org.apache.catalina.cluster.tcp.ReplicationValve',
  Deployer: 'org.apache.catalina.cluster.deploy.FarmWarDeployer',
  ClusterListener: 'org.apache.catalina.cluster.session.ClusterSessionListener',
};

const USUAL_LAYERED: Readonly<Record<string, string>> = {
  Cluster: 'org.apache.catalina.ha.tcp.SimpleTcpCluster',
  Manager: 'org.apache.catalina.ha.session.DeltaManager',
  Channel: 'org.apache.catalina.tribes.group.GroupChannel',
  Membership: 'org.apache.catalina.tribes.membership.McastService',
  Receiver: 'org.apache.catalina.tribes.transport.nio.NioReceiver',
  Sender: 'org.apache.catalina.tribes.transport.ReplicationTransmitter',
  Transport: 'org.apache.catalina.tribes.transport.nio.PooledParallelSender',
  Member: 'org.apache.catalina.tribes.membership.StaticMember',
  LocalMember: 'org.apache.catalina.tribes.membership.StaticMember',
  Deployer: 'org.apache.catalina.ha.deploy.FarmWarDeployer',
  ClusterListener: 'org.apache.catalina.ha.session.ClusterSessionListener',
};

/**
 * The generations whose digester knows the element at this place, given that it is one of the family's.
 * Members of a Membership are read from 9.0.11 on; 8.5 passes them over.
 */
export function isReadAt(name: string, parentPath: string, generation: Generation): boolean {
  const flat = generation === '5.0' || generation === '5.5';
  const places = (flat ? FLAT_PLACES : LAYERED_PLACES)[name];
  if (places?.includes(parentPath) !== true) return false;
  if (parentPath === 'Channel/Membership') return !['6.0', '7.0', '8.0', '8.5'].includes(generation);
  return true;
}
