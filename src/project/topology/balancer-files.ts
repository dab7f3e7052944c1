/** Balancers among the files of a tree, whatever product they belong to. */
import type { ProjectCache } from '../project-cache.ts';
import { parsedBalancer } from './balancer/files.ts';
import { readBalancer } from './balancer/read.ts';
import type { BalancerFile } from './model.ts';

/** Undefined for a file that is no balancer's. */
export function balancerFileOf(path: string, cache: ProjectCache): BalancerFile | undefined {
  const found = parsedBalancer(path, cache);
  if (found === undefined) return undefined;
  const reading = readBalancer(path, found.text, found.ast, cache);
  return reading === null ? undefined : { file: path, text: found.text, model: reading };
}
