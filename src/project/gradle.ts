/**
 * Dependencies of Gradle build scripts, read as text: a script is a program, which is not run. Coordinates in strings,
 * Groovy's map notation, plugin ids, version variables and the version catalog are understood; versions that code computes
 * are not.
 */
import { dirname, join } from 'node:path';
import type { Dependency } from './dependency.ts';
import { ancestorsOf, isWithin, readText } from './file-access.ts';
import type { CacheTable, ProjectCache } from './project-cache.ts';

type Variables = ReadonlyMap<string, string>;

interface CatalogEntry {
  readonly group: string;
  readonly artifact: string;
  readonly version: string | null;
}

const COORDINATES = /["']([\w.-]+):([\w.-]+)(?::([^"':@]+))?[^"']*["']/g;
const MAP_NOTATION =
  /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']?([^"',)\s]+))?/g;
const PLUGIN =
  /\b(?:id|apply\s*(?:\(\s*)?plugin\s*[:=])\s*(?:\(\s*)?["']([\w.-]+)["']\s*(?:\)\s*)?(?:\.?version\s*(?:\(\s*)?["']?([^"')\s]+))?/g;
const ALIAS = /\blibs\.((?!plugins\.|versions\.|bundles\.)[\w.]+)/g;
const PLUGIN_ALIAS = /\blibs\.plugins\.([\w.]+)/g;
const ASSIGNMENT =
  /(?:^|[\s(])(?:(?:def|val|var|String|const|set)\s*(?:\(\s*)?)?(?:ext\.|project\.ext\.)?\[?["']?([A-Za-z_][\w.-]*)["']?\]?\s*(?:=|,|by extra\()\s*["']([\w.${}-]+)["']/g;

const scripts: CacheTable<readonly Dependency[]> = { name: 'gradle scripts' };
const variableTables: CacheTable<Variables> = { name: 'gradle variables' };
const catalogs: CacheTable<ReadonlyMap<string, CatalogEntry>> = { name: 'gradle catalogs' };

/** `root` bounds where gradle.properties, the root script's variables and the version catalog are looked for. */
export function gradleDependencies(file: string, root: string, cache: ProjectCache): readonly Dependency[] {
  return cache.derived(scripts, `${root}\0${file}`, () => readScript(file, root, cache));
}

function readScript(file: string, root: string, cache: ProjectCache): readonly Dependency[] {
  const text = readText(file);
  if (text === undefined) return [];
  const folders = ancestorsOf(dirname(file)).filter((folder) => isWithin(folder, root));
  const variables = new Map<string, string>();
  for (const folder of [...folders].reverse()) {
    for (const name of ['gradle.properties', 'build.gradle', 'build.gradle.kts']) {
      for (const [key, value] of variablesIn(join(folder, name), cache)) variables.set(key, value);
    }
  }
  const catalog = folders
    .map((folder) => catalogIn(join(folder, 'gradle', 'libs.versions.toml'), cache))
    .find((it) => it.size > 0);
  const found: Dependency[] = [];
  for (const [index, raw] of withoutBlockComments(text)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.replace(/(^|\s)\/\/.*$/, '');
    const role = roleOf(line);
    const add = (
      group: string,
      artifact: string,
      version: string | null | undefined,
      as: Dependency['role'] = role,
    ): void => {
      const filled = version === null || version === undefined ? null : fillIn(version, variables);
      found.push({ group, artifact, version: filled, role: as, file, line: index + 1, text: raw.trim() });
    };
    for (const [, group = '', artifact = '', version] of line.matchAll(COORDINATES)) add(group, artifact, version);
    for (const [, group = '', artifact = '', version] of line.matchAll(MAP_NOTATION)) add(group, artifact, version);
    for (const [, id = '', version] of line.matchAll(PLUGIN)) add(id, `${id}.gradle.plugin`, version, 'plugin');
    if (/^\s*`?war`?\s*$/.test(line)) add('war', 'war.gradle.plugin', null, 'plugin');
    for (const [, alias = ''] of line.matchAll(ALIAS)) {
      const entry = catalog?.get(aliasKey(alias.replace(/\.get$/, '')));
      if (entry) add(entry.group, entry.artifact, entry.version);
    }
    for (const [, alias = ''] of line.matchAll(PLUGIN_ALIAS)) {
      const entry = catalog?.get(`plugin ${aliasKey(alias)}`);
      if (entry) add(entry.group, entry.artifact, entry.version, 'plugin');
    }
  }
  return found;
}

/** Line breaks stay, so that lines keep their numbers. */
function withoutBlockComments(text: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('/*', at);
    // `"/**"` in a file pattern is no comment.
    if (start < 0) break;
    if (/["'\w*/]/.test(text[start - 1] ?? '')) {
      result += text.slice(at, start + 2);
      at = start + 2;
      continue;
    }
    const end = text.indexOf('*/', start + 2);
    const stop = end < 0 ? text.length : end + 2;
    result += text.slice(at, start) + text.slice(start, stop).replace(/[^\r\n]/g, '');
    at = stop;
  }
  return result + text.slice(at);
}

function roleOf(line: string): Dependency['role'] {
  if (/\b(?:platform|enforcedPlatform|mavenBom|dependencySet)\b/.test(line)) return 'managed';
  const word = /^\s*(\w+)/.exec(line)?.[1] ?? '';
  if (/test/i.test(word)) return 'test';
  return word === 'classpath' ? 'plugin' : 'library';
}

function variablesIn(file: string, cache: ProjectCache): Variables {
  return cache.fromFile(variableTables, file, () => {
    const found = new Map<string, string>();
    const text = readText(file);
    if (text === undefined) return found;
    if (file.endsWith('.properties')) {
      for (const line of text.split(/\r\n|\r|\n/)) {
        const [, key, value] = /^\s*([\w.-]+)\s*[=:]([^]*)$/.exec(line) ?? [];
        if (key !== undefined && value !== undefined) found.set(key, value.trim());
      }
    } else {
      for (const match of text.matchAll(ASSIGNMENT)) found.set(match[1] ?? '', match[2] ?? '');
    }
    return found;
  });
}

/** `$springVersion`, `${springVersion}`, `${versions.spring}`, or a bare variable; null when it has no known value. */
function fillIn(written: string, variables: Variables): string | null {
  const lookUp = (name: string): string | undefined =>
    variables.get(name) ??
    variables.get(name.replace(/^(?:rootProject\.|project\.)?(?:ext\.)?/, '')) ??
    variables.get(name.split('.').at(-1) ?? '');
  let filled = written;
  for (let i = 0; i < 10; i++) {
    const match = /\$\{([\w.]+)\}|\$(\w+)/.exec(filled);
    if (!match) break;
    const value = lookUp(match[1] ?? match[2] ?? '');
    if (value === undefined || filled.length + value.length > 1000) return null;
    filled = filled.replace(match[0], () => value);
  }
  if (/^\d/.test(filled)) return filled;
  return lookUp(filled) ?? null;
}

function aliasKey(alias: string): string {
  return alias.replace(/[-_]/g, '.').toLowerCase();
}

/** The tables `versions`, `libraries` and `plugins` of a version catalog, in the one-line forms that Gradle documents. */
function catalogIn(file: string, cache: ProjectCache): ReadonlyMap<string, CatalogEntry> {
  return cache.fromFile(catalogs, file, () => {
    const versions = new Map<string, string>();
    const pending: [key: string, group: string, artifact: string, version: string | null, reference: string | null][] =
      [];
    let table = '';
    for (const raw of (readText(file) ?? '').split(/\r\n|\r|\n/)) {
      const line = raw.trim();
      const header = /^\[([\w.-]+)\]/.exec(line)?.[1];
      if (header !== undefined) table = header;
      const [, key, value] = /^["']?([\w.-]+)["']?\s*=\s*(.+)$/.exec(line) ?? [];
      if (key === undefined || value === undefined) continue;
      const field = (name: string): string | undefined =>
        new RegExp(`(?:^|[{,\\s])${name}\\s*=\\s*["']([^"']+)["']`).exec(value)?.[1];
      const bare = /^["']([^"']+)["']/.exec(value)?.[1];
      const reference =
        field('version\\.ref') ?? /version\s*=\s*\{\s*ref\s*=\s*["']([^"']+)["']/.exec(value)?.[1] ?? null;
      if (table === 'versions')
        versions.set(key, bare ?? field('strictly') ?? field('require') ?? field('prefer') ?? '');
      else if (table === 'libraries') {
        const [group, artifact, version] = (
          bare ??
          field('module') ??
          `${field('group') ?? ''}:${field('name') ?? ''}`
        ).split(':');
        pending.push([aliasKey(key), group ?? '', artifact ?? '', version ?? field('version') ?? null, reference]);
      } else if (table === 'plugins') {
        const [id, version] = (bare ?? field('id') ?? '').split(':');
        pending.push([
          `plugin ${aliasKey(key)}`,
          id ?? '',
          `${id ?? ''}.gradle.plugin`,
          version ?? field('version') ?? null,
          reference,
        ]);
      }
    }
    return new Map(
      pending.map(([key, group, artifact, version, reference]) => [
        key,
        { group, artifact, version: version ?? (reference === null ? null : (versions.get(reference) ?? null)) },
      ]),
    );
  });
}
