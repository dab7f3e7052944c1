import { relative, resolve } from 'node:path';
import { kindOf } from '../../file-kinds.ts';
import { effectiveConfig } from '../effective-config.ts';
import { useInput } from '../use-input.ts';
import { ExitCode } from '../exit-code.ts';
import { IgnoreScope } from '../ignore-rules.ts';
import type { CliIo } from '../io.ts';
import type { CliOptions } from '../options.ts';

/** Prints, as JSON, what holds for one file. The file need not exist. */
export async function printConfig(file: string, options: CliOptions, io: CliIo): Promise<ExitCode> {
  const config = await effectiveConfig(io.cwd, options);
  useInput(config);
  const path = resolve(io.cwd, file);
  const value = {
    file: relative(io.cwd, path),
    language: kindOf(path)?.language ?? null,
    ignored: IgnoreScope.ofUser(config.ignores)?.ignores(path, false) ?? false,
    configFile: config.configFile,
    preset: config.preset,
    rules: config.rules,
    ignores: config.ignores,
    settings: config.settings,
    encoding: config.encoding,
    extensions: config.extensions,
  };
  io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  return ExitCode.clean;
}
