/** Dependencies of a pom.xml and of an ivy.xml, with property placeholders resolved where the tree has the answer. */
import { dirname, join, resolve } from 'node:path';
import type { XmlElement } from '@rgrove/parse-xml';
import type { Dependency } from './dependency.ts';
import { isFolder } from './file-access.ts';
import type { CacheTable, ProjectCache } from './project-cache.ts';
import {
  attributeOf,
  childAt,
  childNamed,
  childrenNamed,
  childText,
  elementsNamed,
  lineAt,
  localName,
  readXml,
} from './xml-document.ts';

interface Pom {
  readonly file: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly parentFile: string | undefined;
  readonly parent: Dependency | undefined;
  readonly version: string | undefined;
  readonly packaging: string | undefined;
  /** Versions may still hold placeholders. */
  readonly dependencies: readonly Dependency[];
}

const MAX_PARENTS = 20;
const MAX_PLACEHOLDERS = 20;

const poms: CacheTable<Pom | undefined> = { name: 'poms' };

/** What a pom.xml says itself and what it inherits from parents in the tree, its own first. Its own properties win. */
export function mavenDependencies(file: string, cache: ProjectCache): readonly Dependency[] {
  const chain = pomChain(file, cache);
  const all = chain.flatMap((pom) => (pom.parent ? [...pom.dependencies, pom.parent] : pom.dependencies));
  return all.map((it) => ({
    ...it,
    group: it.group === null ? null : (fillIn(it.group, chain) ?? it.group),
    artifact: fillIn(it.artifact, chain) ?? it.artifact,
    version: it.version === null ? null : (fillIn(it.version, chain) ?? null),
  }));
}

export function mavenPackaging(file: string, cache: ProjectCache): string | undefined {
  return readPom(file, cache)?.packaging;
}

/** Ivy's organisation is the group, its name the artifact, its revision the version. */
export function ivyDependencies(file: string, cache: ProjectCache): readonly Dependency[] {
  const xml = readXml(file, cache);
  if (!xml.ok || localName(xml.root.name) !== 'ivy-module') return [];
  return [...elementsNamed(xml.root, 'dependency')].flatMap((element) => {
    const artifact = attributeOf(element, 'name');
    if (artifact === undefined) return [];
    const version = attributeOf(element, 'rev') ?? null;
    const inTests = /^test\b/.test(attributeOf(element, 'conf') ?? '');
    return [
      {
        group: attributeOf(element, 'org') ?? null,
        artifact,
        version: version?.includes('${') === true ? null : version,
        role: inTests ? ('test' as const) : ('library' as const),
        file,
        ...lineAt(xml.text, element.start),
      },
    ];
  });
}

function readPom(file: string, cache: ProjectCache): Pom | undefined {
  return cache.fromFile(poms, file, () => {
    const xml = readXml(file, cache);
    if (!xml.ok || localName(xml.root.name) !== 'project') return undefined;
    const { root, text } = xml;
    const parent = childNamed(root, 'parent');
    const read = (element: XmlElement, role: Dependency['role']): Dependency | undefined => {
      const artifact = childText(element, 'artifactId');
      if (artifact === undefined) return undefined;
      const place = lineAt(text, childNamed(element, 'artifactId')?.start ?? element.start);
      const version = childText(element, 'version') ?? null;
      return { group: childText(element, 'groupId') ?? null, artifact, version, role, file, ...place };
    };
    const dependencies: Dependency[] = [];
    for (const section of [root, ...childrenNamed(childNamed(root, 'profiles') ?? root, 'profile')]) {
      for (const element of listed(section, ['dependencies'], 'dependency')) {
        const dependency = read(element, childText(element, 'scope') === 'test' ? 'test' : 'library');
        if (dependency) dependencies.push(dependency);
      }
      for (const element of listed(section, ['dependencyManagement', 'dependencies'], 'dependency')) {
        const dependency = read(element, 'managed');
        if (dependency) dependencies.push(dependency);
      }
      for (const element of listed(section, ['build', 'plugins'], 'plugin')) {
        const dependency = read(element, 'plugin');
        if (dependency) dependencies.push(dependency);
      }
    }
    const properties = new Map<string, string>();
    for (const element of childNamed(root, 'properties')?.children ?? []) {
      if ('name' in element && 'attributes' in element) properties.set(element.name, element.text.trim());
    }
    return {
      file,
      properties,
      parentFile: parent && parentPath(file, childNamed(parent, 'relativePath')?.text.trim()),
      parent: parent && read(parent, 'managed'),
      version: childText(root, 'version') ?? (parent && childText(parent, 'version')),
      packaging: childText(root, 'packaging'),
      dependencies,
    };
  });
}

function listed(section: XmlElement, path: readonly string[], name: string): readonly XmlElement[] {
  const list = childAt(section, ...path);
  return list ? childrenNamed(list, name) : [];
}

/** An empty `<relativePath/>` says that the parent comes from a repository. */
function parentPath(file: string, relativePath: string | undefined): string | undefined {
  if (relativePath === '') return undefined;
  const path = resolve(dirname(file), (relativePath ?? '../pom.xml').replaceAll('\\', '/'));
  return isFolder(path) ? join(path, 'pom.xml') : path;
}

function pomChain(file: string, cache: ProjectCache): readonly Pom[] {
  const chain: Pom[] = [];
  for (let at: string | undefined = file; at !== undefined && chain.length < MAX_PARENTS;) {
    const pom: Pom | undefined = chain.some((it) => it.file === at) ? undefined : readPom(at, cache);
    if (!pom) break;
    chain.push(pom);
    at = pom.parentFile;
  }
  return chain;
}

/** The text with its `${…}` replaced; undefined when one has no value in these files. The nearest file wins. */
function fillIn(text: string, chain: readonly Pom[]): string | undefined {
  let filled = text;
  for (let i = 0; i < MAX_PLACEHOLDERS; i++) {
    const name = /\$\{([^${}]+)\}/.exec(filled)?.[1];
    if (name === undefined) return filled.includes('${') ? undefined : filled;
    const value = propertyOf(name, chain);
    // Properties that double each other would grow without end.
    if (value === undefined || filled.length + value.length > 1000) return undefined;
    filled = filled.replace(`\${${name}}`, () => value);
  }
  return undefined;
}

function propertyOf(name: string, chain: readonly Pom[]): string | undefined {
  if (name === 'project.version' || name === 'pom.version' || name === 'version') return chain[0]?.version;
  if (name === 'project.parent.version') return chain[0]?.parent?.version ?? undefined;
  return chain.find((pom) => pom.properties.has(name))?.properties.get(name);
}
