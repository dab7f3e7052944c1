/**
 * What Tomcat does with a configuration, and what the linter says of the same files. `{GROUP}` stands for a multicast port,
 * `{PORT}` for the port of a receiver, `{PEER}` for that of the other node's.
 */

/**
 * - `refused`: Tomcat does not start.
 * - `starts`: it does, and what it says counts.
 * - `unavailable`: it does, but the application is not there.
 * - `local`: there is a session, and no other node hears of it.
 * - `shared`: the other node has the session with its attribute.
 * - `empty`: the other node knows the session, but not its attribute.
 */
export type TomcatEffect = 'refused' | 'starts' | 'unavailable' | 'local' | 'shared' | 'empty';

export interface TomcatCase {
  readonly name: string;
  readonly effect: TomcatEffect;
  /** In what it logs. */
  readonly says?: RegExp;
  /** What stands in the Engine, the Host, the Service; of one node, or of two. */
  readonly nodes: readonly NodeParts[];
  /** Other files of each node: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Left out: the application is distributable. */
  readonly distributable?: boolean;
  /** `file rule messageId`, in any order. Empty: nothing is found. */
  readonly finds: readonly string[];
}

interface NodeParts {
  readonly service?: string;
  readonly engine?: string;
  readonly host?: string;
  readonly hostName?: string;
}

const CLUSTER = 'org.apache.catalina.ha.tcp.SimpleTcpCluster';
const HA = 'org.apache.catalina.ha';
const TRIBES = 'org.apache.catalina.tribes';
const INTERCEPTORS = `${TRIBES}.group.interceptors`;

const MEMBERSHIP = `<Membership className="${TRIBES}.membership.McastService" address="228.0.0.4" port="{GROUP}" frequency="200" dropTime="5000"/>`;
const RECEIVER = `<Receiver className="${TRIBES}.transport.nio.NioReceiver" address="{ADDRESS}" port="{PORT}"/>`;
const DELTA = `<Manager className="${HA}.session.DeltaManager" stateTransferTimeout="3"/>`;
const BACKUP = `<Manager className="${HA}.session.BackupManager"/>`;
const REPLICATION = `<Valve className="${HA}.tcp.ReplicationValve" filter=""/>`;
const BINDER = `<Valve className="${HA}.session.JvmRouteBinderValve"/>`;
const LISTENER = `<ClusterListener className="${HA}.session.ClusterSessionListener"/>`;
const DETECTOR = `<Interceptor className="${INTERCEPTORS}.TcpFailureDetector"/>`;
const PING = `<Interceptor className="${INTERCEPTORS}.TcpPingInterceptor"/>`;
const DISPATCH = `<Interceptor className="${INTERCEPTORS}.MessageDispatchInterceptor"/>`;

interface ClusterParts {
  readonly attributes?: string;
  readonly manager?: string;
  readonly membership?: string;
  readonly receiver?: string;
  readonly interceptors?: string;
  /** Valves, listeners, and whatever else stands in the `<Cluster>`. */
  readonly rest?: string;
}

/** One that replicates, but for what is given. */
function cluster(parts: ClusterParts = {}): string {
  const {
    attributes = 'channelSendOptions="6"',
    manager = DELTA,
    membership = MEMBERSHIP,
    receiver = RECEIVER,
  } = parts;
  const channel = `<Channel className="${TRIBES}.group.GroupChannel">${membership}${receiver}${parts.interceptors ?? ''}</Channel>`;
  return `<Cluster className="${CLUSTER}" ${attributes}>${manager}${channel}${parts.rest ?? ''}</Cluster>`;
}

const twice = (engine: string): readonly NodeParts[] => [{ engine }, { engine }];

const CONFIGURATION_REFUSED = /Cannot start server, server instance is not configured/;

function members(...ports: readonly string[]): string {
  const list = ports.map(
    (port) => `<Member className="${TRIBES}.membership.StaticMember" host="127.0.0.1" port="${port}"/>`,
  );
  return `<Interceptor className="${INTERCEPTORS}.StaticMembershipInterceptor">${list.join('')}</Interceptor>`;
}

const FIXED_RECEIVER = RECEIVER.replace('/>', ' autoBind="1"/>');

const placement: readonly TomcatCase[] = [
  {
    name: 'Cluster in the Service',
    nodes: [{ service: cluster() }],
    effect: 'starts',
    says: /No rules found matching \[Server\/Service\/Cluster\]/,
    finds: ['node1/conf/server.xml cluster-placement misplaced'],
  },
  {
    name: 'Cluster in a context file',
    nodes: twice(''),
    files: {
      'conf/context.xml': `<Context><JarScanner scanClassPath="false"/><Cluster className="${CLUSTER}"/></Context>`,
    },
    effect: 'local',
    says: /No rules found matching \[Context\/Cluster\]/,
    finds: ['node1/conf/context.xml cluster-placement misplaced', 'node2/conf/context.xml cluster-placement misplaced'],
  },
  {
    name: 'cluster in small letters',
    nodes: [{ engine: `<cluster className="${CLUSTER}"/>` }],
    effect: 'starts',
    says: /No rules found matching \[Server\/Service\/Engine\/cluster\]/,
    finds: ['node1/conf/server.xml cluster-placement wrongCase'],
  },
  {
    name: 'Receiver in the Cluster',
    nodes: [{ engine: `<Cluster className="${CLUSTER}">${RECEIVER}</Cluster>` }],
    effect: 'starts',
    says: /No rules found matching \[Server\/Service\/Engine\/Cluster\/Receiver\]/,
    finds: ['node1/conf/server.xml cluster-placement childMisplaced'],
  },
  {
    name: 'Cluster in a Cluster',
    nodes: [{ engine: cluster({ rest: `<Cluster className="${CLUSTER}"/>` }) }],
    effect: 'starts',
    says: /No rules found matching \[Server\/Service\/Engine\/Cluster\/Cluster\]/,
    finds: ['node1/conf/server.xml cluster-placement nestedCluster'],
  },
  {
    name: 'Clustr',
    nodes: [{ engine: `<Clustr className="${CLUSTER}"/>` }],
    effect: 'starts',
    says: /No rules found matching \[Server\/Service\/Engine\/Clustr\]/,
    finds: ['node1/conf/server.xml cluster-placement misspelled'],
  },
  {
    name: 'FarmWarDeployer in the cluster of an Engine',
    nodes: [
      {
        engine: cluster({
          rest: `<Deployer className="${HA}.deploy.FarmWarDeployer" tempDir="a" deployDir="b" watchDir="c"/>`,
        }),
      },
    ],
    effect: 'starts',
    says: /FarmWarDeployer can only work as host cluster subelement!/,
    finds: ['node1/conf/server.xml cluster-placement deployerOnEngine'],
  },
];

const classes: readonly TomcatCase[] = [
  {
    name: 'no className',
    nodes: [{ engine: '<Cluster/>' }],
    effect: 'refused',
    says: CONFIGURATION_REFUSED,
    finds: ['node1/conf/server.xml cluster-classes noClassName'],
  },
  {
    name: 'a class of Tomcat 5.5',
    nodes: [
      {
        engine: cluster({
          receiver: '<Receiver className="org.apache.catalina.cluster.tcp.ReplicationListener" tcpListenPort="4001"/>',
        }),
      },
    ],
    effect: 'refused',
    says: /ClassNotFoundException: org\.apache\.catalina\.cluster\.tcp\.ReplicationListener/,
    finds: ['node1/conf/server.xml cluster-classes wrongGeneration'],
  },
  {
    name: 'MessageDispatch15Interceptor',
    nodes: [
      {
        engine: cluster({
          interceptors: `${DETECTOR}<Interceptor className="${INTERCEPTORS}.MessageDispatch15Interceptor"/>`,
        }),
      },
    ],
    effect: 'refused',
    says: /ClassNotFoundException: .*MessageDispatch15Interceptor/,
    finds: ['node1/conf/server.xml cluster-classes removedClass'],
  },
  {
    name: 'a StandardManager in the cluster',
    nodes: [{ engine: cluster({ manager: '<Manager className="org.apache.catalina.session.StandardManager"/>' }) }],
    effect: 'refused',
    says: /argument type mismatch/,
    finds: ['node1/conf/server.xml cluster-classes managerType'],
  },
  {
    name: 'a class for another element',
    nodes: [{ engine: cluster({ receiver: `<Receiver className="${TRIBES}.membership.McastService"/>` }) }],
    effect: 'refused',
    says: /argument type mismatch/,
    finds: ['node1/conf/server.xml cluster-classes wrongType'],
  },
];

const attributes: readonly TomcatCase[] = [
  {
    name: 'useDirtyFlag',
    nodes: [{ engine: cluster({ attributes: 'useDirtyFlag="true"' }) }],
    effect: 'starts',
    says: /failed to set property \[useDirtyFlag\]/,
    finds: ['node1/conf/server.xml cluster-attributes flatAttribute'],
  },
  {
    name: 'tcpListenPort on a NioReceiver',
    nodes: [{ engine: cluster({ receiver: RECEIVER.replace('port=', 'tcpListenPort=') }) }],
    effect: 'starts',
    says: /failed to set property \[tcpListenPort\]/,
    finds: ['node1/conf/server.xml cluster-attributes flatAttribute'],
  },
  {
    name: 'channelSendOption',
    nodes: [{ engine: cluster({ attributes: 'channelSendOption="6"' }) }],
    effect: 'starts',
    says: /failed to set property \[channelSendOption\]/,
    finds: ['node1/conf/server.xml cluster-attributes unknownAttribute'],
  },
  {
    name: 'a large first letter',
    nodes: twice(cluster({ attributes: 'ChannelSendOptions="6"' })),
    effect: 'shared',
    finds: [],
  },
  {
    name: 'send options that are none',
    nodes: [{ engine: cluster({ attributes: 'channelSendOptions="acync"' }) }],
    effect: 'starts',
    says: /\[acync\] is not a valid option/,
    finds: ['node1/conf/server.xml cluster-attributes invalidSendOptions'],
  },
  {
    name: 'send options by name',
    nodes: twice(cluster({ attributes: 'channelSendOptions="sync, use_ack"' })),
    effect: 'shared',
    finds: [],
  },
];

const valves: readonly TomcatCase[] = [
  { name: 'a cluster as it should be', nodes: twice(cluster()), effect: 'shared', finds: [] },
  {
    name: 'only a JvmRouteBinderValve',
    nodes: twice(cluster({ rest: BINDER })),
    effect: 'empty',
    finds: [
      'node1/conf/server.xml cluster-valves noReplicationValve',
      'node2/conf/server.xml cluster-valves noReplicationValve',
    ],
  },
  { name: 'both valves', nodes: twice(cluster({ rest: BINDER + REPLICATION })), effect: 'shared', finds: [] },
  {
    name: 'a filter that matches everything',
    nodes: twice(cluster({ rest: REPLICATION.replace('filter=""', 'filter="/.*"') })),
    effect: 'empty',
    finds: [
      'node1/conf/server.xml cluster-valves filterSwallows',
      'node2/conf/server.xml cluster-valves filterSwallows',
    ],
  },
  {
    name: 'a filter with semicolons',
    nodes: twice(cluster({ rest: REPLICATION.replace('filter=""', 'filter=".*\\.gif;.*/count;"') })),
    effect: 'shared',
    finds: [
      'node1/conf/server.xml cluster-valves filterSemicolon',
      'node2/conf/server.xml cluster-valves filterSemicolon',
    ],
  },
  {
    name: 'a valve that is no ClusterValve',
    nodes: twice(cluster({ rest: '<Valve className="org.apache.catalina.valves.AccessLogValve"/>' })),
    effect: 'shared',
    finds: [
      'node1/conf/server.xml cluster-valves notClusterValve',
      'node2/conf/server.xml cluster-valves notClusterValve',
    ],
  },
  { name: 'both listeners', nodes: twice(cluster({ rest: LISTENER })), effect: 'shared', finds: [] },
  {
    name: 'a ClusterListener without ClusterSessionListener',
    nodes: twice(cluster({ rest: '<ClusterListener className="SilentListener"/>' })),
    effect: 'local',
    finds: [
      'node1/conf/server.xml cluster-valves noSessionListener',
      'node2/conf/server.xml cluster-valves noSessionListener',
    ],
  },
];

const HASTY = MEMBERSHIP.replace('frequency="200" dropTime="5000"', 'frequency="2000" dropTime="300"');

const membership: readonly TomcatCase[] = [
  {
    name: 'multicast at an address that is none',
    nodes: [{ engine: cluster({ membership: MEMBERSHIP.replace('228.0.0.4', '10.1.2.3') }) }],
    effect: 'refused',
    says: /Not a multicast address/,
    finds: ['node1/conf/server.xml cluster-membership noMulticastAddress'],
  },
  {
    name: 'multicast at a port that is none',
    nodes: [{ engine: cluster({ membership: MEMBERSHIP.replace('{GROUP}', '99999') }) }],
    effect: 'refused',
    says: /port out of range/,
    finds: ['node1/conf/server.xml cluster-membership badMulticastPort'],
  },
  {
    name: 'multicast at port 0',
    says: /Can't send to port 0/,
    nodes: [{ engine: cluster({ membership: MEMBERSHIP.replace('{GROUP}', '0') }) }],
    effect: 'refused',
    finds: ['node1/conf/server.xml cluster-membership badMulticastPort'],
  },
  {
    name: 'dropTime that is shorter than frequency, beside a TcpFailureDetector',
    nodes: twice(cluster({ membership: HASTY })),
    effect: 'shared',
    says: /Verification complete\. Member still alive/,
    finds: [],
  },
  {
    name: 'dropTime that is shorter than frequency',
    nodes: twice(cluster({ membership: HASTY, interceptors: DISPATCH })),
    // Nodes know each other for 0.3 of each 2 s: what is replicated is a matter of luck, that they lose each other is not.
    effect: 'starts',
    says: /Received member disappeared/,
    finds: [
      'node1/conf/server.xml cluster-membership dropTimeTooShort',
      'node2/conf/server.xml cluster-membership dropTimeTooShort',
    ],
  },
  {
    name: 'channelStartOptions without membership',
    nodes: twice(cluster({ attributes: 'channelSendOptions="6" channelStartOptions="3"' })),
    effect: 'local',
    finds: [
      'node1/conf/server.xml cluster-membership membershipOff',
      'node2/conf/server.xml cluster-membership membershipOff',
    ],
  },
  {
    name: 'static members without multicast',
    nodes: twice(
      cluster({
        attributes: 'channelSendOptions="6" channelStartOptions="3"',
        membership: '',
        receiver: FIXED_RECEIVER,
        interceptors: PING + DETECTOR + members('{PEER}') + DISPATCH,
      }),
    ),
    effect: 'shared',
    finds: [],
  },
  {
    name: 'static members without TcpPingInterceptor',
    nodes: [
      {
        engine: cluster({
          membership: '',
          attributes: 'channelStartOptions="3"',
          receiver: FIXED_RECEIVER,
          interceptors: DETECTOR + members('{PEER}') + DISPATCH,
        }),
      },
    ],
    effect: 'starts',
    says: /There is no TcpPingInterceptor\./,
    finds: ['node1/conf/server.xml cluster-interceptors staticOrder'],
  },
  {
    name: 'a StaticMembershipService without the node itself',
    nodes: [
      {
        engine: cluster({
          // `auto` cannot be compared with a list.
          receiver: FIXED_RECEIVER.replace('{ADDRESS}', '127.0.0.1'),
          membership: `<Membership className="${TRIBES}.membership.StaticMembershipService"><Member className="${TRIBES}.membership.StaticMember" host="127.0.0.1" port="{PEER}"/></Membership>`,
        }),
      },
    ],
    effect: 'refused',
    says: /There is no localMember in static member list/,
    finds: ['node1/conf/server.xml cluster-membership noLocalMember'],
  },
  {
    name: 'a Member in a McastService',
    nodes: [
      {
        engine: cluster({
          membership: MEMBERSHIP.replace(
            '/>',
            `><Member className="${TRIBES}.membership.StaticMember" host="10.0.0.2" port="4000"/></Membership>`,
          ),
        }),
      },
    ],
    effect: 'refused',
    says: /NoSuchMethodException|addStaticMember/,
    finds: ['node1/conf/server.xml cluster-membership memberParent'],
  },
  {
    name: 'a uniqueId of four bytes',
    nodes: [
      {
        engine: cluster({
          membership: '',
          attributes: 'channelStartOptions="3"',
          receiver: FIXED_RECEIVER,
          interceptors:
            PING +
            DETECTOR +
            members('{PEER}').replace('port="{PEER}"', 'port="{PEER}" uniqueId="{0,1,2,3}"') +
            DISPATCH,
        }),
      },
    ],
    effect: 'starts',
    says: /failed to set property \[uniqueId\]|UUID must be exactly 16 bytes/,
    finds: ['node1/conf/server.xml cluster-membership badUniqueId'],
  },
];

const ENCRYPT = `<Interceptor className="${INTERCEPTORS}.EncryptInterceptor" encryptionKey="0123456789abcdef0123456789abcdef" encryptionAlgorithm="AES/GCM/NoPadding"/>`;

const interceptors: readonly TomcatCase[] = [
  {
    name: 'EncryptInterceptor behind TcpFailureDetector',
    nodes: [{ engine: cluster({ interceptors: DETECTOR + ENCRYPT }) }],
    effect: 'refused',
    says: /EncryptInterceptor must be upstream of TcpFailureDetector/,
    finds: ['node1/conf/server.xml cluster-interceptors encryptOrder'],
  },
  {
    name: 'EncryptInterceptor without key',
    nodes: [
      { engine: cluster({ interceptors: `<Interceptor className="${INTERCEPTORS}.EncryptInterceptor"/>${DETECTOR}` }) },
    ],
    effect: 'refused',
    says: /Encryption key is required/,
    finds: ['node1/conf/server.xml cluster-interceptors encryptNoKey'],
  },
  { name: 'encrypted', nodes: twice(cluster({ interceptors: ENCRYPT + DETECTOR })), effect: 'shared', finds: [] },
];

const CONTEXT = (manager: string): string => `<Context><JarScanner scanClassPath="false"/>${manager}</Context>`;

const managers: readonly TomcatCase[] = [
  {
    name: 'a StandardManager for all applications',
    nodes: twice(cluster()),
    files: { 'conf/context.xml': CONTEXT('<Manager pathname=""/>') },
    effect: 'local',
    says: /does not implement ClusterManager, addition to cluster has been aborted/,
    finds: [
      'node1/conf/context.xml cluster-manager overridesCluster',
      'node2/conf/context.xml cluster-manager overridesCluster',
    ],
  },
  {
    name: 'a cluster manager in the context, not distributable',
    nodes: twice(cluster()),
    files: {
      'conf/context.xml': CONTEXT(`<Manager className="${HA}.session.DeltaManager" stateTransferTimeout="3"/>`),
    },
    distributable: false,
    effect: 'shared',
    finds: [],
  },
  {
    name: 'a DeltaManager without a cluster',
    nodes: [{}],
    files: { 'conf/context.xml': CONTEXT(`<Manager className="${HA}.session.DeltaManager"/>`) },
    effect: 'unavailable',
    says: /The session manager failed to start/,
    finds: ['node1/conf/context.xml cluster-manager needsCluster'],
  },
  {
    name: 'not distributable',
    nodes: twice(cluster()),
    distributable: false,
    effect: 'local',
    finds: [
      'node1/webapps/shop/WEB-INF/web.xml require-distributable missingInCluster',
      'node2/webapps/shop/WEB-INF/web.xml require-distributable missingInCluster',
    ],
  },
];

const peers: readonly TomcatCase[] = [
  {
    name: 'Engine here, Host there',
    nodes: [{ engine: cluster() }, { host: cluster() }],
    effect: 'local',
    says: /Context manager doesn't exist/,
    finds: ['node2/conf/server.xml cluster-peers levelMismatch'],
  },
  {
    name: 'other names of the Host',
    nodes: [{ engine: cluster() }, { engine: cluster(), hostName: 'shop' }],
    effect: 'local',
    finds: ['node2/conf/server.xml cluster-peers hostNameMismatch'],
  },
  {
    name: 'other names of the Host, clusters in the Hosts',
    nodes: [{ host: cluster() }, { host: cluster(), hostName: 'shop' }],
    effect: 'shared',
    finds: [],
  },
  {
    name: 'different groups',
    nodes: [{ engine: cluster() }, { engine: cluster({ membership: MEMBERSHIP.replace('228.0.0.4', '228.0.0.5') }) }],
    effect: 'local',
    finds: ['node2/conf/server.xml cluster-peers groupMismatch'],
  },
  {
    name: 'the same BackupManager',
    nodes: twice(cluster({ manager: BACKUP })),
    effect: 'shared',
    finds: [],
  },
];

export const tomcatCases: readonly (TomcatCase & { readonly rule: string })[] = Object.entries({
  'cluster-placement': placement,
  'cluster-classes': classes,
  'cluster-attributes': attributes,
  'cluster-valves': valves,
  'cluster-membership': membership,
  'cluster-interceptors': interceptors,
  'cluster-manager': managers,
  'cluster-peers': peers,
}).flatMap(([rule, cases]) => cases.map((one) => ({ ...one, rule })));
