/**
 * What web.xml says of the pages of a web application: `<jsp-property-group>` and, by its version, whether EL is evaluated at
 * all. Which of several groups counts is decided as in Jasper's JspConfig.
 */
import type { XmlElement } from '@rgrove/parse-xml';
import { dirname, relative, sep } from 'node:path';
import { isWithin } from './file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { webXmlOf } from './web-app.ts';
import { childAt, childrenNamed, childText, elementsNamed, localName, readXml } from './xml-document.ts';

export interface PageProperties {
  /** Unless a directive of the page says otherwise. */
  readonly elIgnored: boolean;
  /** `#{` is text. */
  readonly deferredAsLiteral: boolean;
  readonly isXml: boolean | null;
  readonly pageEncoding: string | null;
  /** Context-relative, as written. */
  readonly preludes: readonly string[];
  readonly codas: readonly string[];
}

interface PropertyGroup {
  /** `/a/` of `/a/*`, or a whole path; null for `*.ext`. */
  readonly path: string | null;
  /** `*` for `/a/*`; null for a whole path. */
  readonly extension: string | null;
  readonly element: XmlElement;
}

interface JspConfig {
  readonly webRoot: string;
  readonly elIgnored: boolean;
  readonly deferredAsLiteral: boolean;
  readonly groups: readonly PropertyGroup[];
}

const NOTHING: PageProperties = {
  elIgnored: false,
  deferredAsLiteral: false,
  isXml: null,
  pageEncoding: null,
  preludes: [],
  codas: [],
};

const configs: CacheTable<JspConfig | undefined> = { name: 'page configuration' };

/** For a page, by its absolute path. Tag files are not configured (JSP.3.3.2). */
export function pagePropertiesOf(path: string, cache: ProjectCache = sharedCache): PageProperties {
  if (/\.tagx?$/.test(path)) return NOTHING;
  const file = webXmlOf(path, cache);
  const config = file === undefined ? undefined : cache.fromFile(configs, file, (found) => readConfig(found, cache));
  if (config === undefined) return NOTHING;
  const uri = isWithin(path, config.webRoot) ? `/${relative(config.webRoot, path).split(sep).join('/')}` : null;
  const groups = uri === null ? [] : config.groups.filter((group) => covers(group, uri));
  const text = (name: string): string | null => selected(groups, name);
  return {
    elIgnored: flag(text('el-ignored')) ?? config.elIgnored,
    deferredAsLiteral: flag(text('deferred-syntax-allowed-as-literal')) ?? config.deferredAsLiteral,
    isXml: flag(text('is-xml')),
    pageEncoding: text('page-encoding'),
    preludes: groups.flatMap(({ element }) => texts(element, 'include-prelude')),
    codas: groups.flatMap(({ element }) => texts(element, 'include-coda')),
  };
}

function readConfig(file: string, cache: ProjectCache): JspConfig | undefined {
  const xml = readXml(file, cache);
  if (!xml.ok || localName(xml.root.name) !== 'web-app') return undefined;
  const version = versionOf(xml.root, xml.text);
  const config = childAt(xml.root, 'jsp-config');
  return {
    webRoot: dirname(dirname(file)),
    elIgnored: version < 2.4,
    deferredAsLiteral: version < 2.5,
    // Before 2.4 there were no property groups.
    groups: config === undefined || version < 2.4 ? [] : groupsIn(config),
  };
}

/** Without a version, by the document type; without either, that of the container. */
function versionOf(root: XmlElement, text: string): number {
  const version = Number.parseFloat(root.attributes['version'] ?? '');
  if (!Number.isNaN(version)) return version;
  const [, publicVersion] = /<!DOCTYPE\s[^>]*\/\/DTD Web Application (\d+\.\d+)\/\//.exec(text.slice(0, 4096)) ?? [];
  return publicVersion === undefined ? Number.POSITIVE_INFINITY : Number.parseFloat(publicVersion);
}

function groupsIn(config: XmlElement): readonly PropertyGroup[] {
  return [...elementsNamed(config, 'jsp-property-group')].flatMap((element) =>
    childrenNamed(element, 'url-pattern').flatMap((pattern) => {
      const place = placeOf(pattern.text.trim());
      return place === null ? [] : [{ ...place, element }];
    }),
  );
}

/** Null for a pattern that is neither `/path`, `/path/*` nor `*.ext`. */
function placeOf(pattern: string): Pick<PropertyGroup, 'path' | 'extension'> | null {
  if (!pattern.includes('*')) return { path: pattern, extension: null };
  const slash = pattern.lastIndexOf('/');
  const path = slash < 0 ? null : pattern.slice(0, slash + 1);
  const file = pattern.slice(slash + 1);
  if (path === null) return file.startsWith('*.') ? { path, extension: file.slice(2) } : null;
  return file === '*' ? { path, extension: '*' } : null;
}

function covers({ path, extension }: PropertyGroup, uri: string): boolean {
  if (extension === null) return uri === path;
  if (path !== null && !uri.slice(0, uri.lastIndexOf('/') + 1).startsWith(path)) return false;
  return extension === '*' || uri.endsWith(`.${extension}`);
}

/** What the most restrictive group says: a whole path before `/path/*`, a longer one before a shorter, then `*.ext`. */
function selected(groups: readonly PropertyGroup[], name: string): string | null {
  let best: PropertyGroup | undefined;
  for (const group of groups) {
    if (childText(group.element, name) === undefined) continue;
    if (best === undefined || rank(group) > rank(best)) best = group;
  }
  return best === undefined ? null : (childText(best.element, name) ?? null);
}

function rank({ path, extension }: PropertyGroup): number {
  if (extension === null) return Number.POSITIVE_INFINITY;
  return path === null ? 0 : path.length;
}

function flag(text: string | null): boolean | null {
  return text === null ? null : text.trim().toLowerCase() === 'true';
}

function texts(element: XmlElement, name: string): string[] {
  return childrenNamed(element, name).flatMap((child) => child.text.trim() || []);
}
