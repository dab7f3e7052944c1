/** Java files of a project by the words in them: read as bytes, once, and only when somebody asks. */
import { basename, join } from 'node:path';
import { listFolder, readBytes } from './file-access.ts';
import { repeatableTable, sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { projectRootOf } from './project-root.ts';
import { surveyOf } from './survey.ts';

const MAX_FILES = 20_000;
const MAX_DEPTH = 64;
/** A file in the unnamed package can make the root of the whole project a source root. */
const NO_SOURCES = new Set(['node_modules', 'target']);

/** Each inner list is a choice of words. */
type Words = readonly (readonly string[])[];

const found = repeatableTable<readonly string[]>(
  'sources with words',
  (key, cache) => {
    const [root, words] = JSON.parse(key) as [string, Words];
    return find(root, words, cache);
  },
  { madeOf: /\.java$/ },
);

/** By the words. */
const verdicts = new Map<string, CacheTable<boolean>>();

/**
 * Java files of the project of `path`, tests left out, whose bytes hold one word of each choice. Every file of the source
 * roots is read (at most 20,000). The words are ASCII in every encoding of source text except UTF-16, which is not looked
 * into.
 */
export function sourcesWith(words: Words, path: string, cache: ProjectCache): readonly string[] {
  const root = projectRootOf(path, cache);
  return cache.derived(found, JSON.stringify([root, words]), () => find(root, words, cache));
}

function find(root: string, words: Words, cache: ProjectCache): readonly string[] {
  const table = verdictsOn(words);
  const hasWords = (file: string) => cache.fromFile(table, file, (one) => holds(one, words));
  return [...sourcesOf(root, cache)].filter(hasWords).sort();
}

/** The Java files of all source roots but those of tests, at most `MAX_FILES`. */
function sourcesOf(root: string, cache: ProjectCache): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { path: sources, test } of surveyOf(root, cache).sourceRoots) {
    if (test) continue;
    for (const file of javaFilesBelow(sources, MAX_FILES - files.size, cache)) files.add(file);
  }
  return files;
}

const named = repeatableTable<ReadonlyMap<string, readonly string[]>>('sources by name', byName, {
  textOf: (files) => JSON.stringify([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
  madeOf: /\.java$/,
});

/** Java files of the project of `path` that are named after this class, in whatever package; tests left out. */
export function sourcesNamed(simpleName: string, path: string, cache: ProjectCache = sharedCache): readonly string[] {
  const root = projectRootOf(path, cache);
  return cache.derived(named, root, () => byName(root, cache)).get(simpleName) ?? [];
}

function byName(root: string, cache: ProjectCache): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const file of [...sourcesOf(root, cache)].sort()) {
    const name = basename(file, '.java');
    const others = files.get(name);
    if (others === undefined) files.set(name, [file]);
    else others.push(file);
  }
  return files;
}

function verdictsOn(words: Words): CacheTable<boolean> {
  const name = JSON.stringify(words);
  let table = verdicts.get(name);
  if (table === undefined) {
    table = { name: `sources with ${name}, file by file` };
    verdicts.set(name, table);
  }
  return table;
}

function holds(file: string, words: Words): boolean {
  const bytes = readBytes(file);
  return bytes !== undefined && words.every((choice) => choice.some((word) => bytes.includes(word)));
}

/** Links to folders are not followed: a source root holds its own files. */
function* javaFilesBelow(folder: string, limit: number, cache: ProjectCache): Generator<string> {
  const waiting = [{ folder, depth: 0 }];
  let left = limit;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const [name, kind] of listFolder(next.folder, cache)) {
      const path = join(next.folder, name);
      if (kind === 'folder' && next.depth < MAX_DEPTH && !name.startsWith('.') && !NO_SOURCES.has(name)) {
        waiting.push({ folder: path, depth: next.depth + 1 });
      } else if (kind === 'file' && name.endsWith('.java')) {
        if (left-- <= 0) return;
        yield path;
      }
    }
  }
}
