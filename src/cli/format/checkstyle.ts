/** Checkstyle's XML, which Jenkins (warnings-ng) and many others read. */
import type { FileResult } from '../results.ts';
import { attributes } from './markup.ts';

export function formatCheckstyle(results: readonly FileResult[]): string {
  const files = results
    .filter(({ messages }) => messages.length > 0)
    .map(({ filePath, messages }) => {
      const errors = messages.map(({ line, column, severity, message, ruleId }) => {
        const level = severity === 2 ? 'error' : 'warning';
        return `    <error${attributes({ line, column, severity: level, message, source: ruleId ?? 'session-lint' })}/>`;
      });
      return [`  <file${attributes({ name: filePath })}>`, ...errors, '  </file>'].join('\n');
    });
  const body = files.length === 0 ? '' : `\n${files.join('\n')}\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">${body}</checkstyle>\n`;
}
