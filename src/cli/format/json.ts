import type { FileResult } from '../results.ts';

/** ESLint's result array. */
export function formatJson(results: readonly FileResult[]): string {
  return `${JSON.stringify(results)}\n`;
}
