/** From problems to facts with positions, words and evidence. */
import { localStoreVerdict } from '../../project/javascript/cluster.ts';
import { LineTable } from '../../languages/shared/line-table.ts';
import type { Repair, SessionFact, SessionProblem, TraceStep } from '../facts.ts';
import type { Collector, OptionValue, Problem, Registration } from '../commit/context.ts';
import type { Step } from '../commit/value.ts';
import type { LoweredModule } from './lower-module.ts';
import { optionRepair, secretRepair } from './option-repairs.ts';
import { repairsFor } from './repairs.ts';

export function factsFrom(
  module: LoweredModule,
  problems: readonly Problem[],
  collector: Collector,
): readonly SessionFact[] {
  const lines = new Lines();
  const facts: SessionFact[] = problems.map((problem) => factOf(problem, module, lines));
  for (const registrations of collector.registrations.values()) {
    facts.push(...registered(registrations, module, lines));
  }
  for (const [func, reason] of collector.limits) {
    if (func.file.path !== module.path) continue;
    facts.push({ fact: 'limit', range: [func.span.start, func.span.end], reason });
  }
  return facts;
}

function factOf(problem: Problem, module: LoweredModule, lines: Lines): SessionProblem {
  const { span } = problem.step;
  const last = problem.trace.findLast(({ role }) => role === 'end');
  const end = last === undefined ? '' : `line ${lines.of(last.step).line}`;
  return {
    fact: 'session-problem',
    rule: problem.rule,
    kind: problem.kind,
    range: [span.start, span.end],
    data: { end, ...problem.data },
    certainty: 'proved',
    trace: problem.trace.map(({ step, role, text }) => traceStep(step, role, text, module, lines)),
    suggestions: problem.repair === null ? [] : repairsFor(problem.repair, problem, module),
  };
}

function traceStep(step: Step, role: TraceStep['role'], text: string, module: LoweredModule, lines: Lines): TraceStep {
  const { line, column } = lines.of(step);
  const { path } = step.func.file;
  return {
    file: path === module.path ? null : path,
    range: [step.span.start, step.span.end],
    line,
    column,
    role,
    text,
  };
}

/** Stores and secrets, where all paths that lead to the registration agree. */
function registered(registrations: readonly Registration[], module: LoweredModule, lines: Lines): SessionProblem[] {
  const [first] = registrations;
  if (first === undefined) return [];
  const { library, step } = first;
  const { session } = library;
  if (session === undefined || step.func.file.path !== module.path) return [];
  const found: SessionProblem[] = [];
  const fact = (
    rule: string,
    kind: string,
    data: Record<string, string>,
    suggestions: readonly Repair[],
  ): SessionProblem => ({
    fact: 'session-problem',
    rule,
    kind,
    range: [step.span.start, step.span.end],
    data: { library: library.id, ...data },
    certainty: 'proved',
    trace: [traceStep(step, 'call', 'sessions are set up here', module, lines)],
    suggestions,
  });
  const { store } = session;
  const known = registrations.map((one) => {
    if (one.store !== undefined) return one.store;
    if (store === undefined || store === null) return undefined;
    const given = one.options.get(store.option);
    if (given === undefined) return one.isComplete ? store.default : undefined;
    const names = given.value.tags.flatMap((tag) => (tag.kind === 'builtin' ? [tag.name] : []));
    if (given.value.mixed || given.value.tags.length !== 1) return undefined;
    return library.stores?.find(({ modules, export: name }) =>
      names.some((one) => {
        const [made, member = ''] = one.replace(/^new /, '').split('#');
        return modules.includes(made ?? '') && (name === undefined || member.startsWith(name));
      }),
    );
  });
  const [used] = known;
  if (used !== undefined && known.every((one) => one?.name === used.name)) {
    const verdict = localStoreVerdict(module.path, used);
    if (verdict !== null) found.push(fact('no-process-local-store', verdict.kind, { ...verdict.data }, []));
  }
  const { rewrites } = session;
  const [options] = registrations.map((one) => one.options);
  if (rewrites !== undefined && options !== undefined && registrations.every((one) => isRewriting(one, rewrites))) {
    const given = options.has(rewrites.option);
    const data = { option: rewrites.option, state: given ? String(!rewrites.unless) : 'left out, which means true' };
    const text = `${rewrites.option}: ${String(rewrites.unless)}`;
    found.push(fact('no-resave', 'rewrites', data, optionRepair(module, step, rewrites.option, text)));
  } else if (used?.rewritesOnTouch === true && known.every((one) => one?.name === used.name)) {
    found.push(fact('no-resave', 'storeRewrites', { store: used.name }, []));
  }
  for (const option of session.secrets ?? []) {
    const values = registrations.map((one) => one.options.get(option)?.value);
    const calls = values.map((value) => value?.tags.find((tag) => tag.kind === 'random')?.call);
    const [call] = calls;
    if (call === undefined || calls.includes(undefined)) continue;
    const data = { call: `${call}()`, option, statement: '' };
    const isFallback = values.some((value) => value === undefined || value.mixed || value.tags.length > 1);
    if (isFallback) found.push(fact('no-per-process-secret', 'randomFallback', data, []));
    else found.push(fact('no-per-process-secret', 'randomSecret', data, secretRepair(module, step, option)));
  }
  return found;
}

/** The option has the value that makes every request write, or is missing where all options are known. */
function isRewriting(
  { options, isComplete }: Registration,
  { option, unless }: { readonly option: string; readonly unless: boolean },
): boolean {
  const given: OptionValue | undefined = options.get(option);
  return given === undefined ? isComplete : given.literal === !unless;
}

class Lines {
  readonly #tables = new Map<string, LineTable>();

  of({ func, span }: Step): { readonly line: number; readonly column: number } {
    let table = this.#tables.get(func.file.path);
    if (table === undefined) {
      table = new LineTable(func.file.text);
      this.#tables.set(func.file.path, table);
    }
    return table.positionAt(Math.min(span.start, func.file.text.length));
  }
}
