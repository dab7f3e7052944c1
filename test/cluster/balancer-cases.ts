/**
 * What balancers do, and what the linter says of the same file. `{A}` and `{B}` stand for the addresses of two back ends, `{A-AJP}`
 * and `{B-AJP}` for their ports for AJP, `{PORT}` for the port of the balancer, `{FOLDER}` for a folder of its own.
 */
import type { ProgramName } from './programs/program.ts';

/**
 * - `kept`: after the first answer a client always meets its session again.
 * - `lost`: it does not.
 * - `restarted`: of many clients some start more than one session, until one fits.
 * - `resent`: a POST that the first server has taken in reaches the second one as well.
 * - `one-server`: clients with different addresses all meet one server.
 * - `spread`: they do not.
 * - `shared`: one client gets the session cookie of another.
 * - `refused`: the program does not start.
 */
export type Effect = 'kept' | 'lost' | 'restarted' | 'resent' | 'one-server' | 'spread' | 'shared' | 'refused';

export interface BalancerCase {
  readonly name: string;
  readonly program: ProgramName;
  /** What stands inside of `http`, or in the file; the rest is the same for all. */
  readonly config: string;
  readonly effect: Effect;
  /** In what the program says of the file. */
  readonly says?: RegExp;
  /** Other files of the project: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Routes of the two back ends; null for a Tomcat without jvmRoute. */
  readonly routes?: readonly [string | null, string | null];
  readonly path?: string;
  /** `file rule messageId`, in any order. Empty: nothing is found. */
  readonly finds: readonly string[];
}

const LOCATION = 'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats; } }';
const upstream = (lines: string, before = ''): string =>
  `upstream tomcats {\n${before}\nserver {A} max_fails=0;\nserver {B} max_fails=0;\n${lines}\n}\n`;

const NO_AFFINITY = 'nginx.conf require-affinity noAffinity';

const nginx: readonly Omit<BalancerCase, 'program'>[] = [
  { name: 'round robin', config: upstream('') + LOCATION, effect: 'lost', finds: [NO_AFFINITY] },
  { name: 'least_conn', config: upstream('', 'least_conn;') + LOCATION, effect: 'lost', finds: [NO_AFFINITY] },
  { name: 'random', config: upstream('', 'random two;') + LOCATION, effect: 'lost', finds: [NO_AFFINITY] },
  {
    name: 'hash of the URI',
    config: upstream('', 'hash $request_uri;') + LOCATION,
    effect: 'lost',
    finds: [NO_AFFINITY],
  },
  { name: 'ip_hash', config: upstream('', 'ip_hash;') + LOCATION, effect: 'kept', finds: [] },
  { name: 'hash of the address', config: upstream('', 'hash $remote_addr;') + LOCATION, effect: 'kept', finds: [] },
  {
    name: 'least_conn behind ip_hash',
    config: upstream('', 'ip_hash; least_conn;') + LOCATION,
    effect: 'lost',
    says: /\[warn\].*load balancing method redefined/,
    finds: ['nginx.conf effective-affinity methodRedefined'],
  },
  {
    name: 'ip_hash behind least_conn',
    config: upstream('', 'least_conn; ip_hash;') + LOCATION,
    effect: 'kept',
    says: /\[warn\].*load balancing method redefined/,
    finds: [],
  },
  {
    name: 'hash of the session cookie',
    config: upstream('', 'hash $cookie_JSESSIONID;') + LOCATION,
    effect: 'restarted',
    finds: ['nginx.conf effective-affinity hashOnSessionCookie'],
  },
  ...['ip_hash', 'hash $remote_addr', 'random'].map((method) => ({
    name: `backup behind ${method}`,
    config: upstream('server 127.0.0.1:9 backup;', `${method};`) + LOCATION,
    effect: 'refused' as const,
    says: /\[emerg\].*balancing method does not support parameter "backup"/,
    finds: ['nginx.conf effective-affinity backupRefused'],
  })),
  {
    name: 'backup in front of ip_hash',
    config: upstream('ip_hash;', 'server 127.0.0.1:9 backup;') + LOCATION,
    effect: 'kept',
    finds: [],
  },
  {
    name: 'sticky in an old nginx',
    config: upstream('sticky cookie srv_id;') + LOCATION,
    effect: 'refused',
    says: /\[emerg\].*unknown directive "sticky"/,
    files: { Dockerfile: 'FROM nginx:1.22\n' },
    finds: ['nginx.conf effective-affinity stickyTooNew'],
  },
  {
    name: 'another path in front than behind',
    config:
      upstream('', 'ip_hash;') + 'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats/app/; } }',
    effect: 'lost',
    finds: ['nginx.conf effective-affinity cookiePath'],
  },
  {
    name: 'another path, with proxy_cookie_path',
    config:
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats/app/; proxy_cookie_path /app /; } }',
    effect: 'kept',
    finds: [],
  },
  {
    name: 'the same path in front and behind',
    config:
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; location /app/ { proxy_pass http://tomcats/app/; } }',
    path: '/app/',
    effect: 'kept',
    finds: [],
  },
  {
    name: 'Set-Cookie hidden',
    config:
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats; proxy_hide_header Set-Cookie; } }',
    effect: 'lost',
    finds: ['nginx.conf effective-affinity setCookieLost'],
  },
  {
    name: 'Set-Cookie cached',
    config:
      'proxy_cache_path {FOLDER}/cache keys_zone=pages:1m;\n' +
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats; proxy_cache pages; proxy_cache_valid 200 1m; proxy_ignore_headers Set-Cookie; } }',
    effect: 'shared',
    finds: ['nginx.conf effective-affinity setCookieLost'],
  },
  {
    name: 'non_idempotent',
    config:
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats; proxy_next_upstream error non_idempotent; } }',
    effect: 'resent',
    finds: ['nginx.conf effective-affinity nonIdempotent'],
  },
  {
    name: 'ip_hash behind another proxy',
    config:
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; location / { proxy_pass http://tomcats; proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto; } }',
    effect: 'one-server',
    finds: ['nginx.conf effective-affinity addressOfProxy'],
  },
  {
    name: 'ip_hash behind another proxy that is known',
    config:
      upstream('', 'ip_hash;') +
      'server { listen 127.0.0.1:{PORT}; set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For; location / { proxy_pass http://tomcats; proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto; } }',
    effect: 'spread',
    finds: [],
  },
];

const member = (route1: string, route2: string, more = ''): string =>
  `<Proxy balancer://tomcats>\nBalancerMember http://{A} ${route1}\nBalancerMember http://{B} ${route2}\n${more}\n</Proxy>\n`;
const PASS = 'ProxyPass / balancer://tomcats/';
const ROUTES: readonly [string, string] = ['tomcat1', 'tomcat2'];
const server = (jvmRoute: string | null): string =>
  `<Server port="8005" shutdown="SHUTDOWN"><Service name="Catalina"><Engine name="Catalina" defaultHost="localhost"${
    jvmRoute === null ? '' : ` jvmRoute="${jvmRoute}"`
  }><Host name="localhost" appBase="webapps"/></Engine></Service></Server>`;

const httpd: readonly Omit<BalancerCase, 'program'>[] = [
  {
    name: 'round robin',
    config: member('', '') + PASS,
    effect: 'lost',
    finds: ['httpd.conf require-affinity noAffinity'],
  },
  {
    name: 'stickysession without route',
    config: `${member('', '')}${PASS} stickysession=JSESSIONID|jsessionid`,
    routes: ROUTES,
    effect: 'lost',
    finds: ['httpd.conf effective-affinity stickyWithoutRoute'],
  },
  {
    name: 'route without stickysession',
    config: member('route=tomcat1', 'route=tomcat2') + PASS,
    routes: ROUTES,
    effect: 'lost',
    finds: ['httpd.conf effective-affinity routeWithoutSticky'],
  },
  {
    name: 'stickysession and route',
    config: `${member('route=tomcat1', 'route=tomcat2')}${PASS} stickysession=JSESSIONID|jsessionid`,
    routes: ROUTES,
    files: { 'node1/conf/server.xml': server('tomcat1'), 'node2/conf/server.xml': server('tomcat2') },
    effect: 'kept',
    finds: [],
  },
  {
    name: 'stickysession in lower case',
    config: `${member('route=tomcat1', 'route=tomcat2')}${PASS} stickysession=jsessionid`,
    routes: ROUTES,
    effect: 'lost',
    finds: ['httpd.conf effective-affinity stickyCase'],
  },
  {
    name: 'stickysession on ProxyPassReverse',
    config: `${member('route=tomcat1', 'route=tomcat2')}${PASS}\nProxyPassReverse / balancer://tomcats/ stickysession=JSESSIONID`,
    routes: ROUTES,
    effect: 'lost',
    finds: ['httpd.conf effective-affinity keysOnReverse', 'httpd.conf effective-affinity routeWithoutSticky'],
  },
  {
    name: 'a cookie with the route',
    config: `Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED\n${member('route=1', 'route=2', 'ProxySet stickysession=ROUTEID')}${PASS}`,
    effect: 'kept',
    finds: [],
  },
  {
    name: 'routes that no node has',
    config: `${member('route=node1', 'route=node2')}${PASS} stickysession=JSESSIONID|jsessionid`,
    routes: ROUTES,
    files: { 'node1/conf/server.xml': server('tomcat1'), 'node2/conf/server.xml': server('tomcat2') },
    effect: 'lost',
    finds: [
      'httpd.conf jvm-route noSuchNode',
      'httpd.conf jvm-route noSuchNode',
      'node1/conf/server.xml jvm-route unknownToBalancer',
      'node2/conf/server.xml jvm-route unknownToBalancer',
    ],
  },
  {
    name: 'nodes without jvmRoute',
    config: `${member('route=tomcat1', 'route=tomcat2')}${PASS} stickysession=JSESSIONID|jsessionid`,
    routes: [null, null],
    files: { 'node1/conf/server.xml': server(null), 'node2/conf/server.xml': server(null) },
    effect: 'lost',
    finds: ['node1/conf/server.xml jvm-route missing', 'node2/conf/server.xml jvm-route missing'],
  },
  {
    name: 'nodes with one jvmRoute',
    config: `${member('route=tomcat1', 'route=tomcat2')}${PASS} stickysession=JSESSIONID|jsessionid`,
    routes: ['tomcat1', 'tomcat1'],
    files: { 'node1/conf/server.xml': server('tomcat1'), 'node2/conf/server.xml': server('tomcat1') },
    effect: 'restarted',
    finds: [
      'httpd.conf jvm-route noSuchNode',
      'node1/conf/server.xml jvm-route duplicate',
      'node2/conf/server.xml jvm-route duplicate',
    ],
  },
];

const servers = (a = '', b = ''): string => `    server tomcat1 {A} ${a}\n    server tomcat2 {B} ${b}\n`;
const listen = (lines: string): string => `listen tomcats\n    bind 127.0.0.1:{PORT}\n${lines}`;

const haproxy: readonly Omit<BalancerCase, 'program'>[] = [
  {
    name: 'round robin',
    config: listen(`    balance roundrobin\n${servers()}`),
    effect: 'lost',
    finds: ['haproxy.cfg require-affinity noAffinity'],
  },
  {
    name: 'static-rr',
    config: listen(`    balance static-rr\n${servers()}`),
    effect: 'lost',
    finds: ['haproxy.cfg require-affinity noAffinity'],
  },
  { name: 'balance source', config: listen(`    balance source\n${servers()}`), effect: 'kept', finds: [] },
  {
    name: 'cookie',
    config: listen(`    cookie SRV insert indirect nocache\n${servers('cookie a', 'cookie b')}`),
    effect: 'kept',
    finds: [],
  },
  {
    name: 'cookie as a prefix of the session cookie',
    config: listen(`    cookie JSESSIONID prefix\n${servers('cookie a', 'cookie b')}`),
    effect: 'kept',
    finds: [],
  },
  {
    name: 'cookie without values',
    config: listen(`    cookie SRV insert indirect nocache\n${servers()}`),
    effect: 'lost',
    finds: ['haproxy.cfg effective-affinity cookieUnbound'],
  },
  {
    name: 'cookie in mode tcp',
    config: listen(`    mode tcp\n    cookie SRV insert\n${servers('cookie a', 'cookie b')}`),
    effect: 'lost',
    says: /cookie.*(?:ignored|HTTP mode)/i,
    finds: ['haproxy.cfg effective-affinity cookieInTcpMode'],
  },
  {
    name: 'cookie without a mode',
    config: `defaults\n    timeout connect 5s\n    timeout client 5s\n    timeout server 5s\n${listen(`    cookie SRV insert\n${servers('cookie a', 'cookie b')}`)}`,
    effect: 'lost',
    says: /cookie.*(?:ignored|HTTP mode)/i,
    finds: ['haproxy.cfg effective-affinity cookieInTcpMode'],
  },
  {
    name: 'a stick-table alone',
    config: listen(`    stick-table type ip size 1k expire 1m\n${servers()}`),
    effect: 'lost',
    finds: ['haproxy.cfg effective-affinity stickUnused'],
  },
  {
    name: 'a stick-table with stick on',
    config: listen(`    stick-table type ip size 1k expire 1m\n    stick on src\n${servers()}`),
    effect: 'kept',
    finds: [],
  },
  {
    name: 'stick on the session cookie',
    config: listen(
      `    stick-table type string len 64 size 1k expire 1m\n    stick on req.cook(JSESSIONID)\n${servers()}`,
    ),
    effect: 'restarted',
    finds: ['haproxy.cfg effective-affinity stickNeverStored'],
  },
  {
    name: 'the session cookie stored and matched',
    config: listen(
      `    stick-table type string len 64 size 1k expire 1m\n    stick store-response res.cook(JSESSIONID)\n    stick match req.cook(JSESSIONID)\n${servers()}`,
    ),
    effect: 'kept',
    finds: [],
  },
  {
    name: 'appsession',
    config: listen(`    appsession JSESSIONID len 52 timeout 3h\n${servers()}`),
    effect: 'refused',
    says: /'appsession' is not supported any ?more/,
    finds: ['haproxy.cfg effective-affinity appsessionGone'],
  },
];

const workers = (more = ''): string =>
  `worker.list=shop
worker.tomcat1.type=ajp13
worker.tomcat1.host=127.0.0.1
worker.tomcat1.port={A-AJP}
worker.tomcat2.type=ajp13
worker.tomcat2.host=127.0.0.1
worker.tomcat2.port={B-AJP}
worker.shop.type=lb
worker.shop.balance_workers=tomcat1,tomcat2
${more}
`;
const JK =
  'JkWorkersFile {FOLDER}/workers.properties\nJkShmFile {FOLDER}/jk.shm\nJkLogFile {FOLDER}/jk.log\nJkMount /* shop';
const nodes = (one: string | null, two: string | null): Record<string, string> => ({
  'node1/conf/server.xml': server(one),
  'node2/conf/server.xml': server(two),
});

const modJk: readonly Omit<BalancerCase, 'program'>[] = [
  {
    name: 'mod_jk as it comes',
    config: JK,
    files: { 'workers.properties': workers(), ...nodes('tomcat1', 'tomcat2') },
    routes: ROUTES,
    effect: 'kept',
    finds: [],
  },
  {
    name: 'mod_jk without sticky sessions',
    config: JK,
    files: { 'workers.properties': workers('worker.shop.sticky_session=false'), ...nodes('tomcat1', 'tomcat2') },
    routes: ROUTES,
    effect: 'lost',
    finds: ['workers.properties effective-affinity jkStickyOff'],
  },
  {
    name: 'mod_jk and nodes without jvmRoute',
    config: JK,
    files: { 'workers.properties': workers(), ...nodes(null, null) },
    routes: [null, null],
    effect: 'lost',
    finds: ['node1/conf/server.xml jvm-route missing', 'node2/conf/server.xml jvm-route missing'],
  },
  {
    name: 'mod_jk and other names of workers',
    config: JK,
    files: { 'workers.properties': workers(), ...nodes('node1', 'node2') },
    routes: ['node1', 'node2'],
    effect: 'lost',
    finds: [
      'node1/conf/server.xml jvm-route unknownToBalancer',
      'node2/conf/server.xml jvm-route unknownToBalancer',
      'workers.properties jvm-route noSuchNode',
    ],
  },
  {
    name: 'mod_jk and routes of its workers',
    config: JK,
    files: {
      'workers.properties': workers('worker.tomcat1.route=node1\nworker.tomcat2.route=node2'),
      ...nodes('node1', 'node2'),
    },
    routes: ['node1', 'node2'],
    effect: 'kept',
    finds: [],
  },
  {
    name: 'mod_jk and a dot in jvmRoute',
    config: JK,
    files: { 'workers.properties': workers(), ...nodes('shop.tomcat1', 'shop.tomcat2') },
    routes: ['shop.tomcat1', 'shop.tomcat2'],
    effect: 'lost',
    finds: [
      'node1/conf/server.xml jvm-route dotInRoute',
      'node2/conf/server.xml jvm-route dotInRoute',
      'workers.properties jvm-route noSuchNode',
    ],
  },
];

export const balancerCases: readonly BalancerCase[] = [
  ...nginx.map((one) => ({ ...one, program: 'nginx' as const })),
  ...[...httpd, ...modJk].map((one) => ({ ...one, program: 'httpd' as const })),
  ...haproxy.map((one) => ({ ...one, program: 'haproxy' as const })),
];
