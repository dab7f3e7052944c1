/**
 * For which generations of Tomcat a server.xml or context.xml can be: what the file itself tells by the classes and elements
 * around the `<Cluster>`, and what lies near it. The `<Cluster>` itself is no witness, for it is what is in question.
 */
import { basename, dirname, join } from 'node:path';
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

/** Numbers of versions before what was shipped beside; the nearest that fits the others. */
function findNearby(folder: string, cache: ProjectCache): Generations | null {
  const root = topologyRootOf(folder, cache);
  const folders = ancestorsOf(folder).filter((at) => at.length >= root.length);
  let found: Generations | null = null;
  for (const witness of [ofReleaseNotes, ofFolderName, ofDescriptor, ofImages]) {
    for (const at of folders) {
      const told = witness(at, cache);
      const both: Generations | null = found === null || told === null ? told : intersection(found, told);
      if (both !== null && both.length > 0) found = both;
    }
  }
  return found;
}

const READ_BYTES = 20_000;

function ofReleaseNotes(folder: string, cache: ProjectCache): Generations | null {
  if (!listFolder(folder, cache).has('RELEASE-NOTES')) return null;
  const notes = readStart(join(folder, 'RELEASE-NOTES'), READ_BYTES) ?? '';
  const version = /Apache Tomcat Version (\d[\d.]*)/.exec(notes)?.[1];
  return version === undefined ? null : generationsOfVersion(version);
}

/** The conf/web.xml that is shipped beside the server.xml; an application's own descriptor lies elsewhere. */
function ofDescriptor(folder: string, cache: ProjectCache): Generations | null {
  const listing = listFolder(folder, cache);
  if (!listing.has('web.xml') || !listing.has('server.xml') || basename(folder) !== 'conf') return null;
  const head = readStart(join(folder, 'web.xml'), READ_BYTES) ?? '';
  const version = /<web-app\b[^>]*?\bversion\s*=\s*["']([\d.]+)["']/.exec(head)?.[1];
  return version === undefined ? null : (DESCRIPTOR_HINTS[version] ?? null);
}

/** `apache-tomcat-8.5.32`, `tomcat7`, `tomcat_9.0`. */
function ofFolderName(folder: string): Generations | null {
  const version = /tomcat[-_ ]?v?(\d{1,2}(?:\.\d{1,2})?)(?![\d])/i.exec(basename(folder))?.[1];
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
