/** Files that may hold a filter or listener that sets the session's attributes again when a request ends. */
import { join } from 'node:path';
import { listFolder, readBytes } from './file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { projectRootOf } from './project-root.ts';
import { surveyOf } from './survey.ts';

const MAX_FILES = 20_000;
const MAX_DEPTH = 64;
/** A file in the unnamed package can make the root of the whole project a source root. */
const NO_SOURCES = new Set(['node_modules', 'target']);
const SETTERS = ['setAttribute', 'putValue'];
const HOOKS = ['doFilter', 'requestDestroyed', 'postHandle', 'afterCompletion'];

const candidates: CacheTable<readonly string[]> = { name: 'request end candidates' };
const verdicts: CacheTable<boolean> = { name: 'request end files' };

/**
 * Java files of the project of `path`, tests left out, whose bytes name both a call that sets an attribute and a method that
 * the container calls around a request. Every file of the source roots is read (at most 20,000), so ask only when there is
 * something to report. The names are ASCII in every encoding of source text except UTF-16, which is not looked into.
 */
export function requestEndCandidates(path: string, cache: ProjectCache = sharedCache): readonly string[] {
  const root = projectRootOf(path, cache);
  return cache.derived(candidates, root, () => {
    const found: string[] = [];
    const seen = new Set<string>();
    for (const { path: sources, test } of surveyOf(root, cache).sourceRoots) {
      if (test) continue;
      for (const file of javaFilesBelow(sources, MAX_FILES - seen.size, cache)) {
        if (seen.has(file)) continue;
        seen.add(file);
        if (cache.fromFile(verdicts, file, namesBoth)) found.push(file);
      }
    }
    return found.sort();
  });
}

function namesBoth(file: string): boolean {
  const bytes = readBytes(file);
  const mentions = (word: string): boolean => bytes?.includes(word) === true;
  return SETTERS.some(mentions) && HOOKS.some(mentions);
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
