import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPage } from '../../../src/languages/jsp/build-page.ts';
import type { Page } from '../../../src/languages/jsp/page.ts';
import { childNodes } from '../../../src/languages/shared/syntax.ts';
import { visitorKeys } from '../../../src/languages/java/visitor-keys.ts';
import type { Node } from '../../../src/languages/java/ast.ts';
import { plant } from '../../project/tree.ts';
import { CORE } from './outline.ts';

const HEAD = `<%@ taglib prefix="c" uri="${CORE}" %><%@ taglib prefix="x" uri="urn:x" %>`;

function pageOf(text: string, name = 'a.jsp'): Page {
  return buildPage(text, plant({ [name]: text, 'WEB-INF/': '' }).at(name));
}

/** What stands in the service method, without blanks at the ends of lines and without blank lines. */
function bodyOf(page: Page): string[] {
  const start = page.javaText.indexOf(' throws java.lang.Throwable {\n');
  const body = page.javaText.slice(
    page.javaText.indexOf('\n', start) + 1,
    page.javaText.lastIndexOf('}', page.javaText.lastIndexOf('}') - 1),
  );
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function nodesOf(page: Page): Node[] {
  const found: Node[] = [];
  const pending: Node[] = [page.unit];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    pending.push(...(childNodes(node, visitorKeys) as Node[]));
  }
  return found;
}

/** Source of the calls of a name, in source order. */
function callsOf(page: Page, name: string): string[] {
  return nodesOf(page)
    .filter((node) => node.type === 'MethodCall' && node.name.name === name)
    .sort((a, b) => a.range[0] - b.range[0])
    .map((node) => page.text.slice(...node.range));
}

describe('the service method', () => {
  test.each([
    [
      'scriptlets in order, across braces',
      '<% if (a) { %>b<% } else { %><%= c %><% } %>',
      ['if (a) {', ';', '} else {', 'out.print( c', ');', '}'],
    ],
    ['text is a statement of its own', '<% if (a) %>\n<% b(); %>', ['if (a)', ';', 'b();']],
    ['EL', 'a ${b()}', ['__el(0);']],
    ['EL that only reads', 'a ${b.c} <c:out value="${d == e}"/>', []],
    ['what only writes is the statement of an if', '<% if (a) %>${b}<% c(); %>', ['if (a)', ';', 'c();']],
    ['an action without body', '<c:set var="a" value="${b}"/>', ['__tag(0);']],
    ['Java in attributes', '<x:a b="<%= c %>" d="<%= e(\\"f\\") %>"/>', ['__tag(0,  c', ',  e("f")', ');']],
    ['a branch', '<c:if test="${a}"><% b(); %></c:if>', ['__tag(0);', 'if (__enter(0)) {', 'b();', '}', '__end(0);']],
    [
      'a loop',
      '<c:forEach items="${a}">${b()}</c:forEach>',
      ['__tag(0);', 'while (__enter(0)) {', '__el(1);', '}', '__end(0);'],
    ],
    [
      'a choice',
      '<c:choose> <c:when test="${a}">${b()}</c:when><c:when test="<%= c %>"/> <c:otherwise>${d()}</c:otherwise></c:choose>',
      [
        '__tag(0);',
        '{',
        'if (__enter(1)) {',
        '__el(2);',
        '}',
        'else if (__enter(3,  c',
        ')) {',
        '}',
        'else {',
        '__el(5);',
        '}',
        '}',
        '__end(0);',
      ],
    ],
    ['a body that runs once', '<c:out>${b()}</c:out>', ['__tag(0);', '__el(1);', '__end(0);']],
    [
      'a body that may be left out, for all that is known',
      '<x:a>${b()}</x:a>',
      ['__tag(0);', 'if (__enter(0)) {', '__el(1);', '}', '__end(0);'],
    ],
    [
      'variables of a body that runs once are its own',
      '<c:out><% int b; %></c:out>',
      ['__tag(0);', '{', 'int b;', '}', '__end(0);'],
    ],
    [
      'a named attribute comes before its tag',
      '<c:out><jsp:attribute name="b">${c()}</jsp:attribute><jsp:body>${d()}</jsp:body></c:out>',
      ['__el(0);', '__tag(1);', '__el(2);', '__end(1);'],
    ],
    ['a forward ends the page', '<jsp:forward page="b.jsp"/>', ['__tag(0);', 'if (true) return;']],
    [
      'a bean',
      '<jsp:useBean id="a" class="b.C" scope="session"/>',
      [
        'b.C a = (b.C) pageContext.getAttribute("a", javax.servlet.jsp.PageContext.SESSION_SCOPE);',
        'if (a == null) {',
        'a = new b.C();',
        'pageContext.setAttribute("a", a, javax.servlet.jsp.PageContext.SESSION_SCOPE);',
        '}',
      ],
    ],
    [
      'a bean with a type, in page scope',
      '<jsp:useBean id="a" type="b.C"/>',
      [
        'b.C a = (b.C) pageContext.getAttribute("a", javax.servlet.jsp.PageContext.PAGE_SCOPE);',
        'if (a == null) {',
        'throw new java.lang.InstantiationException();',
        '}',
      ],
    ],
    [
      'the body of a bean runs when it is new',
      '<jsp:useBean id="a" class="b.C"><jsp:setProperty name="a" property="*"/></jsp:useBean>',
      [
        'b.C a = (b.C) pageContext.getAttribute("a", javax.servlet.jsp.PageContext.PAGE_SCOPE);',
        'if (a == null) {',
        'a = new b.C();',
        'pageContext.setAttribute("a", a, javax.servlet.jsp.PageContext.PAGE_SCOPE);',
        '__tag(0);',
        '}',
      ],
    ],
    ['a bean that Jasper would refuse is an action like others', '<jsp:useBean id="a-b" class="b.C"/>', ['__tag(0);']],
    ['a comment behind an expression', '<%= a // b\n%>', ['out.print( a // b', ');']],
  ])('%s', (_, text, expected) => {
    const page = pageOf(HEAD + text);
    expect(page.javaProblem).toBeNull();
    expect(bodyOf(page).filter((line, index) => index > 0 || line !== ';')).toEqual(
      expected.filter((line, index) => index > 0 || line !== ';'),
    );
  });
});

describe('the class', () => {
  test('declarations are members, imports are imports', () => {
    const page = pageOf(
      '<%@ page import="java.util.List, a.b.*,static a.B.c" import="d.E;" %><%! List x; %><%! int y() { return 1; } %>',
    );
    expect(page.unit.imports.slice(0, 4).map(({ name, isStar, isStatic }) => ({ name, isStar, isStatic }))).toEqual([
      { name: 'java.util.List', isStar: false, isStatic: false },
      { name: 'a.b', isStar: true, isStatic: false },
      { name: 'a.B.c', isStar: false, isStatic: true },
      { name: 'd.E', isStar: false, isStatic: false },
    ]);
    const [type] = page.unit.types;
    expect(type?.members.map((member) => member.type)).toEqual([
      'FieldDeclaration',
      'MethodDeclaration',
      'MethodDeclaration',
    ]);
    expect(page.unit.imports[1] && page.text.slice(...page.unit.imports[1].range)).toBe('a.b.*');
  });

  test.each([
    ['', ['request', 'response', 'pageContext', 'session', 'application', 'config', 'out', 'page']],
    ['<%@ page session="false" %>', ['request', 'response', 'pageContext', 'application', 'config', 'out', 'page']],
    [
      '<%@ page isErrorPage="true" %>',
      ['request', 'response', 'pageContext', 'session', 'application', 'config', 'out', 'page', 'exception'],
    ],
  ])('implicit objects with %j', (text, expected) => {
    const [type] = pageOf(text).unit.types;
    const method = type?.members.find(
      (member) => member.type === 'MethodDeclaration' && member.name.name === '_jspService',
    );
    expect(method?.type === 'MethodDeclaration' && method.parameters.map(({ name }) => name.name)).toEqual(expected);
  });

  test('a tag file has its attributes as fields', () => {
    const text =
      '<%@ tag import="a.B" %><%@ attribute name="c" type="B" %><%@ attribute name="d" fragment="true" %><% c.e(); %>';
    const page = pageOf(text, 'WEB-INF/tags/a.tag');
    expect(page.ast.role).toBe('tag');
    expect(page.javaText).toContain('class _jspTag extends javax.servlet.jsp.tagext.SimpleTagSupport');
    expect(page.javaText).toContain('private B c;');
    expect(page.javaText).toContain('private javax.servlet.jsp.tagext.JspFragment d;');
    expect(page.javaText).toContain('public void doTag(');
  });

  test('a superclass of the page', () => {
    expect(pageOf('<%@ page extends="a.Base" %>').unit.types[0]?.superclass?.name).toBe('a.Base');
  });
});

describe('places', () => {
  test('nodes of Java have their place in the page', () => {
    const text = `${HEAD}<% User u = f("%\\>"); %>\n<x:a b="<%= g(\\"h\\", u) %>"/><% u.setName(1); %> <%= u.getName() %>`;
    const page = pageOf(text);
    expect(page.text).toBe(text);
    expect(callsOf(page, 'f')).toEqual(['f("%\\>")']);
    expect(callsOf(page, 'g')).toEqual(['g(\\"h\\", u)']);
    expect(callsOf(page, 'setName')).toEqual(['u.setName(1)']);
    expect(callsOf(page, 'getName')).toEqual(['u.getName()']);
    expect(callsOf(page, '__tag')).toEqual([text.slice(text.indexOf('<x:a'), text.indexOf('/>') + 2)]);
    expect(callsOf(page, 'print')).toEqual(['<%= u.getName() %>']);
  });

  test('what stands for an action has the place of its tag', () => {
    const text = '<jsp:useBean id="a" class="b.C" scope="session">\n</jsp:useBean>';
    const page = pageOf(text);
    expect(callsOf(page, 'setAttribute')).toEqual(['<jsp:useBean id="a" class="b.C" scope="session">']);
  });

  const code = fc.constantFrom(
    'a();',
    'b("%\\>");',
    '{ int c = 1; }',
    'd(e); // f\n',
    'g("\u00e9\u4e2d");',
    '/* h */ i++;',
  );
  const piece = fc.oneof(
    code.map((text) => `<% ${text} %>`),
    fc.constantFrom(
      '<%= j %>',
      '<%! int k; %>',
      'text ',
      '\r\n',
      '${l.m}',
      '<x:n o="<%= p(\\"q\\") %>"/>',
      '<x:r>',
      '</x:r>',
      '<c:if test="${s}">',
      '</c:if>',
    ),
  );

  test('each character of Java goes to its place and back', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const page = buildPage(HEAD + pieces.join(''), '/nowhere/a.jsp');
        let found = 0;
        for (let offset = 0; offset < page.text.length; offset++) {
          const at = page.javaOffsetOf(offset);
          if (at === null) continue;
          found++;
          const back = page.pageOffsetOf(at);
          expect(back).toBeLessThanOrEqual(offset);
          // An escape is two or three characters for one.
          if (back === offset) expect([page.text[offset], page.text[offset + 1]]).toContain(page.javaText[at]);
          if (back === offset && page.text[offset] !== '\\') expect(page.javaText[at]).toBe(page.text[offset]);
          if (back !== offset) expect(page.text.slice(back, offset)).toMatch(/^[%\\]$/);
        }
        expect(found > 0).toBe(pieces.some((text) => text.includes('<%')));
        for (const node of nodesOf(page)) {
          // Names of ours are longer.
          if (node.type !== 'Identifier' || node.name.length > 1) continue;
          expect(page.text.slice(...node.range)).toBe(node.name);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('Java that is broken', () => {
  const text = `${HEAD}<% User u = (User) session.getAttribute("u" %>\n<c:set target="\${a}" property="<%= b %>"/>\${c()}`;

  test('tags and EL are left, with their places', () => {
    const page = pageOf(text);
    expect(page.javaProblem?.message).toBe('Expected ")" but found ";"');
    expect(page.javaProblem?.offset).toBe(text.indexOf('\n'));
    expect(page.hasJava).toBe(true);
    expect(bodyOf(page).filter((line) => line !== ';')).toEqual(['__tag(0, null', ');', '__el(1);']);
    expect(callsOf(page, '__el')).toEqual(['${c()}']);
  });
});
