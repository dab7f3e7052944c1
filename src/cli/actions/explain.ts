import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { palette, wantsColor } from '../color.ts';
import { parseRuleId } from '../config-schema.ts';
import { ExitCode } from '../exit-code.ts';
import { renderMarkdown } from '../format/markdown.ts';
import type { CliIo } from '../io.ts';
import type { CliOptions } from '../options.ts';
import { packageRoot } from '../../package-root.ts';

/** Prints the page of a rule. */
export function explain(rule: string, options: CliOptions, io: CliIo): ExitCode {
  const id = parseRuleId(rule, '--explain').replace('session-lint/', '');
  const page = readFileSync(join(packageRoot(), 'docs', 'rules', `${id}.md`), 'utf8');
  io.stdout.write(renderMarkdown(page, palette(wantsColor(options.color, io.env, io.stdout))));
  return ExitCode.clean;
}
