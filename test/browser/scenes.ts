/** Projects of all sizes for the report, as files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOST } from '../cli/run-cli.ts';

export interface Scene {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** How many deployments are drawn. */
  readonly drawings: number;
  readonly argv?: readonly string[];
}

const PROJECTS = new URL('../../fixtures/projects/', import.meta.url).pathname;

function project(name: string): Readonly<Record<string, string>> {
  const root = join(PROJECTS, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name: file }) => {
      const path = join(parentPath, file);
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

interface ServerParts {
  readonly route?: string;
  readonly port?: number;
  readonly group?: string;
  readonly cluster?: boolean;
}

function server({ route, port = 8080, group = '228.0.0.4', cluster = true }: ServerParts): string {
  return `<Server port="8005" shutdown="SHUTDOWN">
  <Service name="Catalina">
    <Connector port="${port}" protocol="HTTP/1.1"/>
    <Connector port="8009" protocol="AJP/1.3"/>
    <Engine name="Catalina" defaultHost="localhost"${route === undefined ? '' : ` jvmRoute="${route}"`}>
${
  cluster
    ? `      <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster">
        <Channel className="org.apache.catalina.tribes.group.GroupChannel">
          <Membership className="org.apache.catalina.tribes.membership.McastService" address="${group}" port="45564"/>
        </Channel>
      </Cluster>
`
    : ''
}      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
`;
}

function nginx(name: string, addresses: readonly string[]): string {
  const servers = addresses.map((address) => `    server ${address};`).join('\n');
  return `events {}
http {
  upstream ${name} {
${servers}
  }
  server { location / { proxy_pass http://${name}; } }
}
`;
}

function twelveNodes(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const addresses: string[] = [];
  for (let number = 1; number <= 12; number++) {
    const group = number === 7 ? '228.0.0.9' : '228.0.0.4';
    files[`node${number}/conf/server.xml`] = server({ route: `n${number}`, port: 8080 + number, group });
    addresses.push(`10.0.0.${number}:${8080 + number}`);
  }
  files['lb/nginx.conf'] = nginx('shop', [...addresses, '10.0.0.99:9999']);
  files['app/WEB-INF/web.xml'] = '<web-app><distributable/></web-app>\n';
  return files;
}

const LONG =
  'a-name-that-is-much-longer-than-anybody-would-want-to-read-in-a-drawing-or-anywhere-else-WWWWWWWWWWWWWWWW';

function manyFindings(): Readonly<Record<string, string>> {
  const change = LOST.split('\n').slice(4, 8).join('\n');
  const files: Record<string, string> = {};
  for (let file = 0; file < 20; file++) {
    const methods = Array.from({ length: 100 }, (_, index) => change.replace('add(Http', `add${index}(Http`));
    files[`src/Many${file}.java`] = LOST.replace(change, methods.join('\n')).replace('class Lost', `class Many${file}`);
  }
  return files;
}

const HOSTILE = '"><img src=x onerror=alert(1)>&amp;\u202Egpj.java';

export const SCENES: readonly Scene[] = [
  { name: 'nginx and two Tomcats', files: project('nginx-tomcat55-first'), drawings: 1 },
  { name: 'repaired', files: project('nginx-tomcat55'), drawings: 1 },
  { name: 'an application alone', files: project('shop'), drawings: 1 },
  { name: 'no findings', files: { 'conf/server.xml': server({ cluster: false }) }, drawings: 1 },
  { name: 'one node', files: { 'conf/server.xml': server({ route: 'n1' }) }, drawings: 1 },
  { name: 'twelve nodes', files: twelveNodes(), drawings: 1 },
  { name: 'no configuration', files: { 'src/Lost.java': LOST }, drawings: 0 },
  { name: 'nothing at all', files: { 'src/Plain.java': 'class Plain {}\n' }, drawings: 0 },
  {
    name: 'long names',
    files: {
      [`${LONG}/node1/conf/server.xml`]: server({ route: LONG }),
      [`${LONG}/node2/conf/server.xml`]: server({ route: `${LONG}2`, group: '228.0.0.5' }),
      [`${LONG}/lb/nginx.conf`]: nginx(LONG, [`${LONG}.example:8080`, '10.0.0.2:8080', '10.0.0.3:8080']),
      [`${LONG}/${LONG}/WEB-INF/web.xml`]: '<web-app/>\n',
      [`${LONG}/${LONG}.java`]: LOST,
    },
    drawings: 1,
  },
  {
    name: 'Chinese',
    files: {
      '部署/节点1/conf/server.xml': server({ route: '一号服务器一号服务器一号服务器一号服务器一号服务器' }),
      '部署/节点2/conf/server.xml': server({ route: '二号' }),
      '部署/负载均衡/nginx.conf': nginx('购物车', ['10.0.0.1:8080', '10.0.0.2:8080']),
      '商店管理系统商店管理系统商店管理系统商店管理系统/WEB-INF/web.xml': '<web-app/>\n',
      'src/购物车.java': LOST.replaceAll('"cart"', '"购物车<b>&amp;"'),
    },
    drawings: 1,
  },
  {
    name: 'hostile',
    files: {
      [HOSTILE.replaceAll('/', '')]: LOST.replaceAll(
        '"cart"',
        '"</pre><script>alert(1)</script><style>*{color:red}</style>"',
      ),
      '<b>/conf/server.xml': server({ route: '&lt;script>alert(1)&lt;/script>'.replaceAll('>', '&gt;') }),
    },
    drawings: 1,
  },
  {
    name: 'Node.js',
    files: {
      'package.json': JSON.stringify({
        name: 'chat-server',
        dependencies: { express: '5', 'express-session': '1' },
        scripts: { start: 'pm2 start server.js -i max' },
      }),
      'server.js': `const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: 'x', resave: false, saveUninitialized: false }));
app.listen(3000);
`,
      'nginx.conf': nginx('chat', ['10.0.0.1:3000', '10.0.0.2:3000']),
    },
    drawings: 1,
  },
  {
    name: 'Redis',
    files: {
      'package.json': JSON.stringify({
        name: 'chat-server',
        dependencies: { express: '5', 'express-session': '1', 'connect-redis': '8' },
      }),
      'server.js': "require('express-session');\n",
      'nginx.conf': nginx('chat', ['10.0.0.1:3000', '10.0.0.2:3000']),
    },
    drawings: 1,
  },
  { name: '2,000 findings', files: manyFindings(), drawings: 0 },
];
