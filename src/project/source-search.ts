/** Java files of a project by the words in them: read as bytes, once, and only when somebody asks. */
import { join } from 'node:path';
import { listFolder, readBytes } from './file-access.ts';
import type { CacheTable, ProjectCache } from './project-cache.ts';
import { projectRootOf } from './project-root.ts';
import { surveyOf } from './survey.ts';

const MAX_FILES = 20_000;
const MAX_DEPTH = 64;
/** A file in the unnamed package can make the root of the whole project a source root. */
const NO_SOURCES = new Set(['node_modules', 'target']);

/** A search: what it is called in the cache, and which files it wants. Each inner list is a choice of words. */
export interface WordSearch {
  readonly files: CacheTable<readonly string[]>;
  readonly verdicts: CacheTable<boolean>;
  readonly words: readonly (readonly string[])[];
}

export function wordSearch(name: string, ...words: WordSearch['words']): WordSearch {
  return { files: { name, madeOf: /\.java$/ }, verdicts: { name: `${name}, file by file` }, words };
}

/**
 * Java files of the project of `path`, tests left out, whose bytes hold one word of each choice. Every file of the source
 * roots is read (at most 20,000). The words are ASCII in every encoding of source text except UTF-16, which is not looked
 * into.
 */
export function sourcesWith(search: WordSearch, path: string, cache: ProjectCache): readonly string[] {
  const root = projectRootOf(path, cache);
  return cache.derived(search.files, root, () => {
    const found: string[] = [];
    const seen = new Set<string>();
    for (const { path: sources, test } of surveyOf(root, cache).sourceRoots) {
      if (test) continue;
      for (const file of javaFilesBelow(sources, MAX_FILES - seen.size, cache)) {
        if (seen.has(file)) continue;
        seen.add(file);
        if (cache.fromFile(search.verdicts, file, (one) => holds(one, search.words))) found.push(file);
      }
    }
    return found.sort();
  });
}

function holds(file: string, words: WordSearch['words']): boolean {
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
