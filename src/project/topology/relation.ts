/** Which of several things in a tree a file has to do with, by their places: nothing else is written down anywhere. */
import { dirname } from 'node:path';
import { ancestorsOf, isWithin } from '../file-access.ts';

/**
 * Those that lie in the nearest folder around `file` that holds any: in a repository of several examples each has its own.
 * Things that lie at `file` itself are not among them.
 */
export function nearestTo<Thing extends { readonly file: string }>(
  file: string,
  things: readonly Thing[],
  root: string,
): readonly Thing[] {
  const others = things.filter((thing) => thing.file !== file);
  if (others.length === 0) return [];
  for (const folder of ancestorsOf(dirname(file))) {
    const found = others.filter((thing) => isWithin(thing.file, folder));
    if (found.length > 0) return found;
    if (folder === root) break;
  }
  return [];
}
