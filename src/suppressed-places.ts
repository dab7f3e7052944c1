/** Where directives switch a rule off, for those who have to know before ESLint drops what is reported there. */
import type { DirectiveType, SourceLocation } from '@eslint/core';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface PlacedDirective {
  readonly kind: DirectiveType;
  /** Rule ids separated by commas; empty for all rules. */
  readonly value: string;
  readonly start: Position;
  readonly end: Position;
}

interface Directives {
  readonly directives: readonly { readonly type: DirectiveType; readonly value: string; readonly node: unknown }[];
}

interface DirectiveSource {
  readonly text: string;
  getDisableDirectives(): Directives;
  getLoc(node: unknown): SourceLocation;
}

const directivesOf = new WeakMap<object, readonly PlacedDirective[]>();

/** True where a report of the rule at this place will be suppressed by a directive of the file. */
export function isSuppressed(sourceCode: object, rule: string | undefined, place: Position): boolean {
  if (!hasDirectives(sourceCode)) return false;
  let known = directivesOf.get(sourceCode);
  if (known === undefined) {
    const { directives } = sourceCode.getDisableDirectives();
    known = directives
      .map(({ type, value, node }) => ({ kind: type, value, ...sourceCode.getLoc(node) }))
      .sort((a, b) => (isBefore(a.start, b.start) ? -1 : 1));
    directivesOf.set(sourceCode, known);
  }
  const isMeant = ({ value }: PlacedDirective) => value === '' || value.split(',').some((one) => one.trim() === rule);
  return isDisabled(known.filter(isMeant), place);
}

/** Most files have none. */
function hasDirectives(sourceCode: object): sourceCode is DirectiveSource {
  const { text, getDisableDirectives } = sourceCode as Partial<DirectiveSource>;
  return typeof getDisableDirectives === 'function' && /eslint|session-lint/.test(text ?? '');
}

/** As ESLint has it: `disable` and `enable` from where they stand, the others for one line. */
export function isDisabled(directives: readonly PlacedDirective[], place: Position): boolean {
  let disabled = false;
  for (const { kind, start, end } of directives) {
    switch (kind) {
      case 'disable':
        if (!isBefore(place, start)) disabled = true;
        break;
      case 'enable':
        if (!isBefore(place, start)) disabled = false;
        break;
      case 'disable-line':
        if (start.line === place.line && end.line === start.line) return true;
        break;
      case 'disable-next-line':
        if (end.line + 1 === place.line) return true;
        break;
    }
  }
  return disabled;
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
