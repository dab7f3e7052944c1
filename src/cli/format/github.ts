/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
import { sep } from 'node:path';
import type { FileResult, ResultMessage } from '../results.ts';
import { displayPath } from './display-path.ts';
import type { Presentation } from './formats.ts';

export function formatGithub(results: readonly FileResult[], { cwd, root = cwd }: Presentation): string {
  return results
    .flatMap(({ filePath, messages }) => {
      const file = displayPath(filePath, root).replaceAll(sep, '/');
      return messages.map((message) => `${commandFor(message, file)}\n`);
    })
    .join('');
}

function commandFor(
  { severity, ruleId, message, line, column, endLine, endColumn }: ResultMessage,
  file: string,
): string {
  const properties: Record<string, string | number> = { file, line, col: column };
  if (endLine != null) properties['endLine'] = endLine;
  // Columns count only within one line.
  if (endColumn != null && endLine === line) properties['endColumn'] = endColumn;
  properties['title'] = ruleId ?? 'session-lint';
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity === 2 ? 'error' : 'warning'} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
