/** What the project model makes of trees of files. */
import { describe, expect, it } from 'vitest';
import { ProjectCache } from '../../../src/project/project-cache.ts';
import { describeSignal, signalNear } from '../../../src/project/topology/signals.ts';
import { peersOf, topologyOf } from '../../../src/project/topology/topology.ts';
import { plant, type Tree } from '../tree.ts';

const SERVER =
  '<Server port="8005" shutdown="S"><Service name="Catalina"><Engine name="Catalina"/></Service></Server>\n';
const CLUSTERED = SERVER.replace(
  '<Engine name="Catalina"/>',
  '<Engine name="Catalina">\n<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/>\n</Engine>',
);
const WEB = '<web-app version="3.1"><display-name>shop</display-name></web-app>\n';

const cache = () => new ProjectCache({ recheckMs: 0 });

function peerNames(tree: Tree, file: string, peers: string[][] = []): string[] {
  return peersOf(tree.at(file), peers, cache()).map((server) => server.file.slice(tree.root.length + 1));
}

describe('peers', () => {
  it.each([
    ['node1/conf/server.xml', 'node2/conf/server.xml'],
    ['tomcat-a/conf/server.xml', 'tomcat-b/conf/server.xml'],
    ['tomcatA/conf/server.xml', 'tomcatB/conf/server.xml'],
    ['tomcat1/conf/server.xml', 'tomcat2/conf/server.xml'],
    ['172.23.254.2/conf/server.xml', '172.23.254.3/conf/server.xml'],
    ['conf/server-8081.xml', 'conf/server-8082.xml'],
    ['server1.xml', 'server2.xml'],
    ['deploy/tomcat_8081/conf/server.xml', 'deploy/tomcat_8082/conf/server.xml'],
    ['master/conf/server.xml', 'slave/conf/server.xml'],
  ])('%s and %s are nodes of one cluster', (a, b) => {
    const tree = plant({ '.git/': '', [a]: SERVER, [b]: SERVER });
    expect(peerNames(tree, a)).toEqual([b]);
    expect(peerNames(tree, b)).toEqual([a]);
  });

  it.each([
    ['tomcat7/conf/server.xml', 'tomcat8/conf/server.xml', 'versions'],
    ['apache-tomcat-8.5.3/conf/server.xml', 'apache-tomcat-9.0.1/conf/server.xml', 'versions'],
    ['8.5/server.xml', '9.0/server.xml', 'versions'],
    ['dev/conf/server.xml', 'prod/conf/server.xml', 'environments'],
    ['shop/conf/server.xml', 'blog/conf/server.xml', 'two applications'],
    ['node1/conf/server.xml', 'other/node2/conf/server.xml', 'different depths'],
    ['a1/node1/server.xml', 'a2/node2/server.xml', 'two differences'],
  ])('%s and %s are not: %s', (a, b) => {
    const tree = plant({ '.git/': '', [a]: SERVER, [b]: SERVER });
    expect(peerNames(tree, a)).toEqual([]);
  });

  it('are what the settings say, and nothing else', () => {
    const tree = plant({
      '.git/': '',
      'north/server.xml': SERVER,
      'south/server.xml': SERVER,
      'node1/server.xml': SERVER,
      'node2/server.xml': SERVER,
    });
    const peers = [['north/*.xml', 'south/*.xml']];
    expect(peerNames(tree, 'north/server.xml', peers)).toEqual(['south/server.xml']);
    expect(peerNames(tree, 'node1/server.xml', peers)).toEqual([]);
  });
});

describe('the root', () => {
  it('is the repository', () => {
    const tree = plant({ '.git/': '', 'app/pom.xml': '<project/>', 'app/src/main/webapp/WEB-INF/web.xml': WEB });
    expect(topologyOf(tree.at('app/src/main/webapp/WEB-INF/web.xml'), cache()).root).toBe(tree.root);
  });

  it('without a repository holds the servers beside the application', () => {
    const tree = plant({
      'cluster/nginx.conf': 'events {}\n',
      'cluster/node1/conf/server.xml': SERVER,
      'cluster/node2/conf/server.xml': SERVER,
      'cluster/shop/WEB-INF/web.xml': WEB,
    });
    for (const file of ['cluster/node1/conf/server.xml', 'cluster/shop/WEB-INF/web.xml', 'cluster/nginx.conf']) {
      expect(topologyOf(tree.at(file), cache()).root, file).toBe(tree.at('cluster'));
    }
  });

  it('stays at a lone file', () => {
    const tree = plant({ 'etc/server.xml': SERVER, 'notes/readme.txt': '' });
    expect(topologyOf(tree.at('etc/server.xml'), cache()).servers).toHaveLength(1);
  });
});

describe('signals', () => {
  const signals = (files: Record<string, string>) => {
    const tree = plant({ '.git/': '', ...files });
    const topology = topologyOf(tree.at('any'), cache());
    return topology.clusterSignals.map((signal) => describeSignal(signal, topology.root));
  };

  it('is an active Cluster, not one in a comment or in the wrong place', () => {
    expect(signals({ 'conf/server.xml': CLUSTERED })).toEqual(['conf/server.xml, line 2, configures a <Cluster>']);
    expect(
      signals({
        'conf/server.xml': CLUSTERED.replace('<Cluster', '<!-- <Cluster').replace('\n</Engine', ' -->\n</Engine'),
      }),
    ).toEqual([]);
    expect(signals({ 'conf/server.xml': SERVER.replace('</Service>', '<Cluster/></Service>') })).toEqual([]);
  });

  it('is no lone stock server and no lone upstream', () => {
    expect(signals({ 'conf/server.xml': SERVER })).toEqual([]);
    const upstream =
      'upstream backend { server a:8080; server b:8080; }\nserver { location / { proxy_pass http://backend; } }\n';
    expect(signals({ 'nginx.conf': upstream })).toEqual([]);
    expect(signals({ 'nginx.conf': upstream, 'conf/server.xml': SERVER })).toEqual([
      'nginx.conf, line 1, balances over several servers',
    ]);
    expect(
      signals({ 'nginx.conf': upstream.replace('server b:8080', 'server b:8080 down'), 'conf/server.xml': SERVER }),
    ).toEqual([]);
  });

  it.each([
    ['WEB-INF/jboss-web.xml', '<jboss-web>\n<replication-config/></jboss-web>', true],
    ['WEB-INF/jboss-web.xml', '<jboss-web>\n<context-root>/</context-root></jboss-web>', false],
    [
      'WEB-INF/weblogic.xml',
      '<weblogic-web-app><session-descriptor>\n<persistent-store-type>replicated</persistent-store-type></session-descriptor></weblogic-web-app>',
      true,
    ],
    [
      'WEB-INF/weblogic.xml',
      '<weblogic-web-app><session-descriptor>\n<persistent-store-type>memory</persistent-store-type></session-descriptor></weblogic-web-app>',
      false,
    ],
    [
      'WEB-INF/weblogic.xml',
      '<weblogic-web-app><session-descriptor>\n<session-param><param-name>PersistentStoreType</param-name><param-value>jdbc</param-value></session-param></session-descriptor></weblogic-web-app>',
      true,
    ],
    [
      'WEB-INF/glassfish-web.xml',
      '<glassfish-web-app><session-config>\n<session-manager persistence-type="replicated"/></session-config></glassfish-web-app>',
      true,
    ],
    [
      'WEB-INF/sun-web.xml',
      '<sun-web-app><session-config>\n<session-manager persistence-type="memory"/></session-config></sun-web-app>',
      false,
    ],
    [
      'wlp/server.xml',
      '<server><featureManager>\n<feature>sessionDatabase-1.0</feature></featureManager></server>',
      true,
    ],
    ['wlp/server.xml', '<server><featureManager>\n<feature>servlet-4.0</feature></featureManager></server>', false],
  ])('%s: %s', (file, text, isOn) => {
    expect(signals({ [file]: text })).toEqual(isOn ? [`${file}, line 2, switches session replication on`] : []);
  });

  it('are replicas of what runs Java, and of nothing else', () => {
    const deployment = 'kind: Deployment\nspec:\n  replicas: 3\n  template:\n    image: tomcat:10\n';
    expect(signals({ 'k8s/shop.yaml': deployment })).toEqual(['k8s/shop.yaml, line 3, asks for several replicas']);
    expect(signals({ 'k8s/shop.yaml': deployment.replace('3', '1') })).toEqual([]);
    expect(signals({ 'k8s/shop.yaml': deployment.replace('tomcat', 'redis') })).toEqual([]);
    const compose =
      'services:\n  db:\n    image: postgres\n    deploy:\n      replicas: 2\n  shop:\n    image: tomcat:9\n    deploy:\n      replicas: 1\n';
    expect(signals({ 'docker-compose.yml': compose })).toEqual([]);
    expect(signals({ 'docker-compose.yml': compose.replace('replicas: 1', 'replicas: 2') })).toEqual([
      'docker-compose.yml, line 9, asks for several replicas',
    ]);
  });

  it('are those of the own example in a repository of several', () => {
    const tree = plant({
      '.git/': '',
      'one/conf/server.xml': CLUSTERED,
      'one/src/A.java': '',
      'two/WEB-INF/web.xml': WEB.replace('<display', '<distributable/><display'),
    });
    const topology = topologyOf(tree.root, cache());
    expect(signalNear(tree.at('one/src/A.java'), topology, tree.at('one'))?.kind).toBe('cluster-element');
    expect(signalNear(tree.at('two/B.java'), topology, tree.at('two'))?.kind).toBe('distributable');
  });

  it('are not taken from tests', () => {
    expect(signals({ 'src/test/resources/server.xml': CLUSTERED })).toEqual([]);
  });
});

describe('files that cannot be read', () => {
  it('are left out', () => {
    const tree = plant({
      '.git/': '',
      'conf/server.xml': '<Server port="1" shutdown="x"><Service>',
      'b/server.xml': CLUSTERED,
      'nginx.conf': 'upstream {',
      'k8s/x.yaml': '\u0000',
    });
    expect(topologyOf(tree.at('nginx.conf'), cache()).servers.map(({ file }) => file)).toEqual([
      tree.at('b/server.xml'),
    ]);
  });
});
