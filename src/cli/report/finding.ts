/** The findings of a run, numbered through. */
import type { FileResult, ResultMessage } from '../results.ts';
import type { Mark } from './deployment.ts';

export interface Finding {
  /** One-based, in the order of the results. */
  readonly number: number;
  /** Absolute. */
  readonly file: string;
  readonly message: ResultMessage;
}

export function numberFindings(results: readonly FileResult[]): readonly Finding[] {
  const found = results.flatMap(({ filePath, messages }) => messages.map((message) => ({ file: filePath, message })));
  return found.map((finding, index) => ({ number: index + 1, ...finding }));
}

export function markOf({ number, message }: Finding): Mark {
  return { number, severity: message.severity === 2 ? 'error' : 'warning' };
}
