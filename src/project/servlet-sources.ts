/** Files that declare their own URL patterns: what a forward or include may reach without a line in web.xml. */
import { sharedCache, type ProjectCache } from './project-cache.ts';
import { sourcesWith } from './source-search.ts';

const WORDS = [['@WebServlet', 'annotation.WebServlet']];

export function annotatedServlets(path: string, cache: ProjectCache = sharedCache): readonly string[] {
  return sourcesWith(WORDS, path, cache);
}
