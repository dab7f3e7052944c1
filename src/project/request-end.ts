/** Files that may hold a filter or listener that sets the session's attributes again when a request ends. */
import { sharedCache, type ProjectCache } from './project-cache.ts';
import { sourcesWith } from './source-search.ts';

const WORDS = [
  ['setAttribute', 'putValue', 'getSession'],
  ['doFilter', 'requestDestroyed', 'postHandle', 'afterCompletion', 'intercept'],
];

/**
 * Java files of the project of `path` that name both a session (or a call that sets an attribute) and a method that the
 * container calls around a request. All sources are read, so ask only when there is something to report.
 */
export function requestEndCandidates(path: string, cache: ProjectCache = sharedCache): readonly string[] {
  return sourcesWith(WORDS, path, cache);
}
