import { describe, expect, it } from 'vitest';
import { findManager } from '../../src/models/manager-records.ts';
import { ProjectCache } from '../../src/project/project-cache.ts';
import { detectSessionManager } from '../../src/project/session-manager.ts';
import { dependency, javaClass, plant, pom } from './tree.ts';

const file = 'src/main/java/p/A.java';
const base = { 'pom.xml': pom(), [file]: javaClass('p.A') };
const springSession = pom(
  `<dependencies>${dependency('org.springframework.session', 'spring-session-data-redis')}</dependencies>`,
);
const context = (manager: string): string =>
  `<Context>\n  <!-- <Manager className="x.No"/> -->\n  ${manager}\n</Context>`;
const contextFile = 'src/main/webapp/META-INF/context.xml';
const redisson = 'org.redisson.tomcat.RedissonSessionManager';

type Files = Record<string, string>;

function detect(files: Files, path = file): string {
  const tree = plant({ ...base, ...files });
  const { manager, evidence } = detectSessionManager(tree.at(path), new ProjectCache());
  expect(findManager(manager)?.name).toBe(manager);
  return evidence
    ? `${manager} ${evidence.file.slice(tree.root.length + 1).replaceAll('\\', '/')}:${evidence.line}`
    : manager;
}

describe('detectSessionManager', () => {
  it.each<[string, Files, string]>([
    ['nothing', {}, 'tomcat'],
    ['a broken context.xml', { [contextFile]: '<Context><Manager' }, 'tomcat'],
    [
      'Tomcat cluster',
      { 'conf/server.xml': '<Server>\n<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/></Server>' },
      'tomcat conf/server.xml:2',
    ],
    [
      'backup manager',
      { [contextFile]: context('<Manager className="org.apache.catalina.ha.session.BackupManager"/>') },
      `tomcat-backup ${contextFile}:3`,
    ],
    [
      'persistent manager alone',
      { [contextFile]: context('<Manager className="org.apache.catalina.session.PersistentManager"/>') },
      'tomcat',
    ],
    [
      'persistent manager and its valve',
      {
        [contextFile]: context(
          '<Valve className="org.apache.catalina.valves.PersistentValve"/><Manager className="org.apache.catalina.session.PersistentManager"/>',
        ),
      },
      `tomcat-persistent ${contextFile}:3`,
    ],
    ['Redisson', { [contextFile]: context(`<Manager className="${redisson}"/>`) }, `redisson ${contextFile}:3`],
    [
      'Redisson after request',
      { [contextFile]: context(`<Manager className="${redisson}" readMode="REDIS" updateMode="AFTER_REQUEST"/>`) },
      `redisson-after-request ${contextFile}:3`,
    ],
    [
      'Redisson in memory',
      { [contextFile]: context(`<Manager className="${redisson}" readMode="MEMORY" updateMode="AFTER_REQUEST"/>`) },
      `redisson-memory-after-request ${contextFile}:3`,
    ],
    [
      'memcached',
      { [contextFile]: context('<Manager className="de.javakaffee.web.msm.MemcachedBackupSessionManager"/>') },
      `memcached-session-manager ${contextFile}:3`,
    ],
    [
      'tomcat-redis',
      { [contextFile]: context('<Manager className="com.orangefunction.tomcat.redissessions.RedisSessionManager"/>') },
      `tomcat-redis ${contextFile}:3`,
    ],
    [
      'Hazelcast, eager',
      {
        [contextFile]: context(
          '<Manager className="com.hazelcast.session.HazelcastSessionManager" deferredWrite="false"/>',
        ),
      },
      `hazelcast-tomcat-eager ${contextFile}:3`,
    ],
    [
      'Hazelcast filter',
      {
        'src/main/webapp/WEB-INF/web.xml':
          '<web-app><filter><filter-name>h</filter-name><filter-class>com.hazelcast.web.WebFilter</filter-class><init-param><param-name>deferred-write</param-name><param-value>true</param-value></init-param></filter></web-app>',
      },
      'hazelcast-deferred src/main/webapp/WEB-INF/web.xml:1',
    ],
    [
      'JBoss context root',
      { 'src/main/webapp/WEB-INF/jboss-web.xml': '<jboss-web><context-root>x</context-root></jboss-web>' },
      'tomcat',
    ],
    [
      'JBoss replication',
      {
        'src/main/webapp/WEB-INF/jboss-web.xml':
          '<jboss-web>\n<replication-config><replication-granularity>SESSION</replication-granularity></replication-config></jboss-web>',
      },
      'wildfly src/main/webapp/WEB-INF/jboss-web.xml:2',
    ],
    [
      'JBoss trigger',
      {
        'src/main/webapp/WEB-INF/jboss-web.xml':
          '<jboss-web><replication-config><replication-trigger>SET</replication-trigger></replication-config></jboss-web>',
      },
      'jboss-set src/main/webapp/WEB-INF/jboss-web.xml:1',
    ],
    [
      'WildFly ha',
      {
        'docker/standalone-ha.xml':
          '<server xmlns="urn:jboss:domain:20.0"><profile>\n<subsystem xmlns="urn:jboss:domain:jgroups:9.0"/>\n<subsystem xmlns="urn:jboss:domain:distributable-web:4.0"/></profile></server>',
      },
      'wildfly docker/standalone-ha.xml:3',
    ],
    [
      'WildFly alone',
      {
        'docker/standalone.xml':
          '<server><profile><subsystem xmlns="urn:jboss:domain:distributable-web:4.0"/></profile></server>',
      },
      'tomcat',
    ],
    [
      'Liberty',
      {
        'src/main/liberty/config/server.xml':
          '<server><featureManager><feature>sessionDatabase-1.0</feature></featureManager></server>',
      },
      'liberty src/main/liberty/config/server.xml:1',
    ],
    [
      'Liberty get',
      {
        'src/main/liberty/config/server.xml':
          '<server><httpSessionCache writeContents="GET_AND_SET_ATTRIBUTES"/></server>',
      },
      'liberty-get-and-set src/main/liberty/config/server.xml:1',
    ],
    [
      'Liberty all',
      {
        'src/main/liberty/config/server.xml':
          '<server><httpSessionDatabase writeContents="ALL_SESSION_ATTRIBUTES"/></server>',
      },
      'liberty-all src/main/liberty/config/server.xml:1',
    ],
    [
      'GlassFish attribute',
      {
        'src/main/webapp/WEB-INF/glassfish-web.xml':
          '<glassfish-web-app><session-config><session-manager persistence-type="replicated"><store-properties>\n<property name="persistenceScope" value="modified-attribute"/></store-properties></session-manager></session-config></glassfish-web-app>',
      },
      'glassfish-modified-attribute src/main/webapp/WEB-INF/glassfish-web.xml:2',
    ],
    [
      'GlassFish memory',
      {
        'src/main/webapp/WEB-INF/sun-web.xml':
          '<sun-web-app><session-config><session-manager persistence-type="memory"/></session-config></sun-web-app>',
      },
      'tomcat',
    ],
    [
      'WebLogic',
      {
        'src/main/webapp/WEB-INF/weblogic.xml':
          '<w:weblogic-web-app xmlns:w="x"><w:session-descriptor><w:persistent-store-type>replicated_if_clustered</w:persistent-store-type></w:session-descriptor></w:weblogic-web-app>',
      },
      'weblogic src/main/webapp/WEB-INF/weblogic.xml:1',
    ],
    [
      'Jetty period',
      {
        'etc/jetty-sessions.xml':
          '<Configure><New class="org.eclipse.jetty.session.JDBCSessionDataStoreFactory">\n<Set name="savePeriodSec">30</Set></New></Configure>',
      },
      'jetty-save-period etc/jetty-sessions.xml:2',
    ],
    [
      'Jetty store',
      {
        'etc/jetty-sessions.xml':
          '<Configure><New class="org.eclipse.jetty.session.JDBCSessionDataStoreFactory"/></Configure>',
      },
      'jetty etc/jetty-sessions.xml:1',
    ],
    [
      'Jetty core',
      { 'pom.xml': pom(`<dependencies>${dependency('org.eclipse.jetty', 'jetty-session')}</dependencies>`) },
      'tomcat',
    ],
    [
      'a jar',
      { 'src/main/webapp/WEB-INF/lib/memcached-session-manager-tc7-1.9.1.jar': '' },
      'memcached-session-manager src/main/webapp/WEB-INF/lib/memcached-session-manager-tc7-1.9.1.jar:1',
    ],
    [
      'Ivy',
      {
        'ivy.xml':
          '<ivy-module><dependencies>\n<dependency org="com.hazelcast" name="hazelcast-wm" rev="5"/></dependencies></ivy-module>',
      },
      'hazelcast ivy.xml:2',
    ],
    ['Spring Session', { 'pom.xml': springSession }, 'spring-session pom.xml:4'],
    [
      'Spring Session in tests',
      {
        'pom.xml': pom(`<dependencies>${dependency('g', 'spring-session-jdbc', '<scope>test</scope>')}</dependencies>`),
      },
      'tomcat',
    ],
    [
      'Spring Session managed only',
      {
        'pom.xml': pom(
          `<dependencyManagement><dependencies>${dependency('g', 'spring-session-jdbc')}</dependencies></dependencyManagement>`,
        ),
      },
      'tomcat',
    ],
    [
      'Spring Session off',
      { 'pom.xml': springSession, 'src/main/resources/application.properties': 'spring.session.store-type=none' },
      'tomcat',
    ],
    [
      'immediate',
      {
        'pom.xml': springSession,
        'src/main/resources/application.properties': 'a=b\nspring.session.redis.flush-mode = immediate',
      },
      'spring-session-immediate src/main/resources/application.properties:2',
    ],
    [
      'on get',
      {
        'pom.xml': springSession,
        'src/main/resources/application.yml':
          'spring:\n  # x\n  session:\n    redis:\n      saveMode: "on-get-attribute" # y\n',
      },
      'spring-session-on-get src/main/resources/application.yml:5',
    ],
    [
      'always',
      {
        'pom.xml': springSession,
        'src/main/resources/application.yaml': 'spring.session:\n  redis.save-mode: ALWAYS\n',
      },
      'spring-session-always src/main/resources/application.yaml:2',
    ],
    [
      'production before development',
      {
        'pom.xml': springSession,
        'src/main/resources/application-dev.properties': 'spring.session.redis.save-mode=always',
        'src/main/resources/application-prod.properties': 'spring.session.redis.save-mode=on-get-attribute',
      },
      'spring-session-on-get src/main/resources/application-prod.properties:1',
    ],
    [
      'settings of tests',
      {
        'pom.xml': springSession,
        'src/test/resources/application.properties': 'spring.session.redis.save-mode=always',
      },
      'spring-session pom.xml:4',
    ],
    [
      'settings without the library',
      { 'src/main/resources/application.properties': 'spring.session.redis.save-mode=always' },
      'tomcat',
    ],
    [
      'Mongo',
      { 'pom.xml': pom(`<dependencies>${dependency('g', 'spring-session-data-mongodb')}</dependencies>`) },
      'spring-session-mongo pom.xml:4',
    ],
    [
      'Redisson as Spring Session',
      {
        'pom.xml': pom(
          `<dependencies>${dependency('g', 'spring-session-core')}${dependency('org.redisson', 'redisson')}</dependencies>`,
        ),
      },
      'redisson pom.xml:4',
    ],
    [
      'Gradle',
      {
        'build.gradle':
          "dependencies {\n  testImplementation 'g:hazelcast-wm:5'\n  // implementation 'g:hazelcast-wm:5'\n  implementation 'org.springframework.session:spring-session-jdbc'\n}",
      },
      'spring-session build.gradle:4',
    ],
    [
      'a filter over the container',
      {
        'pom.xml': springSession,
        [contextFile]: context('<Manager className="org.apache.catalina.ha.session.DeltaManager"/>'),
      },
      'spring-session pom.xml:4',
    ],
    [
      "the application's own context over the server's",
      {
        [contextFile]: context(`<Manager className="${redisson}"/>`),
        'conf/server.xml': '<Server><Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/></Server>',
      },
      `redisson ${contextFile}:3`,
    ],
  ])('%s', (_, files, expected) => {
    expect(detect(files)).toBe(expected);
  });

  const modules: Files = {
    'pom.xml': pom('<modules><module>core</module><module>web</module><module>admin</module></modules>'),
    'core/pom.xml': pom(),
    'core/src/main/java/p/Core.java': javaClass('p.Core'),
    'web/pom.xml': pom(
      `<packaging>war</packaging><dependencies>${dependency('g', 'spring-session-jdbc')}</dependencies>`,
    ),
    'admin/pom.xml': pom('<packaging>war</packaging>'),
    'admin/src/main/java/p/Admin.java': javaClass('p.Admin'),
  };

  it('takes the signal of the web module for a library, not for another application', () => {
    expect(detect(modules, 'core/src/main/java/p/Core.java')).toBe('spring-session web/pom.xml:4');
    expect(detect(modules, 'admin/src/main/java/p/Admin.java')).toBe('tomcat');
  });
});
