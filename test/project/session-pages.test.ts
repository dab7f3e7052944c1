import { describe, expect, test } from 'vitest';
import { mayTouchSessionInPage } from '../../src/models/prefilter.ts';
import { includesSession } from '../../src/project/session-pages.ts';
import { javaClass, plant } from './tree.ts';

describe('mayTouchSessionInPage', () => {
  test.each([
    '<% session.getAttribute("a"); %>',
    '<% request.getSession(); %>',
    '${sessionScope.a}',
    'pageContext.setAttribute("a", b, PageContext.SESSION_SCOPE)',
    '<jsp:useBean id="a" class="b.C" scope="session"/>',
    '<jsp:setProperty name="a" property="*"/>',
    '<c:set target="${a}" property="b" value="c"/>',
    '<c:set value="c"\n  target = "${a}"/>',
    '${a.add(b)}',
    '#{a.b = c}',
    '<% pageContext.findAttribute("a"); %>',
    '<%-- eslint-disable --%>',
  ])('%j is a reason to parse', (text) => {
    expect(mayTouchSessionInPage(Buffer.from(text))).toBe(true);
    expect(mayTouchSessionInPage(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(true);
  });

  test.each([
    '',
    '<p>${a.b}</p>',
    '<% out.print(1); %>',
    '<a target="_blank">',
    '<c:set var="a" value="b"/><a target="_blank">',
    '<c:if test="${a}">b (c) = d</c:if>',
  ])('%j is none', (text) => {
    expect(mayTouchSessionInPage(Buffer.from(text))).toBe(false);
  });
});

describe('includesSession', () => {
  const page = '<%@ include file="b.jspf" %><% u.setName("x"); %>';
  const reads = '<% User u = (User) session.getAttribute("u"); %>';

  function judged(files: Readonly<Record<string, string>>, text = page): boolean {
    const tree = plant({ 'WEB-INF/': '', 'a.jsp': text, ...files });
    return includesSession(tree.at('a.jsp'), Buffer.from(text));
  }

  test.each([
    ['by a file', { 'b.jspf': reads }, true],
    ['by a file that a file includes', { 'b.jspf': '<%@ include file="c/d.jspf" %>', 'c/d.jspf': reads }, true],
    [
      'by a prelude',
      {
        'WEB-INF/web.xml':
          '<web-app version="3.1"><jsp-config><jsp-property-group><url-pattern>*.jsp</url-pattern><include-prelude>/p.jspf</include-prelude></jsp-property-group></jsp-config></web-app>',
        'p.jspf': reads,
      },
      true,
    ],
    ['by no file', { 'b.jspf': '<% int i; %>' }, false],
    ['by files that include each other', { 'b.jspf': '<%@ include file="a.jsp" %>' }, false],
    ['by a file that is not there', {}, false],
  ])('%s', (_, files, expected) => {
    expect(judged(files)).toBe(expected);
  });

  test('a page without code of its own changes nothing', () => {
    expect(judged({ 'b.jspf': reads }, '<%@ include file="b.jspf" %><p>text</p>')).toBe(false);
  });

  const carts = javaClass(
    'shop.Carts',
    'static Cart of(HttpServletRequest r) { return (Cart) r.getSession().getAttribute("cart"); }',
  );

  test.each([
    ['shop.Carts', true],
    ['shop.*', true],
    ['java.util.*, shop.Carts', true],
    ['shop.Other', false],
    ['java.util.*', false],
  ])('a page that imports %s', (name, expected) => {
    const text = `<%@ page import="${name}" %><% Carts.of(request).add(1); %>`;
    expect(judged({ 'pom.xml': '<project/>', 'src/main/java/shop/Carts.java': carts }, text)).toBe(expected);
  });
});
