/**
 * `@SuppressWarnings("session-lint:no-lost-mutation")`, alone or among others, and `"session-lint"` for all rules. Each
 * becomes a pair of directives around the declaration, so ESLint reports the ones that suppress nothing and can remove
 * them.
 *
 * An enabling directive ends every suppression of its rules, whoever made it. So a suppression inside another one of the
 * same rule makes no directives of its own, and one that reaches into a disabling comment's range leaves the end to it.
 * Not told apart: a `session-lint-enable` comment inside the declaration ends the suppression, too.
 */
import { RULE_PREFIX, type DirectiveNode, type ParsedDirective } from '../shared/directives.ts';
import { isKnownRule } from '../shared/known-rules.ts';
import { childNodes, type Range } from '../shared/syntax.ts';
import type { Annotation, CompilationUnit, Expression, Literal, Node } from './ast.ts';
import { visitorKeys } from './visitor-keys.ts';

const NAMES = new Set(['SuppressWarnings', 'java.lang.SuppressWarnings']);
const TOOL = 'session-lint';

interface Suppression {
  /** Full rule id, or empty for all rules. */
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly node: DirectiveNode;
}

export function suppressionDirectives(
  ast: CompilationUnit,
  comments: readonly ParsedDirective[],
): readonly ParsedDirective[] {
  const disabled = disabledRanges(comments, ast.range[1]);
  const kept: Suppression[] = [];
  const directives: ParsedDirective[] = [];
  for (const suppression of findSuppressions(ast)) {
    if (kept.some((outer) => covers(outer, suppression))) continue;
    if (disabled.some((range) => covers(range, suppression))) continue;
    kept.push(suppression);
    const { rule, start, end, node } = suppression;
    directives.push({ kind: 'disable', node, value: rule, justification: '' });
    // The first one is reported.
    if (rule !== '' && !isKnownRule(rule)) continue;
    if (disabled.some((range) => covers(range, { rule, start: end, end }))) continue;
    const closing: DirectiveNode = { type: 'Directive', place: [end, end], range: [end, end] };
    directives.push({ kind: 'enable', node: closing, value: rule, justification: '' });
    // Enabling all rules ends what an outer declaration suppresses: that starts anew.
    for (const outer of kept) {
      if (rule === '' && outer.rule !== '' && outer.start < start && outer.end > end) {
        const again: DirectiveNode = { ...outer.node, place: [end, end] };
        directives.push({ kind: 'disable', node: again, value: outer.rule, justification: '' });
      }
    }
  }
  return directives;
}

interface RuleRange {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

function covers(outer: RuleRange, inner: RuleRange): boolean {
  return (outer.rule === '' || outer.rule === inner.rule) && outer.start <= inner.start && outer.end >= inner.end;
}

/** What `disable` comments cover, up to the `enable` comment that ends it. */
function disabledRanges(comments: readonly ParsedDirective[], length: number): RuleRange[] {
  const ranges: RuleRange[] = [];
  const open = new Map<string, number>();
  const close = (rule: string, end: number): void => {
    const start = open.get(rule);
    if (start !== undefined) ranges.push({ rule, start, end });
    open.delete(rule);
  };
  for (const { kind, node, value } of comments) {
    const at = node.range[0];
    const rules = value === '' ? [''] : value.split(/\s*,\s*/);
    if (kind === 'disable') {
      for (const rule of rules) if (!open.has(rule)) open.set(rule, at);
    } else if (kind === 'enable') {
      for (const rule of rules[0] === '' ? [...open.keys()] : rules) close(rule, at);
    }
  }
  for (const rule of [...open.keys()]) close(rule, length);
  return ranges;
}

/** In source order, so that outer declarations come before those in them. */
function* findSuppressions(ast: CompilationUnit): Generator<Suppression> {
  const pending: Node[] = [ast];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const children = childNodes(node, visitorKeys) as Node[];
    for (const annotation of children) {
      if (annotation.type === 'Annotation' && NAMES.has(annotation.name))
        yield* suppressionsOf(annotation, node.range[1]);
    }
    for (const child of children.reverse()) pending.push(child);
  }
}

function* suppressionsOf(annotation: Annotation, end: number): Generator<Suppression> {
  const start = annotation.range[0];
  const items = annotation.elements.flatMap(({ name, value }) => (name === 'value' ? listOf(value) : []));
  for (const [index, item] of items.entries()) {
    const rule = ruleOf(item);
    if (rule === null) continue;
    const node: DirectiveNode = {
      type: 'Directive',
      place: annotation.range,
      range: removalOf(annotation, items, index),
    };
    yield { rule, start, end, node };
  }
}

function listOf(value: Expression | Annotation): (Expression | Annotation)[] {
  return value.type === 'ArrayInitializer' ? [...value.elements] : [value];
}

/** The full rule id, empty for all rules, null for what is not meant for us. */
function ruleOf(item: Expression | Annotation): string | null {
  if (!isString(item)) return null;
  const text = item.value.trim();
  if (text === TOOL) return '';
  if (!text.startsWith(`${TOOL}:`)) return null;
  const rule = text.slice(TOOL.length + 1).trim();
  return rule.startsWith(RULE_PREFIX) ? rule : `${RULE_PREFIX}${rule}`;
}

function isString(item: Expression | Annotation): item is Literal & { readonly value: string } {
  return item.type === 'Literal' && typeof item.value === 'string';
}

/** The only value goes with its annotation, one of several with a comma. */
function removalOf(annotation: Annotation, items: readonly (Expression | Annotation)[], index: number): Range {
  const item = items[index];
  const previous = items[index - 1];
  const next = items[index + 1];
  if (item === undefined || (previous === undefined && next === undefined)) return annotation.range;
  return next === undefined ? [previous?.range[1] ?? item.range[0], item.range[1]] : [item.range[0], next.range[0]];
}
