/** Messages whose words depend on what the project holds. */
import { describe, expect, test } from 'vitest';
import { testFolder } from '../cli/run-cli.ts';

const SERVER = `<Server port="8005" shutdown="SHUTDOWN">
  <Service name="Catalina">
    <Engine name="Catalina" defaultHost="localhost">
      <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster" channelSendOptions="6"/>
      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
`;

const NGINX = `upstream tomcats {
  server 10.0.0.1:8080;
  server 10.0.0.2:8080;
}
server {
  location / { proxy_pass http://tomcats; }
}
`;

const WORKERS = `worker.list=lb
worker.a.type=ajp13
worker.a.host=a
worker.b.type=ajp13
worker.b.host=b
worker.lb.type=lb
worker.lb.balance_workers=a,b
worker.lb.sticky_session=false
`;

async function messages(files: Readonly<Record<string, string>>, file: string): Promise<string[]> {
  const results = await testFolder({ ...files, '.git/HEAD': '' }).json(['.']);
  return results.find(({ filePath }) => filePath === file)?.messages.map(({ message }) => message) ?? [];
}

describe('a cluster that is configured, and no application that uses it', () => {
  const files = { 'conf/server.xml': SERVER, 'app/WEB-INF/web.xml': '<web-app version="6.0"/>' };

  test('is what the balancer lacks', async () => {
    const [message] = await messages({ ...files, 'nginx.conf': NGINX }, 'nginx.conf');
    expect(message).toContain('the <Cluster> in conf/server.xml replicates only applications with <distributable/>');
    expect(message).toContain('or add <distributable/> to web.xml.');
  });

  test('is what makes a worker without affinity wrong', async () => {
    const [message] = await messages({ ...files, 'workers.properties': WORKERS }, 'workers.properties');
    expect(message).toContain('the <Cluster> in conf/server.xml replicates only applications with <distributable/>');
  });

  test('without one, nothing replicates', async () => {
    const [message] = await messages({ 'nginx.conf': NGINX }, 'nginx.conf');
    expect(message).toContain('They keep sessions, as the name "tomcat" tells, and nothing in this project replicates');
  });
});

describe('how requests are spread', () => {
  const haproxy = (balance: string): string =>
    `defaults\n  mode http\nlisten tomcats\n  bind :80\n${balance}  server a 10.0.0.1:80\n  server b 10.0.0.2:80\n`;

  test.each([
    ['nginx.conf', NGINX, 'in turn'],
    ['nginx.conf', NGINX.replace('tomcats {', 'tomcats {\n  hash $request_uri;'), 'by "hash $request_uri"'],
    ['nginx.conf', NGINX.replace('tomcats {', 'tomcats {\n  least_conn;'), 'by "least_conn"'],
    ['haproxy.cfg', haproxy(''), 'in turn'],
    ['haproxy.cfg', haproxy('  balance static-rr\n'), 'in turn'],
    ['haproxy.cfg', haproxy('  balance uri\n'), 'by "balance uri"'],
  ])('%s: %j', async (name, text, spread) => {
    const [message] = await messages({ [name]: text }, name);
    expect(message).toContain(`The 2 servers of "tomcats" take requests ${spread}, and nothing keeps a client`);
  });

  test.each([
    ['  mode tcp\n', 'In mode tcp HAProxy ignores "cookie SRV"'],
    ['', 'In mode tcp, which holds where none is named, HAProxy ignores "cookie SRV"'],
  ])('in mode tcp, named by %j', async (mode, words) => {
    const text = haproxy(`${mode}  cookie SRV insert\n`).replace('mode http', 'timeout client 5s');
    const [message] = await messages({ 'haproxy.cfg': text.replace(/:80$/gm, ':80 cookie a') }, 'haproxy.cfg');
    expect(message).toContain(words);
  });
});

test('of several changes that are not saved one is named, and counted', async () => {
  const handler = (changes: string): string => `import { getIronSession } from 'iron-session';
export async function handler(req, res) {
  const session = await getIronSession(req, res, {});
  ${changes}
}
`;
  const of = (changes: string) => messages({ 'handler.js': handler(changes) }, 'handler.js');
  const two = await of('session.user = 1;\n  session.cart = [];');
  expect(two).toHaveLength(1);
  expect(two[0]).toMatch(/^"session\.cart = \[\]" \(the last of 2 changes\) changes a session/);
  expect((await of('session.user = 1;'))[0]).toMatch(/^"session\.user = 1" changes a session/);
});

test('what throws to answer is named where a change is not saved before', async () => {
  const text = `import { getIronSession } from 'iron-session';
import { permanentRedirect as leave } from 'next/navigation';
export async function handler(req, res) {
  const session = await getIronSession(req, res, {});
  session.user = 1;
  leave('/');
  await session.save();
}
`;
  const [message] = await messages({ 'handler.js': text }, 'handler.js');
  expect(message).toContain(
    'no such call follows on the path that ends at line 6, where permanentRedirect() throws: the',
  );
});
