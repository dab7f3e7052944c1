/**
 * One analysis per file, shared by all rules, and what rules need to turn a fact into a report.
 */
import type { RuleTextEditor, SuggestedEdit } from '@eslint/core';
import type { SessionRuleContext, SessionSourceCode } from '../src/create-rule.ts';
import type { SessionFact, WriteBack } from '../src/flow/facts.ts';
import type { FrontEnd } from '../src/flow/front-end.ts';
import { clusterEvidence } from '../src/project/topology/evidence.ts';
import type { DeclaredPeers } from '../src/project/topology/topology.ts';
import { readSettings } from '../src/settings.ts';

/** By the node type of the root of the tree, which tells the language, whoever parsed it. */
export type FrontEnds = Readonly<Record<string, FrontEnd>>;

let frontEnds: FrontEnds | undefined;

/**
 * Tells which analyses to use. The plugin does so; whoever needs only what the rules say of themselves (a list of them, a
 * check of a configuration) does not load the analysis, which is by far the largest part of the program.
 */
export function useFrontEnds(given: FrontEnds): void {
  frontEnds = given;
}

/** The handlers of a rule that reports facts of one kind, in whatever language the file is. */
export function reportFacts<Kind extends SessionFact['fact']>(
  context: SessionRuleContext,
  kind: Kind,
  report: (fact: Extract<SessionFact, { fact: Kind }>) => void,
): Record<string, () => void> {
  const isWanted = (fact: SessionFact): fact is Extract<SessionFact, { fact: Kind }> => fact.fact === kind;
  return { [context.sourceCode.ast.type]: () => sessionFacts(context).filter(isWanted).forEach(report) };
}

const factsOfSource = new WeakMap<
  object,
  { readonly sessionManager: string; readonly facts: readonly SessionFact[] }
>();

/** The facts of the file that the rule is looking at; computed once, by the first rule that asks. */
function sessionFacts(context: SessionRuleContext): readonly SessionFact[] {
  const { sourceCode } = context;
  const { sessionManager, peers } = readSettings(context.settings['session-lint']);
  const cached = factsOfSource.get(sourceCode);
  if (cached?.sessionManager === sessionManager) return cached.facts;
  if (frontEnds === undefined) throw new Error('The rules run within the plugin only.');
  const { ast, text } = sourceCode;
  const path = context.filename;
  const facts = withEvidence(frontEnds[ast.type]?.analyze({ ast, text, path, sessionManager }) ?? [], path, peers);
  factsOfSource.set(sourceCode, { sessionManager, facts });
  return facts;
}

/** Each trace ends with why the application counts as clustered, where the project says so. */
function withEvidence(facts: readonly SessionFact[], path: string, peers: DeclaredPeers): readonly SessionFact[] {
  if (!facts.some((fact) => fact.fact !== 'limit')) return facts;
  const evidence = clusterEvidence(path, peers);
  if (evidence === undefined) return facts;
  return facts.map((fact) =>
    fact.fact === 'limit' ? fact : { ...fact, trace: [...fact.trace, { ...evidence, role: 'cluster' }] },
  );
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
