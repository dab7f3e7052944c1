/** JUnit's XML as CI servers read it: one suite for each file, one failed case for each finding, one passed case without. */
import type { FileResult, ResultMessage } from '../results.ts';
import { displayPath } from './display-path.ts';
import type { Presentation } from './formats.ts';
import { attributes, escapeMarkup } from './markup.ts';

export function formatJunit(results: readonly FileResult[], { cwd }: Presentation): string {
  const suites = results.map((result) => suite(result, cwd));
  const sum = (count: (result: FileResult) => number) => results.reduce((total, result) => total + count(result), 0);
  const totals = {
    name: 'session-lint',
    tests: sum(({ messages }) => Math.max(1, messages.length)),
    failures: sum((result) => failuresOf(result)),
    errors: sum(({ fatalErrorCount }) => fatalErrorCount),
    time: 0,
  };
  const body = suites.length === 0 ? '' : `\n${suites.join('\n')}\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<testsuites${attributes(totals)}>${body}</testsuites>\n`;
}

function failuresOf({ messages, fatalErrorCount }: FileResult): number {
  return messages.length - fatalErrorCount;
}

function suite(result: FileResult, cwd: string): string {
  const path = displayPath(result.filePath, cwd);
  const { messages, fatalErrorCount } = result;
  const cases =
    messages.length === 0
      ? [`    <testcase${attributes({ name: 'session-lint', classname: path, time: 0 })}/>`]
      : messages.map((message) => failedCase(message, path, cwd));
  const counts = {
    name: path,
    tests: cases.length,
    failures: failuresOf(result),
    errors: fatalErrorCount,
    skipped: 0,
    time: 0,
  };
  return [`  <testsuite${attributes(counts)}>`, ...cases, '  </testsuite>'].join('\n');
}

function failedCase(
  { ruleId, fatal, severity, message, line, column, trace = [] }: ResultMessage,
  path: string,
  cwd: string,
): string {
  const rule = ruleId ?? 'session-lint';
  const element = fatal === true ? 'error' : 'failure';
  const steps = trace.map((step) => `${displayPath(step.file, cwd)}:${step.line}:${step.column} ${step.text}`);
  const details = [`${path}:${line}:${column}`, ...steps].join('\n');
  return [
    `    <testcase${attributes({ name: `${rule} (${line}:${column})`, classname: path, time: 0 })}>`,
    `      <${element}${attributes({ message, type: severity === 2 ? 'error' : 'warning' })}>${escapeMarkup(details)}</${element}>`,
    '    </testcase>',
  ].join('\n');
}
