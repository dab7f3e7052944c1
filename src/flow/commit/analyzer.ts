/** Judges the functions of one file, after its module code has been run. */
import { mayUseSession } from '../../models/javascript/prefilter.ts';
import type { Func, Var } from '../ir.ts';
import { ownVariables } from '../typescript/builder.ts';
import type { LoweredModule } from '../typescript/lower-module.ts';
import { namesOf } from '../typescript/types.ts';
import { variablesIn } from '../variables.ts';
import { askedRoles, hasKnownType } from './asked-types.ts';
import type { Catalog } from './catalog.ts';
import {
  BudgetExceeded,
  Collector,
  type Activation,
  type Exit,
  type AskedTypes,
  type HandlerRoles,
  type ModuleLoader,
  type Problem,
  type Root,
  type Run,
} from './context.ts';
import { escapeValue } from './escape.ts';
import { judge } from './problems.ts';
import { bind, remember } from './run-function.ts';
import { solve } from './solver.ts';
import { freshState, mergeInto, type State } from './state.ts';
import { unknownValue, valueOf, type Value } from './value.ts';

/** Block visits that one function of a file may take, with all that it calls. */
const visitsPerRoot = 20_000;

export interface ModuleResult {
  readonly state: State | undefined;
  readonly collector: Collector;
}

function runOf(input: AnalysisScope, root: Root, collector: Collector, reports: boolean): Run {
  const { catalog, modules, module, types } = input;
  return { catalog, modules, collector, path: module.path, root, budget: { left: visitsPerRoot }, types, reports };
}

export interface AnalysisScope {
  readonly catalog: Catalog;
  readonly modules: ModuleLoader;
  readonly module: LoweredModule;
  readonly types?: AskedTypes | undefined;
}

function activationOf(run: Run): Activation {
  const { func, self } = run.root;
  return { run, func, self: self ?? unknownValue, stack: [func], calls: [], work: null };
}

/** Runs the code of a module, to learn what its variables hold. */
export function runModule(scope: AnalysisScope, reports: boolean): ModuleResult {
  const collector = new Collector();
  const { func } = scope.module;
  const root: Root = {
    func,
    self: undefined,
    parameters: [],
    captured: new Map(),
    isHandler: false,
    answersByReturn: false,
    outside: null,
    isModule: true,
  };
  const run = runOf(scope, root, collector, reports);
  const activation = activationOf(run);
  if (func.limit !== null) {
    collector.limits.set(func, func.limit);
    return { state: undefined, collector };
  }
  try {
    const entry = freshState();
    entry.env.own.set(scope.module.exportsObject, exportsOf(scope.module));
    let state: State | undefined;
    for (const exit of solve(activation, entry)) {
      remember(activation, exit.state, func);
      if (state === undefined) state = exit.state;
      else mergeInto(state, exit.state);
    }
    return { state, collector };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    collector.limits.set(func, 'the module has too many paths to follow');
    return { state: undefined, collector };
  }
}

function exportsOf(module: LoweredModule): Value {
  return valueOf({ kind: 'object', id: `${module.path}@exports`, isArray: false });
}

/** The problems of a file. */
export function analyzeModule(scope: AnalysisScope, { state, collector }: ModuleResult): readonly Problem[] {
  const judged = new Set<Func>();
  const exported = state === undefined ? new Map<Func, string>() : exportedFunctions(scope.module, state);
  for (let again = true; again;) {
    again = false;
    // Functions that others were seen to call come last: most of them need not be judged on their own.
    for (const pass of ['handlers', 'uncalled'] as const) {
      for (const [func, captured] of [...collector.closures]) {
        if (judged.has(func) || func.file.path !== scope.module.path) continue;
        const roles = rolesOf(scope, func, collector, exported);
        if (pass === 'handlers' ? roles === undefined : collector.called.has(func)) continue;
        judged.add(func);
        again = true;
        // A function that is handed nothing of interest, and does not ask for any, has nothing to be judged.
        if (roles === undefined && !(exported.has(func) && usesOthers(func)) && !mayReach(scope, func)) continue;
        judgeRoot(scope, func, captured, roles, collector);
      }
    }
  }
  return distinct(collector, judged);
}

/** It mentions something of the module: what is imported may be a session, whatever its name. */
function usesOthers(func: Func): boolean {
  const own = ownVariables.get(func);
  return variablesIn(func).some((variable) => own === undefined || variable < own.first || variable >= own.end);
}

function mayReach({ catalog }: AnalysisScope, func: Func): boolean {
  if (catalog.hasCustom || mayUseSession(func.file.text.slice(func.span.start, func.span.end))) return true;
  return func.parameters.some(({ type }) => catalog.typeMeaning(type) !== undefined);
}

function judgeRoot(
  scope: AnalysisScope,
  func: Func,
  captured: ReadonlyMap<Var, Value>,
  roles: HandlerRoles | undefined,
  collector: Collector,
): void {
  if (func.limit !== null) {
    collector.limits.set(func, func.limit);
    return;
  }
  const root: Root = {
    func,
    self: collector.selves.get(func),
    parameters: parametersOf(func, roles),
    captured,
    isHandler: roles !== undefined,
    answersByReturn:
      roles !== undefined && (roles.framework !== undefined || scope.catalog.answersByReturn(roles.with)),
    outside: roles?.afterResponse ?? roles?.outsideRequest ?? null,
  };
  const run = runOf(scope, root, collector, true);
  const activation = activationOf(run);
  const entry = freshState();
  entry.outside = root.outside;
  bind(activation, entry, func, root.self ?? unknownValue, root.parameters);
  try {
    for (const exit of solve(activation, entry)) {
      remember(activation, exit.state, func);
      if (exit.thrown) continue;
      judgeExit(activation, exit);
    }
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    collector.limits.set(func, 'the function has too many paths to follow');
  }
}

function judgeExit(activation: Activation, { state, value, span, leftBy }: Exit): void {
  escapeValue(activation, state, value);
  judge(activation, state, { func: activation.func, span }, leftBy);
}

function parametersOf(func: Func, roles: HandlerRoles | undefined): readonly Value[] {
  const count = func.parameters.length;
  const given = roles?.withByArity?.[count] ?? roles?.with;
  return func.parameters.map((parameter, index) => {
    const role = given?.[index];
    if (typeof role === 'string') {
      return valueOf({ kind: 'role', id: `${func.id}:${index}`, role, options: undefined });
    }
    if (role === null && index > 0 && given !== undefined && index >= given.length - 1) {
      return valueOf({ kind: 'builtin', id: '#next', name: '#next' });
    }
    return unknownValue;
  });
}

/** How the function is called, if that is known: as it was registered, by its export's name, or by custom. */
function rolesOf(
  { catalog, types }: AnalysisScope,
  func: Func,
  collector: Collector,
  exported: ReadonlyMap<Func, string>,
): HandlerRoles | undefined {
  const registered = collector.handlers.get(func);
  if (registered !== undefined) return registered;
  const name = exported.get(func);
  const byConvention = name === undefined ? undefined : catalog.convention(name);
  if (byConvention !== undefined) return plain(byConvention);
  // A parameter without an annotation has a type only where the function is handed to somebody who calls it.
  const asked = askedRoles(types, catalog, func);
  if (asked !== undefined) {
    const roles = plain(asked);
    collector.handlers.set(func, roles);
    return roles;
  }
  if (name === undefined) return undefined;
  const typedParameters = func.parameters.map((parameter) => catalog.typeMeaning(parameter.type));
  if (typedParameters.some((meaning) => meaning?.kind === 'role')) {
    return plain(typedParameters.map((meaning) => (meaning?.kind === 'role' ? meaning.role : null)));
  }
  // A decorator is only read where the framework calls the method.
  const decorator = func.parameters
    .flatMap(({ type }) => namesOf(type))
    .find((one) => one.startsWith('@') && one.includes('#'));
  if (decorator !== undefined && typedParameters.some((meaning) => meaning !== undefined)) {
    return { ...plain(typedParameters.map(() => null)), framework: decorator };
  }
  const names = func.parameters.map((parameter) => parameter.name);
  const customary = catalog.customary(names);
  return customary === undefined || hasKnownType(types, func) ? undefined : plain(customary);
}

function plain(roles: readonly (string | null)[]): HandlerRoles {
  return { with: roles, withByArity: undefined, afterResponse: null, outsideRequest: null };
}

/** Handlers lie this deep: `module.exports = [{ options: { validate: { failAction } } }]`. */
const exportDepth = 6;

/** Functions that other files can call: exports, and methods of what is exported. */
function exportedFunctions(module: LoweredModule, state: State): ReadonlyMap<Func, string> {
  const found = new Map<Func, string>();
  const add = (value: Value, name: string, depth: number): void => {
    for (const tag of value.tags) {
      if (tag.kind === 'function') found.set(tag.func, name);
      else if (tag.kind === 'class') for (const [method, func] of tag.methods) found.set(func, method);
      else if (tag.kind === 'instance') for (const [method, func] of tag.of.methods) found.set(func, method);
      else if (tag.kind === 'object' && depth < exportDepth) {
        for (const [property, field] of state.heap.fields(tag.id)) add(field, property, depth + 1);
      }
    }
  };
  for (const [name, variable] of module.exports) add(state.env.get(variable) ?? unknownValue, name, 0);
  add(state.env.get(module.exportsObject) ?? unknownValue, 'exports', 0);
  return found;
}

/** One problem per place and kind; functions that were judged where they are called say nothing of their own. */
function distinct(collector: Collector, judged: ReadonlySet<Func>): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const { problem, root } of collector.problems) {
    if (root !== undefined && judged.has(root) && collector.called.has(root) && !collector.handlers.has(root)) continue;
    const { start, end } = problem.step.span;
    const id = `${problem.rule} ${problem.kind} ${start} ${end}`;
    if (!found.has(id)) found.set(id, problem);
  }
  // One change that is lost in two ways needs one repair.
  for (const [id, { rule, kind, step }] of found) {
    const { start, end } = step.span;
    if (kind === 'afterCommit' && found.has(`${rule} missing ${start} ${end}`)) found.delete(id);
  }
  return [...found.values()].sort((a, b) => a.step.span.start - b.step.span.start || a.step.span.end - b.step.span.end);
}
