import { palette, wantsColor } from '../color.ts';
import { ExitCode } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import type { CliOptions } from '../options.ts';
import { rules } from '../../rules.ts';

/** Two lines for each rule: its id and what it is for, the presets that have it. As JSON, an array of objects. */
export function listRules(options: CliOptions, io: CliIo): ExitCode {
  if (options.format === 'json') io.stdout.write(`${JSON.stringify(asData(), null, 2)}\n`);
  else listAsText(options, io);
  return ExitCode.clean;
}

function asData() {
  return Object.entries(rules).map(([id, { meta }]) => ({
    ruleId: `session-lint/${id}`,
    description: meta.docs.description,
    url: meta.docs.url,
    presets: meta.docs.presets,
    fixable: meta.fixable !== undefined,
    hasSuggestions: meta.hasSuggestions === true,
    languages: meta.languages,
  }));
}

function listAsText(options: CliOptions, io: CliIo): void {
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
}
