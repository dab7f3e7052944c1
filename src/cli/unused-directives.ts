/**
 * ESLint speaks of "eslint-disable" whatever the user wrote, and leaves a blank where it removes a directive. Here its
 * message names what stands in the file, and the removal leaves nothing behind.
 */
import { LineIndex } from './line-index.ts';
import type { ResultMessage } from './results.ts';

const UNUSED = /^Unused eslint-(disable|enable) directive \((.*)\)\.$/;

/** A directive that nothing is suppressed by, in ESLint's words or in ours. */
export function isUnused({ ruleId, message }: ResultMessage): boolean {
  return ruleId === null && message.startsWith('Unused ');
}

export function clarifyUnused(message: ResultMessage, text: string): ResultMessage {
  const [, kind, reason = ''] = message.ruleId === null ? (UNUSED.exec(message.message) ?? []) : [];
  if (kind === undefined) return message;
  const line = new LineIndex(text).line(message.line);
  const fix = message.fix && { fix: tidyRemoval(message.fix, text) };
  return { ...message, ...fix, message: reworded(line.slice(message.column - 1), kind, reason) ?? message.message };
}

/** `source`: the line from where the directive starts. */
function reworded(source: string, kind: string, reason: string): string | undefined {
  if (source.startsWith('@')) {
    const rule = /'session-lint\/(.+)'/.exec(reason)?.[1];
    const value = rule === undefined ? 'session-lint' : `session-lint:${rule}`;
    return `Unused "${value}" in @SuppressWarnings (${reason}).`;
  }
  const name = /\b(eslint|session-lint)-(?:disable|enable)/.exec(source)?.[1];
  return name === 'session-lint'
    ? `Unused session-lint-${kind} directive (${reason.replace('eslint-disable', 'session-lint-disable')}).`
    : undefined;
}

type Fix = NonNullable<ResultMessage['fix']>;

/** ESLint puts a blank in place of what it removes as a whole. A line that is left empty goes, too. */
function tidyRemoval(fix: Fix, text: string): Fix {
  if (fix.text.trim() !== '') return fix;
  let [start, end] = fix.range;
  const alone = /(?<=^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, start - 500), start));
  const rest = /^[ \t]*(\r\n|\r|\n|$)/.exec(text.slice(end, end + 500));
  if (alone) {
    // The declaration keeps the place of its annotation.
    if (rest === null) end += /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
    else {
      while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
      end += rest[0].length;
    }
  } else if (rest !== null) {
    while (/[ \t]/.test(text.charAt(start - 1))) start--;
  } else if (/\s/.test(text.charAt(start - 1))) {
    end += /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  } else if (fix.text !== '' && /^[ \t]/.test(text.slice(end))) {
    return { range: [start, end], text: '' };
  } else {
    // Between two words, or inside a list: what ESLint puts there is what is needed.
    return /["'{,]/.test(text.charAt(start - 1)) || text.charAt(start) === ','
      ? { range: [start, end], text: '' }
      : fix;
  }
  return { range: [start, end], text: '' };
}
