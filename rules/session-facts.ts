/**
 * One analysis per file, shared by all rules, and what rules need to turn a fact into a report.
 */
import type { RuleTextEditor, SuggestedEdit } from '@eslint/core';
import type { SessionRuleContext, SessionSourceCode } from '../src/create-rule.ts';
import type {
  LostMutation,
  MutationAfterWrite,
  Repair as FactRepair,
  SessionFact,
  WriteBack,
} from '../src/flow/facts.ts';
import type { FrontEnd } from '../src/flow/front-end.ts';
import { customLibraries } from '../src/models/javascript/custom.ts';
import { clusterEvidence } from '../src/project/topology/evidence.ts';
import type { DeclaredPeers } from '../src/project/topology/topology.ts';
import { settingsOf } from '../src/settings.ts';
import { isSuppressed } from '../src/suppressed-places.ts';

/** By the node type of the root of the tree, which tells the language, whoever parsed it. */
export type FrontEnds = Readonly<Record<string, FrontEnd>>;

const frontEnds: Record<string, FrontEnd> = {};

/**
 * Tells which analyses to use. The plugin does so; whoever needs only what the rules say of themselves (a list of them, a
 * check of a configuration) does not load the analysis, which is by far the largest part of the program.
 */
export function useFrontEnds(given: FrontEnds): void {
  Object.assign(frontEnds, given);
}

/** The handlers of a rule that reports facts of one kind, in whatever language the file is. */
export function reportFacts<Kind extends SessionFact['fact']>(
  context: SessionRuleContext,
  kind: Kind,
  report: (fact: Extract<SessionFact, { fact: Kind }>) => void,
): Record<string, () => void> {
  type Wanted = Extract<SessionFact, { fact: Kind }>;
  const isWanted = (fact: SessionFact): fact is Wanted => fact.fact === kind;
  return {
    [context.sourceCode.ast.type]: () => {
      for (const fact of sessionFacts(context).filter(isWanted)) {
        report(fact);
        if ('later' in fact) reportLater(context, fact, report as (fact: Change) => void);
      }
    },
  };
}

type Change = LostMutation | MutationAfterWrite;

/** A directive that silences a change says nothing of the next one: that is reported then, until one is shown. */
function reportLater(context: SessionRuleContext, first: Change, report: (fact: Change) => void): void {
  const { sourceCode, id } = context;
  let last = first;
  for (const next of first.later ?? []) {
    const [start] = last.range;
    if (!isSuppressed(sourceCode, id, sourceCode.getLocFromIndex(start))) return;
    report(next);
    last = next;
  }
}

/** Two sets of handlers as one, for a rule with facts of two kinds. */
export function inTurn(
  first: Readonly<Record<string, () => void>>,
  second: Readonly<Record<string, () => void>>,
): Record<string, () => void> {
  const handlers: Record<string, () => void> = { ...first };
  for (const [name, handler] of Object.entries(second)) {
    const before = handlers[name];
    handlers[name] = () => {
      before?.();
      handler();
    };
  }
  return handlers;
}

/**
 * The handlers of a rule that reports uses of session libraries. Facts name their rule and message, so that a rule has
 * nothing to decide; a kind without a message is an error of ours, which ESLint reports.
 */
export function reportProblems<MessageIds extends string>(
  context: SessionRuleContext<MessageIds>,
  rule: string,
  messages: Readonly<Record<MessageIds, string>>,
): Record<string, () => void> {
  return reportFacts(context, 'session-problem', (fact) => {
    if (fact.rule !== rule) return;
    if (!hasMessage(messages, fact.kind)) throw new Error(`${rule} has no message "${fact.kind}".`);
    context.report({
      loc: locationOf(context.sourceCode, fact.range),
      messageId: fact.kind,
      data: fact.data,
      ...editsOf(context.sourceCode, messages, fact.suggestions),
    });
  });
}

function hasMessage<MessageIds extends string>(
  messages: Readonly<Record<MessageIds, string>>,
  id: string,
): id is MessageIds {
  return Object.hasOwn(messages, id);
}

type Edits = (fixer: RuleTextEditor) => ReturnType<RuleTextEditor['replaceTextRange']>[];

function editsOf<MessageIds extends string>(
  { text }: SessionSourceCode,
  messages: Readonly<Record<MessageIds, string>>,
  repairs: readonly FactRepair[],
): { fix: Edits | null; suggest: SuggestedEdit<MessageIds>[] } {
  const editing =
    ({ edits }: FactRepair): Edits =>
    (fixer) =>
      edits.map(({ range: [start, end], text: given }) =>
        fixer.replaceTextRange([start, end], withLineEndsOf(text, given)),
      );
  const safe = repairs.find((repair) => repair.safe);
  const suggest: SuggestedEdit<MessageIds>[] = [];
  for (const repair of repairs) {
    const { messageId, data } = repair;
    if (repair !== safe && hasMessage(messages, messageId)) suggest.push({ messageId, data, fix: editing(repair) });
  }
  return { fix: safe === undefined ? null : editing(safe), suggest };
}

const factsOfSource = new WeakMap<
  object,
  { readonly sessionManager: string; readonly facts: readonly SessionFact[] }
>();

/** The facts of the file that the rule is looking at; computed once, by the first rule that asks. */
function sessionFacts(context: SessionRuleContext): readonly SessionFact[] {
  const { sourceCode } = context;
  const settings = settingsOf(context);
  const cached = factsOfSource.get(sourceCode);
  if (cached?.sessionManager === settings.sessionManager) return cached.facts;
  const { ast, text } = sourceCode;
  const { sessionManager, peers } = settings;
  const sessions = customLibraries(settings.sessions);
  const path = context.filename;
  const frontEnd = frontEnds[ast.type];
  if (frontEnd === undefined) throw new Error(`No analysis of a ${ast.type} was loaded.`);
  // ESLint's own language has parser services, with or without a program.
  const services = sourceCode.parserServices;
  const program = services === undefined ? undefined : (services.program ?? null);
  const found = frontEnd.analyze({ ast, text, path, sessionManager, sessions, program });
  const facts = withEvidence(found, path, peers);
  factsOfSource.set(sourceCode, { sessionManager, facts });
  return facts;
}

/** Each trace ends with why the application counts as clustered, where the project says so. */
function withEvidence(facts: readonly SessionFact[], path: string, peers: DeclaredPeers): readonly SessionFact[] {
  if (!facts.some(isChange)) return facts;
  const evidence = clusterEvidence(path, peers);
  if (evidence === undefined) return facts;
  const step = { ...evidence, role: 'cluster' as const };
  const withStep = <Fact extends Change>(fact: Fact): Fact => ({ ...fact, trace: [...fact.trace, step] });
  return facts.map((fact) => {
    if (fact.fact === 'lost-mutation') {
      return withStep(fact.later === undefined ? fact : { ...fact, later: fact.later.map(withStep) });
    }
    if (fact.fact !== 'mutation-after-write') return fact;
    return withStep(fact.later === undefined ? fact : { ...fact, later: fact.later.map(withStep) });
  });
}

function isChange(fact: SessionFact): fact is Change {
  return fact.fact === 'lost-mutation' || fact.fact === 'mutation-after-write';
}

/** The facts that some rule has asked for, or none when no rule did; those that wait behind others included. */
export function knownFacts(sourceCode: object | undefined): readonly SessionFact[] {
  const facts = (sourceCode && factsOfSource.get(sourceCode)?.facts) ?? [];
  return facts.flatMap((fact) => ('later' in fact ? [fact, ...(fact.later ?? [])] : [fact]));
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
