/** ESLint's result objects, with the trace of each finding added. */
import type { LintMessage } from '@eslint/core';

export interface TraceLine {
  /** Absolute. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly column: number;
  readonly role: 'read' | 'call' | 'change' | 'write' | 'end' | 'cluster';
  readonly text: string;
  /** The line of source, without the blanks around it. */
  readonly source: string;
}

export interface ResultMessage extends LintMessage {
  readonly trace?: readonly TraceLine[];
}

export interface SuppressedMessage extends ResultMessage {
  readonly suppressions: readonly { readonly kind: string; readonly justification: string }[];
}

export interface FileResult {
  /** Absolute. */
  readonly filePath: string;
  readonly messages: readonly ResultMessage[];
  readonly suppressedMessages: readonly SuppressedMessage[];
  readonly errorCount: number;
  readonly fatalErrorCount: number;
  readonly warningCount: number;
  readonly fixableErrorCount: number;
  readonly fixableWarningCount: number;
  /** The text as read; only with messages, suppressed ones included, and only when nothing was fixed. */
  readonly source?: string;
  /** The text after fixes; only when there were any. */
  readonly output?: string;
  readonly usedDeprecatedRules: readonly [];
}

interface ResultParts {
  readonly filePath: string;
  readonly messages: readonly ResultMessage[];
  readonly suppressedMessages?: readonly SuppressedMessage[];
  readonly source?: string;
  readonly output?: string;
}

export function fileResult({ filePath, messages, suppressedMessages = [], source, output }: ResultParts): FileResult {
  const hasMessages = messages.length + suppressedMessages.length > 0;
  const count = (accepts: (message: ResultMessage) => boolean) => messages.filter(accepts).length;
  return {
    filePath,
    messages: messages.toSorted(byPosition),
    suppressedMessages: suppressedMessages.toSorted(byPosition),
    errorCount: count((message) => message.severity === 2),
    fatalErrorCount: count((message) => message.fatal === true),
    warningCount: count((message) => message.severity === 1),
    fixableErrorCount: count((message) => message.severity === 2 && message.fix !== undefined),
    fixableWarningCount: count((message) => message.severity === 1 && message.fix !== undefined),
    ...(output !== undefined && { output }),
    ...(output === undefined && source !== undefined && hasMessages && { source }),
    usedDeprecatedRules: [],
  };
}

export function cleanResult(filePath: string): FileResult {
  return {
    filePath,
    messages: [],
    suppressedMessages: [],
    errorCount: 0,
    fatalErrorCount: 0,
    warningCount: 0,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    usedDeprecatedRules: [],
  };
}

function byPosition(a: ResultMessage, b: ResultMessage): number {
  return a.line - b.line || a.column - b.column;
}

export function byPath(a: FileResult, b: FileResult): number {
  if (a.filePath === b.filePath) return 0;
  return a.filePath < b.filePath ? -1 : 1;
}

/** A finding about a file as a whole: it could not be read, written or analysed. */
export function fatalMessage(message: string): ResultMessage {
  return { ruleId: null, fatal: true, severity: 2, message, line: 1, column: 1 };
}

export function withoutWarnings(result: FileResult): FileResult {
  return fileResult({ ...result, messages: result.messages.filter((message) => message.severity === 2) });
}
