/** One report for a tree with code and configuration: findings in code say why the tree counts as clustered. */
import { describe, expect, test } from 'vitest';
import { LOST, testFolder } from './run-cli.ts';

const SERVER = `<Server port="8005" shutdown="SHUTDOWN">
  <Service name="Catalina">
    <Engine name="Catalina" defaultHost="localhost" jvmRoute="a">
      <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster" channelSendOptions="6"/>
      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
`;
const WEB = '<web-app version="3.1">\n  <distributable/>\n</web-app>\n';

async function lastStep(files: Record<string, string>) {
  const folder = testFolder({ '.git/HEAD': '', 'pom.xml': '<project/>', 'src/main/java/Lost.java': LOST, ...files });
  const results = await folder.json(['src/main/java']);
  const [message] = results.flatMap(({ messages }) => messages);
  expect(message?.ruleId).toBe('session-lint/no-lost-mutation');
  const step = message?.trace?.at(-1);
  return step && { ...step, file: step.file.slice(folder.path.length + 1) };
}

describe('the last step of a trace', () => {
  test('is the cluster of the server', async () => {
    expect(await lastStep({ 'tomcat/conf/server.xml': SERVER, 'src/main/webapp/WEB-INF/web.xml': WEB })).toEqual({
      file: 'tomcat/conf/server.xml',
      line: 4,
      column: 7,
      role: 'cluster',
      text: 'the application runs on more than one node: tomcat/conf/server.xml, line 4, configures a <Cluster>',
      source: '<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster" channelSendOptions="6"/>',
    });
  });

  test('is <distributable/> where nothing stronger is said', async () => {
    expect(await lastStep({ 'src/main/webapp/WEB-INF/web.xml': WEB })).toMatchObject({
      line: 2,
      column: 3,
      role: 'cluster',
    });
  });

  test('is the end of the path where nothing is said of a cluster', async () => {
    const alone = SERVER.replace(/^ *<Cluster.*\n/m, '');
    expect(await lastStep({})).toMatchObject({ role: 'end' });
    expect(await lastStep({ 'tomcat/conf/server.xml': alone })).toMatchObject({ role: 'end' });
  });
});

test('text and findings of configuration stand in one report, sorted by path', async () => {
  const folder = testFolder({
    '.git/HEAD': '',
    'pom.xml': '<project/>',
    'src/main/java/Lost.java': LOST,
    'src/main/webapp/WEB-INF/web.xml': WEB.replace('  <distributable/>\n', ''),
    'tomcat/conf/server.xml': SERVER,
  });
  const { stdout, code } = await folder.run([]);
  expect(code).toBe(1);
  const places = [...stdout.matchAll(/^(\S+\.(?:java|xml))$|^ +(\d+:\d+) +error .* (session-lint\/\S+)$/gm)];
  expect(places.map(([, file, place, rule]) => file ?? `${place ?? ''} ${rule ?? ''}`)).toEqual([
    'src/main/java/Lost.java',
    expect.stringMatching(/^\d+:\d+ session-lint\/no-lost-mutation$/),
    'src/main/webapp/WEB-INF/web.xml',
    '1:2 session-lint/require-distributable',
  ]);
  expect(stdout).toMatch(/^ +tomcat\/conf\/server\.xml:4:7 +clustered +<Cluster className=/m);
});
