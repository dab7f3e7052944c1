/** The session manager that the project is going to run on: the Java half of the setting `sessionManager: auto`. */
import { dirname, join, resolve } from 'node:path';
import { defaultManager } from '../models/manager-records.ts';
import { dependenciesOf, filesInScope } from './dependencies.ts';
import { librarySignals } from './library-signals.ts';
import { repeatableTable, sharedCache, type ProjectCache } from './project-cache.ts';
import { serverSignal } from './server-signals.ts';
import type { SessionEvidence, SessionSignal } from './session-signal.ts';

export interface DetectedManager {
  /** Name of a record of src/models/manager-records.ts. */
  readonly manager: string;
  /** Null when the project gives no signal and the default is assumed. */
  readonly evidence: SessionEvidence | null;
}

const choices = repeatableTable<DetectedManager>('session managers', (folder, cache) =>
  choose(join(folder, 'any'), cache),
);

/**
 * Reads build files, settings and server configuration; no file of Java. Signals are weighed as `session-signal.ts` says; of
 * two with the same weight the one nearest to the file wins (its own module, the folders around it, the rest), then the
 * first in the order of paths. Managers that keep unmarked changes silence a rule for the whole project, so they need a file
 * that configures them, or a library that has no other use: that a server's descriptor is present is not enough.
 */
export function detectSessionManager(path: string, cache: ProjectCache = sharedCache): DetectedManager {
  return cache.derived(choices, dirname(resolve(path)), () => choose(path, cache));
}

/** All that the project says of its session manager, the one that decides first. */
export function sessionSignalsFor(path: string, cache: ProjectCache = sharedCache): readonly SessionSignal[] {
  const files = filesInScope(path, cache);
  const signals: SessionSignal[] = [];
  for (const file of files) {
    const found = serverSignal(file, cache);
    if (found) signals.push(found);
  }
  signals.push(...librarySignals(dependenciesOf(path, cache), files, cache));
  // The sort is stable: of two with the same weight the nearer one stays first.
  return signals.sort((a, b) => b.weight - a.weight);
}

function choose(path: string, cache: ProjectCache): DetectedManager {
  const [best] = sessionSignalsFor(path, cache);
  return best ? { manager: best.manager, evidence: best.evidence } : { manager: defaultManager, evidence: null };
}
