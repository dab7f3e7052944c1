/** A code quality report of GitLab: an array of issues of the Code Climate format, as far as GitLab reads it. */
import { sep } from 'node:path';
import type { FileResult, ResultMessage } from '../results.ts';
import { displayPath } from './display-path.ts';
import { Fingerprints, linesOf } from './fingerprint.ts';
import type { Presentation } from './formats.ts';

export function formatGitlab(results: readonly FileResult[], { cwd, root = cwd }: Presentation): string {
  const fingerprints = new Fingerprints();
  const issues = results.flatMap((result) => {
    const path = displayPath(result.filePath, root).replaceAll(sep, '/');
    const lines = linesOf(result);
    return result.messages.map((message) => ({
      description: message.message,
      check_name: message.ruleId ?? 'session-lint',
      fingerprint: fingerprints.of(message, path, lines),
      severity: severityOf(message),
      location: { path, lines: { begin: message.line, end: message.endLine ?? message.line } },
    }));
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function severityOf({ fatal, severity }: ResultMessage): string {
  if (fatal === true) return 'critical';
  return severity === 2 ? 'major' : 'minor';
}
