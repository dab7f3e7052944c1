/** Whether to use colors: the command line decides, then NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { CliIo, OutputStream } from './io.ts';

export function wantsColor(flag: boolean | undefined, env: CliIo['env'], stream: OutputStream): boolean {
  if (flag !== undefined) return flag;
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** The sixteen colors that every terminal has, in the user's own shades. */
export function palette(color: boolean): ChalkInstance {
  return new Chalk({ level: color ? 1 : 0 });
}
