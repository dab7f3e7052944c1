/** What a worker thread does: lints its share of the files. */
import { parentPort, workerData } from 'node:worker_threads';
import { lintFile } from './lint-file.ts';
import { loadFrontEnds } from './load-front-ends.ts';
import { TextLinter } from './lint-text.ts';
import { startRecording, traced } from '../project/reading.ts';
import { TraceWriter } from '../project/trace-data.ts';
import { useInput } from './use-input.ts';
import type { WorkerReply, WorkerTask } from './worker-protocol.ts';

export async function answerTask(): Promise<void> {
  const task = workerData as WorkerTask;
  useInput(task.config);
  if (task.recordExcept !== null) startRecording(task.recordExcept);
  await loadFrontEnds(task.paths);
  const linter = new TextLinter(task.config);
  const writer = new TraceWriter();
  for (const path of task.paths) {
    const { value: linted, trace } = traced(() => lintFile(linter, path, task.mode, task.contents.get(path)));
    const number = trace === undefined || trace.isUntold ? undefined : writer.add(trace);
    const reply: WorkerReply = number === undefined ? { linted } : { linted, read: { number, traces: writer.take() } };
    parentPort?.postMessage(reply);
  }
}
