/**
 * Judges the functions of one file. First every function is run without a subject, to learn which attributes are changed;
 * then once for each of these, following that attribute alone. What is still dirty where a request may end is a finding.
 */
import {
  type Access,
  BudgetExceeded,
  Collector,
  type Context,
  type Exit,
  type ManagerTraits,
  type Outline,
  type Summary,
} from './context.ts';
import type { Func, Span, Var } from './ir.ts';
import type { Key } from './key.ts';
import type { Program } from './program.ts';
import { SharedMap } from './shared-map.ts';
import { solve } from './solver.ts';
import { freshState, idle, setVariable, type NotedChange, type Site, type State, type Step } from './state.ts';
import { attributeOf } from './subject.ts';
import { noteEscape } from './transfer.ts';
import { originSet, valueOf, type Value } from './value.ts';

export interface Root {
  readonly func: Func;
  readonly self: Value;
  readonly parameters: readonly Value[];
  /** A function that only code of this file can call is judged where it is called (law 8). */
  readonly judgedAtCallers: boolean;
  /** Attributes that parameters hold, with the place that says so. */
  readonly handed: ReadonlyMap<Key, Span>;
}

/** A change that is lost, and one path on which it is. */
export interface Loss {
  readonly key: Key;
  readonly site: Site;
  readonly end: Step;
  readonly exit: State;
  /** Changes that follow on the path, for the place of a write-back. */
  readonly changes: readonly NotedChange[];
  readonly root: Root;
  /** Where the function, or what it calls, reads the attribute first. */
  readonly access: Access | undefined;
}

export interface FileAnalysis {
  readonly losses: readonly Loss[];
  readonly direct: readonly { readonly key: Key; readonly site: Site; readonly root: Root }[];
  readonly collector: Collector;
  /** Functions on which the analysis gave up. */
  readonly limits: readonly { readonly func: Func; readonly reason: string }[];
}

interface Run {
  readonly root: Root;
  readonly collector: Collector;
  /** Fields that hold an attribute when the function ends, by path. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Block visits per function and subject. Ordinary methods take tens; the cap is there for generated code. */
const visitsPerBlock = 60;
const minimumVisits = 40_000;
const maximumVisits = 400_000;

/** Attributes that one function changes; more than this is generated code, and the rest is left unknown. */
const maxSubjects = 60;

export class FileAnalyzer {
  readonly #program: Program;
  readonly #traits: ManagerTraits;
  readonly #limits = new Map<Func, string>();
  readonly #memos = new Map<Key | undefined, Map<string, Summary>>();
  readonly #outlines = new Map<Func, Outline>();
  /** Where functions of other files lose changes whoever calls them. */
  readonly #ownLosses = new Map<Func, Set<number>>();

  constructor(program: Program, traits: ManagerTraits) {
    this.#program = program;
    this.#traits = traits;
  }

  /** `rest`: functions that cannot reach a session, which matter only where a field holds an attribute. */
  analyze(roots: readonly Root[], rest: () => readonly Root[]): FileAnalysis {
    const runs: Run[] = [];
    const discovered = new Set<Func>();
    const queue: Root[] = roots.filter((root) => !root.judgedAtCallers);
    const held = roots.filter((root) => root.judgedAtCallers);
    const collected = new Collector();
    const discover = (root: Root): void => {
      discovered.add(root.func);
      const run = this.#discover(root);
      if (run === undefined) return;
      runs.push(run);
      collected.add(run.collector);
    };
    queue.forEach(discover);
    // What no one was seen to call is judged on its own after all.
    for (const root of held) if (!collected.followed.has(root.func)) discover(root);
    if (runs.some((run) => run.fields.size > 0)) {
      for (const root of rest()) if (!collected.followed.has(root.func)) discover(root);
    }
    for (let again = true; again;) {
      again = false;
      for (const [func, captured] of collected.closures) {
        if (collected.followed.has(func) || discovered.has(func) || !collected.escaped.has(func)) continue;
        again = true;
        discover(closureRoot(func, captured));
      }
    }
    const losses: Loss[] = [];
    const lostIn = new Map<Run, readonly Loss[]>();
    const direct: { key: Key; site: Site; root: Root }[] = [];
    for (const run of runs) {
      for (const { key, site } of run.collector.direct.values()) direct.push({ key, site, root: run.root });
      const own = this.#judge(run, new Map());
      lostIn.set(run, own);
      losses.push(...own);
    }
    const kept = losses
      .filter((loss) => !this.#cleanedByCallers(loss, lostIn))
      .map((loss) => (this.#standsAlone(loss) ? loss : movedToCall(loss)));
    kept.push(...this.#judgeFields(runs, collected));
    const limits = [...this.#limits].map(([func, reason]) => ({ func, reason }));
    return { losses: kept, direct, collector: collected, limits };
  }

  /** The exits of one function for one subject, from a given status; used to judge filters. */
  exitsFor(root: Root, subject: Key, entry: State, onNextFilter: Context['onNextFilter']): readonly Exit[] | undefined {
    return this.#run(root, subject, entry, new Collector(), onNextFilter);
  }

  #discover(root: Root): Run | undefined {
    const collector = new Collector();
    const exits = this.#run(root, undefined, entryOf(root, undefined), collector, undefined);
    if (exits === undefined) return undefined;
    if (collector.isCutShort) this.#limits.set(root.func, 'a value from the session is handed through too many calls');
    for (const key of root.handed.keys()) {
      if (!collector.reads.has(key)) noteHanded(collector, root, key);
    }
    const fields = new Map<string, readonly string[]>();
    for (const exit of exits) {
      noteEscape(exit.value, collector);
      for (const [path, value] of exit.state.heap) {
        // A parameter is another object in each function.
        if (!path.startsWith('O') || /^O\d/.test(path) || path.startsWith(`O${root.func.id}.`)) continue;
        const attributes = value.origins.filter((origin) => attributeOf(origin) !== undefined);
        if (attributes.length > 0) fields.set(path, originSet([...(fields.get(path) ?? []), ...attributes]));
      }
    }
    return { root, collector, fields };
  }

  #judge(run: Run, seeds: ReadonlyMap<string, readonly string[]>): readonly Loss[] {
    const { collector, root } = run;
    const subjects = new Set(collector.mutated);
    if (this.#traits.eager) for (const key of collector.written) subjects.add(key);
    const losses: Loss[] = [];
    if (subjects.size > maxSubjects) {
      this.#limits.set(root.func, `the method changes more than ${maxSubjects} attributes`);
    }
    for (const subject of [...subjects].slice(0, maxSubjects)) {
      losses.push(...this.#judgeSubject(run, root, subject, seeds));
    }
    return losses;
  }

  /** `changer`: the function whose changes alone count. */
  #judgeSubject(
    run: Run,
    root: Root,
    subject: Key,
    seeds: ReadonlyMap<string, readonly string[]>,
    changer?: Func,
  ): readonly Loss[] {
    const entry = entryOf(root, subject);
    for (const [path, origins] of seeds) {
      const own = origins.filter((origin) => attributeOf(origin) === subject);
      if (own.length > 0) entry.heap.set(path, valueOf({ origins: own, symbol: path }));
    }
    const exits = this.#run(root, subject, entry, run.collector, undefined, changer) ?? [];
    const losses = new Map<string, Loss>();
    const access = run.collector.reads.get(subject);
    // Certain paths first, then in the order of the source.
    const ordered = exits
      .filter((exit) => exit.thrown === undefined)
      .sort((a, b) => Number(a.state.status.doubtful) - Number(b.state.status.doubtful) || a.span.start - b.span.start);
    for (const exit of ordered) {
      for (const [id, site] of exit.state.sites) {
        if (losses.has(id)) continue;
        const end: Step = { func: root.func, span: exit.span };
        losses.set(id, { key: subject, site, end, exit: exit.state, changes: exit.state.changes, root, access });
      }
    }
    return [...losses.values()];
  }

  /**
   * An attribute kept in a field by one method and changed by another. Which runs first, and what runs between, is not
   * known: where a method writes the attribute without changing it, it may be called after the change, and nothing is said.
   */
  #judgeFields(runs: readonly Run[], collected: Collector): readonly Loss[] {
    const seeds = new Map<string, readonly string[]>();
    for (const run of runs) {
      for (const [path, origins] of run.fields) seeds.set(path, originSet([...(seeds.get(path) ?? []), ...origins]));
    }
    const keys = new Set([...seeds.values()].flat().map((origin) => attributeOf(origin) ?? ''));
    const losses: Loss[] = [];
    for (const subject of keys) {
      const access = collected.reads.get(subject);
      const read = access === undefined ? null : { func: access.func, span: access.span };
      const found: Loss[] = [];
      let isSaved = false;
      for (const run of runs) {
        if (run.collector.reads.has(subject)) continue;
        const collector = new Collector();
        // Where the run reads the attribute itself, it has been judged already.
        found.push(
          ...this.#judgeSubject({ ...run, collector }, run.root, subject, seeds).filter(
            ({ site }) => site.read === null,
          ),
        );
        if (collector.written.has(subject) && !collector.mutated.has(subject)) isSaved = true;
      }
      if (isSaved) continue;
      for (const loss of found)
        losses.push({ ...loss, site: { ...loss.site, certainty: 'likely', read: loss.site.read ?? read } });
    }
    return losses;
  }

  /**
   * Whether the function of another file in which the change stands loses it whoever calls it: then that file has the
   * finding. If it takes what this file hands over (a callback, a strategy), the change is this file's.
   */
  #standsAlone({ site }: Loss): boolean {
    if (site.entered === undefined) return true;
    const { func } = site;
    let places = this.#ownLosses.get(func);
    if (places === undefined) {
      places = new Set();
      this.#ownLosses.set(func, places);
      const isTold = this.#limits.has(func);
      const run = this.#discover(opaqueRoot(func));
      for (const loss of run === undefined ? [] : this.#judge(run, new Map())) {
        if (loss.site.func === func) places.add(loss.site.span.start);
      }
      // Where the analysis gives up there is for that file to tell.
      if (!isTold) this.#limits.delete(func);
    }
    return places.has(site.span.start);
  }

  /**
   * A method that leaves the attribute dirty is fine where all its callers in the file write it afterwards. Callers in other
   * files are not known; those that are seen are taken to be typical.
   */
  #cleanedByCallers(loss: Loss, lostIn: ReadonlyMap<Run, readonly Loss[]>): boolean {
    const { root, site } = loss;
    if (site.func !== root.func) return false;
    // One that hands over what keeps the method from changing the attribute says nothing of the change.
    const callers = [...lostIn].filter(
      ([run]) => run.root !== root && run.collector.followed.has(root.func) && run.collector.mutated.has(loss.key),
    );
    return callers.length > 0 && callers.every(([run, losses]) => !this.#losesAsWell(run, losses, loss));
  }

  /**
   * Whether a caller loses the change. Where it changed the attribute before, its own finding stands at that change, so it is
   * run again as if nothing but the method changed the attribute. What it loses elsewhere does not matter: on another path, or
   * behind a write that saves this change.
   */
  #losesAsWell(run: Run, losses: readonly Loss[], loss: Loss): boolean {
    const own = losses.filter(({ key }) => key === loss.key);
    const id = identity(loss);
    if (own.length === 0 || own.some((other) => identity(other) === id)) return own.length > 0;
    const alone: Run = { ...run, collector: new Collector() };
    return this.#judgeSubject(alone, run.root, loss.key, new Map(), loss.root.func).some(
      (other) => identity(other) === id,
    );
  }

  /** Summaries hold for all functions of the file, where all that is done to the subject counts. */
  #memoFor(subject: Key | undefined, isShared: boolean): Map<string, Summary> {
    const known = isShared ? this.#memos.get(subject) : undefined;
    if (known !== undefined) return known;
    const memo = new Map<string, Summary>();
    if (isShared) this.#memos.set(subject, memo);
    return memo;
  }

  #run(
    root: Root,
    subject: Key | undefined,
    entry: State,
    collector: Collector,
    onNextFilter: Context['onNextFilter'],
    changer?: Func,
  ): readonly Exit[] | undefined {
    const { func } = root;
    if (func.limit !== null) {
      this.#limits.set(func, func.limit);
      return undefined;
    }
    const budget = { left: Math.min(maximumVisits, minimumVisits + visitsPerBlock * func.blocks.length) };
    const context: Context = {
      program: this.#program,
      traits: this.#traits,
      subject,
      collector,
      memo: this.#memoFor(subject, onNextFilter === undefined && changer === undefined),
      outlines: this.#outlines,
      budget,
      onNextFilter,
      changer: changer && { func: changer, memo: this.#memoFor(subject, true) },
    };
    try {
      return solve(context, func, entry, root.self, root.parameters, []);
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      this.#limits.set(func, 'the method has too many paths to follow');
      return undefined;
    }
  }
}

export function entryOf(root: Root, subject: Key | undefined): State {
  const state = freshState(new SharedMap(), new SharedMap(), idle);
  setVariable(state, root.func.self, root.self);
  root.func.parameters.forEach((parameter, index) => {
    const value = root.parameters[index];
    if (value !== undefined) setVariable(state, parameter.variable, value);
  });
  for (const [variable, value] of root.self.methods[0]?.captured ?? []) setVariable(state, variable, value);
  const span = subject === undefined ? undefined : root.handed.get(subject);
  if (span !== undefined) state.read = { func: root.func, span };
  return state;
}

/** A closure that nothing was seen to run: judged on its own, with the variables it captured. */
function closureRoot(func: Func, captured: ReadonlyMap<Var, Value>): Root {
  const self = captured.get(func.self) ?? valueOf({});
  const entrySelf: Value = { ...self, methods: [{ functions: new Map(), captured }] };
  const parameters = func.parameters.map((parameter, index) =>
    valueOf({ origins: [`O${func.id}.${index}`], type: parameter.type, symbol: `${func.id}^${index}` }),
  );
  return { func, self: entrySelf, parameters, judgedAtCallers: false, handed: new Map() };
}

/** A function of another file, of whose arguments nothing is known. */
function opaqueRoot(func: Func): Root {
  const type = func.variables.get(func.self)?.type;
  const self = valueOf({ origins: ['Othis'], type, symbol: 'this', nullness: 'non-null' });
  const parameters = func.parameters.map((parameter, index) =>
    valueOf({ origins: [`O${index}`], type: parameter.type, symbol: `${func.id}^${index}` }),
  );
  return { func, self, parameters, judgedAtCallers: false, handed: new Map() };
}

/** Law 8, for what a function of another file does only with what it is handed. */
function movedToCall(loss: Loss): Loss {
  const { entered, ...site } = loss.site;
  if (entered === undefined) return loss;
  const inner = [{ func: site.func, span: site.span }, ...site.inner];
  return { ...loss, site: { ...site, ...entered, kind: site.kind === 'lost' ? 'lostInCall' : site.kind, inner } };
}

function noteHanded(collector: Collector, root: Root, key: Key): void {
  const span = root.handed.get(key);
  if (span === undefined) return;
  const empty: Span = { start: span.start, end: span.start };
  collector.reads.set(key, { func: root.func, span, handle: empty, key: empty });
}

function identity({ key, site }: Loss): string {
  return `${key} ${site.func.id} ${site.span.start}`;
}
