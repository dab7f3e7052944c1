import { describe, expect, test } from 'vitest';
import { buildPage } from '../../../src/languages/jsp/build-page.ts';
import { problemOf } from '../../../src/languages/jsp/page-problem.ts';
import type { Page } from '../../../src/languages/jsp/page.ts';
import { plant, type Tree } from '../../project/tree.ts';
import { CORE, outline } from './outline.ts';

function pageIn(tree: Tree, path: string, text: string): Page {
  return buildPage(text, tree.at(path));
}

/** A web application with this page and others. */
function pageWith(
  text: string,
  files: Readonly<Record<string, string>>,
  path = 'pages/a.jsp',
): { page: Page; tree: Tree } {
  const tree = plant({ 'WEB-INF/': '', [path]: text, ...files });
  return { page: pageIn(tree, path, text), tree };
}

function codeOf(page: Page): string {
  return page.javaText
    .slice(page.javaText.indexOf('Throwable {') + 11)
    .replace(/\s+/g, ' ')
    .trim();
}

function webXml(content: string, version = '3.1'): string {
  return `<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="${version}"><jsp-config>${content}</jsp-config></web-app>`;
}

describe('static includes', () => {
  test.each([
    ['relative to the file', 'b.jspf', 'pages/b.jspf'],
    ['in a folder above', '../inc/b.jspf', 'inc/b.jspf'],
    ['from the root of the web application', '/inc/b.jspf', 'inc/b.jspf'],
    ['with backslashes', '..\\inc\\b.jspf', 'inc/b.jspf'],
  ])('%s', (_, file, at) => {
    const { page } = pageWith(`<% a(); %><%@ include file="${file}" %><% c(); %>`, { [at]: '<% b(); %>' });
    expect(codeOf(page)).toBe('a(); b(); c(); } }');
  });

  test('in the usual layouts the web root is found', () => {
    const text = '<%@ include file="/b.jspf" %>';
    const files = { 'pom.xml': '<project/>', 'src/main/webapp/b.jspf': '<% b(); %>', 'src/main/webapp/x/a.jsp': text };
    const tree = plant(files);
    expect(codeOf(pageIn(tree, 'src/main/webapp/x/a.jsp', text))).toContain('b();');
  });

  test('what stands in an included file is found there, by the directive of the page', () => {
    const text = '<% a(); %>\n<%@ include file="b.jspf" %>';
    const { page, tree } = pageWith(text, {
      'pages/b.jspf': 'text\n<%@ include file="c.jspf" %>',
      'pages/c.jspf': '<% c(); %>',
    });
    const offset = page.text.indexOf('c();');
    const { source, offset: inside, includedAt } = page.locate(offset);
    expect(source.path).toBe(tree.at('pages/c.jspf'));
    expect(source.text.slice(inside, inside + 4)).toBe('c();');
    expect(includedAt && text.slice(...includedAt)).toBe('<%@ include file="b.jspf" %>');
    expect(page.locate(3).includedAt).toBeNull();
    expect(page.text.slice(0, text.length)).toBe(text);
    expect(outline(page.ast, text)).toEqual(['Scriptlet " a(); "', 'Text "\\n"', '@include file=["b.jspf"]']);
  });

  test('a file that is included twice is there twice', () => {
    const { page } = pageWith('<%@ include file="b.jspf" %>${c()}<%@ include file="b.jspf" %>', {
      'pages/b.jspf': '${b()}',
    });
    expect(page.places.map((place) => page.text.slice(...place.range))).toEqual(['${b()}', '${c()}', '${b()}']);
    expect(new Set(page.places.map((place) => place.range[0])).size).toBe(3);
  });

  test('prefixes and imports of an included file hold in the page', () => {
    const { page } = pageWith('<%@ include file="b.jspf" %><c:if test="${d()}">e</c:if>', {
      'pages/b.jspf': `<%@ taglib prefix="c" uri="${CORE}" %><%@ page import="a.B" session="false" %>`,
    });
    expect(page.places.map((place) => place.type)).toEqual(['Action']);
    expect(page.settings.imports.map(({ name }) => name)).toEqual(['a.B']);
    expect(page.settings.session).toBe(false);
  });

  test('braces may be closed by another file', () => {
    const { page } = pageWith('<%@ include file="b.jsp" %><% c(); %><%@ include file="d.jsp" %>', {
      'pages/b.jsp': '<% if (b) { %>',
      'pages/d.jsp': '<% } %>',
    });
    expect(page.javaProblem).toBeNull();
  });

  test('a page in JSP syntax may include a document, and the other way round', () => {
    const { page } = pageWith('<% a(); %><%@ include file="b.jspx" %>', {
      'pages/b.jspx': '<b xmlns:jsp="http://java.sun.com/JSP/Page"><jsp:directive.include file="c.jspf"/></b>',
      'pages/c.jspf': '<% c(); %>',
    });
    expect(codeOf(page)).toBe('a(); c(); } }');
  });

  test('a missing file is passed over', () => {
    const { page } = pageWith(
      '<% a(); %><%@ include file="b.jspf" %><%@ include file="" %><%@ include file="../../../../etc/passwd" %>',
      {},
    );
    expect(codeOf(page)).toBe('a(); } }');
    expect(problemOf(page)).toBeNull();
  });

  test.each([
    ['itself', { 'pages/a.jsp': '<% a(); %><%@ include file="a.jsp" %>' }],
    [
      'itself by way of another',
      { 'pages/a.jsp': '<% a(); %><%@ include file="b.jsp" %>', 'pages/b.jsp': '<%@ include file="a.jsp" %>' },
    ],
  ])('a page that includes %s is read once', (_, files) => {
    const { page } = pageWith(files['pages/a.jsp'], files);
    expect(codeOf(page)).toBe('a(); } }');
  });

  test('a page that includes itself is told so', () => {
    const { page } = pageWith('\n<%@ include file="a.jsp" %>', {});
    expect(problemOf(page)).toEqual({ message: 'The file a.jsp includes itself', offset: 1 });
  });

  test('includes that double at each level end', () => {
    const twice = (name: string) => `<%@ include file="${name}" %><%@ include file="${name}" %>`;
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`pages/f${i}.jspf`, `<% f(); %>${twice(`f${i + 1}.jspf`)}`]),
    );
    const { page } = pageWith(twice('f0.jspf'), files);
    expect(page.javaProblem).toBeNull();
    expect(page.text.length).toBeLessThan(1_000_000);
  });
});

describe('preludes and codas', () => {
  const config =
    '<jsp-property-group><url-pattern>*.jsp</url-pattern><include-prelude>/p.jspf</include-prelude><include-coda>/q.jspf</include-coda></jsp-property-group>';

  test('are read before and after the page', () => {
    const { page, tree } = pageWith('<c:out value="${a()}"/>', {
      'WEB-INF/web.xml': webXml(config),
      'p.jspf': `<%@ taglib prefix="c" uri="${CORE}" %>\${p()}`,
      'q.jspf': '${q()}',
    });
    expect(page.places.map((place) => page.text.slice(...place.range))).toEqual([
      '${p()}',
      '<c:out value="${a()}"/>',
      '${q()}',
    ]);
    const [first] = page.places;
    expect(first && page.locate(first.range[0])).toMatchObject({
      source: { path: tree.at('p.jspf') },
      includedAt: [0, 0],
    });
  });

  test('are not those of another file', () => {
    const { page } = pageWith('${a()}', { 'WEB-INF/web.xml': webXml(config), 'p.jspf': '${p()}' }, 'pages/a.jspx');
    expect(page.places).toEqual([]);
  });
});

describe('whether EL is evaluated', () => {
  const group = (ignored: boolean, pattern: string) =>
    `<jsp-property-group><url-pattern>${pattern}</url-pattern><el-ignored>${ignored}</el-ignored></jsp-property-group>`;

  test.each([
    ['by default', '', undefined, true],
    ['with web.xml 2.3', '', '<web-app version="2.3"/>', false],
    [
      'with the document type 2.3',
      '',
      '<!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN" "http://java.sun.com/dtd/web-app_2_3.dtd"><web-app/>',
      false,
    ],
    ['with web.xml 2.4', '', '<web-app version="2.4"/>', true],
    ['with a directive', '<%@ page isELIgnored="true" %>', undefined, false],
    ['with a directive against web.xml', '<%@ page isELIgnored="false" %>', '<web-app version="2.3"/>', true],
    ['with a property group', '', webXml(group(true, '*.jsp')), false],
    ['with a property group for others', '', webXml(group(true, '*.html')), true],
    ['a path before an extension', '', webXml(group(true, '*.jsp') + group(false, '/pages/*')), true],
    [
      'a directive against a property group',
      '<%@ page isELIgnored="false" %>',
      webXml(group(true, '/pages/a.jsp')),
      true,
    ],
    ['with a directive of an included file', '<%@ include file="e.jspf" %>', undefined, false],
  ])('%s', (_, head, descriptor, expected) => {
    const files = {
      'pages/e.jspf': '<%@ page isELIgnored="true" %>',
      ...(descriptor && { 'WEB-INF/web.xml': descriptor }),
    };
    const { page } = pageWith(`${head}\${a()}`, files);
    expect(page.places.length > 0).toBe(expected);
    expect(page.settings.elIgnored).toBe(!expected);
  });

  test('tag files are not configured', () => {
    const { page } = pageWith('${a()}', { 'WEB-INF/web.xml': '<web-app version="2.3"/>' }, 'WEB-INF/tags/a.tag');
    expect(page.places).toHaveLength(1);
  });
});

describe('a fragment alone', () => {
  const files = {
    'pages/a.jsp': `<%@ taglib prefix="c" uri="${CORE}" %><%@ page import="a.B" %><%@ include file="b.jspf" %>`,
    'pages/b.jspf': '<c:set var="d" value="${e()}"/><% B b; %>',
  };

  test('has prefixes and imports of a page that includes it', () => {
    const tree = plant({ 'WEB-INF/': '', ...files });
    const page = pageIn(tree, 'pages/b.jspf', files['pages/b.jspf']);
    expect(page.places.map((place) => place.type)).toEqual(['Action']);
    expect(page.unit.imports.map(({ name }) => name)).toContain('a.B');
    expect(page.text).toBe(files['pages/b.jspf']);
  });

  test('without such a page its tags are text', () => {
    const tree = plant({ 'WEB-INF/': '', 'pages/b.jspf': files['pages/b.jspf'] });
    const page = pageIn(tree, 'pages/b.jspf', files['pages/b.jspf']);
    expect(page.places.map((place) => page.text.slice(...place.range))).toEqual(['${e()}']);
  });

  test.each(['b.jspf', 'b.jsp'])('%s may leave braces open when it is included somewhere', (name) => {
    const text = '<% if (a) { %>';
    const { page } = pageWith(text, { 'pages/p.jsp': `<%@ include file="${name}" %><% } %>` }, `pages/${name}`);
    expect(page.javaProblem).not.toBeNull();
    expect(problemOf(page)).toBeNull();
  });

  test('a page that nothing includes may not', () => {
    const { page } = pageWith('<% if (a) { %>', {});
    expect(problemOf(page)?.message).toMatch(/^Expected "}"/);
  });

  test('a problem in an included file is told at its directive', () => {
    const { page } = pageWith('a\n<%@ include file="b.jspf" %>', { 'pages/b.jspf': '<% if (; %>' });
    expect(problemOf(page)).toEqual({ message: expect.stringMatching(/, in b\.jspf$/) as string, offset: 2 });
  });
});

describe('libraries', () => {
  const tld = (uri: string) =>
    `<taglib xmlns="http://java.sun.com/xml/ns/j2ee"><short-name>c</short-name><uri>${uri}</uri></taglib>`;

  test.each([
    ['a path', '/WEB-INF/my.tld', { 'WEB-INF/my.tld': tld(CORE) }, CORE],
    ['a relative path', '../WEB-INF/my.tld', { 'WEB-INF/my.tld': tld(CORE) }, CORE],
    ['a copy without a URI', '/WEB-INF/c.tld', { 'WEB-INF/c.tld': '<taglib/>' }, CORE],
    ['a copy that is not there', '/WEB-INF/tld/c.tld', {}, CORE],
    ['a path that is unknown', '/WEB-INF/other.tld', {}, '/WEB-INF/other.tld'],
    [
      'a name of web.xml',
      '/core',
      {
        'WEB-INF/my.tld': tld(CORE),
        'WEB-INF/web.xml':
          '<web-app version="2.3"><taglib><taglib-uri>/core</taglib-uri><taglib-location>my.tld</taglib-location></taglib></web-app>',
      },
      CORE,
    ],
    ['a URI', 'urn:x', {}, 'urn:x'],
    ['a URN', 'urn:jsptld:/WEB-INF/my.tld', { 'WEB-INF/my.tld': tld(CORE) }, CORE],
  ])('%s', (_, uri, files, expected) => {
    expect(pageWith('', files).page.libraryOf(uri)).toBe(expected);
  });
});
