/**
 * What became of the flat `<Cluster>` of 5.0 and 5.5 in the layered one of 6.0: classes and attributes, after the setters of
 * both families (org.apache.catalina.cluster.* against .ha.* and .tribes.*).
 */

/** The class that took the place; null for one that has no successor. */
export const SUCCESSORS: Readonly<Record<string, string | null>> = {
  'org.apache.catalina.cluster.tcp.SimpleTcpCluster': 'org.apache.catalina.ha.tcp.SimpleTcpCluster',
  'org.apache.catalina.cluster.session.DeltaManager': 'org.apache.catalina.ha.session.DeltaManager',
  'org.apache.catalina.cluster.session.SimpleTcpReplicationManager': 'org.apache.catalina.ha.session.DeltaManager',
  'org.apache.catalina.cluster.mcast.McastService': 'org.apache.catalina.tribes.membership.McastService',
  'org.apache.catalina.cluster.tcp.ReplicationListener': 'org.apache.catalina.tribes.transport.nio.NioReceiver',
  'org.apache.catalina.cluster.tcp.SocketReplicationListener': 'org.apache.catalina.tribes.transport.nio.NioReceiver',
  'org.apache.catalina.cluster.tcp.ReplicationTransmitter':
    'org.apache.catalina.tribes.transport.ReplicationTransmitter',
  'org.apache.catalina.cluster.tcp.ReplicationValve': 'org.apache.catalina.ha.tcp.ReplicationValve',
  'org.apache.catalina.cluster.session.JvmRouteBinderValve': 'org.apache.catalina.ha.session.JvmRouteBinderValve',
  'org.apache.catalina.cluster.session.ClusterSessionListener': 'org.apache.catalina.ha.session.ClusterSessionListener',
  'org.apache.catalina.cluster.authenticator.ClusterSingleSignOn':
    'org.apache.catalina.ha.authenticator.ClusterSingleSignOn',
  'org.apache.catalina.cluster.authenticator.ClusterSingleSignOnListener': null,
  'org.apache.catalina.cluster.deploy.FarmWarDeployer': 'org.apache.catalina.ha.deploy.FarmWarDeployer',
  'org.apache.catalina.cluster.session.JvmRouteSessionIDBinderListener': null,
  // Gone from the layered family, too.
  'org.apache.catalina.ha.session.JvmRouteSessionIDBinderListener': null,
  'org.apache.catalina.ha.session.SimpleTcpReplicationManager': 'org.apache.catalina.ha.session.DeltaManager',
  'org.apache.catalina.tribes.group.interceptors.MessageDispatch15Interceptor':
    'org.apache.catalina.tribes.group.interceptors.MessageDispatchInterceptor',
  'org.apache.catalina.tribes.transport.bio.BioReceiver': 'org.apache.catalina.tribes.transport.nio.NioReceiver',
  'org.apache.catalina.tribes.transport.bio.PooledMultiSender':
    'org.apache.catalina.tribes.transport.nio.PooledParallelSender',
  'org.apache.catalina.tribes.transport.bio.MultipointBioSender':
    'org.apache.catalina.tribes.transport.nio.ParallelNioSender',
};

export interface FlatAttribute {
  /** The attribute that took the place on the same element; null where there is none. */
  readonly renamed: string | null;
  /** Where the value goes now, for the message: a sentence that starts with a small letter, without a final dot. */
  readonly instead: string;
}

const renamed = (name: string): FlatAttribute => ({ renamed: name, instead: `write it as ${name}` });
const elsewhere = (instead: string): FlatAttribute => ({ renamed: null, instead });

const GONE = elsewhere('leave it out, nothing took its place');
const ON_MANAGER = elsewhere('set it on the <Manager> inside the <Cluster>');

/** By element of the layered family. */
export const FLAT_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, FlatAttribute>>>> = {
  Cluster: {
    managerClassName: elsewhere('name the class in a <Manager className="…"/> inside the <Cluster>'),
    expireSessionsOnShutdown: ON_MANAGER,
    notifyListenersOnReplication: ON_MANAGER,
    useDirtyFlag: GONE,
    printToScreen: GONE,
    doClusterLog: GONE,
    clusterLogName: GONE,
    defaultMode: GONE,
    protocol: GONE,
  },
  Membership: {
    mcastAddr: renamed('address'),
    mcastPort: renamed('port'),
    mcastFrequency: renamed('frequency'),
    mcastDropTime: renamed('dropTime'),
    mcastBindAddress: renamed('bind'),
    mcastTTL: renamed('ttl'),
    mcastSoTimeout: renamed('soTimeout'),
    mcastClusterDomain: renamed('domain'),
  },
  Receiver: {
    tcpListenAddress: renamed('address'),
    tcpListenPort: renamed('port'),
    tcpSelectorTimeout: renamed('selectorTimeout'),
    tcpThreadCount: renamed('maxThreads'),
    tcpListenMaxPort: elsewhere('set autoBind to the number of ports to try'),
    tcpListenTimeout: renamed('timeout'),
    compress: GONE,
    sendAck: elsewhere('choose by channelSendOptions on the <Cluster>'),
    isSenderSynchronized: elsewhere('choose by channelSendOptions on the <Cluster>'),
    doReceivedProcessingStats: GONE,
  },
  Sender: {
    replicationMode: elsewhere('choose by channelSendOptions on the <Cluster>'),
    ackTimeout: elsewhere('set timeout on the <Transport> inside the <Sender>'),
    waitForAck: elsewhere('choose by channelSendOptions on the <Cluster>'),
    autoConnect: GONE,
    compress: GONE,
    doTransmitterProcessingStats: GONE,
    processSenderFrequency: GONE,
  },
  Valve: {
    doProcessingStats: GONE,
  },
};

/** `manager.expireSessionsOnShutdown`, `sender.ackTimeout`: properties that the flat `<Cluster>` hands on to its parts. */
export const HANDED_ON = /^(?:manager|sender|receiver|service|valve|listener)\./;
