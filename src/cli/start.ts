/** What bin/session-lint.js and the worker threads run: loads the program, which is a script of its own. */
import * as nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type * as entry from './entry.ts';
import { ScriptLoader } from './script-loader.ts';

/** Written by the build: hashes of the scripts, by file name. */
declare const SCRIPT_HASHES: Readonly<Record<string, string>>;

/** Node keeps compiled code itself from 22.1 on. */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();

const PROGRAM = 'cli.cjs';
const loader = enableCompileCache === undefined ? new ScriptLoader(__dirname, SCRIPT_HASHES, process.env) : undefined;
const program = (loader?.load(PROGRAM) ?? nodeModule.createRequire(__filename)(`./${PROGRAM}`)) as typeof entry;

if (isMainThread) void start();
else void program.runWorker();

async function start(): Promise<void> {
  const { exitCode, parts } = await program.runMain(pathToFileURL(__filename), (url) => import(url));
  // Not process.exit: it would cut off output that a pipe has not taken yet.
  process.exitCode = exitCode;
  if (parts.size > 0) loader?.save(parts);
}
