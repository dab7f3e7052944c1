import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOST_RULE, testFolder } from './run-cli.ts';

const RULE = 'no-lost-mutation';
const NONE = `no problems were reported from '${LOST_RULE}'`;
const SUPPRESS = `@SuppressWarnings("session-lint:${RULE}")`;
/** Makes the file one that is worth reading. */
const SESSION = 'javax.servlet.http.HttpSession s;';

describe('unused directives', () => {
  test.each([
    [`class A {\n  ${SUPPRESS}\n  ${SESSION}\n}\n`, `Unused "session-lint:${RULE}" in @SuppressWarnings (${NONE}).`],
    [
      `@SuppressWarnings("session-lint") class A { ${SESSION} }\n`,
      'Unused "session-lint" in @SuppressWarnings (no problems were reported).',
    ],
    [
      `class A {\n  // session-lint-disable-next-line ${RULE}\n  ${SESSION}\n}\n`,
      `Unused session-lint-disable directive (${NONE}).`,
    ],
    [
      `/* session-lint-enable ${RULE} */ class A { ${SESSION} }\n`,
      `Unused session-lint-enable directive (no matching session-lint-disable directives were found for '${LOST_RULE}').`,
    ],
    [`/* eslint-disable ${LOST_RULE} */ class A { ${SESSION} }\n`, `Unused eslint-disable directive (${NONE}).`],
  ])('%s', async (text, message) => {
    const [result] = await testFolder({ 'A.java': text }).json([]);
    expect(result?.messages.map((one) => one.message)).toEqual([message]);
  });

  test.each([
    [`class A {\n  ${SUPPRESS}\n  public ${SESSION}\n}\n`, `class A {\n  public ${SESSION}\n}\n`],
    [`${SUPPRESS}\r\nclass A { ${SESSION} }\r\n`, `class A { ${SESSION} }\r\n`],
    [`class A {\n\t${SUPPRESS} ${SESSION}\n}\n`, `class A {\n\t${SESSION}\n}\n`],
    [`class A {\n  public ${SUPPRESS} ${SESSION}\n}\n`, `class A {\n  public ${SESSION}\n}\n`],
    [`class A {\n  public ${SUPPRESS}\n  ${SESSION}\n}\n`, `class A {\n  public\n  ${SESSION}\n}\n`],
    [`class A {${SUPPRESS}${SESSION}}\n`, `class A {${SESSION}}\n`],
    [`class A { @Deprecated${SUPPRESS}${SESSION} }\n`, `class A { @Deprecated ${SESSION} }\n`],
    [
      `class A {\n  @SuppressWarnings({"session-lint:${RULE}", "unused"})\n  ${SESSION}\n}\n`,
      `class A {\n  @SuppressWarnings({"unused"})\n  ${SESSION}\n}\n`,
    ],
    [
      `class A {\n  @SuppressWarnings({ "unused", "session-lint:${RULE}" })\n  ${SESSION}\n}\n`,
      `class A {\n  @SuppressWarnings({ "unused" })\n  ${SESSION}\n}\n`,
    ],
    [
      `class A {\n  @SuppressWarnings({\n    "unused",\n    "session-lint:${RULE}"\n  })\n  ${SESSION}\n}\n`,
      `class A {\n  @SuppressWarnings({\n    "unused"\n  })\n  ${SESSION}\n}\n`,
    ],
    [
      `class A {\n  @SuppressWarnings({\n    "session-lint:${RULE}",\n    "unused"\n  })\n  ${SESSION}\n}\n`,
      `class A {\n  @SuppressWarnings({\n    "unused"\n  })\n  ${SESSION}\n}\n`,
    ],
    [
      `class A {\n  @SuppressWarnings({"a", "session-lint:${RULE}", "b"})\n  ${SESSION}\n}\n`,
      `class A {\n  @SuppressWarnings({"a", "b"})\n  ${SESSION}\n}\n`,
    ],
    [
      `class A {\n  @SuppressWarnings({"session-lint:${RULE}", "session-lint:no-mutation-after-set"})\n  ${SESSION}\n}\n`,
      `class A {\n  ${SESSION}\n}\n`,
    ],
    [`class A {\n  // session-lint-disable-next-line\n  ${SESSION}\n}\n`, `class A {\n  ${SESSION}\n}\n`],
    [`class A {\n  ${SESSION} // session-lint-disable-line\n}\n`, `class A {\n  ${SESSION}\n}\n`],
  ])('are removed without a trace: %j', async (text, fixed) => {
    const folder = testFolder({ 'A.java': text });
    expect((await folder.run(['--fix'])).code).toBe(0);
    expect(readFileSync(join(folder.path, 'A.java'), 'utf8')).toBe(fixed);
  });

  test('a rule that does not exist is reported once', async () => {
    const text = `class A {\n  @SuppressWarnings("session-lint:nope")\n  ${SESSION}\n}\n`;
    const [result] = await testFolder({ 'A.java': text }).json([]);
    expect(result?.messages).toMatchObject([
      {
        ruleId: 'session-lint/nope',
        severity: 2,
        message: "Definition for rule 'session-lint/nope' was not found.",
        line: 2,
        column: 3,
      },
    ]);
  });
});

test('a directive that a repair gives something to suppress stays', async () => {
  const server = (name: string) => `<Server port="8005">
  <!-- session-lint-disable cluster-membership -->
  <Service name="Catalina">
    <Engine name="Catalina" defaultHost="localhost" jvmRoute="a">
      <${name} className="org.apache.catalina.ha.tcp.SimpleTcpCluster">
        <Channel className="org.apache.catalina.tribes.group.GroupChannel">
          <Receiver className="org.apache.catalina.tribes.transport.nio.NioReceiver" address="127.0.0.1"/>
        </Channel>
      </${name}>
      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
`;
  const folder = testFolder({ 'server.xml': server('cluster') });
  const [before] = await folder.json([]);
  expect(before?.messages.map(({ ruleId, message }) => ruleId ?? message.split(' ')[0])).toEqual([
    'Unused',
    'session-lint/cluster-placement',
  ]);
  expect(await folder.run(['--fix'])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(folder.path, 'server.xml'), 'utf8')).toBe(server('Cluster'));
});
