/** The web application that a file belongs to, as its WEB-INF/web.xml describes it. */
import { dirname, join, resolve } from 'node:path';
import type { XmlElement } from '@rgrove/parse-xml';
import { ancestorsOf, isWithin, listFolder } from './file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { moduleOf, projectRootOf } from './project-root.ts';
import { isTestPath, surveyOf } from './survey.ts';
import { childNamed, childrenNamed, childText, localName, readXml } from './xml-document.ts';

export { urlPatternCovers } from './url-pattern.ts';

export interface FilterDeclaration {
  readonly name: string;
  readonly className: string | null;
  readonly patterns: readonly string[];
  /** Servlets that the filter is mapped to by name; `*` is every servlet. */
  readonly servletNames: readonly string[];
}

export interface ServletDeclaration {
  readonly name: string;
  readonly className: string | null;
  readonly jspFile: string | null;
  readonly patterns: readonly string[];
}

export interface WebApp {
  /** Absolute path of the web.xml. */
  readonly file: string;
  /** As written: `2.4`; null for a descriptor with a document type only. */
  readonly version: string | null;
  readonly distributable: boolean;
  readonly filters: readonly FilterDeclaration[];
  readonly servlets: readonly ServletDeclaration[];
  readonly listeners: readonly string[];
}

export type WebAppResult =
  | { readonly ok: true; readonly webApp: WebApp }
  | { readonly ok: false; readonly file: string; readonly reason: string };

const WEB_FOLDERS = [
  '',
  'src/main/webapp',
  'WebContent',
  'WebRoot',
  'web',
  'war',
  'webapp',
  'src/webapp',
  'src/main/web',
  'www',
];

const results: CacheTable<WebAppResult> = { name: 'web applications' };
const files: CacheTable<string | undefined> = { name: 'files of web applications' };

/** Undefined when there is no web.xml, when several could be meant, and when it is broken (`readWebApp` says why). */
export function webAppOf(path: string, cache: ProjectCache = sharedCache): WebApp | undefined {
  const file = webXmlOf(path, cache);
  const result = file === undefined ? undefined : readWebApp(file, cache);
  return result?.ok === true ? result.webApp : undefined;
}

/**
 * The web.xml for a file: that of the nearest folder around it that has one, directly or in one of the usual places. A file
 * of a library module belongs to the only web application of the project, if there is just one.
 */
export function webXmlOf(path: string, cache: ProjectCache = sharedCache): string | undefined {
  const folder = dirname(resolve(path));
  return cache.derived(files, folder, () => findWebXml(resolve(path), folder, cache));
}

function findWebXml(path: string, folder: string, cache: ProjectCache): string | undefined {
  const root = projectRootOf(path, cache);
  for (const around of ancestorsOf(folder)) {
    if (!isWithin(around, root)) break;
    for (const place of WEB_FOLDERS) {
      const found = webXmlIn(join(around, place), cache);
      if (found !== undefined) return found;
    }
  }
  const all = surveyOf(root, cache).files.filter((file) => isWebXml(file) && !isTestPath(file, root));
  const module = moduleOf(path, root, cache);
  const ofModule = all.filter((file) => isWithin(file, module));
  const [only, ...others] = ofModule.length > 0 ? ofModule : all;
  return others.length === 0 ? only : undefined;
}

/** Two files are of one web application: the same web.xml, or one module where there is none. */
export function isSameApplication(a: string, b: string): boolean {
  const [webXml, other] = [webXmlOf(a), webXmlOf(b)];
  if (webXml !== undefined || other !== undefined) return webXml === other;
  const root = projectRootOf(a);
  return moduleOf(a, root) === moduleOf(b, root);
}

function webXmlIn(folder: string, cache: ProjectCache): string | undefined {
  if (!listFolder(folder, cache).has('WEB-INF')) return undefined;
  const inside = join(folder, 'WEB-INF');
  return listFolder(inside, cache).get('web.xml') === 'file' ? join(inside, 'web.xml') : undefined;
}

function isWebXml(file: string): boolean {
  return /[\\/]WEB-INF[\\/]web\.xml$/.test(file);
}

export function readWebApp(file: string, cache: ProjectCache = sharedCache): WebAppResult {
  return cache.fromFile(results, resolve(file), (path) => {
    const xml = readXml(path, cache);
    if (!xml.ok) return { ok: false, file: path, reason: xml.reason };
    if (localName(xml.root.name) !== 'web-app') {
      return { ok: false, file: path, reason: `the root element is <${xml.root.name}>, not <web-app>` };
    }
    return { ok: true, webApp: describe(path, xml.root) };
  });
}

function describe(file: string, root: XmlElement): WebApp {
  const filterMappings = childrenNamed(root, 'filter-mapping');
  const servletMappings = childrenNamed(root, 'servlet-mapping');
  return {
    file,
    version: root.attributes['version'] ?? null,
    distributable: childNamed(root, 'distributable') !== undefined,
    filters: named(root, 'filter').map(([name, element]) => {
      const mappings = filterMappings.filter((mapping) => childText(mapping, 'filter-name') === name);
      return {
        name,
        className: childText(element, 'filter-class') ?? null,
        patterns: texts(mappings, 'url-pattern'),
        servletNames: texts(mappings, 'servlet-name'),
      };
    }),
    servlets: named(root, 'servlet').map(([name, element]) => {
      const mappings = servletMappings.filter((mapping) => childText(mapping, 'servlet-name') === name);
      return {
        name,
        className: childText(element, 'servlet-class') ?? null,
        jspFile: childText(element, 'jsp-file') ?? null,
        patterns: texts(mappings, 'url-pattern'),
      };
    }),
    listeners: texts(childrenNamed(root, 'listener'), 'listener-class'),
  };
}

/** Declarations with their `<filter-name>` or `<servlet-name>`; one without a name can be mapped to nothing. */
function named(root: XmlElement, element: 'filter' | 'servlet'): readonly (readonly [string, XmlElement])[] {
  return childrenNamed(root, element).flatMap((declaration) => {
    const name = childText(declaration, `${element}-name`);
    return name === undefined ? [] : [[name, declaration] as const];
  });
}

/** A mapping may have several patterns since version 2.5. An empty `<url-pattern/>` is the context root. */
function texts(elements: readonly XmlElement[], name: string): readonly string[] {
  return elements.flatMap((element) => childrenNamed(element, name).map((child) => child.text.trim()));
}
