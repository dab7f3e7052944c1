/** The npm package that a file belongs to: what it depends on, and how it is started. */
import { dirname, join, resolve } from 'node:path';
import { ancestorsOf, isFolder, listFolder, readText } from '../file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';

export interface NodePackage {
  /** The folder of package.json. */
  readonly root: string;
  readonly name: string | undefined;
  /** Of all kinds, with the version range as written. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly scripts: ReadonlyMap<string, string>;
  readonly main: string | undefined;
}

const manifests: CacheTable<NodePackage | null> = { name: 'package.json files' };

/**
 * The nearest package.json that names dependencies: one that only says `"type": "module"` is a marker, and does not count.
 * Undefined outside any package.
 */
export function packageOf(path: string, cache: ProjectCache = sharedCache): NodePackage | undefined {
  const absolute = resolve(path);
  for (const folder of ancestorsOf(isFolder(absolute) ? absolute : dirname(absolute))) {
    const listing = listFolder(folder, cache);
    if (listing.has('package.json')) {
      const found = cache.fromFile(manifests, join(folder, 'package.json'), readManifest);
      if (found !== null) return found;
    }
    if (listing.has('.git')) return undefined;
  }
  return undefined;
}

/** Folders from the package up to the repository that it is part of, nearest first. */
export function repositoryFolders(root: string, cache: ProjectCache = sharedCache): readonly string[] {
  const folders = ancestorsOf(root);
  const repository = folders.findIndex((folder) => listFolder(folder, cache).has('.git'));
  if (repository >= 0) return folders.slice(0, repository + 1);
  // Without a repository: the outermost folder that is a package of its own.
  const last = folders.findLastIndex((folder) => listFolder(folder, cache).has('package.json'));
  return folders.slice(0, Math.max(last, 0) + 1);
}

function readManifest(path: string): NodePackage | null {
  const text = readText(path);
  if (text === undefined) return null;
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(manifest)) return null;
  const dependencies = new Map<string, string>();
  const kinds = ['peerDependencies', 'devDependencies', 'optionalDependencies', 'dependencies'];
  for (const kind of kinds) for (const [name, range] of texts(manifest[kind])) dependencies.set(name, range);
  const named = kinds.some((kind) => manifest[kind] !== undefined);
  if (!named) return null;
  const { name, main } = manifest;
  return {
    root: dirname(path),
    name: typeof name === 'string' ? name : undefined,
    dependencies,
    scripts: new Map(texts(manifest['scripts'])),
    main: typeof main === 'string' ? main : undefined,
  };
}

function texts(value: unknown): [string, string][] {
  if (!isRecord(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
