import type { EffectiveConfig } from './effective-config.ts';
import type { FixMode, LintedFile } from './lint-file.ts';

/** What a worker thread is given. */
export interface WorkerTask {
  readonly paths: readonly string[];
  readonly config: EffectiveConfig;
  readonly mode: FixMode;
}

/** What it sends back: one message for each file, as soon as it is linted. */
export type WorkerReply = LintedFile;
