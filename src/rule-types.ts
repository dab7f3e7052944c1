/** Generated from the schemas of the rules: `npm run docs`. */

/** The options of each rule, in their order. */
export interface RuleOptions {
  /** Disallow attributes in a cluster configuration that Tomcat ignores or takes otherwise than meant. */
  'session-lint/cluster-attributes': [options?: { advice?: boolean }];
  /** Require classes in <Cluster> that this generation of Tomcat has and that fit their elements. */
  'session-lint/cluster-classes': [];
  /** Enforce an order and settings of interceptors with which a Tomcat cluster starts and loses no messages. */
  'session-lint/cluster-interceptors': [options?: { advice?: boolean; requireEncryption?: boolean }];
  /** Disallow a <Manager> in a <Context> that keeps the cluster from managing its sessions. */
  'session-lint/cluster-manager': [];
  /** Disallow membership settings with which the nodes of a Tomcat cluster never meet. */
  'session-lint/cluster-membership': [options?: { advice?: boolean }];
  /** Require the nodes of a Tomcat cluster to agree on what they have to share. */
  'session-lint/cluster-peers': [options?: { advice?: boolean }];
  /** Disallow <Cluster> and its parts where Tomcat does not read them. */
  'session-lint/cluster-placement': [options?: { advice?: boolean }];
  /** Require the valves and listeners that a Tomcat cluster needs to send and to hear. */
  'session-lint/cluster-valves': [options?: { advice?: boolean }];
  /** Disallow web fragments that switch off the distribution of the whole application. */
  'session-lint/distributable-fragments': [];
  /** Disallow session affinity that is configured but does not work. */
  'session-lint/effective-affinity': [options?: { assumeSessions?: boolean; advice?: boolean }];
  /** Require that the jvmRoute of each Engine is unique and known to the balancer. */
  'session-lint/jvm-route': [options?: { advice?: boolean }];
  /** Require session data from before a log-in to be taken over into the new session. */
  'session-lint/keep-session-info': [];
  /** Disallow session changes that come after the session was saved, in late callbacks, timers and sockets. */
  'session-lint/no-detached-write': [];
  /** Disallow assignments to the session that do not end it. */
  'session-lint/no-ineffective-logout': [];
  /** Disallow state of users that is kept in one process. */
  'session-lint/no-local-session-state': [];
  /** Disallow changes to objects read from the session that are not written back. */
  'session-lint/no-lost-mutation': [];
  /** Disallow changes to an object after it was written to the session. */
  'session-lint/no-mutation-after-set': [];
  /** Disallow session secrets that each process makes for itself. */
  'session-lint/no-per-process-secret': [options?: { advice?: boolean }];
  /** Disallow session stores that keep sessions in one process or on one host. */
  'session-lint/no-process-local-store': [];
  /** Disallow session records in Redis that are read, changed and written back without a guard. */
  'session-lint/no-read-modify-write': [];
  /** Disallow options and stores that write the session back although it was only read. */
  'session-lint/no-resave': [];
  /** Disallow changes through a session object that was replaced. */
  'session-lint/no-stale-handle': [];
  /** Disallow changes that a session library never sees, made to a copy or in a form that it ignores. */
  'session-lint/no-write-to-copy': [];
  /** Require session affinity where a balancer has several servers that do not replicate sessions. */
  'session-lint/require-affinity': [options?: { assumeSessions?: boolean }];
  /** Require changes of a session to be saved by the call that its library needs. */
  'session-lint/require-commit': [];
  /** Require <distributable/> in the descriptors of web applications. */
  'session-lint/require-distributable': [];
  /** Require sticky routing for Socket.IO where an application runs in several processes. */
  'session-lint/require-sticky-sockets': [];
  /** Require a changed session to be saved before the client is sent to another page. */
  'session-lint/save-before-redirect': [];
  /** Disallow session values that the store cannot carry. */
  'session-lint/serializable-attribute': [options?: { advice?: boolean }];
  /** Enforce that <distributable/> stands where it has an effect. */
  'session-lint/valid-distributable': [options?: { advice?: boolean }];
}

/** What stores and replicates the sessions of Java and JSP. */
export type SessionManagerName =
  | 'auto'
  | 'tomcat'
  | 'tomcat-backup'
  | 'jetty-save-period'
  | 'jboss-set'
  | 'liberty'
  | 'websphere'
  | 'weblogic'
  | 'glassfish-modified-session'
  | 'glassfish-modified-attribute'
  | 'payara-modified-session'
  | 'payara-modified-attribute'
  | 'spring-session'
  | 'redisson-after-request'
  | 'hazelcast-deferred'
  | 'hazelcast-tomcat'
  | 'redisson'
  | 'hazelcast'
  | 'hazelcast-tomcat-eager'
  | 'spring-session-immediate'
  | 'portable'
  | 'wildfly'
  | 'jboss-set-and-get'
  | 'liberty-get-and-set'
  | 'spring-session-on-get'
  | 'jetty'
  | 'tomcat-persistent'
  | 'liberty-all'
  | 'websphere-all'
  | 'glassfish'
  | 'payara'
  | 'spring-session-always'
  | 'spring-session-mongo'
  | 'redisson-memory-after-request'
  | 'memcached-session-manager'
  | 'tomcat-redis'
  | 'coherence'
  | 'tomcat-standard';
