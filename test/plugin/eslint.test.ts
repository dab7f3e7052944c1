/** The plugin in the ESLint versions that are supported, and the command line, must say the same. */
import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import { describe, expect, test } from 'vitest';
import type { ResultMessage } from '../../src/cli/results.ts';
import sessionLint from '../../src/index.ts';
import { BROKEN, KEPT, LOST, PLAIN, testFolder } from '../cli/run-cli.ts';

const DISABLED = LOST.replace(
  'cart.add(item);',
  'cart.add(item); // eslint-disable-line session-lint/no-lost-mutation -- read only',
);
const UNUSED = `/* eslint-disable session-lint/no-lost-mutation */\n${KEPT}`;
const UNUSED_PLAIN = `// eslint-disable-next-line\n${PLAIN}`;

const READ = '<% java.util.List cart = (java.util.List) session.getAttribute("cart"); %>\n';
const LOST_PAGE = `${READ}<p>購物車</p> <% cart.add(request.getParameter("item")); %>\n`;
const KEPT_PAGE = `${LOST_PAGE}<% session.setAttribute("cart", cart); %>\n`;
const BEAN = '<jsp:useBean id="user" class="shop.User" scope="session"/>\n';
const JSTL = '<%@ taglib prefix="c" uri="jakarta.tags.core" %>\n';

const PAGES = {
  'src/web/WEB-INF/tags/add.tag': '<%@ attribute name="item" %>${sessionScope.cart.add(item)}',
  'src/web/broken.jsp': `${READ}<% cart.add( %>\n\${sessionScope.user.name = param.name}`,
  'src/web/disabled.jsp': LOST_PAGE.replace('<p>', '<%-- session-lint-disable-line --%><p>'),
  'src/web/document.jspx': `<r xmlns:jsp="http://java.sun.com/JSP/Page">${BEAN}<jsp:setProperty name="user" property="*"/></r>`,
  'src/web/fragment.jspf': '<% cart.clear(); %>',
  'src/web/includes.jsp': `${READ}<%@ include file="fragment.jspf" %>`,
  'src/web/kept.jsp': KEPT_PAGE,
  'src/web/lost.jsp': LOST_PAGE,
  'src/web/plain.jsp': '<p>${param.name}</p>',
  'src/web/target.jsp': `${JSTL}<c:set target="\${sessionScope.user}" property="name" value="\${param.name}"/>`,
  'src/web/unused.jsp': `<!-- session-lint-disable no-lost-mutation -->\n${KEPT_PAGE}`,
};

const FILES = {
  ...PAGES,
  'src/Broken.java': BROKEN,
  'src/Disabled.java': DISABLED,
  'src/Kept.java': KEPT,
  'src/Lost.java': LOST,
  'src/LostTwice.java': LOST.replace(
    'class Lost',
    LOST.slice(LOST.indexOf('class')).replace('Lost', 'First') + 'class Lost',
  ),
  'src/Plain.java': PLAIN,
  'src/Unused.java': UNUSED,
  'src/UnusedPlain.java': UNUSED_PLAIN,
};

/** What both give, without what only the command line adds. */
function comparable(
  results: readonly { filePath: string; messages: unknown; suppressedMessages: unknown }[],
  cwd: string,
) {
  return results.map(({ filePath, messages, suppressedMessages }) => ({
    filePath: filePath.replace(`${cwd}/`, ''),
    messages: (messages as ResultMessage[]).map(withoutTrace),
    suppressedMessages: (suppressedMessages as ResultMessage[]).map(withoutTrace),
  }));
}

function withoutTrace(message: ResultMessage): Record<string, unknown> {
  // ESLint 9 sets nodeType on every message.
  const added = ['trace', 'nodeType'];
  // The command line removes an unused directive without the blank that ESLint puts in its place, and calls it by its name.
  const isUnused = message.message.startsWith('Unused ');
  if (isUnused) added.push('fix');
  const text = isUnused ? message.message.replaceAll('session-lint-disable', 'eslint-disable') : message.message;
  return Object.fromEntries(
    Object.entries({ ...message, message: text }).filter(([key, value]) => !added.includes(key) && value !== undefined),
  );
}

describe.each([
  ['9', ESLint9],
  ['10', ESLint10],
])('ESLint %s', (version, ESLint) => {
  test('is of that version', () => {
    expect(ESLint.version.split('.')[0]).toBe(version);
  });

  test.each(['recommended', 'strict', 'java'] as const)('finds with %s what the command line finds', async (preset) => {
    const folder = testFolder(FILES);
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: sessionLint.configs[preset] as never,
    });
    const fromEslint = comparable(await eslint.lintFiles(['src']), folder.path);
    const fromCli = comparable(await folder.json(['--preset', preset]), folder.path);
    expect(fromCli).toEqual(fromEslint);
    const counts = fromCli.map(({ filePath, messages, suppressedMessages }) => [
      filePath,
      messages.length,
      suppressedMessages.length,
    ]);
    expect(counts).toEqual([
      ['src/Broken.java', 1, 0],
      ['src/Disabled.java', 0, 1],
      ['src/Kept.java', 0, 0],
      ['src/Lost.java', 1, 0],
      ['src/LostTwice.java', 2, 0],
      ['src/Plain.java', 0, 0],
      ['src/Unused.java', 1, 0],
      ['src/UnusedPlain.java', 1, 0],
      ['src/web/WEB-INF/tags/add.tag', 1, 0],
      ['src/web/broken.jsp', 2, 0],
      ['src/web/disabled.jsp', 0, 1],
      ['src/web/document.jspx', 1, 0],
      ['src/web/fragment.jspf', 1, 0],
      ['src/web/includes.jsp', 0, 0],
      ['src/web/kept.jsp', 0, 0],
      ['src/web/lost.jsp', 1, 0],
      ['src/web/plain.jsp', 0, 0],
      ['src/web/target.jsp', 1, 0],
      ['src/web/unused.jsp', 1, 0],
    ]);
  });

  test.each(['recommended', 'config'] as const)(
    'finds in configuration with %s what the command line finds',
    async (preset) => {
      const upstream = 'upstream backend { server a:8080; server b:8080; }';
      const folder = testFolder({
        '.git/HEAD': '',
        'conf/nginx.conf': `events {}\nhttp {\n${upstream}\nserver { location / { proxy_pass http://backend; } }\n}\n`,
        'conf/server.xml':
          '<Server port="8005" shutdown="x"><Service name="a"><Cluster className="b"/></Service></Server>\n',
        'WEB-INF/web.xml': '<web-app>\n</web-app>\n',
        'broken/WEB-INF/web.xml': '<web-app>\n',
      });
      const eslint = new ESLint({
        cwd: folder.path,
        overrideConfigFile: true,
        overrideConfig: sessionLint.configs[preset] as never,
      });
      const fromEslint = comparable(await eslint.lintFiles(['**/*.{xml,conf}']), folder.path);
      const fromCli = comparable(await folder.json(['--preset', preset]), folder.path);
      expect(fromCli).toEqual(fromEslint);
      const found = fromCli.flatMap(({ filePath, messages }) =>
        messages.map(({ ruleId }) => `${filePath} ${String(ruleId)}`),
      );
      expect(found).toEqual(
        expect.arrayContaining([
          'WEB-INF/web.xml session-lint/require-distributable',
          'broken/WEB-INF/web.xml null',
          'conf/nginx.conf session-lint/require-affinity',
          'conf/server.xml session-lint/cluster-placement',
        ]),
      );
    },
  );

  test('refuses settings that are not valid', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const settings = { 'session-lint': { sessionManager: 'tomcaat' } };
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: [...sessionLint.configs.recommended, { settings }] as never,
    });
    const failure = await eslint.lintFiles(['.']).then(
      () => undefined,
      (error: unknown) => error,
    );
    // What ESLint's command line prints.
    expect((failure as Error).stack).toMatch(
      /^session-lint: in settings\["session-lint"\], sessionManager must be one of "auto", [^\n]*, but it is "tomcaat"\. Did you mean "tomcat"\?$/,
    );
  });
});
