/** Tag libraries that a page names by a path, by the URI that they are known by. */
import { basename } from 'node:path';
import { includedPath } from './page-files.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { webXmlOf } from './web-app.ts';
import { childText, elementsNamed, localName, readXml } from './xml-document.ts';

/**
 * Names under which the descriptors of libraries are copied into applications, for applications whose copy is not there
 * or says no URI.
 */
const KNOWN_FILES: Readonly<Record<string, string>> = {
  'c.tld': 'http://java.sun.com/jsp/jstl/core',
  'c-rt.tld': 'http://java.sun.com/jstl/core_rt',
  'c-1_0.tld': 'http://java.sun.com/jstl/core',
  'c-1_0-rt.tld': 'http://java.sun.com/jstl/core_rt',
  'x.tld': 'http://java.sun.com/jsp/jstl/xml',
  'struts-logic.tld': 'http://struts.apache.org/tags-logic',
  'struts-bean.tld': 'http://struts.apache.org/tags-bean',
  'struts-html.tld': 'http://struts.apache.org/tags-html',
  'struts-tags.tld': '/struts-tags',
};

const uris: CacheTable<string | undefined> = { name: 'tag library descriptors' };
const maps: CacheTable<ReadonlyMap<string, string>> = { name: 'tag libraries of web.xml' };

/**
 * What `uri` of a taglib directive in the file `from` stands for: the URI in the descriptor that it leads to, by web.xml or
 * as a path; the URI itself where it leads to none.
 */
export function libraryUri(uri: string, from: string, cache: ProjectCache = sharedCache): string {
  const written = uri.startsWith('urn:jsptld:') ? uri.slice('urn:jsptld:'.length) : uri;
  const webXml = webXmlOf(from, cache);
  const location = webXml === undefined ? undefined : mapped(webXml, cache).get(written);
  const place = location ?? written;
  if (!/^(?![a-z][a-z\d+.-]*:)[^?#]*\.tld$/i.test(place)) return written;
  const fromFolder = location === undefined || webXml === undefined || place.startsWith('/') ? from : webXml;
  const file = includedPath(place, fromFolder, cache);
  const declared = file === undefined ? undefined : cache.fromFile(uris, file, (path) => declaredUri(path, cache));
  return declared ?? KNOWN_FILES[basename(place).toLowerCase()] ?? written;
}

function declaredUri(path: string, cache: ProjectCache): string | undefined {
  const xml = readXml(path, cache);
  if (!xml.ok || localName(xml.root.name) !== 'taglib') return undefined;
  // Descriptors of JSP 1.1 have a `<urn>` or an `<info>` in its place.
  return childText(xml.root, 'uri') ?? childText(xml.root, 'urn');
}

/** `<taglib>` of web.xml: of the root before version 2.4, of `<jsp-config>` since. */
function mapped(webXml: string, cache: ProjectCache): ReadonlyMap<string, string> {
  return cache.fromFile(maps, webXml, (path) => {
    const found = new Map<string, string>();
    const xml = readXml(path, cache);
    if (!xml.ok) return found;
    for (const taglib of elementsNamed(xml.root, 'taglib')) {
      const uri = childText(taglib, 'taglib-uri');
      const location = childText(taglib, 'taglib-location');
      if (uri !== undefined && location !== undefined) found.set(uri, location);
    }
    return found;
  });
}
