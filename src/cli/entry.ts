/** What bin/session-lint.js runs. */
import { existsSync } from 'node:fs';
import { main } from './main.ts';

// The build puts the script of the worker threads beside this one.
const workerUrl = new URL('./worker.js', import.meta.url);

// `session-lint … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// Not process.exit: it would cut off output that a pipe has not taken yet.
process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  cwd: process.cwd(),
  env: process.env,
  ...(existsSync(workerUrl) && { workerUrl }),
});
