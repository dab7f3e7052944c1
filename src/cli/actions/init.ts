import type { CliIo } from '../io.ts';
import { ExitCode } from '../exit-code.ts';
import type { InitPart } from '../options.ts';
export function init(_: InitPart, __: readonly string[], ___: CliIo): ExitCode {
  return ExitCode.clean;
}
