import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOST, LOST_RULE, testFolder } from './run-cli.ts';

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
        message: 'There is no rule "nope".',
        line: 2,
        column: 3,
      },
    ]);
  });
});

describe('rules that do not exist', () => {
  const META = 'There is no rule "no-lost-mutatoin". Did you mean "no-lost-mutation"?';

  test.each([
    ['// session-lint-disable-next-line no-lost-mutatoin -- why', [META]],
    ['// eslint-disable-next-line session-lint/no-lost-mutatoin', [META]],
    ['@SuppressWarnings("session-lint:no-lost-mutatoin")', [META]],
    ['/* session-lint no-lost-mutatoin: 2 */', [META]],
    ['// session-lint-disable-next-line nothing-like-it', ['There is no rule "nothing-like-it".']],
    [
      '// session-lint-disable-next-line no-lost-mutation - only this node',
      [
        'There is no rule "no-lost-mutation - only this node". A reason has to be set apart by "--", as in "no-lost-mutation -- only this node".',
      ],
    ],
    [
      '// session-lint-disable-next-line only this node',
      ['There is no rule "only this node". A reason has to be set apart by "--", as in "-- only this node".'],
    ],
    [
      '/* eslint-disable session-lint/jvm-route, session-lint/no-lost-mutatoin */',
      [`Unused eslint-disable directive (no problems were reported from 'session-lint/jvm-route').`, META],
    ],
    ['// eslint-disable-next-line other/rule', ["Definition for rule 'other/rule' was not found."]],
  ])('%s', async (directive, messages) => {
    const text = `class A {\n  ${directive}\n  ${SESSION}\n}\n`;
    const [result] = await testFolder({ 'A.java': text }).json([]);
    expect(result?.messages.map(({ message }) => message).sort()).toEqual([...messages].sort());
    expect(result?.messages.every(({ line }) => line === 2)).toBe(true);
  });

  test('leave the others of a list in force', async () => {
    const lost = LOST.replace(
      'cart.add',
      '// session-lint-disable-next-line no-lost-mutatoin, no-lost-mutation\n    cart.add',
    );
    const [result] = await testFolder({ 'Lost.java': lost }).json([]);
    expect(result?.messages.map(({ message }) => message)).toEqual([META]);
    expect(result?.suppressedMessages).toHaveLength(1);
  });

  test('are told in scripts and pages, too', async () => {
    const folder = testFolder({
      'a.ts': "import 'express-session';\n// session-lint-disable-next-line no-lost-mutatoin\n",
      'b.jsp': '<%-- session-lint-disable no-lost-mutatoin --%>${sessionScope.a.b()}\n',
      'web.xml':
        '<!-- session-lint-disable require-distributabel -->\n<!-- session-lint-disable only here --><web-app version="3.0"/>\n',
    });
    const results = await folder.json([]);
    const messages = results.flatMap((result) => result.messages.map(({ message }) => message));
    expect(messages.filter((message) => message === META)).toHaveLength(2);
    expect(messages).toContain('There is no rule "only here". A reason goes into a comment of its own.');
    expect(messages).toContain('There is no rule "require-distributabel". Did you mean "require-distributable"?');
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
