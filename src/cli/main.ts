/** The command line in one function: everything that it reads and writes goes through `io`. */
import { CommanderError } from 'commander';
import { VERSION } from '../version.ts';
import { ExitCode } from './exit-code.ts';
import type { CliIo } from './io.ts';
import { type CliOptions, parseCommandLine } from './options.ts';
import { UserError } from './user-error.ts';

export async function main(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  try {
    const { targets, options } = parseCommandLine(argv, io.stdout, io.stderr);
    // Awaited here, so that what an action throws is caught here.
    return await run(targets, options, io);
  } catch (error) {
    return report(error, io);
  }
}

/** Each action is loaded when it is asked for. */
async function run(targets: readonly string[], options: CliOptions, io: CliIo): Promise<ExitCode> {
  if (options.listRules) return (await import('./actions/list-rules.ts')).listRules(options, io);
  if (options.explain !== undefined)
    return (await import('./actions/explain.ts')).explain(options.explain, options, io);
  if (options.printConfig !== undefined) {
    return (await import('./actions/print-config.ts')).printConfig(options.printConfig, options, io);
  }
  if (options.dump !== undefined) return (await import('./actions/dump.ts')).dump(options.dump, targets, options, io);
  if (options.completion !== undefined) {
    return (await import('./actions/completion.ts')).completion(options.completion, io);
  }
  if (options.init !== undefined) return (await import('./actions/init.ts')).init(options.init, targets, io);
  return (await import('./actions/lint.ts')).lint(targets, options, io);
}

function report(error: unknown, { stderr }: CliIo): ExitCode {
  // Commander has written its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.clean : ExitCode.failure;
  if (error instanceof UserError) {
    stderr.write(`session-lint: ${error.message}\n`);
    if (error.hint !== undefined) stderr.write(`${error.hint}\n`);
    return ExitCode.failure;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`session-lint ${VERSION} failed, which is a bug in session-lint, not in your code.\n${detail}\n`);
  return ExitCode.failure;
}
