import { describe, expect, test } from 'vitest';
import { sourceOffset } from '../../../src/languages/jsp/source-map.ts';
import { outline, parsePage } from './outline.ts';

function read(text: string, options = {}): string[] {
  const page = parsePage(text, options);
  expect(page.problems).toEqual([]);
  return outline(page, text);
}

describe('scripting', () => {
  test.each([
    ['a scriptlet', '<% a(); %>', ['Scriptlet " a(); "']],
    ['an expression', '<%= a %>', ['ScriptExpression " a "']],
    ['a declaration', '<%! int a; %>', ['Declaration " int a; "']],
    ['the end mark in a string ends the scriptlet', '<% a("%>"); %>', ['Scriptlet " a(\\""', 'Text "\\"); %>"']],
    ['an escaped end mark', '<% a("%\\>"); %>', ['Scriptlet " a(\\"%>\\"); "']],
    ['an escaped start mark is text', 'a <\\% b %> c', ['Text "a <\\\\% b %> c"']],
    [
      'a scriptlet in a comment of HTML runs',
      '<!-- <% a(); %> -->',
      ['Text "<!-- "', 'Scriptlet " a(); "', 'Text " -->"'],
    ],
    ['a comment of JSP hides all', '<%-- <% a(); %> ${b} <c:if> --%>', []],
    ['a comment ends at its first end mark', '<%-- <%-- a --%> b', ['Text " b"']],
    [
      'blank text is kept only after a scriptlet',
      '\n<% if (a) %>\n<%= b %>\n',
      ['Scriptlet " if (a) "', 'Text "\\n"', 'ScriptExpression " b "'],
    ],
    [
      'XML forms',
      '<jsp:scriptlet>a();</jsp:scriptlet><jsp:expression>b</jsp:expression ><jsp:declaration/>',
      ['Scriptlet "a();"', 'ScriptExpression "b"'],
    ],
    [
      'CDATA in XML forms',
      '<jsp:scriptlet>if (<![CDATA[a < b]]>) c();</jsp:scriptlet>',
      ['Scriptlet "if ("', 'Scriptlet "a < b"', 'Scriptlet ") c();"'],
    ],
    ['text in its XML form', '<jsp:text>a <![CDATA[<b>]]> ${c}</jsp:text>', ['Text "a <![CDATA[<b>]]> "', 'El$ "c"']],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('directives', () => {
  test.each([
    ['a directive', '<%@ page import="a.B, c.*" %>', ['@page import=["a.B, c.*"]']],
    ['without blanks', '<%@page session="false"%>', ['@page session=["false"]']],
    ['single quotes and blanks around the sign', "<%@ include file = 'a.jsp' %>", ['@include file=["a.jsp"]']],
    ['EL is text in it', '<%@ page info="${a}" %>', ['@page info=["${a}"]']],
    ['XML form', '<jsp:directive.page import="a.B"/>', ['@page import=["a.B"]']],
    ['XML form with an end tag', '<jsp:directive.page import="a.B"> </jsp:directive.page>', ['@page import=["a.B"]']],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('a prefix counts from its directive on, under its URI', () => {
    const text = '<%@ taglib prefix="p" uri="urn:a" %><p:b/><%@ taglib prefix="q" tagdir="/WEB-INF/tags" %><q:t/>';
    const page = parsePage(text);
    const uris = page.body.flatMap((node) => (node.type === 'Action' ? [node.uri] : []));
    expect(uris).toEqual(['urn:a', 'urn:jsptagdir:/WEB-INF/tags']);
  });
});

describe('EL in text', () => {
  test.each([
    ['an expression', 'a ${b.c} d', ['Text "a "', 'El$ "b.c"', 'Text " d"']],
    ['an escaped one', 'a \\${b} c', ['Text "a \\\\${b} c"']],
    ['a deferred one is no expression', 'a #{b} c', ['Text "a #{b} c"']],
    ['braces and quotes in it', '${ {"}": 1}["}"] }', ['El$ " {\\"}\\": 1}[\\"}\\"] "']],
    ['an escaped quote in a string of it', "${'\\'}'}", ["El$ \"'\\\\'}'\""]],
    ['in attributes of HTML', '<a href="${b}">', ['Text "<a href=\\""', 'El$ "b"', 'Text "\\">"']],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('it is text where the page ignores it', () => {
    expect(read('a ${b} \\${c} <c:set value="${d}"/>', { elIgnored: true })).toEqual([
      'Text "a ${b} \\\\${c} "',
      '<c:set/> value=["${d}"]',
    ]);
  });

  test('JSTL 1.0 evaluates its attributes itself, wherever EL is ignored', () => {
    const prefixes = new Map([['c', 'http://java.sun.com/jstl/core']]);
    expect(read('${a}<c:set value="${b}"/>', { elIgnored: true, prefixes })).toEqual([
      'Text "${a}"',
      '<c:set/> value=[${b}]',
    ]);
  });
});

describe('actions', () => {
  test.each([
    ['a body', '<c:if test="${a}">b</c:if>', ['<c:if> test=[${a}]', '  Text "b"']],
    ['an empty body', '<c:if test="a"></c:if>', ['<c:if> test=["a"]']],
    ['no body', "<c:set var='a' value = 'b' />", ['<c:set/> var=["a"] value=["b"]']],
    ['an element of no library is text', '<o:p>a</o:p>', ['Text "<o:p>a</o:p>"']],
    ['nesting', '<x:a><x:b><x:a/></x:b></x:a>', ['<x:a>', '  <x:b>', '    <x:a/>']],
    [
      'tags within tags of HTML',
      '<td class="<c:out value=\'a\'/>">',
      ['Text "<td class=\\""', '<c:out/> value=["a"]', 'Text "\\">"'],
    ],
    [
      'a tag in a comment of HTML',
      '<!-- <c:out value="a"/> -->',
      ['Text "<!-- "', '<c:out/> value=["a"]', 'Text " -->"'],
    ],
    [
      'a tag in a script',
      '<script>var a = "<c:out value="${b}"/>";</script>',
      ['Text "<script>var a = \\""', '<c:out/> value=[${b}]', 'Text "\\";</script>"'],
    ],
    ['a blank after the bracket', '< c:out value="a"/>', ['<c:out/> value=["a"]']],
    [
      'standard actions',
      '<jsp:useBean id="a" class="b.C"><jsp:setProperty name="a" property="*"/></jsp:useBean>',
      ['<jsp:useBean> id=["a"] class=["b.C"]', '  <jsp:setProperty/> name=["a"] property=["*"]'],
    ],
    [
      'a named attribute',
      '<c:set var="a"><jsp:attribute name="value">b</jsp:attribute></c:set>',
      ['<c:set> var=["a"]', '  <jsp:attribute> name=["value"]', '    Text "b"'],
    ],
    ['over several lines', '<c:set\n\tvar="a"\r\n\tvalue="b"\n/>', ['<c:set/> var=["a"] value=["b"]']],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('values of attributes', () => {
  test.each([
    ['text and expressions', 'a${b}c#{d}', '["a", ${b}, "c", #{d}]'],
    ['escaped quotes', 'a\\"b\\\\c', '["a\\"b\\\\c"]'],
    ['entities', '&quot;a&apos; &amp;', '["\\"a\' &amp;"]'],
    ['escaped expressions', '\\${a} \\#{b}', '["${a} #{b}"]'],
    ['quotes in an expression', "${a['b']}", "[${a['b']}]"],
    ['escaped quotes in an expression', '${a[\\"b\\"]}', '[${a["b"]}]'],
    ['a brace in a string of an expression', "${'}'}", "[${'}'}]"],
    ['an expression that does not end', '${a', '["${a"]'],
    ['escaped marks of scripting', '<\\%= a %\\>', '["<%= a %>"]'],
    ['a request-time expression', '<%= a %>', '[<%= a %>]'],
    ['quotes in a request-time expression', '<%= a("b") %>', '[<%= a("b") %>]'],
    ['escaped quotes in a request-time expression', '<%= a(\\"b\\") %>', '[<%= a("b") %>]'],
    ['one that is not all of the value is text', 'a<%= b %>', '["a<%= b %>"]'],
    ['EL in a request-time expression is text', '<%= "${a}" %>', '[<%= "${a}" %>]'],
  ])('%s', (_, value, expected) => {
    expect(read(`<x:a b="${value}"/>`)).toEqual([`<x:a/> b=${expected}`]);
  });

  test('deferred expressions are text where the page says so', () => {
    expect(read('<x:a b="#{c}${d}"/>', { deferredAsLiteral: true })).toEqual(['<x:a/> b=["#{c}", ${d}]']);
  });
});

describe('places', () => {
  test.each([
    ['a scriptlet with an escape', '<% a("%\\>") + b %>', 'b'],
    ['EL in a value with escapes', '<x:a b="\\"${c[\\"d\\"] + e}"/>', 'e'],
    ['a request-time expression with escapes', '<x:a b="<%= c(\\"d\\") + e %>"/>', 'e'],
  ])('%s', (_, text, last) => {
    const [content] = parsePage(text).body;
    const node = content?.type === 'Action' ? content.attributes[0]?.parts.at(-1) : content;
    if (node?.type !== 'Scriptlet' && node?.type !== 'ScriptExpression' && node?.type !== 'ElExpression') {
      throw new Error('nothing was found');
    }
    const code = node.type === 'ElExpression' ? node.expression : node.code;
    expect(text[sourceOffset(node, code.lastIndexOf(last))]).toBe(last);
    expect(sourceOffset(node, 0)).toBe(node.start);
  });

  test('ranges are those of the source', () => {
    const text = 'a\n<c:if test="${b}">c</c:if>';
    const action = parsePage(text).body.at(1);
    if (action?.type !== 'Action') throw new Error('no action');
    expect(text.slice(...action.range)).toBe('<c:if test="${b}">c</c:if>');
    expect(text.slice(...action.openRange)).toBe('<c:if test="${b}">');
    const [test_] = action.attributes;
    expect(test_ && text.slice(...test_.range)).toBe('test="${b}"');
    expect(test_ && text.slice(...test_.nameRange)).toBe('test');
    expect(test_ && text.slice(...test_.valueRange)).toBe('${b}');
  });
});

describe('what Jasper refuses', () => {
  test.each([
    ['a scriptlet', 'a <% b', 'The scriptlet <% is not closed', 2],
    ['an expression', '<%= b', 'The expression <%= is not closed', 0],
    ['a declaration', '<%! b', 'The declaration <%! is not closed', 0],
    ['a comment', '<%-- b', 'The comment <%-- is not closed', 0],
    ['a directive', '<%@ page a="b" <p>', 'The directive <%@ page is not closed', 0],
    ['EL', 'a ${b', 'The expression ${ is not closed', 2],
    ['a tag', '<c:if test="a"', 'The tag <c:if> is not closed', 0],
    ['an element', 'a <c:if test="a">b', 'The tag <c:if> has no end tag', 2],
    ['a value', '<c:if test="a>b</c:if>', 'The value of the attribute test is not closed', 11],
    ['no value', '<c:if test>b</c:if>', 'The attribute test has no value', 6],
    ['no quotes', '<c:if test=a>b</c:if>', 'The value of the attribute test has no quotes', 11],
    ['an end tag', 'a</c:if>', 'The end tag </c:if> has no start tag', 1],
    ['crossed tags', '<c:if test="a"><x:b></c:if></x:b>', 'The end tag </c:if> is not that of <x:b>', 20],
    ['text with tags', '<jsp:text><b></jsp:text>', 'The tag <jsp:text> holds more than text', 10],
  ])('%s', (_, text, message, offset) => {
    expect(parsePage(text).problems[0]).toEqual({ message, offset });
  });

  test('what can be read around it is there', () => {
    const text = '<% a(); %><c:if test=b><% c(); %></c:if><% d(); %>';
    expect(outline(parsePage(text), text)).toEqual([
      'Scriptlet " a(); "',
      '<c:if>',
      '  Scriptlet " c(); "',
      'Scriptlet " d(); "',
    ]);
  });
});
