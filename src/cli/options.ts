/** The command line as the user writes it. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { didYouMean } from '../nearest.ts';
import { TYPE_MODES, type TypeMode } from '../flow/typescript/type-mode.ts';
import { PRESET_NAMES } from '../presets.ts';
import { sessionManagerNames } from '../settings.ts';
import { VERSION } from '../version.ts';
import { FORMAT_NAMES } from './format/formats.ts';
import type { OutputStream } from './io.ts';
import type { Shard } from './runner.ts';

export const DUMP_STAGES = ['tree', 'ir', 'facts', 'project'] as const;
export type DumpStage = (typeof DUMP_STAGES)[number];

/** `all` is all of the others. */
export const INIT_PARTS = ['config', 'hook', 'ci', 'all'] as const;
export type InitPart = (typeof INIT_PARTS)[number];

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface OutputFile {
  readonly format: string;
  readonly path: string;
}

export interface CliOptions {
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly sessionManager?: string;
  readonly types?: TypeMode;
  /** False after --no-config. */
  readonly config?: string | boolean;
  readonly ignorePattern?: readonly string[];
  /** One of ours, or the name or path of an ESLint formatter. */
  readonly format: string;
  readonly outputFile?: readonly OutputFile[];
  readonly maxWarnings?: number;
  readonly quiet?: true;
  readonly fix?: true;
  readonly fixDryRun?: true;
  readonly concurrency: number | 'auto';
  readonly cache?: true;
  readonly cacheLocation?: string;
  readonly staged?: true;
  readonly since?: string;
  readonly shard?: Shard;
  readonly suppressAll?: true;
  readonly pruneSuppressions?: true;
  readonly passOnUnprunedSuppressions?: true;
  readonly suppressionsLocation?: string;
  readonly encoding?: string;
  readonly ext?: readonly string[];
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly explain?: string;
  readonly listRules?: true;
  readonly printConfig?: string;
  readonly dump?: DumpStage;
  readonly init?: InitPart;
  readonly completion?: Shell;
  readonly stats?: true;
  readonly color?: boolean;
}

export interface CommandLine {
  readonly targets: readonly string[];
  readonly options: CliOptions;
}

const EXIT_CODES = `
Exit codes:
  0  clean
  1  findings of error severity, or more warnings than --max-warnings allows
  2  a mistake in the command line or the configuration, or an internal error`;

/** @throws {CommanderError} for a mistake, and after --help and --version; its exitCode is 0 for those */
export function parseCommandLine(argv: readonly string[], stdout: OutputStream, stderr: OutputStream): CommandLine {
  const command = commandOf(stdout, stderr);
  command.parse([...argv], { from: 'user' });
  return { targets: command.args, options: command.opts<CliOptions>() };
}

/** The options as they are declared, for those who tell about them. */
export function commandOf(stdout: OutputStream, stderr: OutputStream): Command {
  return new Command('session-lint')
    .description('Finds what breaks HTTP sessions when a web application runs on more than one node.')
    .argument('[path|glob...]', 'files, folders or globs (default: the working folder)')
    .optionsGroup('What is checked:')
    .addOption(oneOf(new Option('--preset <name>', 'rules to start from (default: recommended)'), PRESET_NAMES))
    .option('--rule <id: level>', 'set a rule to off, warn or error; repeatable', collect)
    .addOption(
      oneOf(
        new Option('--session-manager <name>', 'what stores and replicates the sessions (default: auto)'),
        sessionManagerNames(),
      ),
    )
    .addOption(oneOf(new Option('--types <mode>', 'ask a type checker about scripts (default: auto)'), TYPE_MODES))
    .option('-c, --config <file>', 'configuration file (default: the nearest session-lint.config.{js,mjs,ts,json})')
    .option('--no-config', 'read no configuration file')
    .option('--ignore-pattern <pattern>', 'leave out what matches, in .gitignore syntax; repeatable', collect)
    .optionsGroup('Input:')
    .option('--encoding <name>', 'encoding of files that are not UTF-8 and declare none, such as GBK')
    .option('--ext <.ext=kind>', 'lint files with this extension, too, such as .inc=jsp; repeatable', collect)
    .addOption(new Option('--staged', 'lint what is staged in git, as it is staged').conflicts(['since', 'stdin']))
    .addOption(new Option('--since <revision>', 'lint what has changed since the branch left it').conflicts('stdin'))
    .option('--stdin', 'lint the text on standard input')
    .option('--stdin-filename <file>', 'the name that this text goes by')
    .optionsGroup('Output:')
    .option('-f, --format <name>', `${FORMAT_NAMES.join(', ')}, or an installed ESLint formatter`, 'stylish')
    .option('--output-file <format=path>', 'write the findings to a file as well; repeatable', collectOutputFile)
    .option('--quiet', 'show errors only')
    .option('--max-warnings <n>', 'fail when there are more warnings', parseCount)
    .option('--stats', 'tell what was read and how long it took')
    .option('--color', 'colors, even when the output is no terminal')
    .option('--no-color', 'no colors')
    .optionsGroup('Fixing:')
    .option('--fix', 'make the changes that are proved to be safe')
    .addOption(new Option('--fix-dry-run', 'show these changes, and write nothing').conflicts('fix'))
    .optionsGroup('Suppressing what is there:')
    .addOption(
      new Option('--suppress-all', 'count all errors, and show them no more until there are others').conflicts(
        'pruneSuppressions',
      ),
    )
    .option('--prune-suppressions', 'take out what is suppressed and was not found')
    .option('--pass-on-unpruned-suppressions', 'do not fail when something suppressed was not found')
    .option('--suppressions-location <file>', 'file of the counts (default: session-lint-suppressions.json)')
    .optionsGroup('Speed:')
    .option('--concurrency <n|auto>', 'number of threads', parseConcurrency, 'auto')
    .option('--shard <i/n>', 'lint one of n parts, such as 1/3', parseShard)
    .option('--cache', 'keep results, and look again only at what has changed')
    .option('--cache-location <path>', 'file or folder to keep them in (default: .session-lint-cache)')
    .optionsGroup('Information:')
    .option('--list-rules', 'list the rules')
    .option('--explain <rule>', 'tell about a rule')
    .option('--print-config <file>', 'print the configuration that holds for a file')
    .addOption(
      oneOf(
        new Option('--dump <stage>', 'print what one file becomes inside, or what is known of its project'),
        DUMP_STAGES,
      ),
    )
    .addOption(
      oneOf(
        new Option('--init [what]', 'write a configuration, or on request a git hook or a CI job'),
        INIT_PARTS,
      ).preset('config'),
    )
    .addOption(oneOf(new Option('--completion <shell>', 'print a script that completes these options'), SHELLS))
    .version(VERSION, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this text')
    .addHelpText('after', EXIT_CODES)
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(session-lint --help lists the options)')
    .exitOverride();
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** Commander's own message lists all names, and suggests none. */
function oneOf(option: Option, names: readonly string[]): Option {
  return option.choices(names).argParser((value) => {
    if (names.includes(value)) return value;
    throw new InvalidArgumentError(`${didYouMean(value, names)}Allowed choices are ${names.join(', ')}.`);
  });
}

function collectOutputFile(value: string, previous: readonly OutputFile[] = []): readonly OutputFile[] {
  const equals = value.indexOf('=');
  const format = value.slice(0, Math.max(0, equals));
  const path = value.slice(equals + 1);
  if (format === '' || path === '') {
    throw new InvalidArgumentError(`Write it as FORMAT=PATH, such as json=report.json.`);
  }
  return [...previous, { format, path }];
}

function parseCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

function parseShard(value: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new InvalidArgumentError('Write it as I/N, with I from 1 to N, such as 2/3.');
}

function parseConcurrency(value: string): number | 'auto' {
  if (value === 'auto') return value;
  if (!/^[1-9]\d{0,3}$/.test(value)) {
    const hint = didYouMean(value, ['auto']);
    throw new InvalidArgumentError(`${hint}It must be "auto" or a whole number from 1 on.`);
  }
  return Number(value);
}
