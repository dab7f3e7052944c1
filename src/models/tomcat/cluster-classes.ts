/**
 * The classes that may be named in a `<Cluster>`, with the attributes that their setters make.
 *
 * Taken from Tomcat itself: every concrete class of `org.apache.catalina.cluster`, `.ha` and `.tribes` that has the type
 * which its element asks for (ClusterRuleSet), and every public method `setX` with one parameter, inherited ones included,
 * because the digester sets whatever has one (IntrospectionUtils). Read from the sources of 5.5.0, 5.5.9, 5.5.10, 5.5.15,
 * 5.5.36, 7.0.0, 7.0.109, 8.5.0, 8.5.100, 9.0.0, 9.0.121, 10.0.0, 10.0.27, 10.1.0, 10.1.59, 11.0.0, 11.0.25 and 12.0.0-M1,
 * and from the jars of 6.0.14, 6.0.18, 6.0.35, 6.0.53 and 8.0.53. 5.0 is taken to be as 5.5.0, its successor of that month.
 */
import type { ClusterElementName } from './grammar.ts';

export interface ClusterClassRecord {
  /** The element that the class is for. */
  readonly element: ClusterElementName;
  /** With its package. */
  readonly name: string;
  /** The generations that have it; see `generationsIn`. */
  readonly exists: string;
  /** Separated by blanks; `name@generations` where not every generation that has the class has the attribute. */
  readonly attributes: string;
}

export const CLUSTER_CLASSES: readonly ClusterClassRecord[] = [
  {
    element: 'Cluster',
    name: 'org.apache.catalina.cluster.tcp.SimpleTcpCluster',
    exists: '5.0-5.5',
    attributes:
      'clusterDeployer clusterLogName@5.5 clusterName clusterReceiver clusterSender container ' +
      'defaultMode@5.5 doClusterLog@5.5 expireSessionsOnShutdown managerClassName membershipService ' +
      'notifyLifecycleListenerOnFailure@5.5 notifyListenersOnReplication@5.5 objectName@5.5 printToScreen ' +
      'protocol useDirtyFlag',
  },
  {
    element: 'Cluster',
    name: 'org.apache.catalina.ha.tcp.SimpleTcpCluster',
    exists: '6.0-',
    attributes:
      'channel channelSendOptions channelStartOptions clusterDeployer clusterName container domain@7.0- ' +
      'heartbeatBackgroundEnabled managerClassName@6.0-7.0 managerTemplate notifyLifecycleListenerOnFailure ' +
      'protocol@6.0-7.0 throwOnFailure@7.0,8.5-',
  },
  {
    element: 'Manager',
    name: 'org.apache.catalina.cluster.session.DeltaManager',
    exists: '5.0-5.5',
    attributes:
      'algorithm cluster container defaultMode@5.5 distributable duplicates entropy ' +
      'expireSessionsOnShutdown expireTolerance@5.5 expiredSessions maxActive maxActiveSessions ' +
      'maxInactiveInterval name notifyListenersOnReplication@5.5 notifySessionListenersOnReplication@5.5 ' +
      'pathname printToScreen processExpiresFrequency@5.5 processingTime randomClass randomFile ' +
      'rejectedSessions sendAllSessions@5.5 sendAllSessionsSize@5.5 sendAllSessionsWaitTime@5.5 ' +
      'sendClusterDomainOnly@5.5 sessionAverageAliveTime@5.5 sessionCounter sessionIdLength ' +
      'sessionMaxAliveTime@5.5 stateTimestampDrop@5.5 stateTransferTimeout@5.5 stateTransfered@5.5 ' +
      'stateTransferred updateActiveInterval@5.5 useDirtyFlag',
  },
  {
    element: 'Manager',
    name: 'org.apache.catalina.cluster.session.SimpleTcpReplicationManager',
    exists: '5.0-5.5',
    attributes:
      'algorithm cluster container defaultMode@5.5 distributable duplicates entropy ' +
      'expireSessionsOnShutdown expiredSessions maxActive maxActiveSessions maxInactiveInterval name ' +
      'notifyListenersOnReplication@5.5 pathname printToScreen processExpiresFrequency@5.5 processingTime ' +
      'randomClass randomFile rejectedSessions sendClusterDomainOnly@5.5 sessionAverageAliveTime@5.5 ' +
      'sessionCounter sessionIdLength sessionMaxAliveTime@5.5 synchronousReplication useDirtyFlag',
  },
  {
    element: 'Manager',
    name: 'org.apache.catalina.ha.session.BackupManager',
    exists: '6.0-',
    attributes:
      'accessTimeout@7.0- algorithm@6.0-7.0 cluster container@6.0-8.0 context@8.0- defaultMode@6.0-7.0 ' +
      'distributable@6.0-8.0 domain@7.0- domainReplication@6.0-7.0 duplicates@6.0-10.1 entropy@6.0-7.0 ' +
      'expireSessionsOnShutdown@6.0-7.0 expiredSessions mapSendOptions maxActive maxActiveSessions ' +
      'maxInactiveInterval@6.0-8.0 name notifyAttributeListenerOnUnchangedValue@9.0- ' +
      'notifyBindingListenerOnUnchangedValue@9.0- notifyListenersOnReplication pathname@6.0-7.0 ' +
      'persistAuthentication@7.0,8.5- persistAuthenticationNotes@8.5-10.0 processExpiresFrequency ' +
      'processingTime randomClass@6.0-7.0 randomFile@6.0-7.0 recordAllActions@7.0- rejectedSessions@6.0-7.0 ' +
      'rpcTimeout secureRandomAlgorithm@7.0- secureRandomClass@7.0- secureRandomProvider@7.0- ' +
      'sessionActivityCheck@10.0- sessionAttributeFilter@7.0-8.0 sessionAttributeNameFilter ' +
      'sessionAttributeValueClassNameFilter sessionAverageAliveTime@6.0-7.0 sessionCounter@6.0-10.1 ' +
      'sessionIdGenerator@7.0- sessionIdLength@6.0-8.0 sessionLastAccessAtStart@10.0- sessionMaxAliveTime ' +
      'terminateOnStartFailure@7.0- throwOnFailure@7.0,8.5- warnOnSessionAttributeFilterFailure',
  },
  {
    element: 'Manager',
    name: 'org.apache.catalina.ha.session.DeltaManager',
    exists: '6.0-',
    attributes:
      'algorithm@6.0-7.0 cluster container@6.0-8.0 context@8.0- defaultMode@6.0-7.0 distributable@6.0-8.0 ' +
      'domain@7.0- domainReplication@6.0-7.0 duplicates@6.0-10.1 enableStatistics@9.0,10.1- entropy@6.0-7.0 ' +
      'expireSessionsOnShutdown expiredSessions maxActive maxActiveSessions maxInactiveInterval@6.0-8.0 ' +
      'name noContextManagerReceived notifyAttributeListenerOnUnchangedValue@9.0- ' +
      'notifyBindingListenerOnUnchangedValue@9.0- notifyContainerListenersOnReplication ' +
      'notifyListenersOnReplication notifySessionListenersOnReplication persistAuthentication@7.0,8.5- ' +
      'persistAuthenticationNotes@8.5-10.0 processExpiresFrequency processingTime randomClass@6.0-7.0 ' +
      'randomFile@6.0-7.0 recordAllActions@7.0- rejectedSessions@6.0-7.0 secureRandomAlgorithm@7.0- ' +
      'secureRandomClass@7.0- secureRandomProvider@7.0- sendAllSessions sendAllSessionsSize ' +
      'sendAllSessionsWaitTime sessionActivityCheck@10.0- sessionAttributeFilter@6.0-8.0 ' +
      'sessionAttributeNameFilter sessionAttributeValueClassNameFilter sessionAverageAliveTime@6.0-7.0 ' +
      'sessionCounter@6.0-10.1 sessionIdGenerator@7.0- sessionIdLength@6.0-8.0 ' +
      'sessionLastAccessAtStart@10.0- sessionMaxAliveTime stateTimestampDrop stateTransferTimeout ' +
      'stateTransfered@6.0-9.0 stateTransferred@7.0,8.5- throwOnFailure@7.0,8.5- ' +
      'warnOnSessionAttributeFilterFailure',
  },
  {
    element: 'Manager',
    name: 'org.apache.catalina.ha.session.SimpleTcpReplicationManager',
    exists: '6.0-7.0',
    attributes:
      'algorithm cluster container defaultMode distributable domain@7.0 domainReplication duplicates ' +
      'entropy expireSessionsOnShutdown expiredSessions maxActive maxActiveSessions maxInactiveInterval ' +
      'name notifyListenersOnReplication pathname printToScreen processExpiresFrequency processingTime ' +
      'randomClass randomFile rejectedSessions sessionAttributeNameFilter@6.0 ' +
      'sessionAttributeValueClassNameFilter@6.0 sessionAverageAliveTime sessionCounter sessionIdLength ' +
      'sessionMaxAliveTime synchronousReplication useDirtyFlag warnOnSessionAttributeFilterFailure@6.0',
  },
  {
    element: 'Channel',
    name: 'org.apache.catalina.tribes.group.GroupChannel',
    exists: '6.0-',
    attributes:
      'channel@7.0- channelReceiver channelSender heartbeat heartbeatSleeptime jmxDomain@8.5- ' +
      'jmxEnabled@8.5- jmxPrefix@8.5- membershipService name@7.0- next optionCheck optionFlag previous ' +
      'utilityExecutor@9.0-',
  },
  {
    element: 'Membership',
    name: 'org.apache.catalina.cluster.mcast.McastService',
    exists: '5.0-5.5',
    attributes:
      'catalinaCluster@5.5 mcastAddr mcastBindAddress mcastClusterDomain@5.5 mcastDropTime mcastFrequency ' +
      'mcastPort mcastSoTimeout mcastTTL objectName@5.5 properties recoveryCounter@5.5 recoveryEnabled@5.5 ' +
      'recoverySleepTime@5.5',
  },
  {
    element: 'Membership',
    name: 'org.apache.catalina.tribes.membership.McastService',
    exists: '6.0-',
    attributes:
      'address bind channel@7.0- domain dropTime frequency localLoopbackDisabled@7.0- mcastAddr@6.0-7.0 ' +
      'mcastBindAddress mcastDropTime mcastFrequency@6.0-7.0 mcastPort@6.0-7.0 mcastSoTimeout@6.0-7.0 ' +
      'mcastTTL@6.0-7.0 membershipListener messageListener@7.0- payload port properties recoveryCounter ' +
      'recoveryEnabled recoverySleepTime soTimeout ttl',
  },
  {
    element: 'Membership',
    name: 'org.apache.catalina.tribes.membership.StaticMembershipService',
    exists: '9.0-',
    attributes:
      'channel connectTimeout domain expirationTime localMember membershipListener payload pingInterval ' +
      'properties rpcTimeout useThread',
  },
  {
    element: 'Membership',
    name: 'org.apache.catalina.tribes.membership.cloud.CloudMembershipService',
    exists: '9.0-',
    attributes:
      'channel connectTimeout domain expirationTime membershipListener membershipProvider ' +
      'membershipProviderClassName payload properties readTimeout',
  },
  {
    element: 'Member',
    name: 'org.apache.catalina.tribes.membership.MemberImpl',
    exists: '6.0-',
    attributes:
      'command domain host hostname local@7.0- memberAliveTime msgCount payload port securePort ' +
      'serviceStartTime udpPort@7.0- uniqueId',
  },
  {
    element: 'Member',
    name: 'org.apache.catalina.tribes.membership.StaticMember',
    exists: '6.0-',
    attributes:
      'command domain host hostname local@7.0- memberAliveTime msgCount payload port securePort ' +
      'serviceStartTime udpPort@7.0- uniqueId',
  },
  {
    element: 'Receiver',
    name: 'org.apache.catalina.cluster.tcp.ReplicationListener',
    exists: '5.0-5.5',
    attributes:
      'bind@5.5 catalinaCluster compress@5.5 doReceivedProcessingStats@5.5 isSenderSynchronized ' +
      'objectName@5.5 ooBInline@5.5 rxBufSize@5.5 sendAck@5.5 soKeepAlive@5.5 soLingerOn@5.5 ' +
      'soLingerTime@5.5 soReuseAddress@5.5 soTrafficClass@5.5 tcpListenAddress tcpListenPort tcpNoDelay@5.5 ' +
      'tcpSelectorTimeout tcpThreadCount timeout@5.5 txBufSize@5.5',
  },
  {
    element: 'Receiver',
    name: 'org.apache.catalina.cluster.tcp.SocketReplicationListener',
    exists: '5.5',
    attributes:
      'bind catalinaCluster compress doReceivedProcessingStats objectName ooBInline rxBufSize sendAck ' +
      'soKeepAlive soLingerOn soLingerTime soReuseAddress soTrafficClass tcpListenAddress tcpListenMaxPort ' +
      'tcpListenPort tcpListenTimeout tcpNoDelay timeout txBufSize',
  },
  {
    element: 'Receiver',
    name: 'org.apache.catalina.tribes.transport.bio.BioReceiver',
    exists: '6.0-9.0',
    attributes:
      'address autoBind bind channel@7.0-9.0 daemon@7.0-9.0 direct executor host listen listener log@6.0 ' +
      'maxIdleTime@7.0-9.0 maxTasks maxThreads messageListener minTasks minThreads ooBInline pool port ' +
      'rxBufSize securePort selectorTimeout soKeepAlive soLingerOn soLingerTime soReuseAddress ' +
      'soTrafficClass tcpListenAddress@6.0-7.0 tcpListenPort@6.0-7.0 tcpNoDelay tcpSelectorTimeout@6.0-7.0 ' +
      'tcpThreadCount@6.0-7.0 timeout txBufSize udpPort@7.0-9.0 udpRxBufSize@7.0-9.0 udpTxBufSize@7.0-9.0 ' +
      'useBufferPool',
  },
  {
    element: 'Receiver',
    name: 'org.apache.catalina.tribes.transport.nio.NioReceiver',
    exists: '6.0-',
    attributes:
      'address autoBind bind channel@7.0- daemon@7.0- direct executor host listen listener log@6.0 ' +
      'maxIdleTime@7.0- maxTasks maxThreads messageListener minTasks minThreads ooBInline pool port ' +
      'rxBufSize securePort selectorTimeout soKeepAlive soLingerOn soLingerTime soReuseAddress ' +
      'soTrafficClass tcpListenAddress@6.0-7.0 tcpListenPort@6.0-7.0 tcpNoDelay tcpSelectorTimeout@6.0-7.0 ' +
      'tcpThreadCount@6.0-7.0 timeout txBufSize udpPort@7.0- udpRxBufSize@7.0- udpTxBufSize@7.0- ' +
      'useBufferPool',
  },
  {
    element: 'Sender',
    name: 'org.apache.catalina.cluster.tcp.ReplicationTransmitter',
    exists: '5.0-5.5',
    attributes:
      'ackTimeout@5.5 autoConnect@5.5 catalinaCluster@5.5 compress@5.5 doTransmitterProcessingStats@5.5 ' +
      'objectName@5.5 processSenderFrequency@5.5 replicationMode waitForAck@5.5',
  },
  {
    element: 'Sender',
    name: 'org.apache.catalina.tribes.transport.ReplicationTransmitter',
    exists: '6.0-',
    attributes: 'channel@7.0- transport',
  },
  {
    element: 'Transport',
    name: 'org.apache.catalina.tribes.transport.bio.MultipointBioSender',
    exists: '6.0-9.0',
    attributes:
      'address attempt connectTime destination direct@6.0-7.0 directBuffer keepAliveCount keepAliveTime ' +
      'maxRetryAttempts ooBInline port requestCount rxBufSize soKeepAlive soLingerOn soLingerTime ' +
      'soReuseAddress soTrafficClass tcpNoDelay throwOnFailedAck timeout txBufSize udpBased@7.0-9.0 ' +
      'udpPort@7.0-9.0 udpRxBufSize@7.0-9.0 udpTxBufSize@7.0-9.0',
  },
  {
    element: 'Transport',
    name: 'org.apache.catalina.tribes.transport.bio.PooledMultiSender',
    exists: '6.0-9.0',
    attributes:
      'address attempt connectTime destination direct@6.0-7.0 directBuffer keepAliveCount keepAliveTime ' +
      'limit@7.0,8.5-9.0 maxRetryAttempts maxWait@7.0-9.0 ooBInline poolSize port requestCount rxBufSize ' +
      'soKeepAlive soLingerOn soLingerTime soReuseAddress soTrafficClass tcpNoDelay throwOnFailedAck ' +
      'timeout txBufSize udpBased@7.0-9.0 udpPort@7.0-9.0 udpRxBufSize@7.0-9.0 udpTxBufSize@7.0-9.0',
  },
  {
    element: 'Transport',
    name: 'org.apache.catalina.tribes.transport.nio.ParallelNioSender',
    exists: '6.0-',
    attributes:
      'address attempt connectTime destination direct@6.0-7.0 directBuffer keepAliveCount keepAliveTime ' +
      'maxRetryAttempts ooBInline port requestCount rxBufSize soKeepAlive soLingerOn soLingerTime ' +
      'soReuseAddress soTrafficClass tcpNoDelay throwOnFailedAck timeout txBufSize udpBased@7.0- ' +
      'udpPort@7.0- udpRxBufSize@7.0- udpTxBufSize@7.0-',
  },
  {
    element: 'Transport',
    name: 'org.apache.catalina.tribes.transport.nio.PooledParallelSender',
    exists: '6.0-',
    attributes:
      'address attempt connectTime destination direct@6.0-7.0 directBuffer keepAliveCount keepAliveTime ' +
      'limit@7.0,8.5- maxRetryAttempts maxWait@7.0- ooBInline poolSize port requestCount rxBufSize ' +
      'soKeepAlive soLingerOn soLingerTime soReuseAddress soTrafficClass tcpNoDelay throwOnFailedAck ' +
      'timeout txBufSize udpBased@7.0- udpPort@7.0- udpRxBufSize@7.0- udpTxBufSize@7.0-',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.ChannelCoordinator',
    exists: '6.0-',
    attributes: 'channel@7.0- clusterReceiver clusterSender membershipService next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.DomainFilterInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- domain logInterval@7.0- next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.EncryptInterceptor',
    exists: '7.0,8.5-',
    attributes:
      'channel encryptionAlgorithm encryptionKey encryptionKeyString next optionFlag previous providerName ' +
      'replayWindowMessageCount@9.0,10.1- replayWindowTime@9.0,10.1-',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.FragmentationInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- expire maxSize next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.GzipInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- compressionMinSize@9.0- interval@9.0- next optionFlag previous statsEnabled@9.0-',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.MessageDispatch15Interceptor',
    exists: '6.0-8.0',
    attributes:
      'alwaysSend andGetCurrentSize channel@7.0-8.0 keepAliveTime maxQueueSize maxSpareThreads maxThreads ' +
      'next optionFlag previous useDeepClone',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.MessageDispatchInterceptor',
    exists: '6.0-',
    attributes:
      'alwaysSend andGetCurrentSize channel@7.0- keepAliveTime@8.0- maxQueueSize maxSpareThreads@8.0- ' +
      'maxThreads@8.0- next optionFlag previous useDeepClone',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.NonBlockingCoordinator',
    exists: '6.0-',
    attributes: 'channel@7.0- next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.OrderInterceptor',
    exists: '6.0-',
    attributes:
      'channel@7.0- counter@7.0,8.5- expire forwardExpired maxQueue message@7.0,8.5- next optionFlag ' + 'previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.SimpleCoordinator',
    exists: '6.0-',
    attributes: 'channel@7.0- next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.StaticMembershipInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- localMember next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.TcpFailureDetector',
    exists: '6.0-',
    attributes:
      'channel@7.0- connectTimeout next optionFlag performConnectTest@6.0-7.0 performReadTest ' +
      'performSendTest previous readTestTimeout removeSuspectsTimeout@7.0-',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.TcpPingInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- interval next optionFlag previous staticOnly useThread',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.ThroughputInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- interval next optionFlag previous',
  },
  {
    element: 'Interceptor',
    name: 'org.apache.catalina.tribes.group.interceptors.TwoPhaseCommitInterceptor',
    exists: '6.0-',
    attributes: 'channel@7.0- deepclone expire next optionFlag previous',
  },
  {
    element: 'Valve',
    name: 'org.apache.catalina.cluster.authenticator.ClusterSingleSignOn',
    exists: '5.5',
    attributes: 'cluster container controller cookieDomain next objectName requireReauthentication',
  },
  {
    element: 'Valve',
    name: 'org.apache.catalina.cluster.session.JvmRouteBinderValve',
    exists: '5.5',
    attributes: 'cluster container controller enabled next objectName sessionIdAttribute',
  },
  {
    element: 'Valve',
    name: 'org.apache.catalina.cluster.tcp.ReplicationValve',
    exists: '5.0-5.5',
    attributes:
      'cluster@5.5 container controller debug doProcessingStats@5.5 filter next objectName ' +
      'primaryIndicator@5.5 primaryIndicatorName@5.5',
  },
  {
    element: 'Valve',
    name: 'org.apache.catalina.ha.authenticator.ClusterSingleSignOn',
    exists: '6.0-',
    attributes:
      'accessTimeout@7.0- asyncSupported@7.0- cluster container controller@6.0 cookieDomain cookieName@8.5- ' +
      'domain@7.0- mapSendOptions@7.0- next objectName@6.0 requireReauthentication rpcTimeout@7.0- ' +
      'terminateOnStartFailure@7.0- throwOnFailure@7.0,8.5-',
  },
  {
    element: 'Valve',
    name: 'org.apache.catalina.ha.session.JvmRouteBinderValve',
    exists: '6.0-',
    attributes:
      'asyncSupported@7.0- cluster container controller@6.0 domain@7.0- enabled next objectName@6.0 ' +
      'sessionIdAttribute throwOnFailure@7.0,8.5-',
  },
  {
    element: 'Valve',
    name: 'org.apache.catalina.ha.tcp.ReplicationValve',
    exists: '6.0-',
    attributes:
      'asyncSupported@7.0- cluster container controller@6.0 domain@7.0- filter next objectName@6.0 ' +
      'primaryIndicator primaryIndicatorName statistics throwOnFailure@7.0,8.5-',
  },
  {
    element: 'Deployer',
    name: 'org.apache.catalina.cluster.deploy.FarmWarDeployer',
    exists: '5.0-5.5',
    attributes: 'cluster deployDir processDeployFrequency@5.5 tempDir watchDir watchEnabled',
  },
  {
    element: 'Deployer',
    name: 'org.apache.catalina.ha.deploy.FarmWarDeployer',
    exists: '6.0-',
    attributes: 'cluster deployDir maxValidTime@7.0- processDeployFrequency tempDir watchDir watchEnabled',
  },
  {
    element: 'ClusterListener',
    name: 'org.apache.catalina.cluster.authenticator.ClusterSingleSignOnListener',
    exists: '5.5',
    attributes: 'cluster clusterSSO',
  },
  {
    element: 'ClusterListener',
    name: 'org.apache.catalina.cluster.session.ClusterSessionListener',
    exists: '5.5',
    attributes: 'cluster',
  },
  {
    element: 'ClusterListener',
    name: 'org.apache.catalina.cluster.session.JvmRouteSessionIDBinderListener',
    exists: '5.5',
    attributes: 'cluster',
  },
  {
    element: 'ClusterListener',
    name: 'org.apache.catalina.ha.authenticator.ClusterSingleSignOnListener',
    exists: '6.0-7.0',
    attributes: 'cluster clusterSSO',
  },
  {
    element: 'ClusterListener',
    name: 'org.apache.catalina.ha.session.ClusterSessionListener',
    exists: '6.0-',
    attributes: 'cluster',
  },
  {
    element: 'ClusterListener',
    name: 'org.apache.catalina.ha.session.JvmRouteSessionIDBinderListener',
    exists: '6.0-7.0',
    attributes: 'cluster',
  },
];

/** Other classes of these packages, which no element of a `<Cluster>` takes; for telling a wrong name from an unknown one. */
export const OTHER_CLASSES: readonly string[] = [
  'org.apache.catalina.cluster.ClusterRuleSet',
  'org.apache.catalina.cluster.Constants',
  'org.apache.catalina.cluster.authenticator.SingleSignOnMessage',
  'org.apache.catalina.cluster.deploy.FileMessage',
  'org.apache.catalina.cluster.deploy.FileMessageFactory',
  'org.apache.catalina.cluster.deploy.UndeployMessage',
  'org.apache.catalina.cluster.deploy.WarWatcher',
  'org.apache.catalina.cluster.io.Jdk13ObjectReader',
  'org.apache.catalina.cluster.io.ObjectReader',
  'org.apache.catalina.cluster.io.SocketObjectReader',
  'org.apache.catalina.cluster.io.XByteBuffer',
  'org.apache.catalina.cluster.mcast.Constants',
  'org.apache.catalina.cluster.mcast.McastMember',
  'org.apache.catalina.cluster.mcast.McastMembership',
  'org.apache.catalina.cluster.mcast.McastServiceImpl',
  'org.apache.catalina.cluster.session.Constants',
  'org.apache.catalina.cluster.session.DeltaRequest',
  'org.apache.catalina.cluster.session.DeltaSession',
  'org.apache.catalina.cluster.session.DeltaSessionFacade',
  'org.apache.catalina.cluster.session.JvmRouteSessionIDBinderLifecycleListener',
  'org.apache.catalina.cluster.session.ReplicatedSession',
  'org.apache.catalina.cluster.session.ReplicationStream',
  'org.apache.catalina.cluster.session.SerializablePrincipal',
  'org.apache.catalina.cluster.session.SessionIDMessage',
  'org.apache.catalina.cluster.session.SessionMessageImpl',
  'org.apache.catalina.cluster.tcp.AsyncSocketSender',
  'org.apache.catalina.cluster.tcp.ClusterData',
  'org.apache.catalina.cluster.tcp.Constants',
  'org.apache.catalina.cluster.tcp.DataSender',
  'org.apache.catalina.cluster.tcp.FastAsyncSocketSender',
  'org.apache.catalina.cluster.tcp.IDataSenderFactory',
  'org.apache.catalina.cluster.tcp.Jdk13ReplicationListener',
  'org.apache.catalina.cluster.tcp.PooledSocketSender',
  'org.apache.catalina.cluster.tcp.SendMessageData',
  'org.apache.catalina.cluster.tcp.SenderState',
  'org.apache.catalina.cluster.tcp.SocketReplicationThread',
  'org.apache.catalina.cluster.tcp.SocketSender',
  'org.apache.catalina.cluster.tcp.TcpReplicationThread',
  'org.apache.catalina.cluster.tcp.ThreadPool',
  'org.apache.catalina.cluster.tcp.WorkerThread',
  'org.apache.catalina.cluster.util.FastQueue',
  'org.apache.catalina.cluster.util.LinkObject',
  'org.apache.catalina.cluster.util.SingleRemoveSynchronizedAddLock',
  'org.apache.catalina.cluster.util.SmartQueue',
  'org.apache.catalina.ha.ClusterMessageBase',
  'org.apache.catalina.ha.ClusterRuleSet',
  'org.apache.catalina.ha.Constants',
  'org.apache.catalina.ha.authenticator.SingleSignOnMessage',
  'org.apache.catalina.ha.backend.CollectedInfo',
  'org.apache.catalina.ha.backend.HeartbeatListener',
  'org.apache.catalina.ha.backend.MultiCastSender',
  'org.apache.catalina.ha.backend.Proxy',
  'org.apache.catalina.ha.backend.TcpSender',
  'org.apache.catalina.ha.deploy.Constants',
  'org.apache.catalina.ha.deploy.FileMessage',
  'org.apache.catalina.ha.deploy.FileMessageFactory',
  'org.apache.catalina.ha.deploy.UndeployMessage',
  'org.apache.catalina.ha.deploy.WarWatcher',
  'org.apache.catalina.ha.jmx.ClusterJmxHelper',
  'org.apache.catalina.ha.session.Constants',
  'org.apache.catalina.ha.session.DeltaRequest',
  'org.apache.catalina.ha.session.DeltaSession',
  'org.apache.catalina.ha.session.ReplicatedSession',
  'org.apache.catalina.ha.session.SerializablePrincipal',
  'org.apache.catalina.ha.session.SessionIDMessage',
  'org.apache.catalina.ha.session.SessionMessageImpl',
  'org.apache.catalina.ha.session.StandardSessionContext',
  'org.apache.catalina.ha.tcp.Constants',
  'org.apache.catalina.ha.tcp.SendMessageData',
  'org.apache.catalina.tribes.ByteMessage',
  'org.apache.catalina.tribes.ChannelException',
  'org.apache.catalina.tribes.Constants',
  'org.apache.catalina.tribes.RemoteProcessException',
  'org.apache.catalina.tribes.UniqueId',
  'org.apache.catalina.tribes.group.AbsoluteOrder',
  'org.apache.catalina.tribes.group.InterceptorPayload',
  'org.apache.catalina.tribes.group.Response',
  'org.apache.catalina.tribes.group.RpcChannel',
  'org.apache.catalina.tribes.group.RpcMessage',
  'org.apache.catalina.tribes.io.BufferPool',
  'org.apache.catalina.tribes.io.BufferPool14Impl',
  'org.apache.catalina.tribes.io.BufferPool15Impl',
  'org.apache.catalina.tribes.io.ChannelData',
  'org.apache.catalina.tribes.io.DirectByteArrayOutputStream',
  'org.apache.catalina.tribes.io.ObjectReader',
  'org.apache.catalina.tribes.io.ReplicationStream',
  'org.apache.catalina.tribes.io.XByteBuffer',
  'org.apache.catalina.tribes.jmx.JmxRegistry',
  'org.apache.catalina.tribes.membership.Constants',
  'org.apache.catalina.tribes.membership.McastServiceImpl',
  'org.apache.catalina.tribes.membership.Membership',
  'org.apache.catalina.tribes.membership.StaticMembershipProvider',
  'org.apache.catalina.tribes.membership.cloud.CertificateStreamProvider',
  'org.apache.catalina.tribes.membership.cloud.DNSMembershipProvider',
  'org.apache.catalina.tribes.membership.cloud.InsecureStreamProvider',
  'org.apache.catalina.tribes.membership.cloud.KubernetesMembershipProvider',
  'org.apache.catalina.tribes.membership.cloud.TokenStreamProvider',
  'org.apache.catalina.tribes.tipis.LazyReplicatedMap',
  'org.apache.catalina.tribes.tipis.ReplicatedMap',
  'org.apache.catalina.tribes.transport.Constants',
  'org.apache.catalina.tribes.transport.RxTaskPool',
  'org.apache.catalina.tribes.transport.SenderState',
  'org.apache.catalina.tribes.transport.bio.BioReplicationTask',
  'org.apache.catalina.tribes.transport.bio.BioSender',
  'org.apache.catalina.tribes.transport.bio.util.FastQueue',
  'org.apache.catalina.tribes.transport.bio.util.LinkObject',
  'org.apache.catalina.tribes.transport.bio.util.SingleRemoveSynchronizedAddLock',
  'org.apache.catalina.tribes.transport.nio.NioReplicationTask',
  'org.apache.catalina.tribes.transport.nio.NioSender',
  'org.apache.catalina.tribes.util.Arrays',
  'org.apache.catalina.tribes.util.ExceptionUtils',
  'org.apache.catalina.tribes.util.ExecutorFactory',
  'org.apache.catalina.tribes.util.Jre14Compat',
  'org.apache.catalina.tribes.util.JreCompat',
  'org.apache.catalina.tribes.util.Logs',
  'org.apache.catalina.tribes.util.StringManager',
  'org.apache.catalina.tribes.util.TcclThreadFactory',
  'org.apache.catalina.tribes.util.UUIDGenerator',
];
