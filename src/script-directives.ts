/**
 * `session-lint-disable` and its like in scripts that ESLint reads with a language of its own, which knows only directives that
 * begin with `eslint-`. There the rules themselves keep silent. (In our own languages the SourceCode tells ESLint.)
 */
import type { RuleContext } from '@eslint/core';
import { parseDirectives } from './languages/shared/directives.ts';
import type { Range } from './languages/shared/syntax.ts';
import { isDisabled, type PlacedDirective, type Position } from './suppressed-places.ts';

interface ScriptComment {
  readonly type: string;
  readonly value: string;
  readonly range?: Range;
  readonly loc?: { readonly start: Position; readonly end: Position } | null;
}

interface ScriptSourceCode {
  readonly text: string;
  getAllComments(): readonly ScriptComment[];
}

const directivesOf = new WeakMap<object, readonly PlacedDirective[]>();

/** The context itself, or one that drops reports at places where a comment of ours switches the rule off. */
export function withScriptDirectives<Context extends RuleContext>(context: Context, rule: string): Context {
  const { sourceCode } = context;
  if (!isScript(sourceCode) || !sourceCode.text.includes('session-lint-disable')) return context;
  const own = ownDirectives(sourceCode).filter(({ value }) => value === '' || value === rule);
  if (own.length === 0) return context;
  const report: Context['report'] = (descriptor) => {
    const place = startOf(descriptor as unknown as Located);
    if (place === undefined || !isDisabled(own, place)) context.report(descriptor);
  };
  return Object.create(context, { report: { value: report } }) as Context;
}

/** Our own languages have no such method. */
function isScript(sourceCode: object): sourceCode is ScriptSourceCode {
  return typeof (sourceCode as Partial<ScriptSourceCode>).getAllComments === 'function';
}

function ownDirectives(sourceCode: ScriptSourceCode): readonly PlacedDirective[] {
  let known = directivesOf.get(sourceCode);
  if (known === undefined) {
    known = sourceCode.getAllComments().flatMap(({ type, value, range, loc }) => {
      if (!value.trimStart().startsWith('session-lint-') || range === undefined || !loc) return [];
      return parseDirectives({ type, value, range }, 'shared').map(({ kind, value: rules }) => ({
        kind,
        value: rules,
        ...loc,
      }));
    });
    directivesOf.set(sourceCode, known);
  }
  return known;
}

interface Located {
  readonly loc?: Position | { readonly start: Position };
  readonly node?: { readonly loc?: { readonly start: Position } };
}

function startOf({ loc, node }: Located): Position | undefined {
  if (loc === undefined) return node?.loc?.start;
  return 'start' in loc ? loc.start : loc;
}
