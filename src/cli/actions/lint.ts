/** The main action: lints files, or the text on standard input. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { lintedNames } from '../../file-kinds.ts';
import { useInput } from '../use-input.ts';
import { wantsColor } from '../color.ts';
import { effectiveConfig, type EffectiveConfig } from '../effective-config.ts';
import { ExitCode } from '../exit-code.ts';
import { loadFormatter } from '../format/formats.ts';
import type { CliIo } from '../io.ts';
import type { FixMode } from '../lint-file.ts';
import type { CliOptions } from '../options.ts';
import { Progress } from '../progress.ts';
import { type FileResult, withoutWarnings } from '../results.ts';
import { run, type RunReport, type RunStatistics } from '../runner.ts';
import { UserError } from '../user-error.ts';

export async function lint(targets: readonly string[], options: CliOptions, io: CliIo): Promise<ExitCode> {
  const config = await effectiveConfig(io.cwd, options);
  useInput(config);
  if (config.types === 'on') await requireTypes();
  const mode: FixMode = { fix: fixMode(options), errorsOnly: options.quiet === true };
  const report = options.stdin
    ? await lintStdin(targets, options, config, mode, io)
    : await lintFiles(targets, options, config, mode, io);
  for (const { path, reason } of report.ignored) {
    const name = relative(io.cwd, path) || path;
    io.stderr.write(
      `session-lint: ${name} is left out: the pattern "${reason.pattern}" of ${reason.source} ignores it.\n`,
    );
  }
  const shown = options.quiet ? report.results.map(withoutWarnings) : report.results;
  await writeResults(shown, report.originals, options, io);
  if (options.stats) io.stderr.write(statisticsText(report.statistics));
  return exitCode(report, options, io);
}

/** @throws {UserError} */
async function requireTypes(): Promise<void> {
  const { fullCompiler } = await import('../../flow/typescript/full-compiler.ts');
  if (fullCompiler() !== null) return;
  throw new UserError(
    '--types on needs the TypeScript compiler with its API, and there is none beside session-lint.',
    'Install it where session-lint is installed: npm install --save-dev typescript@6 (version 7 has no such API).',
  );
}

function fixMode({ fix, fixDryRun }: CliOptions): FixMode['fix'] {
  if (fix) return 'write';
  return fixDryRun ? 'dry-run' : 'none';
}

async function lintFiles(
  targets: readonly string[],
  options: CliOptions,
  config: EffectiveConfig,
  mode: FixMode,
  io: CliIo,
): Promise<RunReport> {
  if (options.stdinFilename !== undefined) {
    throw new UserError('--stdin-filename is of use only together with --stdin.');
  }
  const progress = new Progress(io.stderr);
  const { cwd, workerUrl } = io;
  const { concurrency } = options;
  const report = await run({ cwd, targets, config, mode, concurrency, workerUrl, progress }).finally(() =>
    progress.done(),
  );
  for (const path of report.unsupported) {
    io.stderr.write(`session-lint: ${relative(cwd, path)} is left out: only ${lintedNames()} files are linted.\n`);
  }
  if (report.statistics.files === 0 && report.unsupported.length === 0 && report.ignored.length === 0) {
    io.stderr.write(`session-lint: there is no ${lintedNames()} file to lint.\n`);
  }
  return report;
}

async function lintStdin(
  targets: readonly string[],
  options: CliOptions,
  config: EffectiveConfig,
  mode: FixMode,
  io: CliIo,
): Promise<RunReport> {
  if (targets.length > 0) throw new UserError('--stdin takes no paths: the text comes from standard input.');
  if (options.stdinFilename === undefined) {
    throw new UserError('--stdin needs a name for the text.', 'Add --stdin-filename, such as Cart.java.');
  }
  if (mode.fix === 'write') {
    throw new UserError(
      '--fix cannot write to standard input.',
      'Use --fix-dry-run --format json: "output" is the fixed text.',
    );
  }
  const { lintStdinText } = await import('../lint-stdin.ts');
  return lintStdinText(io.stdin, resolve(io.cwd, options.stdinFilename), config, mode);
}

async function writeResults(
  results: readonly FileResult[],
  originals: RunReport['originals'],
  options: CliOptions,
  io: CliIo,
): Promise<void> {
  const { cwd } = io;
  const format = await loadFormatter(options.format);
  const color = wantsColor(options.color, io.env, io.stdout);
  const columns = io.stdout.isTTY ? io.stdout.columns : undefined;
  io.stdout.write(format(results, { cwd, color, columns, originals }));
  for (const { format: name, path } of options.outputFile ?? []) {
    const text = (await loadFormatter(name))(results, { cwd, color: false, originals });
    const target = resolve(cwd, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    } catch (error) {
      throw new UserError(
        `--output-file: ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  }
}

function exitCode({ results, crashes }: RunReport, { maxWarnings }: CliOptions, { stderr }: CliIo): ExitCode {
  for (const stack of crashes) stderr.write(`${stack}\n`);
  if (crashes.length > 0) return ExitCode.failure;
  const sum = (key: 'errorCount' | 'warningCount') => results.reduce((total, result) => total + result[key], 0);
  if (sum('errorCount') > 0) return ExitCode.findings;
  const warnings = sum('warningCount');
  if (maxWarnings === undefined || warnings <= maxWarnings) return ExitCode.clean;
  const found = warnings === 1 ? '1 warning is' : `${warnings} warnings are`;
  stderr.write(`session-lint: ${found} more than the ${maxWarnings} that are allowed.\n`);
  return ExitCode.findings;
}

function statisticsText(statistics: RunStatistics): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const { files, bytes, candidates, candidateBytes, threads, searchTime, lintTime } = statistics;
  return [
    `read      ${files} files, ${megabytes(bytes)}, in ${seconds(searchTime)}`,
    `analysed  ${candidates} files, ${megabytes(candidateBytes)}, in ${seconds(lintTime)} on ${threads} thread${threads === 1 ? '' : 's'}`,
    `memory    ${megabytes(process.memoryUsage().rss)}`,
    '',
  ].join('\n');
}
