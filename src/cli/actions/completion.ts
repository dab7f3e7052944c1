import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { completedOptions } from '../completion/words.ts';
import { zshScript } from '../completion/zsh.ts';
import { ExitCode } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { commandOf, type Shell } from '../options.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** Prints a script for the shell. It names all words itself: completing starts no program. */
export function completion(shell: Shell, { stdout, stderr }: CliIo): ExitCode {
  stdout.write(SCRIPTS[shell](completedOptions(commandOf(stdout, stderr))));
  return ExitCode.clean;
}
