import type { ManagerModel, ReplicationModel } from './managers.ts';

const manager = (
  name: string,
  replication: ReplicationModel,
  title: string,
  { savesAtCommit = false } = {},
): ManagerModel => ({ name, replication, savesAtCommit, title });

const atCommit = { savesAtCommit: true };

/**
 * Each manager under the name that a user writes in `settings["session-lint"].sessionManager`. A manager with several
 * modes has a record per mode; the plain name is its default mode.
 */
export const managers: readonly ManagerModel[] = [
  manager('tomcat', 'SET_END', 'Tomcat DeltaManager'),
  manager('tomcat-backup', 'SET_END', 'Tomcat BackupManager'),
  // Only with its PersistentValve does it store once per request; without, it replicates nothing between requests.
  manager('tomcat-persistent', 'ALL', 'Tomcat PersistentManager with PersistentValve'),
  manager('tomcat-standard', 'NONE', 'Tomcat StandardManager'),
  manager('jetty', 'ALL', 'Jetty session store'),
  manager('jetty-save-period', 'SET_END', 'Jetty session store with savePeriodSec above 0'),
  manager('wildfly', 'GET', 'WildFly or JBoss EAP 7 and later'),
  manager('jboss-set', 'SET_END', 'JBoss with replication-trigger SET'),
  manager('jboss-set-and-get', 'GET', 'JBoss with replication-trigger SET_AND_GET or SET_AND_NON_PRIMITIVE_GET'),
  manager('liberty', 'SET_END', 'Liberty, writing only updated attributes'),
  manager('liberty-get-and-set', 'GET', 'Liberty with GET_AND_SET_ATTRIBUTES'),
  manager('liberty-all', 'ALL', 'Liberty with ALL_SESSION_ATTRIBUTES'),
  manager('websphere', 'SET_END', 'WebSphere, writing changed attributes'),
  manager('websphere-all', 'ALL', 'WebSphere, writing all attributes'),
  // Its documents ask for setAttribute after every change; when it serializes is not documented.
  manager('weblogic', 'SET_END', 'WebLogic in-memory replication'),
  manager('glassfish', 'ALL', 'GlassFish with persistence scope session'),
  // The documented contract. The present source saves unmarked changes too, which no version promises.
  manager('glassfish-modified-session', 'SET_END', 'GlassFish with persistence scope modified-session'),
  manager('glassfish-modified-attribute', 'SET_END', 'GlassFish with persistence scope modified-attribute'),
  manager('payara', 'ALL', 'Payara with persistence scope session'),
  manager('payara-modified-session', 'SET_END', 'Payara with persistence scope modified-session'),
  manager('payara-modified-attribute', 'SET_END', 'Payara with persistence scope modified-attribute'),
  manager('spring-session', 'SET_END', 'Spring Session', atCommit),
  manager('spring-session-immediate', 'SET_EAGER', 'Spring Session with FlushMode.IMMEDIATE', atCommit),
  manager('spring-session-on-get', 'GET', 'Spring Session with SaveMode.ON_GET_ATTRIBUTE', atCommit),
  manager('spring-session-always', 'ALL', 'Spring Session with SaveMode.ALWAYS', atCommit),
  manager('spring-session-mongo', 'ALL', 'Spring Session MongoDB', atCommit),
  manager('redisson', 'SET_EAGER', 'Redisson session manager'),
  manager(
    'redisson-after-request',
    'SET_END',
    'Redisson session manager with readMode REDIS and updateMode AFTER_REQUEST',
  ),
  manager(
    'redisson-memory-after-request',
    'ALL',
    'Redisson session manager with readMode MEMORY and updateMode AFTER_REQUEST',
  ),
  manager('memcached-session-manager', 'HASH', 'memcached-session-manager'),
  manager('tomcat-redis', 'HASH', 'tomcat-redis-session-manager after 1.2'),
  manager('hazelcast', 'SET_EAGER', 'Hazelcast web session filter'),
  manager('hazelcast-deferred', 'SET_END', 'Hazelcast web session filter with deferred-write'),
  manager('hazelcast-tomcat', 'SET_END', 'Hazelcast session manager for Tomcat'),
  manager('hazelcast-tomcat-eager', 'SET_EAGER', 'Hazelcast session manager for Tomcat without deferredWrite'),
  manager('coherence', 'HASH', 'Coherence*Web'),
  // What holds on every one of them: the strictest answer of each column.
  manager('portable', 'SET_EAGER', 'any session manager', atCommit),
];

/** What `auto` falls back to when the project gives no signal. */
export const defaultManager = 'tomcat';

export function findManager(name: string): ManagerModel | undefined {
  return managers.find((record) => record.name === name);
}
