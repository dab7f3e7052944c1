/** Why the tree around a file counts as clustered: the one place to show with findings in code. */
import type { Range } from '../../languages/shared/syntax.ts';
import { readText } from '../file-access.ts';
import { repeatableTable, sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';
import { projectRootOf } from '../project-root.ts';
import { describeSignal, signalNear } from './signals.ts';
import { topologyOf, type DeclaredPeers } from './topology.ts';

export interface ClusterEvidence {
  /** Absolute. */
  readonly file: string;
  readonly range: Range;
  /** One-based. */
  readonly line: number;
  readonly column: number;
  /** A sentence without a final dot. */
  readonly text: string;
}

const texts: CacheTable<string | undefined> = { name: 'texts of cluster evidence' };

const evidences = repeatableTable<ClusterEvidence | undefined>('cluster evidence', (key, cache) => {
  const [path, peers] = JSON.parse(key) as [string, DeclaredPeers];
  return find(path, peers, cache);
});

/** Undefined when nothing in the tree says that there is more than one node. */
export function clusterEvidence(
  path: string,
  peers: DeclaredPeers = [],
  cache: ProjectCache = sharedCache,
): ClusterEvidence | undefined {
  return cache.derived(evidences, JSON.stringify([path, peers]), () => find(path, peers, cache));
}

function find(path: string, peers: DeclaredPeers, cache: ProjectCache): ClusterEvidence | undefined {
  const topology = topologyOf(path, cache, peers);
  const signal = signalNear(path, topology, projectRootOf(path, cache));
  if (signal === undefined) return undefined;
  const { file, line } = signal;
  const text = cache.fromFile(texts, file, (it) => readText(it)) ?? '';
  const { start, content } = lineOf(text, line);
  const indent = content.length - content.trimStart().length;
  return {
    file,
    range: [start + indent, start + content.trimEnd().length],
    line,
    column: indent + 1,
    text: `the application runs on more than one node: ${describeSignal(signal, topology.root)}`,
  };
}

function lineOf(text: string, line: number): { readonly start: number; readonly content: string } {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  return { start, content: text.slice(start, end < 0 ? undefined : end) };
}
