/** What a worker thread does: lints its share of the files. */
import { parentPort, workerData } from 'node:worker_threads';
import { lintFile } from './lint-file.ts';
import { loadFrontEnds } from './load-front-ends.ts';
import { TextLinter } from './lint-text.ts';
import { useInput } from './use-input.ts';
import type { WorkerReply, WorkerTask } from './worker-protocol.ts';

export async function answerTask(): Promise<void> {
  const task = workerData as WorkerTask;
  useInput(task.config);
  await loadFrontEnds(task.paths);
  const linter = new TextLinter(task.config);
  for (const path of task.paths) {
    parentPort?.postMessage(lintFile(linter, path, task.mode) satisfies WorkerReply);
  }
}
