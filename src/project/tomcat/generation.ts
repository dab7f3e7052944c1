/**
 * For which generations of Tomcat a server.xml or context.xml can be: what the file itself tells by the classes and elements
 * around the `<Cluster>`, and what lies near it. The `<Cluster>` itself is no witness, for it is what is in question.
 */
import { dirname, join } from 'node:path';
import type { XmlDocument, XmlElement } from '../../languages/xml/ast.ts';
import { attributeOf, attributeValue, elementsOf, parentElement } from '../../languages/xml/query.ts';
import { plainClassExists } from '../../models/tomcat/class-index.ts';
import { GENERATIONS, intersection, type Generations } from '../../models/tomcat/generations.ts';
import {
  DEBUG_ATTRIBUTE,
  DESCRIPTOR_HINTS,
  ELEMENT_HINTS,
  generationsOfVersion,
  PROTOCOL_HINTS,
} from '../../models/tomcat/version-hints.ts';
import { ancestorsOf, listFolder, readStart } from '../file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';
import { topologyRootOf } from '../topology/root.ts';

/** All of them when nothing tells, or when what tells contradicts itself. */
export function generationsOf(document: XmlDocument, path: string, cache: ProjectCache = sharedCache): Generations {
  const own = ownGenerations(document);
  const near = nearbyGenerations(path, cache);
  if (near === null) return own;
  const both = intersection(own, near);
  return both.length > 0 ? both : own;
}

function ownGenerations({ root }: XmlDocument): Generations {
  let found: Generations = GENERATIONS;
  for (const element of elementsOf(root)) {
    if (isInCluster(element)) continue;
    for (const hint of hintsOf(element)) found = intersection(found, hint);
  }
  return found.length > 0 ? found : GENERATIONS;
}

function hintsOf(element: XmlElement): readonly Generations[] {
  const className = attributeValue(element, 'className');
  return [
    ELEMENT_HINTS[element.name],
    className === undefined ? undefined : plainClassExists(className),
    element.name === 'Connector' ? PROTOCOL_HINTS[attributeValue(element, 'protocol') ?? ''] : undefined,
    attributeOf(element, 'debug') === undefined ? undefined : DEBUG_ATTRIBUTE,
  ].filter((hint) => hint !== undefined);
}

function isInCluster(element: XmlElement): boolean {
  for (let at: XmlElement | undefined = element; at !== undefined; at = parentElement(at)) {
    if (at.name === 'Cluster') return true;
  }
  return false;
}

const nearby: CacheTable<Generations | null> = { name: 'tomcat near a file' };

function nearbyGenerations(path: string, cache: ProjectCache): Generations | null {
  const folder = dirname(path);
  return cache.derived(nearby, folder, () => findNearby(folder, cache));
}

/** The nearest witness counts: a file of the server's own, the name of a folder, or the image that the file is copied into. */
function findNearby(folder: string, cache: ProjectCache): Generations | null {
  const root = topologyRootOf(folder, cache);
  for (const at of ancestorsOf(folder)) {
    if (at.length < root.length) break;
    const found = ofServerFiles(at, cache) ?? ofFolderName(at) ?? ofImages(at, cache);
    if (found !== null) return found;
  }
  return null;
}

const READ_BYTES = 20_000;

function ofServerFiles(folder: string, cache: ProjectCache): Generations | null {
  const listing = listFolder(folder, cache);
  if (listing.has('RELEASE-NOTES')) {
    const version = /Apache Tomcat Version (\d[\d.]*)/.exec(
      readStart(join(folder, 'RELEASE-NOTES'), READ_BYTES) ?? '',
    )?.[1];
    const found = version === undefined ? null : generationsOfVersion(version);
    if (found !== null) return found;
  }
  if (!listing.has('web.xml') || !listing.has('server.xml')) return null;
  const head = readStart(join(folder, 'web.xml'), READ_BYTES) ?? '';
  const version = /<web-app\b[^>]*?\bversion\s*=\s*["']([\d.]+)["']/.exec(head)?.[1];
  // Tomcat 5.0 and 5.5 ship a conf/web.xml of 2.4, too; an application's own descriptor lies elsewhere.
  return version === undefined ? null : (DESCRIPTOR_HINTS[version] ?? null);
}

/** `apache-tomcat-8.5.32`, `tomcat7`, `tomcat_9.0`. */
function ofFolderName(folder: string): Generations | null {
  const name = folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
  const version = /tomcat[-_ ]?v?(\d{1,2}(?:\.\d{1,2})?)(?![\d])/i.exec(name)?.[1];
  return version === undefined ? null : generationsOfVersion(version);
}

const IMAGE = /^[ \t]*(?:FROM|image:)[ \t]+["']?(?:[\w.:-]+\/)*tomcat:(\S+)/gim;

/** Images that a Dockerfile or compose file names; none when they differ in generation. */
function ofImages(folder: string, cache: ProjectCache): Generations | null {
  let found: Generations | null = null;
  for (const [name, kind] of listFolder(folder, cache)) {
    if (kind !== 'file' || !/^(?:Dockerfile|docker-compose|compose|Containerfile)/i.test(name)) continue;
    for (const [, tag = ''] of (readStart(join(folder, name), READ_BYTES) ?? '').matchAll(IMAGE)) {
      const generations = generationsOfVersion(tag);
      if (generations === null) continue;
      if (found !== null && found.join() !== generations.join()) return null;
      found = generations;
    }
  }
  return found;
}
