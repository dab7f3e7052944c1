/** One line for each finding, for editors and scripts that read lines: `path: line 3, col 5, Error - text (rule)`. */
import type { FileResult } from '../results.ts';
import { displayPath } from './display-path.ts';
import type { Presentation } from './formats.ts';
import { harmless } from './text-width.ts';

export function formatCompact(results: readonly FileResult[], { cwd }: Presentation): string {
  const lines = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, severity, message, ruleId }) => {
      const kind = severity === 2 ? 'Error' : 'Warning';
      const rule = ruleId === null ? '' : ` (${ruleId})`;
      return `${displayPath(filePath, cwd)}: line ${line}, col ${column}, ${kind} - ${message}${rule}`;
    }),
  );
  if (lines.length === 0) return '';
  const count = lines.length === 1 ? '1 problem' : `${lines.length} problems`;
  return `${[...lines, '', count].map(harmless).join('\n')}\n`;
}
