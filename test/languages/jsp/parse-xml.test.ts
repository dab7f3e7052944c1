import { describe, expect, test } from 'vitest';
import { hasJspRoot, syntaxOf } from '../../../src/languages/jsp/parse-context.ts';
import { sourceOffset } from '../../../src/languages/jsp/source-map.ts';
import { CORE, outline, parsePage } from './outline.ts';

const NAMESPACES = `xmlns:jsp="http://java.sun.com/JSP/Page" xmlns:c="${CORE}" xmlns="http://www.w3.org/1999/xhtml"`;

function document(content: string): string {
  return `<?xml version="1.0"?>\n<div ${NAMESPACES}>${content}</div>`;
}

function read(content: string, options = {}): string[] {
  const text = document(content);
  const page = parsePage(text, options, '/p.jspx');
  expect(page.problems).toEqual([]);
  expect(page.syntax).toBe('xml');
  const [root, ...rest] = outline(page, text);
  expect(root).toBe('<div>');
  return rest.map((line) => line.slice(2));
}

describe('JSP documents', () => {
  test.each([
    [
      'scripting',
      '<jsp:scriptlet>a();</jsp:scriptlet><jsp:expression>b</jsp:expression><jsp:declaration>int c;</jsp:declaration>',
      ['Scriptlet "a();"', 'ScriptExpression "b"', 'Declaration "int c;"'],
    ],
    [
      'entities and CDATA in code',
      '<jsp:scriptlet>if (a &lt; b &amp;&amp; <![CDATA[c < d]]>) e("&#x41;");</jsp:scriptlet>',
      ['Scriptlet "if (a < b && c < d) e(\\"A\\");"'],
    ],
    ['text', '<jsp:text>a ${b}</jsp:text>', ['Text "a "', 'El$ "b"']],
    ['EL with entities', '${a &lt; b}', ['El$ "a < b"']],
    ['EL in text ends at its first brace', "${'}'}", ['El$ "\'"', 'Text "\'}"']],
    ['scripting marks are no markup', 'a &lt;% b %>', ['Text "a &lt;% b %>"']],
    [
      'actions and elements',
      '<c:if test="${a}"><b class="c${d}"/></c:if>',
      ['<c:if> test=[${a}]', '  <b> class=["c", ${d}]'],
    ],
    ['EL in a value knows quotes', `<c:out value="\${'}'}"/>`, [`<c:out/> value=[\${'}'}]`]],
    ['request-time expressions', '<c:out value="%= a &lt; b %"/>', ['<c:out/> value=[<%= a < b %>]']],
    ['escapes in values', '<c:out value="\\${a}\\\\"/>', ['<c:out/> value=["${a}\\\\"]']],
    ['a directive', '<jsp:directive.page import="a.B"/>', ['@page import=["a.B"]']],
    ['a namespace that is declared on the way', '<p:q xmlns:p="urn:p"/>', ['<p:q/>']],
    ['a namespace of the W3C', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', ['<s:svg>']],
    ['a comment hides all', '<!-- <c:if> ${a} -->', []],
  ])('%s', (_, content, expected) => {
    expect(read(content)).toEqual(expected);
  });

  test('another prefix may stand for the namespace of JSP', () => {
    const text =
      '<j:root xmlns:j="http://java.sun.com/JSP/Page" version="2.0"><j:scriptlet>a();</j:scriptlet></j:root>';
    expect(outline(parsePage(text), text)).toEqual(['<j:root> version=["2.0"]', '  Scriptlet "a();"']);
  });

  test('a document type is passed over, with what it declares', () => {
    const text = `<!DOCTYPE div [<!ENTITY a "<jsp:scriptlet>x</jsp:scriptlet>"> <!-- ]> --> ]>${document('&a;').slice(21)}`;
    expect(outline(parsePage(text, {}, '/p.jspx'), text)).toEqual(['<div>', '  Text "&a;"']);
  });

  test('code with entities has its way back', () => {
    const text = document('<jsp:scriptlet>a &lt; b &amp;&amp; <![CDATA[c < d]]> + e</jsp:scriptlet>');
    const [root] = parsePage(text, {}, '/p.jspx').body;
    const code = root?.type === 'TemplateElement' ? root.body[0] : undefined;
    if (code?.type !== 'Scriptlet') throw new Error('no scriptlet');
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      expect(text[sourceOffset(code, code.code.indexOf(name))]).toBe(name);
    }
  });

  test.each([
    ['an element', document('<c:if>').replace('</div>', ''), 'The tag <c:if> has no end tag'],
    ['crossed elements', document('<c:if><b></c:if></b>'), 'The end tag </c:if> is not that of <b>'],
    ['no quotes', document('<c:if test=a/>'), 'The tag <c:if> is not well-formed'],
    ['a comment', document('<!-- a'), 'The markup <!-- is not closed'],
    ['EL', document('${a'), 'The expression ${ is not closed'],
  ])('%s that is broken is one problem', (_, text, message) => {
    expect(parsePage(text, {}, '/p.jspx').problems.map((problem) => problem.message)).toEqual([message]);
  });
});

describe('which syntax', () => {
  test.each([
    ['/a.jspx', '', null, 'xml'],
    ['/a.tagx', '', null, 'xml'],
    ['/a.jsp', '<a/>', null, 'jsp'],
    ['/a.jsp', '<?xml version="1.0"?><!-- b --><jsp:root xmlns:jsp="http://java.sun.com/JSP/Page"/>', null, 'xml'],
    ['/a.jsp', '<a/><jsp:root xmlns:jsp="http://java.sun.com/JSP/Page"/>', null, 'jsp'],
    ['/a.jsp', '<jsp:root>', null, 'jsp'],
    ['/a.jsp', '<a/>', true, 'xml'],
    ['/a.jspx', '<a/>', false, 'jsp'],
  ])('%s with %j, configured %s', (path, text, isXml, expected) => {
    expect(syntaxOf(path, text, isXml)).toBe(expected);
  });

  test('a root in a comment is none', () => {
    expect(hasJspRoot('<%-- <jsp:root xmlns:jsp="http://java.sun.com/JSP/Page"> --%>')).toBe(false);
  });
});
