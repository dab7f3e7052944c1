/**
 * A name for a finding that stays when lines above it come and go: the rule, the path, and the text of the line, numbered
 * where that is not unique.
 */
import { createHash } from 'node:crypto';
import { LineIndex } from '../line-index.ts';
import type { FileResult, ResultMessage } from '../results.ts';

export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /** Hexadecimal. `path` is the one that the report shows. Ask in the order of the findings. */
  of(message: ResultMessage, path: string, lines: LineIndex): string {
    const basis = [message.ruleId ?? '', message.messageId ?? '', path, lines.line(message.line).trim()].join('\0');
    const count = this.#seen.get(basis) ?? 0;
    this.#seen.set(basis, count + 1);
    return createHash('sha256').update(`${basis}\0${count}`).digest('hex').slice(0, 40);
  }
}

/** The lines of the text that the findings are about. */
export function linesOf({ output, source }: FileResult): LineIndex {
  return new LineIndex(output ?? source ?? '');
}
