import { describe, expect, test } from 'vitest';
import { KEPT, testFolder } from './run-cli.ts';

const SERVER = (route: string) => `<Server port="8005"><Service name="Catalina">
<Engine name="Catalina" defaultHost="localhost" jvmRoute="${route}">
<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/>
<Host name="localhost" appBase="webapps"/>
</Engine></Service></Server>
`;

const POM = `<project><modelVersion>4.0.0</modelVersion>
<groupId>g</groupId><artifactId>shop</artifactId><version>1</version><packaging>war</packaging>
<dependencies><dependency>
<groupId>org.redisson</groupId>
<artifactId>redisson-tomcat-10</artifactId><version>3.30.0</version>
</dependency></dependencies></project>
`;

const SHOP = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'shop/pom.xml': POM,
  'shop/src/main/java/com/example/Kept.java': `package com.example;\n${KEPT}`,
  'shop/src/test/java/com/example/KeptTest.java': 'package com.example;\nclass KeptTest {}\n',
  'shop/src/main/webapp/WEB-INF/web.xml': `<web-app version="5.0" xmlns="https://jakarta.ee/xml/ns/jakartaee">
<servlet><servlet-name>a</servlet-name><servlet-class>A</servlet-class></servlet>
<distributable/>
</web-app>
`,
  'shop/src/main/webapp/META-INF/context.xml':
    '<Context>\n<Manager className="org.redisson.tomcat.RedissonSessionManager"/>\n</Context>\n',
  'ops/node1/conf/server.xml': SERVER('a'),
  'ops/node2/conf/server.xml': SERVER('b'),
  'ops/nginx.conf': `events {}
http {
  upstream shop { ip_hash; server 10.0.0.1:8080; server 10.0.0.2:8080 down; }
  server { location / { proxy_pass http://shop; } }
}
`,
};

describe('--dump project', () => {
  test('tells what is known of a servlet project', async () => {
    const folder = testFolder(SHOP);
    const run = await folder.run(['--dump', 'project', 'shop/src/main/java/com/example/Kept.java']);
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatchInlineSnapshot(`
      "project: shop
      module: shop
      source roots
        shop/src/main/java
        shop/src/test/java (tests)
      session manager: redisson (Redisson session manager; stores what was set, as it is when it is set)
        shop/src/main/webapp/META-INF/context.xml, line 2, says redisson: <Manager className="org.redisson.tomcat.RedissonSessionManager"/>
        weighs less
          shop/pom.xml, line 5, says redisson: <artifactId>redisson-tomcat-10</artifactId><version>3.30.0</version>
      web applications
        shop/src/main/webapp/WEB-INF/web.xml (that of the file): version 5.0, distributable, 1 servlet, 0 filters, 0 listeners
      deployment: .
      servers
        ops/node1/conf/server.xml: Tomcat 6 to 12
          engine: jvmRoute a, 1 <Cluster>
            host localhost
          same cluster as ops/node2/conf/server.xml
        ops/node2/conf/server.xml: Tomcat 6 to 12
          engine: jvmRoute b, 1 <Cluster>
            host localhost
          same cluster as ops/node1/conf/server.xml
      contexts
        shop/src/main/webapp/META-INF/context.xml: of an application, <Manager org.redisson.tomcat.RedissonSessionManager>
      balancers
        ops/nginx.conf: nginx
          shop: 2 servers, ip_hash
            10.0.0.1:8080
            10.0.0.2:8080, down
      session stores
        org.redisson.tomcat.RedissonSessionManager: shop/src/main/webapp/META-INF/context.xml, line 2
        Redisson session manager: shop/src/main/webapp/META-INF/context.xml, line 2
      signs of several nodes
        ops/node1/conf/server.xml, line 3 (cluster-element): <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/>
        ops/node2/conf/server.xml, line 3 (cluster-element): <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/>
        ops/node1/conf/server.xml, line 1 (peers): <Server port="8005"><Service name="Catalina">
        ops/node2/conf/server.xml, line 1 (peers): <Server port="8005"><Service name="Catalina">
        shop/src/main/webapp/META-INF/context.xml, line 2 (store): <Manager className="org.redisson.tomcat.RedissonSessionManager"/>
        shop/src/main/webapp/WEB-INF/web.xml, line 3 (distributable): <distributable/>
      "
    `);
    expect(await folder.run(['--dump', 'project', 'shop/src/main/java/com/example'])).toEqual(run);
  });

  test('tells of the settings that name another session manager', async () => {
    const run = await testFolder(SHOP).run(['--dump', 'project', 'shop', '--session-manager', 'portable']);
    expect(run.stdout).toContain('session manager: portable (');
    expect(run.stdout).toContain('  by the settings\n');
  });

  test('tells what is known of a Node project', async () => {
    const folder = testFolder({
      'package.json':
        '{\n  "name": "shop",\n  "dependencies": { "express": "^4.0.0", "express-session": "^1.18.0" }\n}\n',
      'ecosystem.config.js':
        "module.exports = {\n  apps: [{ script: 'app.js', instances: 'max', exec_mode: 'cluster' }],\n};\n",
      'app.js': "require('express-session');\n",
    });
    const { stdout, code } = await folder.run(['--dump', 'project', 'app.js']);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "project: .
      module: .
      source roots: none
      deployment: .
      servers: none
      contexts: none
      balancers: none
      session stores: none
      signs of several nodes: none
      package: package.json (shop)
      session libraries
        express-session ^1.18.0
      signs of several processes
        ecosystem.config.js, line 2, runs 'max' instances with pm2
      "
    `);
  });

  test('of a broken descriptor says why', async () => {
    const folder = testFolder({ 'WEB-INF/web.xml': '<web-app><servlet></web-app>' });
    const { stdout, code } = await folder.run(['--dump', 'project', '.']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}WEB-INF\/web\.xml \(that of the file\): \S.*$/m);
  });

  test.each([
    [['--dump', 'project', 'nowhere'], 'session-lint: --dump: the path nowhere does not exist.\n'],
    [['--dump', 'project'], 'session-lint: --dump takes one file or folder.\n'],
    [['--dump', 'project', 'a', 'b'], 'session-lint: --dump takes one file or folder.\n'],
  ])('%j is a mistake', async (argv, stderr) => {
    expect(await testFolder({ a: '', b: '' }).run(argv)).toEqual({ code: 2, stdout: '', stderr });
  });
});
