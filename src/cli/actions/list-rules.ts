import { palette, wantsColor } from '../color.ts';
import { ExitCode } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import type { CliOptions } from '../options.ts';
import { rules } from '../../rules.ts';

/** One line for each rule: its id, the presets that have it, what it is for. */
export function listRules(options: CliOptions, io: CliIo): ExitCode {
  const paint = palette(wantsColor(options.color, io.env, io.stdout));
  const entries = Object.entries(rules);
  const width = Math.max(...entries.map(([id]) => id.length));
  for (const [id, { meta }] of entries) {
    const presets = Object.entries(meta.docs.presets)
      .map(([preset, severity]) => `${preset}: ${severity}`)
      .join(', ');
    const fixable = meta.fixable === undefined ? '' : ', fixable';
    io.stdout.write(`${paint.bold(id.padEnd(width))}  ${meta.docs.description}\n`);
    io.stdout.write(`${' '.repeat(width)}  ${paint.dim(`${presets}${fixable}`)}\n`);
  }
  return ExitCode.clean;
}
