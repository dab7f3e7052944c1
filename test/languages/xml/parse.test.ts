import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { XmlComment, XmlDocument, XmlElement } from '../../../src/languages/xml/ast.ts';
import { elementsInComment } from '../../../src/languages/xml/commented-out.ts';
import { parseXml } from '../../../src/languages/xml/parse.ts';
import { attributeValue, elementsOf, nodesOf, ownText, pathOf } from '../../../src/languages/xml/query.ts';
import { FIXTURES } from '../../fixtures/fixture-files.ts';

function documentOf(text: string, path = 'WEB-INF/web.xml'): XmlDocument {
  const result = parseXml(text, path);
  if (!result.ok) throw new Error(result.error?.message ?? 'a template');
  return result.document;
}

function rootOf(text: string): XmlElement {
  const { root } = documentOf(text);
  if (root === undefined) throw new Error('no root');
  return root;
}

function problemOf(text: string): string {
  const result = parseXml(text, 'web.xml');
  if (result.ok) return 'ok';
  if (result.error === null) return 'template';
  const { line, column, message } = result.error;
  return `${line}:${column} ${message}`;
}

const slice = (text: string, [start, end]: readonly [number, number]) => text.slice(start, end);

describe('ranges', () => {
  const text = [
    '<?xml version="1.0"?>\r\n<!-- 𝒜 -->\r\n<Server  port = "80&amp;05"',
    "\r\n  shutdown='a > b'\r\n>",
    '<Service name=""/>é<![CDATA[<x/>]]><b:c x="1"  ></b:c ></Server>',
  ].join('');
  const root = rootOf(text);

  it('of elements and tags', () => {
    expect([...elementsOf(root)].map((element) => slice(text, element.range))).toEqual([
      text.slice(text.indexOf('<Server')),
      '<Service name=""/>',
      '<b:c x="1"  ></b:c >',
    ]);
    expect([...elementsOf(root)].map((element) => slice(text, element.nameRange))).toEqual([
      'Server',
      'Service',
      'b:c',
    ]);
    const [, service, last] = [...elementsOf(root)];
    expect(service?.endTag).toBeNull();
    expect(last && slice(text, last.startTag)).toBe('<b:c x="1"  >');
    expect(last?.endTag && slice(text, last.endTag)).toBe('</b:c >');
    expect(last?.localName).toBe('c');
  });

  it('of attributes, with values as they are meant', () => {
    expect(
      root.attributes.map(({ name, value, range, valueRange }) => [
        name,
        value,
        slice(text, range),
        slice(text, valueRange),
      ]),
    ).toEqual([
      ['port', '80&05', 'port = "80&amp;05"', '80&amp;05'],
      ['shutdown', 'a > b', "shutdown='a > b'", 'a > b'],
    ]);
    expect([...elementsOf(root)][1]?.attributes.map(({ valueRange }) => slice(text, valueRange))).toEqual(['']);
  });

  it('of comments, texts and sections', () => {
    const nodes = [...nodesOf(documentOf(text))].map((node) => `${node.type} ${slice(text, node.range)}`);
    expect(nodes.filter((node) => !node.startsWith('XmlElement'))).toEqual([
      'XmlInstruction <?xml version="1.0"?>',
      'XmlComment <!-- 𝒜 -->',
      'XmlText é',
      'XmlCdata <![CDATA[<x/>]]>',
    ]);
  });

  it('hold for every fixture: what the ranges cover can be parsed again, and means the same', () => {
    const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'));
    expect(files.length).toBeGreaterThan(100);
    let attributes = 0;
    for (const file of files) {
      const source = readFileSync(join(FIXTURES, file), 'utf8');
      const result = parseXml(source, file);
      if (!result.ok) continue;
      for (const element of elementsOf(result.document.root)) {
        expect(slice(source, element.nameRange), file).toBe(element.name);
        for (const { name, nameRange, range, valueRange } of element.attributes) {
          attributes++;
          expect(slice(source, nameRange), file).toBe(name);
          expect(slice(source, range)).toMatch(/^[^\s=]+\s*=\s*(["'])[^]*\1$/);
          expect([`"`, `'`]).toContain(source[valueRange[0] - 1]);
        }
      }
    }
    expect(attributes).toBeGreaterThan(100);
  });
});

describe('commented-out elements', () => {
  const comments = (text: string) =>
    [...nodesOf(documentOf(text))].filter((node): node is XmlComment => node.type === 'XmlComment');
  const inComment = (content: string) => {
    const text = `<Server>\n<!--${content}--></Server>`;
    return comments(text).flatMap((comment) => elementsInComment(comment).map((element) => slice(text, element.range)));
  };

  it('are found with their places', () => {
    expect(inComment('<Cluster className="x"/>')).toEqual(['<Cluster className="x"/>']);
    expect(inComment('\n For clusters, see\n <Cluster><Manager/></Cluster>\n and <b/> ')).toEqual([
      '<Cluster><Manager/></Cluster>',
      '<b/>',
    ]);
  });

  it.each(['no element', 'a < b', '<Cluster', '<Cluster></Engine>', '<a>', '<a/> & more <'])(
    'are none in %j',
    (content) => {
      expect(inComment(content)).toEqual([]);
    },
  );

  it('have attributes and paths of their own', () => {
    const [comment] = comments('<a><!-- <b c="d"><e/></b> --></a>');
    const [element] = comment === undefined ? [] : elementsInComment(comment);
    expect(element && attributeValue(element, 'c')).toBe('d');
    expect(element && [...elementsOf(element)].map((it) => pathOf(it).join('/'))).toEqual(['b', 'b/e']);
  });
});

describe('what a file is', () => {
  it.each([
    ['<Server port="8005" shutdown="S"><Service/></Server>', 'server.xml', 'tomcat-server'],
    ['<Server port="8005" shutdown="S"/>', 'server.xml', 'tomcat-server'],
    ['<Server><Service><Engine name="jboss.web"/></Service></Server>', 'server.xml', 'jboss-server'],
    ['<Server/>', 'server.xml', 'other'],
    ['<server><featureManager/></server>', 'server.xml', 'liberty-server'],
    ['<server description="x"><httpEndpoint/></server>', 'server.xml', 'liberty-server'],
    ['<server><cluster/><http-listener/></server>', 'server.xml', 'other'],
    ['<SERVER/>', 'server.xml', 'other'],
    ['<process:Server xmlns:process="x"/>', 'server.xml', 'other'],
    ['<application-server/>', 'server.xml', 'other'],
    ['<Context/>', 'META-INF/context.xml', 'tomcat-context'],
    ['<Context/>', 'conf/Catalina/localhost/shop.xml', 'tomcat-context'],
    ['<beans/>', 'context.xml', 'other'],
    ['<web-app/>', 'src/main/webapp/WEB-INF/web.xml', 'web-app'],
    ['<j:web-app xmlns:j="x"/>', 'WEB-INF/web.xml', 'web-app'],
    ['<web-app/>', 'conf/web.xml', 'default-web-app'],
    ['<web-app/>', 'docker/tomcat-conf/web.xml', 'default-web-app'],
    ['<web-app/>', 'WEB-INF/tomcat-web.xml', 'default-web-app'],
    ['<web-app/>', 'etc/webdefault-ee10.xml', 'default-web-app'],
    ['<web-fragment/>', 'META-INF/web-fragment.xml', 'web-fragment'],
    ['<!-- nothing -->\n<x/>', 'web.xml', 'other'],
    ['', 'web.xml', 'other'],
    [' \n', 'web.xml', 'other'],
  ])('%s at %s is %s', (text, path, kind) => {
    expect(documentOf(text, path).kind).toBe(kind);
  });

  it('Tomcat’s defaults under any name of the folder', () => {
    const types = Array.from({ length: 30 }, (_, i) => `<mime-mapping><extension>${i}</extension></mime-mapping>`).join(
      '',
    );
    const servlet = '<servlet><servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class></servlet>';
    expect(documentOf(`<web-app>${servlet}${types}</web-app>`, 'docker/web.xml').kind).toBe('default-web-app');
    expect(documentOf(`<web-app>${servlet}</web-app>`, 'docker/web.xml').kind).toBe('web-app');
  });
});

describe('problems have a place and a sentence', () => {
  it.each([
    ['<a>\n  <b>\n</a>', '3:1 The element "b" is not closed here'],
    ['<a x="1" x="2"/>', '1:15 Duplicate attribute: x'],
    ['<a>\n<!-- x -- y -->\n</a>', /^2:8 The string "--" isn't allowed inside a comment$/],
    ['no xml', '1:1 There is no root element here'],
    ['<a/>\n<b/>', '2:1 Extra content at the end of the document'],
    ['<a>\r\n𝒜𝒜<b x=1/></a>', /^2:10 Attribute value expected$/],
    [`<a>${'x'.repeat(4_000_000)}</a>`, /^1:1 The file is too large to be read/],
  ])('%.40j', (text, problem) => {
    expect(problemOf(text)).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  it.each([
    '<a>{{#each x}}<b></a>',
    '<a>\n  @CLUSTER@\n  <b>\n</a>',
    '<% if %><a></b>',
    '<a>{% if x %}<b></a>',
    '<a>\n${X}\n</b>',
  ])('a template is none: %j', (text) => {
    expect(problemOf(text)).toBe('template');
  });
});

describe('hostile input', () => {
  it.each([500, 20_000, 200_000])('nesting %i deep', (depth) => {
    const text = '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(problemOf(text)).toBe(depth > 500 ? `1:${500 * 3 + 1} Elements are nested too deeply to be read` : 'ok');
  });

  it('nesting in a comment', () => {
    const text = `<a><!--${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}--></a>`;
    const [comment] = [...nodesOf(documentOf(text))].filter((node): node is XmlComment => node.type === 'XmlComment');
    expect(comment && elementsInComment(comment)).toEqual([]);
  });

  it('a bomb of entities is not expanded', () => {
    const entities = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('\n');
    const root = rootOf(`<!DOCTYPE a [<!ENTITY e0 "ha">\n${entities}\n]>\n<a b="&e20;">&e20;</a>`);
    expect(ownText(root)).toBe('&e20;');
    expect(attributeValue(root, 'b')).toBe('&e20;');
  });

  it('an external entity is not read', () => {
    const root = rootOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>');
    expect(ownText(root)).toBe('&x;');
  });

  it.each([
    '<!--'.repeat(50_000),
    `<a ${'x '.repeat(100_000)}`,
    '<a b="'.repeat(50_000),
    '<![CDATA['.repeat(50_000),
    '{{'.repeat(50_000),
    '<'.repeat(100_000),
  ])('ends soon on %.12j…', (text) => {
    const started = performance.now();
    expect(problemOf(text)).not.toBe('ok');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a file cut off anywhere has one problem or none', () => {
    const text = readFileSync(join(FIXTURES, 'require-distributable/beside-cluster/conf/server.xml'), 'utf8');
    for (let end = 0; end < text.length; end += 7) expect(problemOf(text.slice(0, end))).toMatch(/^(ok|\d+:\d+ .+)$/);
  });
});
