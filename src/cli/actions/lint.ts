/** The main action: lints files, or the text on standard input. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { lintedNames } from '../../file-kinds.ts';
import { useInput } from '../use-input.ts';
import { wantsColor } from '../color.ts';
import { effectiveConfig, type EffectiveConfig } from '../effective-config.ts';
import { ExitCode } from '../exit-code.ts';
import {
  loadFormatter,
  type Formatter,
  type MaxWarningsExceeded,
  type Presentation,
  type RunFacts,
} from '../format/formats.ts';
import type { CliIo } from '../io.ts';
import type { FixMode } from '../lint-file.ts';
import type { CliOptions } from '../options.ts';
import { Progress } from '../progress.ts';
import { type FileResult, withoutWarnings } from '../results.ts';
import { run as runLinter, type RunReport, type RunStatistics } from '../runner.ts';
import { UserError } from '../user-error.ts';

export async function lint(targets: readonly string[], options: CliOptions, io: CliIo): Promise<ExitCode> {
  const config = await effectiveConfig(io.cwd, options);
  useInput(config);
  // Before the work: a format that does not exist is told at once.
  const outputs = await loadOutputs(options, io.cwd);
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
  const presentation: Presentation = {
    cwd: io.cwd,
    color: false,
    originals: report.originals,
    run: runFacts(targets, options, config),
    maxWarningsExceeded: exceededWarnings(report, options),
  };
  await writeResults(outputs, shown, presentation, options, io);
  if (options.stats) io.stderr.write(statisticsText(report.statistics));
  return exitCode(report, options, io);
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
  const report = await runLinter({ cwd, targets, config, mode, concurrency, workerUrl, progress }).finally(() =>
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

function runFacts(targets: readonly string[], options: CliOptions, config: EffectiveConfig): RunFacts {
  const { preset, configFile, settings } = config;
  const looked = options.stdinFilename === undefined ? targets : [options.stdinFilename];
  return { targets: looked, preset, sessionManager: settings.sessionManager, peers: settings.peers, configFile };
}

interface Output {
  readonly format: Formatter;
  /** Null for the standard output. */
  readonly path: string | null;
}

async function loadOutputs({ format, outputFile = [] }: CliOptions, cwd: string): Promise<readonly Output[]> {
  const own = { format: await loadFormatter(format, '--format', cwd), path: null };
  const files = outputFile.map(async ({ format: name, path }) => ({
    format: await loadFormatter(name, '--output-file', cwd),
    path,
  }));
  return [own, ...(await Promise.all(files))];
}

async function writeResults(
  outputs: readonly Output[],
  results: readonly FileResult[],
  presentation: Presentation,
  options: CliOptions,
  io: CliIo,
): Promise<void> {
  const color = wantsColor(options.color, io.env, io.stdout);
  const columns = io.stdout.isTTY ? io.stdout.columns : undefined;
  for (const { format, path } of outputs) {
    if (path === null) io.stdout.write(await format(results, { ...presentation, color, columns }));
    else writeOutput(path, await format(results, presentation), io.cwd);
  }
}

function writeOutput(path: string, text: string, cwd: string): void {
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

/** As ESLint tells formatters. */
function exceededWarnings({ results }: RunReport, { maxWarnings }: CliOptions): MaxWarningsExceeded | undefined {
  const foundWarnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
  return maxWarnings !== undefined && foundWarnings > maxWarnings ? { maxWarnings, foundWarnings } : undefined;
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
