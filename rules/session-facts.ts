/**
 * One analysis per file, shared by all rules, and what rules need to turn a fact into a report.
 */
import type { RuleTextEditor, SuggestedEdit } from '@eslint/core';
import type { SessionRuleContext, SessionSourceCode } from '../src/create-rule.ts';
import type { analyzeJava } from '../src/flow/java/analyze.ts';
import type { SessionFact, WriteBack } from '../src/flow/facts.ts';
import { readSettings } from '../src/settings.ts';

type Analysis = typeof analyzeJava;

let analysis: Analysis | undefined;

/**
 * Tells which analysis to use. The plugin does so; whoever needs only what the rules say of themselves (a list of them, a
 * check of a configuration) does not load the analysis, which is by far the largest part of the program.
 */
export function useAnalysis(analyze: Analysis): void {
  analysis = analyze;
}

const factsOfSource = new WeakMap<
  object,
  { readonly sessionManager: string; readonly facts: readonly SessionFact[] }
>();

/** The facts of the file that the rule is looking at; computed once, by the first rule that asks. */
export function sessionFacts(context: SessionRuleContext): readonly SessionFact[] {
  const { sourceCode } = context;
  const { sessionManager } = readSettings(context.settings['session-lint']);
  const cached = factsOfSource.get(sourceCode);
  if (cached?.sessionManager === sessionManager) return cached.facts;
  if (analysis === undefined) throw new Error('The rules run within the plugin only.');
  const facts = analysis({ ast: sourceCode.ast, text: sourceCode.text, path: context.filename, sessionManager });
  factsOfSource.set(sourceCode, { sessionManager, facts });
  return facts;
}

/** The facts that some rule has asked for, or none when no rule did. */
export function knownFacts(sourceCode: object | undefined): readonly SessionFact[] {
  return (sourceCode && factsOfSource.get(sourceCode)?.facts) ?? [];
}

export function locationOf(sourceCode: SessionSourceCode, [start, end]: readonly [number, number]) {
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
}

interface Repair {
  readonly fix: ((fixer: RuleTextEditor) => ReturnType<RuleTextEditor['insertTextAfterRange']>) | null;
  readonly suggest: SuggestedEdit<'writeBack'>[];
}

/** The write-back as a fix where it is proved to be safe, else as a suggestion. */
export function repairOf(sourceCode: SessionSourceCode, writeBack: WriteBack | null): Repair {
  if (writeBack === null) return { fix: null, suggest: [] };
  const text = withLineEndsOf(sourceCode.text, writeBack.text);
  const { at } = writeBack;
  const fix = (fixer: RuleTextEditor) => fixer.insertTextAfterRange([at, at], text);
  if (writeBack.safe) return { fix, suggest: [] };
  return { fix: null, suggest: [{ messageId: 'writeBack', data: { statement: text.trim() }, fix }] };
}

/** Inserted lines end as the first line of the file does. */
function withLineEndsOf(source: string, inserted: string): string {
  const firstBreak = source.indexOf('\n');
  const crlf = firstBreak > 0 && source[firstBreak - 1] === '\r';
  return crlf ? inserted.replace(/\r?\n/g, '\r\n') : inserted;
}
