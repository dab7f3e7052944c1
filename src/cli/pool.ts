/** Spreads candidate files over worker threads. */
import { availableParallelism } from 'node:os';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Trace } from '../project/reading.ts';
import { TraceReader } from '../project/trace-data.ts';
import type { LintedFile } from './lint-file.ts';
import type { WorkerReply, WorkerTask } from './worker-protocol.ts';

export interface Candidate {
  readonly path: string;
  readonly bytes: number;
}

/** A thread costs about half a second until its parser stands: in that time this much is parsed. */
const BYTES_WORTH_A_THREAD = 400_000;

/** How many threads, the calling one included, are worth having. */
export function threadCount(candidates: readonly Candidate[], concurrency: number | 'auto'): number {
  const bytes = candidates.reduce((sum, candidate) => sum + candidate.bytes, 0);
  const wanted =
    concurrency === 'auto' ? Math.min(availableParallelism(), Math.ceil(bytes / BYTES_WORTH_A_THREAD)) : concurrency;
  return Math.max(1, Math.min(wanted, candidates.length));
}

/** Shares of about the same number of bytes: the largest file goes to whoever has least so far. */
export function divide(candidates: readonly Candidate[], shares: number): readonly (readonly Candidate[])[] {
  const piles = Array.from({ length: shares }, () => ({ bytes: 0, files: [] as Candidate[] }));
  for (const candidate of candidates.toSorted((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))) {
    const least = piles.reduce((best, pile) => (pile.bytes < best.bytes ? pile : best));
    least.files.push(candidate);
    least.bytes += candidate.bytes;
  }
  return piles.map(({ files }) => files);
}

/** Resolves when the worker has answered for every file; `onFile` is called for each. */
export function runWorker(
  url: URL,
  task: WorkerTask,
  onFile: (linted: LintedFile, trace: Trace | undefined) => void,
  resourceLimits: ResourceLimits = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: task, resourceLimits });
    const traces = new TraceReader();
    let answered = 0;
    worker.on('message', ({ linted, read }: WorkerReply) => {
      answered++;
      if (read !== undefined) traces.add(read.traces);
      onFile(linted, read && traces.get(read.number));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      if (answered === task.paths.length) resolve();
      else reject(new Error(`A worker thread ended after ${answered} of ${task.paths.length} files.`));
    });
  });
}
