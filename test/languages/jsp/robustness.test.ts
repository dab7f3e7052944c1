import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPage } from '../../../src/languages/jsp/build-page.ts';
import type { Page } from '../../../src/languages/jsp/page.ts';
import { JspSourceCode } from '../../../src/languages/jsp/language.ts';
import { pageComments } from '../../../src/languages/jsp/page-comments.ts';
import { decode } from '../../../src/project/decode.ts';
import { CORE } from './outline.ts';

const HEAD = `<%@ taglib prefix="c" uri="${CORE}" %>`;
const DOCUMENT = `<jsp:root xmlns:jsp="http://java.sun.com/JSP/Page" xmlns:c="${CORE}">`;

/** Everything that ESLint does with a page but run rules. */
function read(text: string, path = '/nowhere/a.jsp'): Page {
  const page = buildPage(text, path);
  const source = new JspSourceCode({ text, page, comments: pageComments(page.ast, text) });
  let steps = 0;
  for (const { target } of source.traverse()) {
    const [start, end] = (target as { range: readonly [number, number] }).range;
    if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`range ${start}-${end}`);
    steps++;
  }
  expect(steps).toBeGreaterThan(0);
  for (const { message, offset } of page.ast.problems) {
    expect(message).not.toBe('');
    expect(offset).toBeLessThanOrEqual(text.length);
  }
  return page;
}

const PAGE = `<%@ page language="java" import="java.util.*" contentType="text/html; charset=GBK" session="true" %>
<%@ taglib prefix="c" uri="${CORE}" %>
<jsp:useBean id="cart" class="shop.Cart" scope="session"><jsp:setProperty name="cart" property="*"/></jsp:useBean>
<%! private int count = 0; %>
<%-- a comment <% %> --%>
<% User user = (User) session.getAttribute("user"); if (user != null) { user.setName("中文"); %>
  <c:forEach items="\${sessionScope.list}" var="i"><c:if test="\${i > 1 and i ne '}'}"><b><%= user.getName() %></b></c:if></c:forEach>
<% } else { %> \${empty user ? "none" : user.name['a']} <c:set target="\${cart}" property="size" value="<%= \\"1\\" %>"/>
<% } %> <!-- \${a} --> <a href='<c:url value="/x.jsp"/>'>x</a> <jsp:include page="b.jsp"><jsp:param name="p" value="1"/></jsp:include>
`;

const XML_PAGE = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html [ <!ENTITY a "b"> ]>
${DOCUMENT}<jsp:directive.page session="false"/><jsp:scriptlet><![CDATA[ if (a < b) { ]]></jsp:scriptlet>
<c:out value="%= a %"/><jsp:text>\${a &lt; b}</jsp:text><jsp:scriptlet>}</jsp:scriptlet><!-- c --></jsp:root>`;

describe('truncated', () => {
  test.each([
    ['JSP', PAGE, '/nowhere/a.jsp'],
    ['XML', XML_PAGE, '/nowhere/a.jspx'],
  ])('%s syntax, at every third byte', (_, text, path) => {
    const bytes = Buffer.from(text);
    for (let length = 0; length <= bytes.length; length += 3) read(decode(bytes.subarray(0, length)).text, path);
  });
});

describe('random', () => {
  const piece = fc.constantFrom(
    ...[
      '<%',
      '%>',
      '<%=',
      '<%!',
      '<%@',
      '<%--',
      '--%>',
      '${',
      '#{',
      '}',
      '{',
      '"',
      "'",
      '\\',
      '<',
      '>',
      '/>',
      '</',
      '<c:if',
      '</c:if>',
    ],
    ...[
      '<c:choose>',
      '<c:when test="a">',
      '</c:when>',
      '</c:choose>',
      '<jsp:text>',
      '</jsp:text>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
    ],
    ...[
      '<jsp:useBean id="a" class="b"',
      ' a="',
      '&quot;',
      '&#0;',
      '\n',
      ' ',
      'a',
      ';',
      '(',
      ')',
      '<jsp:attribute name="a">',
      '\u0000',
      '\ud800',
      '中',
    ],
    ...[
      '<jsp:root xmlns:jsp="http://java.sun.com/JSP/Page">',
      '<!DOCTYPE a [',
      '<jsp:scriptlet>',
      '</jsp:scriptlet>',
      '<%@ include file="a.jsp" %>',
    ],
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => HEAD + pieces.join(''));

  test.each(['/nowhere/a.jsp', '/nowhere/a.jspx', '/nowhere/a.tag', '/nowhere/a.jspf'])('pieces as %s', (path) => {
    fc.assert(
      fc.property(text, (value) => void read(value, path)),
      { numRuns: 400 },
    );
  });

  test('bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read(decode(bytes).text)),
      { numRuns: 300 },
    );
  });
});

/** Milliseconds that are more than enough, on a busy machine too, and that an algorithm of quadratic time exceeds. */
const QUADRATIC = 60_000;

/** Text that is bad in one way, many times over. */
describe('large', () => {
  const MANY = 100_000;

  test.each([
    ['tags', '<c:if test="${a}">b</c:if>'],
    ['tags with effects', '<c:if test="${a}"><c:remove var="b"/></c:if>', 5000],
    ['scriptlets', '<% a(); %>\n', 20_000],
    ['EL', 'a ${b} '],
    ['EL with effects', 'a ${b()} ', 20_000],
    ['text', 'Lorem ipsum dolor sit amet, consetetur sadipscing elitr. '],
    ['open brackets', '<'],
    ['open tags of HTML', '<a'],
    ['blanks after brackets', '<   '],
    ['open expressions', '${'],
    ['open expressions with quotes', "${'"],
    ['escapes', '\\$'],
    ['foreign tags', '<o:p>'],
    ['end tags without start', '</c:if>'],
    ['tags without end', '<c:if>', 20_000],
    ['tags without values', '<c:if a b/>', 20_000],
    ['tags without quotes', '<c:if a=b/>', 20_000],
    ['comments', '<%-- a --%>'],
    ['comments of HTML that do not end', '<!-- eslint '],
  ])('%s', { timeout: QUADRATIC }, (_, piece, times = MANY) => {
    read(HEAD + piece.repeat(times));
  });

  test.each([
    ['attributes', `<c:if ${' a="b"'.repeat(MANY)}/>`],
    ['a value', `<c:if a="${'b'.repeat(MANY * 10)}"/>`],
    ['a value with expressions', `<c:if a="${'${b}\\"'.repeat(MANY)}"/>`],
    ['a value with expressions that do not end', `<c:if a="${'${'.repeat(MANY)}"/>`],
    ['a scriptlet with escapes', `<% /* ${'%\\>'.repeat(MANY)} */ %>`],
    ['imports', `<%@ page import="${'a.b.C,'.repeat(10_000)}" %>`],
    ['an expression', `\${${'a+'.repeat(MANY)}a}`],
    ['a string in a scriptlet', `<% a("${'b'.repeat(MANY * 10)}"); %>`],
  ])('%s', { timeout: QUADRATIC }, (_, text) => {
    read(HEAD + text);
  });

  test('a page of 5 MB', { timeout: QUADRATIC }, () => {
    const text = PAGE + `<p>Lorem \${ipsum} <c:out value="\${dolor}"/> sit amet</p>\n`.repeat(95_000);
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(read(text).javaProblem).toBeNull();
  });
});

describe('deep', () => {
  const DEPTH = 10_000;

  test.each([
    ['branches', '<c:if test="${a}">', '</c:if>'],
    ['loops', '<c:forEach items="${a}">', '</c:forEach>'],
    ['bodies with scriptlets', '<c:catch><% a(); %>', '</c:catch>'],
    ['choices', '<c:choose><c:when test="${a}">', '</c:when></c:choose>'],
    ['beans', '<jsp:useBean id="a" class="b.C">', '</jsp:useBean>'],
    ['named attributes', '<c:set><jsp:attribute name="value">', '</jsp:attribute></c:set>'],
    ['blocks of Java', '<% if (a) { %>', '<% } %>'],
  ])('%s', { timeout: QUADRATIC }, (_, open, close) => {
    const page = read(`${HEAD}${open.repeat(DEPTH)}\${b()}${close.repeat(DEPTH)}`);
    expect(page.ast.problems).toEqual([]);
    expect(page.places.some((place) => place.type === 'ElExpression')).toBe(true);
  });

  test('elements of XML', () => {
    const page = read(
      `${DOCUMENT}${'<c:if><b>'.repeat(DEPTH)}\${b()}${'</b></c:if>'.repeat(DEPTH)}</jsp:root>`,
      '/nowhere/a.jspx',
    );
    expect(page.places).toHaveLength(DEPTH + 1);
  });

  test('tags that do not end', () => {
    expect(read(HEAD + '<c:if test="${a}">'.repeat(DEPTH)).ast.problems[0]?.message).toBe(
      'The tag <c:if> has no end tag',
    );
  });
});
