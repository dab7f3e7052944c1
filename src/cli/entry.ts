/** The two ways in which the program runs: as the command line, and as one of its worker threads. */
import type { ExitCode } from './exit-code.ts';
import { type ImportModule, useImporter } from './import-module.ts';
import { main } from './main.ts';
import { usedParts } from './used-parts.ts';

export interface MainReport {
  readonly exitCode: ExitCode;
  /** What of the program was used. */
  readonly parts: ReadonlySet<string>;
}

/**
 * @param workerUrl the script that a worker thread runs.
 * @param importUserModule imports a module from a place that can.
 */
export async function runMain(workerUrl: URL, importUserModule: ImportModule): Promise<MainReport> {
  useImporter(importUserModule);
  // `session-lint … | head` closes the pipe early: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const exitCode = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    cwd: process.cwd(),
    env: process.env,
    workerUrl,
  });
  return { exitCode, parts: usedParts() };
}

export async function runWorker(): Promise<void> {
  const { answerTask } = await import('./worker.ts');
  await answerTask();
}
