/** Where a project names a class that the container or a framework is to call: XML files of any name, and code. */
import { join } from 'node:path';
import type { XmlElement } from '@rgrove/parse-xml';
import { listFolder, readBytes } from './file-access.ts';
import { repeatableTable, sharedCache, type ProjectCache } from './project-cache.ts';
import { projectRootOf } from './project-root.ts';
import { sourcesWith } from './source-search.ts';
import { isTestPath } from './survey.ts';
import { isSameApplication } from './web-app.ts';
import { attributeOf, elementsOf, localName, readXml } from './xml-document.ts';

const MAX_FOLDERS = 20_000;
const MAX_FILES = 5_000;
const SKIPPED = new Set(['node_modules', 'target', 'build', 'dist', 'out', 'bin']);

const xmlFiles = repeatableTable<readonly string[]>('xml files', xmlBelow);

/** XML files of the web application of `path` that name the class, with the elements whose attribute `class` it is. */
export function xmlNaming(
  className: string,
  path: string,
  cache: ProjectCache = sharedCache,
): readonly { readonly root: XmlElement; readonly elements: readonly XmlElement[] }[] {
  const root = projectRootOf(path, cache);
  const files = cache.derived(xmlFiles, root, () => xmlBelow(root, cache));
  return files.flatMap((file) => {
    if (!isSameApplication(file, path) || readBytes(file)?.includes(className) !== true) return [];
    const xml = readXml(file, cache);
    if (!xml.ok) return [];
    const elements = [...elementsOf(xml.root)].filter((element) => attributeOf(element, 'class')?.trim() === className);
    return elements.length === 0 ? [] : [{ root: xml.root, elements }];
  });
}

function xmlBelow(root: string, cache: ProjectCache): readonly string[] {
  const found: string[] = [];
  const waiting = [root];
  let visited = 0;
  for (let folder = waiting.pop(); folder !== undefined && visited < MAX_FOLDERS; folder = waiting.pop()) {
    visited++;
    for (const [name, kind] of listFolder(folder, cache)) {
      const path = join(folder, name);
      if (kind === 'folder' && !name.startsWith('.') && !SKIPPED.has(name)) waiting.push(path);
      if (kind === 'file' && name.endsWith('.xml') && !isTestPath(path, root)) found.push(path);
      if (found.length >= MAX_FILES) return found;
    }
  }
  return found;
}

/** A Spring XML file has interceptors: `<mvc:interceptors>`, or a property of that name. */
export function hasInterceptors(root: XmlElement): boolean {
  return [...elementsOf(root)].some(
    (element) => /^interceptors?$/.test(localName(element.name)) || attributeOf(element, 'name') === 'interceptors',
  );
}

/** `<interceptor-ref name="…"/>`. */
export function refersToInterceptor(root: XmlElement, name: string): boolean {
  return [...elementsOf(root)].some(
    (element) => localName(element.name) === 'interceptor-ref' && attributeOf(element, 'name') === name,
  );
}

/** Sources of that web application that hold the simple name of the class and one of the words. */
export function sourcesNaming(
  simpleName: string,
  words: readonly string[],
  path: string,
  cache: ProjectCache = sharedCache,
): readonly string[] {
  if (words.length === 0) return [];
  return sourcesWith([[simpleName], words], path, cache).filter((file) => isSameApplication(file, path));
}
