import type { TraceData } from '../project/trace-data.ts';
import type { EffectiveConfig } from './effective-config.ts';
import type { FixMode, LintedFile } from './lint-file.ts';

/** What a worker thread is given. */
export interface WorkerTask {
  readonly paths: readonly string[];
  /** Texts that stand in the place of what is on disk, by path. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  readonly config: EffectiveConfig;
  readonly mode: FixMode;
  /** Names of files that the run itself writes, when it is to be recorded what is read; else null. */
  readonly recordExcept: readonly string[] | null;
}

/** What it sends back: one message for each file, as soon as it is linted. */
export interface WorkerReply {
  readonly linted: LintedFile;
  /** What was read for it, and so far was not sent. */
  readonly read?: { readonly traces: TraceData; readonly number: number };
}
