/** Node.js applications with sessions among the files that were linted: how they are started, and where sessions are kept. */
import { basename, join } from 'node:path';
import { libraries } from '../../models/javascript/index.ts';
import type { StoreModel } from '../../models/javascript/model.ts';
import { sessionPackages } from '../../models/javascript/prefilter.ts';
import type { ClusterEvidence } from '../../project/javascript/cluster-evidence.ts';
import { clusterEvidenceOf } from '../../project/javascript/cluster.ts';
import { type NodePackage, packageOf } from '../../project/javascript/node-package.ts';

export interface NodeService {
  /** Its package.json, absolute. */
  readonly file: string;
  readonly root: string;
  readonly name: string;
  /** What says that there are several processes. */
  readonly evidence: readonly ClusterEvidence[];
  /** Stores that all processes share, by the packages that it depends on. */
  readonly sharedStores: readonly StoreModel[];
}

/** Of the packages that these files belong to, those that have a session library. */
export function nodeServicesOf(files: readonly string[]): readonly NodeService[] {
  const packages = new Map<string, NodePackage>();
  for (const file of files) {
    const found = packageOf(file);
    if (found !== undefined) packages.set(found.root, found);
  }
  return [...packages.values()].filter(hasSessions).map((found) => {
    const shared = libraries
      .flatMap(({ stores = [] }) => stores)
      .filter(({ scope, modules }) => scope === 'shared' && modules.some((name) => found.dependencies.has(name)));
    return {
      file: join(found.root, 'package.json'),
      root: found.root,
      name: found.name ?? basename(found.root),
      evidence: clusterEvidenceOf(found).filter(({ kind }) => kind !== 'production' && kind !== 'sticky'),
      sharedStores: [...new Map(shared.map((store) => [store.name, store])).values()],
    };
  });
}

function hasSessions({ dependencies }: NodePackage): boolean {
  const known = sessionPackages();
  return [...dependencies.keys()].some((name) => known.has(name));
}
