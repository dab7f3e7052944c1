/** The main action: lints files, or the text on standard input. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { lintedNames } from '../../file-kinds.ts';
import { startRecording, stopRecording } from '../../project/reading.ts';
import { useInput } from '../use-input.ts';
import type { ChangedFiles } from '../changed-files.ts';
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
import { reportRoot } from '../format/report-root.ts';
import type { CliIo } from '../io.ts';
import type { FixMode } from '../lint-file.ts';
import type { CliOptions } from '../options.ts';
import { Progress } from '../progress.ts';
import { type FileResult, withoutWarnings } from '../results.ts';
import { cachePath, ResultCache } from '../result-cache.ts';
import { run as runLinter, type RunReport, type RunStatistics } from '../runner.ts';
import { DEFAULT_SUPPRESSIONS, describeCounts, type SuppressedResults, Suppressions } from '../suppressions.ts';
import { UserError } from '../user-error.ts';

export async function lint(targets: readonly string[], options: CliOptions, io: CliIo): Promise<ExitCode> {
  const config = await effectiveConfig(io.cwd, options);
  useInput(config);
  if (config.types === 'on') await requireTypes();
  // Before the work: a format that does not exist is told at once.
  const outputs = await loadOutputs(options, io.cwd);
  const suppressions = openSuppressions(config, options, io.cwd);
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
  const { results, unused } = suppress(report.results, suppressions, options);
  const shown = options.quiet ? results.map(withoutWarnings) : results;
  const presentation: Presentation = {
    cwd: io.cwd,
    root: reportRoot(io.env, io.cwd),
    color: false,
    originals: report.originals,
    run: runFacts(targets, options, config),
    maxWarningsExceeded: exceededWarnings({ ...report, results }, options),
  };
  await writeResults(outputs, shown, presentation, options, io);
  if (options.stats) io.stderr.write(statisticsText(report.statistics));
  const code = exitCode({ ...report, results }, options, io);
  return unused.size === 0 || options.passOnUnprunedSuppressions ? code : unpruned(unused, suppressions, io);
}

/** Undefined where nothing is to be suppressed: as in ESLint, text on standard input is nobody's debt. */
function openSuppressions(config: EffectiveConfig, options: CliOptions, cwd: string): Suppressions | undefined {
  const { suppressAll, pruneSuppressions, suppressionsLocation, stdin } = options;
  if (stdin) {
    if (!suppressAll && !pruneSuppressions) return undefined;
    throw new UserError('--suppress-all and --prune-suppressions take files: standard input is not counted.');
  }
  const folder = config.configFile === null ? cwd : dirname(config.configFile);
  const suppressions = new Suppressions(folder, cwd, suppressionsLocation);
  if (suppressions.exists || suppressAll) return suppressions;
  if (suppressionsLocation === undefined && !pruneSuppressions) return undefined;
  throw new UserError(`There is no ${suppressions.name}.`, 'Run with --suppress-all to make it.');
}

function suppress(
  results: readonly FileResult[],
  suppressions: Suppressions | undefined,
  { suppressAll, pruneSuppressions }: CliOptions,
): SuppressedResults {
  if (suppressions === undefined) return { results, unused: new Map() };
  if (suppressAll) suppressions.add(results);
  if (pruneSuppressions) suppressions.prune(results);
  return suppressions.apply(results);
}

function unpruned(
  unused: SuppressedResults['unused'],
  suppressions: Suppressions | undefined,
  { stderr }: CliIo,
): ExitCode {
  const name = suppressions?.name ?? '';
  stderr.write(
    `session-lint: ${name} suppresses what was not found: ${describeCounts(unused)}.\n` +
      'Run with --prune-suppressions to take it out, or with --pass-on-unpruned-suppressions to leave it.\n',
  );
  return ExitCode.failure;
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
  const among = await changedFiles(options, io);
  // What is read is told to the cache, and tells what has to be looked at again after a repair.
  const recordExcept = options.cache || mode.fix === 'write' ? ownFiles(options, cwd) : null;
  if (recordExcept !== null) startRecording(recordExcept);
  let report: RunReport;
  try {
    const cache = options.cache ? new ResultCache(cachePath(cwd, options.cacheLocation), config) : undefined;
    report = await runLinter({
      ...{ cwd, targets, config, mode, concurrency, workerUrl, progress },
      ...{ cache, recordExcept, among },
      shard: options.shard,
    }).finally(() => progress.done());
    if (cache !== undefined) saveCache(cache, io);
  } finally {
    stopRecording();
  }
  if (mode.fix !== 'none') tellUnfixed(report.results, among, io);
  for (const path of report.unsupported) {
    io.stderr.write(`session-lint: ${relative(cwd, path)} is left out: only ${lintedNames()} files are linted.\n`);
  }
  await tellUnmatchedPeers(targets, config, io);
  const isWhole = among === undefined && options.shard === undefined;
  const { results, unsupported, ignored } = report;
  // That nothing has changed is no mistake; that nothing is there is one, and would pass for a clean project.
  if (isWhole && results.length + unsupported.length + ignored.length === 0) {
    const isHere = targets.length === 0 || (targets.length === 1 && targets[0] === '.');
    const where = isHere ? 'the working folder' : targets.join(', ');
    throw new UserError(
      `There is no file to lint in ${where}.`,
      `Looked for ${lintedNames()}; what .gitignore and ignores leave out is not looked at.`,
    );
  }
  return report;
}

/** Undefined for a run that does not ask git. */
async function changedFiles({ staged, since }: CliOptions, io: CliIo): Promise<ChangedFiles | undefined> {
  if (!staged && since === undefined) return undefined;
  const { filesSince, stagedFiles } = await import('../changed-files.ts');
  return since === undefined ? stagedFiles(io) : filesSince(since, io);
}

/** A fix of the staged text would have to go into the work tree as well, where the lines around it may be others. */
function tellUnfixed(results: readonly FileResult[], among: ChangedFiles | undefined, { cwd, stderr }: CliIo): void {
  for (const { filePath, fixableErrorCount, fixableWarningCount } of results) {
    if (among?.contents.has(filePath) !== true || fixableErrorCount + fixableWarningCount === 0) continue;
    stderr.write(
      `session-lint: ${relative(cwd, filePath)} was changed after it was staged, so that it is not fixed.\n`,
    );
  }
}

async function tellUnmatchedPeers(targets: readonly string[], { settings }: EffectiveConfig, io: CliIo): Promise<void> {
  if (settings.peers.length === 0) return;
  const { unmatchedPeers } = await import('../unmatched-peers.ts');
  const told = unmatchedPeers(io.cwd, targets, settings.peers);
  if (told !== undefined) io.stderr.write(`session-lint: ${told}\n`);
}

/** Names of files that the run itself writes. */
function ownFiles({ cache, cacheLocation, suppressionsLocation, outputFile = [] }: CliOptions, cwd: string): string[] {
  const files = [suppressionsLocation ?? DEFAULT_SUPPRESSIONS, ...outputFile.map(({ path }) => path)];
  if (cache) files.push(cachePath(cwd, cacheLocation));
  return files.map((file) => basename(file));
}

/** A cache that cannot be written costs time, and nothing else. */
function saveCache(cache: ResultCache, { cwd, stderr }: CliIo): void {
  try {
    cache.save();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    stderr.write(`session-lint: the cache ${relative(cwd, cache.path)} cannot be written: ${reason}.\n`);
  }
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
  const { files, bytes, candidates, candidateBytes, recalled, threads, searchTime, lintTime } = statistics;
  return [
    `read      ${files} files, ${megabytes(bytes)}, in ${seconds(searchTime)}`,
    `analysed  ${candidates} files, ${megabytes(candidateBytes)}, in ${seconds(lintTime)} on ${threads} thread${threads === 1 ? '' : 's'}`,
    ...(recalled === undefined ? [] : [`cached    ${recalled} files`]),
    `memory    ${megabytes(process.memoryUsage().rss)}`,
    '',
  ].join('\n');
}
