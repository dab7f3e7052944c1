/**
 * Directive comments: `eslint-disable`, `eslint-enable`, `eslint-disable-line`, `eslint-disable-next-line`, inline
 * configuration `eslint rule: "warn"`, and the same under the name `session-lint`. Under either name a rule of ours may
 * be written without its prefix.
 */
import type { RulesConfig } from '@eslint/core';
import { ConfigCommentParser } from '@eslint/plugin-kit';
import { isKnownRule } from './known-rules.ts';
import type { Range, SourceComment } from './syntax.ts';

export const RULE_PREFIX = 'session-lint/';

export type DirectiveKind = 'disable' | 'enable' | 'disable-line' | 'disable-next-line';

/** What ESLint asks our SourceCode about when it handles a directive: a place, and what to remove when it is unused. */
export interface DirectiveNode {
  readonly type: 'Directive';
  /** Where the directive stands, and, for `disable` and `enable`, from where it holds. */
  readonly place: Range;
  /** What a fix removes. */
  readonly range: Range;
}

export interface ParsedDirective {
  readonly kind: DirectiveKind;
  readonly node: DirectiveNode | SourceComment;
  /** Rule ids with prefix, separated by commas; empty for all rules. */
  readonly value: string;
  readonly justification: string;
}

export interface InlineConfig {
  readonly comment: SourceComment;
  readonly result:
    { readonly ok: true; readonly rules: RulesConfig } | { readonly ok: false; readonly message: string };
}

/**
 * `own`: only rules of ours run on these files, so every rule that is named is one. `shared`: the file is linted with other
 * plugins elsewhere; what its comments say of their rules is none of our business and is left out.
 */
export type RuleScope = 'own' | 'shared';

const parser = new ConfigCommentParser();

const DIRECTIVE = /^\s*(?:eslint|session-lint)(?:-(?:enable|disable(?:-(?:next-)?line)?))?(?:\s|$)/;
const LABEL = /^(eslint|session-lint)(?:-(enable|disable|disable-line|disable-next-line))?$/;

const RULE_AND_COLON = /^(["']?)[\w@/-]+\1\s*:/;

export function isDirectiveComment(comment: SourceComment): boolean {
  return DIRECTIVE.test(comment.value);
}

/** The full id of a rule of ours, or null for a rule that is not to be looked at. */
function ownRuleId(id: string, name: string, scope: RuleScope): string | null {
  if (id.startsWith(RULE_PREFIX)) return id;
  if (name === 'eslint' && scope === 'shared') return null;
  return id.includes('/') ? id : `${RULE_PREFIX}${id}`;
}

export function parseDirectives(comment: SourceComment, scope: RuleScope): ParsedDirective[] {
  const parsed = parser.parseDirective(comment.value);
  const [, name = '', kind] = LABEL.exec(parsed?.label ?? '') ?? [];
  if (parsed === undefined || kind === undefined) return [];
  const { value, justification } = parsed;
  const base = { kind: kind as DirectiveKind, justification };
  const written = Object.keys(parser.parseListConfig(value));
  if (written.length === 0) return [{ ...base, node: comment, value: '' }];
  const rules = written.flatMap((id) => {
    const full = ownRuleId(id, name, scope);
    return full === null ? [] : [{ id, full }];
  });
  if (rules.length === written.length && rules.every(({ id, full }) => id === full && isKnownRule(full))) {
    return [{ ...base, node: comment, value: written.join(', ') }];
  }
  // ESLint looks for the ids in the text when it removes unused ones, so ids that are not written out, or unknown, stand alone.
  return rules.map(({ id, full }) => {
    const range = written.length === 1 ? comment.range : (itemRange(comment, value, id) ?? comment.range);
    return { ...base, node: { type: 'Directive', place: comment.range, range }, value: full };
  });
}

/** The range of one id in the list of a comment, with the comma that has to go with it. */
function itemRange(comment: SourceComment, list: string, id: string): Range | null {
  const offsetInValue = comment.value.indexOf(list);
  if (offsetInValue < 0) return null;
  // The marks around the value are as long in front as the difference tells: `//`, `/*`, `<!--`, `#`.
  const listStart = comment.range[0] + openingLength(comment) + offsetInValue;
  let start = 0;
  const items = list.split(',');
  for (const [index, item] of items.entries()) {
    const end = start + item.length;
    if (item.trim().replace(/^(['"])(.*)\1$/, '$2') === id) {
      return index === 0 ? [listStart, listStart + end + 1] : [listStart + start - 1, listStart + end];
    }
    start = end + 1;
  }
  return null;
}

function openingLength(comment: SourceComment): number {
  const marks = comment.range[1] - comment.range[0] - comment.value.length;
  switch (comment.type) {
    case 'Block':
      return marks >> 1;
    case 'HTML':
    case 'JSP':
    case 'Comment':
      return Math.min(4, marks);
    default:
      return marks;
  }
}

/** Null when the comment is no inline configuration. */
export function parseInlineConfig(comment: SourceComment, scope: RuleScope): InlineConfig | null {
  const parsed = parser.parseDirective(comment.value);
  const [, name, kind] = LABEL.exec(parsed?.label ?? '') ?? [];
  if (parsed === undefined || name === undefined || kind !== undefined) return null;
  // `// session-lint knows this case` is prose.
  if (!RULE_AND_COLON.test(parsed.value)) return null;
  const result = parser.parseJSONLikeConfig(parsed.value);
  if (!result.ok) return { comment, result: { ok: false, message: result.error.message } };
  const rules: RulesConfig = {};
  for (const [id, level] of Object.entries(result.config)) {
    const full = ownRuleId(id, name, scope);
    if (full !== null) rules[full] = level;
  }
  return { comment, result: { ok: true, rules } };
}
