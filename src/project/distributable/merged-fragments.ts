/**
 * Fragments that a container merges into an application. It is distributable only if its web.xml and each of them say so
 * (Servlet 3.0 and later, 8.2.3); jars without a web-fragment.xml do not count (Tomcat since 7.0.3).
 */
import { basename, dirname, join } from 'node:path';
import type { XmlDocument, XmlElement } from '../../languages/xml/ast.ts';
import { attributeValue, childNamed, childrenOf, ownText } from '../../languages/xml/query.ts';
import { listFolder } from '../file-access.ts';
import { sharedCache, type ProjectCache } from '../project-cache.ts';
import { projectRootOf } from '../project-root.ts';
import { isTestPath } from '../survey.ts';
import { fragmentInJar } from './jar-fragment.ts';

/** No application has more; each costs a read of its directory. */
const MAX_JARS = 1000;

/** File names of the jars in WEB-INF/lib beside a web.xml that switch its distribution off, sorted. */
export function jarsSwitchingOff(
  webXml: string,
  document: XmlDocument,
  cache: ProjectCache = sharedCache,
): readonly string[] {
  const { root } = document;
  const folder = dirname(webXml);
  if (root === undefined || basename(folder) !== 'WEB-INF' || isMetadataComplete(root)) return [];
  const lib = join(folder, 'lib');
  const jars = [...listFolder(lib, cache)].filter(([name, kind]) => kind === 'file' && /\.jar$/i.test(name));
  const isMerged = orderingOf(root);
  return jars
    .slice(0, MAX_JARS)
    .filter(([name]) => {
      const fragment = fragmentInJar(join(lib, name), cache);
      if (fragment?.kind !== 'web-fragment' || fragment.root === undefined) return false;
      return (
        !childrenOf(fragment.root).some((child) => child.name === 'distributable') && isMerged(nameOf(fragment.root))
      );
    })
    .map(([name]) => name)
    .sort();
}

/** Fragments are read from Servlet 2.5 applications as well; only `metadata-complete` keeps them out. */
function isMetadataComplete(root: XmlElement): boolean {
  return attributeValue(root, 'metadata-complete')?.trim().toLowerCase() === 'true';
}

function nameOf(fragment: XmlElement): string | undefined {
  const name = childNamed(fragment, 'name');
  return name && (ownText(name).trim() || undefined);
}

/** `<absolute-ordering>` leaves out what it does not name, unless it has `<others/>`. */
function orderingOf(root: XmlElement): (name: string | undefined) => boolean {
  const ordering = childNamed(root, 'absolute-ordering');
  if (ordering === undefined || childNamed(ordering, 'others') !== undefined) return () => true;
  const names = childrenOf(ordering).map((child) => ownText(child).trim());
  return (name) => name !== undefined && names.includes(name);
}

/** A fragment that goes into a jar as it is: not one of a test, nor one that lies about under another name. */
export function isPackagedFragment(path: string, cache: ProjectCache = sharedCache): boolean {
  return (
    basename(path) === 'web-fragment.xml' &&
    basename(dirname(path)) === 'META-INF' &&
    !isTestPath(path, projectRootOf(path, cache))
  );
}
