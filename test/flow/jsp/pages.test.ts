/** Where findings of pages stand, to the character, and what they say. The marked text is the range of the finding. */
import { dirname } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import sessionLint from '../../../src/index.ts';
import { plant } from '../../project/tree.ts';

interface Found {
  readonly marked: string;
  readonly message: string;
  readonly suggestion: string | undefined;
}

function lint(text: string, path: string): readonly Linter.LintMessage[] {
  const config: Linter.Config = {
    files: ['**/*.jsp'],
    plugins: { 'session-lint': sessionLint },
    language: 'session-lint/jsp',
    rules: { 'session-lint/no-lost-mutation': 'error' },
    settings: { 'session-lint': { sessionManager: 'tomcat' } },
  };
  const linter = new Linter({ configType: 'flat', cwd: dirname(path) });
  return linter.verify(text, config, { filename: path });
}

/** The page with its findings marked: `«` and `»`. */
function findingsOf(text: string, files: Readonly<Record<string, string>> = {}, name = 'page.jsp'): readonly Found[] {
  const tree = plant({ 'WEB-INF/web.xml': '<web-app/>', ...files, [name]: text });
  const lines = text.split(/(?<=\n)/);
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length, 0) + column - 1;
  return lint(text, tree.at(name)).map((found) => {
    expect(found.fatal, found.message).toBeUndefined();
    const start = offset(found.line, found.column);
    const end = offset(found.endLine ?? found.line, found.endColumn ?? found.column);
    return {
      marked: `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`,
      message: found.message,
      suggestion: found.suggestions?.[0]?.fix.text,
    };
  });
}

const CORE = '<%@ taglib prefix="c" uri="jakarta.tags.core" %>\n';
const CORE_1_1 = '<%@ taglib prefix="core" uri="http://java.sun.com/jsp/jstl/core" %>\n';
const BEAN = '<jsp:useBean id="user" class="java.util.Date" scope="session"/>\n';

describe('a finding of a page stands', () => {
  it.each([
    [
      'at a change in a scriptlet',
      '<p/>\n<% java.util.List l = (java.util.List) session.getAttribute("l");\n  «l.add("x")»; %>',
    ],
    ['at a change in an expression', '<%= «((java.util.List) session.getAttribute("l")).add("x")» %>'],
    [
      'behind characters of more than a byte',
      '<p>商店 🛒</p><% «((java.util.List) session.getAttribute("购物车")).clear()»; %>',
    ],
    ['at jsp:setProperty', `${BEAN}<p/>  «<jsp:setProperty name="user"\n   property="*"/>»`],
    ['at the start tag of an action with a body', `${CORE}«<c:set target="\${sessionScope.m}" property="k">»v</c:set>`],
    ['at c:set', `${CORE_1_1}«<core:set target="\${sessionScope.m}" property="k" value="v"/>»`],
    ['at an assignment in EL', '<p title="a">${ «sessionScope.user.name = "x"» }</p>'],
    ['at an assignment among others', '${1; «sessionScope.user.name = "x"»; 2}'],
    ['at a call in EL', `${BEAN}\${«user.setTime(1)»}`],
    ['at a call in an attribute', `${CORE}<c:out value="a\${«sessionScope.l.add(1)»}b"/>`],
    ['behind escapes of the page', '${"\\\\\\"" += («sessionScope.a.b = "\\""»)}'],
    [
      'at a call that is handed the object',
      '<%! void f(java.util.List l) { l.clear(); } %>\n<% «f((java.util.List) session.getAttribute("l"))»; %>',
    ],
    ['at the last of what a chain changes', '${«sessionScope.cart.items[0].tags["a"] = 1»}'],
  ])('%s', (_, marked) => {
    const text = marked.replace(/[«»]/g, '');
    expect(findingsOf(text).map((found) => found.marked)).toEqual([marked]);
  });

  it('at each of several places', () => {
    const text = `${BEAN}<% user.setTime(1); session.setAttribute("user", user); %>\${user.setTime(2)}\${sessionScope.a.b = 1}`;
    expect(findingsOf(text)).toHaveLength(1);
  });

  it('at the directive that includes it, where the file is none of its own', () => {
    const included = '<p/>\n<% user.setTime(1); %>';
    const text = `${BEAN}«<%@ include file="part.inc" %>»`;
    const [found] = findingsOf(text.replace(/[«»]/g, ''), { 'part.inc': included });
    expect(found?.marked).toBe(text);
  });
});

describe('a finding of a page says', () => {
  it.each([
    [
      `${BEAN}<jsp:setProperty name="user" property="time" value="1"/>`,
      'Session attribute "user" is changed by "<jsp:setProperty name="user" property="time" value="1"/>" and not written back on the path that ends at line 2: other nodes keep the old value. Call setAttribute("user", …) after the change.',
      '<% session.setAttribute("user", user); %>',
    ],
    [
      `${CORE}<c:set target="\${sessionScope.m}" property="k" value="v"/>\n<p/>`,
      'Session attribute "m" is changed by "<c:set target="${sessionScope.m}" property="k" value="v"/>" and not written back on the path that ends at line 3: other nodes keep the old value. Call setAttribute("m", …) after the change.',
      '<c:set var="m" value="${sessionScope.m}" scope="session"/>',
    ],
    [
      '${sessionScope.list.add("x")}',
      'Session attribute "list" is probably changed by "sessionScope.list.add("x")", whose source is not at hand, and not written back on the path that ends at line 1: other nodes keep the old value. Call setAttribute("list", …) after the change.',
      undefined,
    ],
  ])('%s', (text, message, suggestion) => {
    expect(findingsOf(text).map((found) => [found.message, found.suggestion])).toEqual([[message, suggestion]]);
  });
});

describe('a name that may be in several scopes', () => {
  const change = '${visitor.name = "x"}';
  const java = (statement: string): Record<string, string> => ({
    'src/A.java': `class A { void f(javax.servlet.http.HttpServletRequest request, Model model) { ${statement} } }`,
  });

  it.each([
    ['is taken for the session where nothing says otherwise', {}, 1],
    [
      'is in the session that code of the project puts it in',
      java('request.getSession().setAttribute("visitor", this);'),
      1,
    ],
    ['is in the request that code of the project puts it in', java('request.setAttribute("visitor", this);'), 0],
    ['is in the model that code of the project puts it in', java('model.addAttribute("visitor", this);'), 0],
  ])('%s', (_, files, count) => {
    expect(findingsOf(change, files)).toHaveLength(count);
  });

  it('is in the session where the page says so', () => {
    const files = java('request.setAttribute("visitor", this);');
    expect(findingsOf(`\${sessionScope.visitor.id}${change}`, files)).toHaveLength(1);
  });
});

describe('tag libraries', () => {
  const core = 'http://java.sun.com/jsp/jstl/core';
  const tld = `<taglib><tlib-version>1</tlib-version><uri>${core}</uri></taglib>`;
  const page = (uri: string): string =>
    `<%@ taglib prefix="t" uri="${uri}" %><t:set target="\${sessionScope.m}" property="k" value="v"/>`;

  it.each([
    ['by the path of a descriptor', page('/WEB-INF/tld/any.tld'), { 'WEB-INF/tld/any.tld': tld }, 1],
    [
      'by a name that web.xml maps',
      page('/any'),
      {
        'WEB-INF/any.tld': tld,
        'WEB-INF/web.xml':
          '<web-app><taglib><taglib-uri>/any</taglib-uri><taglib-location>/WEB-INF/any.tld</taglib-location></taglib></web-app>',
      },
      1,
    ],
    ['not by the prefix', page('http://example.com/t').replaceAll('t:', 'c:').replace('"t"', '"c"'), {}, 0],
    ['not by a folder of tag files', page('/x').replace('uri="/x"', 'tagdir="/WEB-INF/tags"'), {}, 0],
  ])('are known %s', (_, text, files, count) => {
    expect(findingsOf(text, files)).toHaveLength(count);
  });
});

describe('pages that cannot be read in part', () => {
  it.each([
    ['Java that is broken leaves tags and EL', '<% if ( %>${sessionScope.a.b = 1}', 1],
    ['EL that is evaluated later is nothing', `${CORE}<c:out value="#{sessionScope.a.b = 1}"/>`, 0],
    ['EL that is broken is nothing', '${sessionScope.a.b = }', 0],
    ['a tag without attributes is nothing', `${CORE}<c:set/><c:remove/><c:forEach><c:if></c:if></c:forEach>`, 0],
    ['an action without attributes is nothing', '<jsp:useBean/><jsp:setProperty/><jsp:forward/>', 0],
  ])('%s', (_, text, count) => {
    const tree = plant({ 'WEB-INF/web.xml': '<web-app/>', 'page.jsp': text });
    const found = lint(text, tree.at('page.jsp')).filter((one) => one.ruleId !== null);
    expect(found).toHaveLength(count);
  });
});
