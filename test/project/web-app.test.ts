import { describe, expect, it } from 'vitest';
import { ProjectCache } from '../../src/project/project-cache.ts';
import { readWebApp, urlPatternCovers, webAppOf, webXmlOf } from '../../src/project/web-app.ts';
import { javaClass, plant, pom } from './tree.ts';

const empty = '<web-app version="3.0"/>';

describe('webAppOf', () => {
  it('reads a descriptor, whatever its name spaces', () => {
    const tree = plant({
      'WebContent/WEB-INF/web.xml': `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE web-app [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<jee:web-app xmlns:jee="http://java.sun.com/xml/ns/javaee" version="2.5">
  <jee:distributable/>
  <jee:filter><jee:filter-name>f</jee:filter-name><jee:filter-class>p.F</jee:filter-class></jee:filter>
  <jee:filter-mapping><jee:filter-name>f</jee:filter-name><jee:url-pattern> /a/* </jee:url-pattern><jee:url-pattern>*.do</jee:url-pattern></jee:filter-mapping>
  <jee:filter-mapping><jee:filter-name>f</jee:filter-name><jee:servlet-name>s</jee:servlet-name></jee:filter-mapping>
  <jee:servlet><jee:servlet-name>s</jee:servlet-name><jee:servlet-class>p.S</jee:servlet-class></jee:servlet>
  <jee:servlet><jee:servlet-name>j</jee:servlet-name><jee:jsp-file>/j.jsp</jee:jsp-file></jee:servlet>
  <jee:servlet-mapping><jee:servlet-name>s</jee:servlet-name><jee:url-pattern>/s</jee:url-pattern></jee:servlet-mapping>
  <!-- <jee:listener><jee:listener-class>p.No</jee:listener-class></jee:listener> -->
  <jee:listener><jee:listener-class>p.L</jee:listener-class></jee:listener>
  <jee:context-param><jee:param-value>&x;</jee:param-value></jee:context-param>
</jee:web-app>`,
      'build.xml': '<project/>',
      'src/p/A.java': javaClass('p.A'),
    });
    expect(webAppOf(tree.at('src/p/A.java'), new ProjectCache())).toEqual({
      file: tree.at('WebContent/WEB-INF/web.xml'),
      version: '2.5',
      distributable: true,
      filters: [{ name: 'f', className: 'p.F', patterns: ['/a/*', '*.do'], servletNames: ['s'] }],
      servlets: [
        { name: 's', className: 'p.S', jspFile: null, patterns: ['/s'] },
        { name: 'j', className: null, jspFile: '/j.jsp', patterns: [] },
      ],
      listeners: ['p.L'],
    });
  });

  it.each([
    [
      'Maven',
      { 'pom.xml': pom(), 'src/main/webapp/WEB-INF/web.xml': empty },
      'src/main/java/p/A.java',
      'src/main/webapp',
    ],
    ['a page inside', { 'WebRoot/WEB-INF/web.xml': empty, 'build.xml': '<x/>' }, 'WebRoot/x/y.jsp', 'WebRoot'],
    ['sources below WEB-INF', { 'app/WEB-INF/web.xml': empty }, 'app/WEB-INF/classes/p/A.java', 'app'],
    [
      'its module before a neighbour',
      {
        'settings.gradle': '',
        'a/build.gradle': '',
        'a/src/main/webapp/WEB-INF/web.xml': empty,
        'b/build.gradle': '',
        'b/src/main/webapp/WEB-INF/web.xml': empty,
      },
      'b/src/main/java/p/A.java',
      'b/src/main/webapp',
    ],
    [
      'the only one, for a library',
      { 'settings.gradle': '', 'lib/build.gradle': '', 'b/build.gradle': '', 'b/web/WEB-INF/web.xml': empty },
      'lib/src/main/java/p/A.java',
      'b/web',
    ],
  ] satisfies [string, Record<string, string>, string, string][])('finds that of %s', (_, files, path, folder) => {
    const tree = plant(files);
    expect(webXmlOf(tree.at(path), new ProjectCache())).toBe(tree.at(`${folder}/WEB-INF/web.xml`));
  });

  it('does not choose between two', () => {
    const tree = plant({
      'settings.gradle': '',
      'a/web/WEB-INF/web.xml': empty,
      'b/web/WEB-INF/web.xml': empty,
      'lib/build.gradle': '',
    });
    expect(webAppOf(tree.at('lib/src/A.java'), new ProjectCache())).toBeUndefined();
  });

  it.each([
    ['<web-app><filter></web-app>', /filter/],
    ['<other/>', /the root element is <other>/],
    ['', /./],
    ['<web-app>'.repeat(20_000) + '</web-app>'.repeat(20_000), /nested too deeply/],
  ])('says what is wrong with %.30s', (content, reason) => {
    const tree = plant({ 'web/WEB-INF/web.xml': content, 'build.xml': '<x/>' });
    const result = readWebApp(tree.at('web/WEB-INF/web.xml'), new ProjectCache());
    expect(result.ok ? '' : result.reason).toMatch(reason);
    expect(webAppOf(tree.at('src/A.java'), new ProjectCache())).toBeUndefined();
  });
});

describe('urlPatternCovers', () => {
  it.each([
    ['/*', '/a/b', true],
    ['/*', '*.do', true],
    ['/*', '/', true],
    ['/a/*', '/a', true],
    ['/a/*', '/a/b/*', true],
    ['/a/*', '/ab', false],
    ['/a/*', '*.do', false],
    ['*.do', '*.do', true],
    ['*.do', '/x/y.do', true],
    ['*.do', '/x.do/y', false],
    ['*.do', '/x/*', false],
    ['*.do', '/x.do/*', false],
    ['/a', '/a', true],
    ['/a', '/a/b', false],
    ['/', '/a', false],
    ['/', '', true],
    ['', '', true],
  ])('%j over %j: %s', (filter, target, expected) => {
    expect(urlPatternCovers(filter, target)).toBe(expected);
  });
});
