/**
 * Runs a small program on every path and every first content of the session. The states of a program are few (which
 * objects the locals and the session hold, whether the stored object was changed, one flag), so all reachable ones are
 * enumerated, loops included, without merging any two that differ.
 */
import { jumpIn, type Around, type Jump, type Local, type Stmt } from './small-program.ts';

/** Objects are numbered in the order c, d, session; null is no object. */
interface World {
  readonly c: number | null;
  readonly d: number | null;
  readonly stored: number | null;
  /** The stored object was changed since the manager last learnt of it. */
  readonly changed: boolean;
  /** The attribute was set in this request: serialized at its end, with all changes. */
  readonly set: boolean;
  readonly flag: boolean;
}

type Outcome = 'normal' | 'return' | 'throw' | Jump;

class Worlds {
  readonly #worlds = new Map<string, World>();

  add(world: World): boolean {
    const { named, key } = canonical(world);
    if (this.#worlds.has(key)) return false;
    this.#worlds.set(key, named);
    return true;
  }

  [Symbol.iterator](): Iterator<World> {
    return this.#worlds.values();
  }
}

function canonical(world: World): { readonly named: World; readonly key: string } {
  const names = new Map<number, number>();
  const nameOf = (object: number | null): number | null => {
    if (object === null) return null;
    if (!names.has(object)) names.set(object, names.size);
    return names.get(object) ?? null;
  };
  const named = { ...world, c: nameOf(world.c), d: nameOf(world.d), stored: nameOf(world.stored) };
  return { named, key: JSON.stringify(named) };
}

interface Where extends Around {
  readonly lenient: boolean;
}

type Outcomes = ReadonlyMap<Outcome, Worlds>;

export interface Semantics {
  /** The manager serializes inside setAttribute. */
  readonly eager: boolean;
  /** The session may have no such attribute when the request starts. */
  readonly mayBeAbsent: boolean;
  /**
   * Exceptions that no statement throws are possible: a null pointer may be handled like any exception, or not happen, and
   * a try statement with a finally block may fail at once. Else a null pointer ends the path, and no other one happens.
   */
  readonly lenient: boolean;
}

/** Some path ends with a changed object that the store has not heard of. */
export function losesChange(body: readonly Stmt[], semantics: Semantics): boolean {
  const { eager, mayBeAbsent, lenient } = semantics;
  const first = new Worlds();
  const rest = { d: 1, changed: false, set: false, flag: false };
  first.add({ ...rest, c: 0, stored: 0 });
  if (mayBeAbsent) first.add({ ...rest, c: null, stored: null });
  const outcomes = runAll(body, first, { loops: 0, breakable: false, lenient });
  // A request that ends by an exception is not judged.
  return (['normal', 'return'] as const).some((outcome) =>
    [...(outcomes.get(outcome) ?? [])].some((world) => world.changed && (eager || !world.set)),
  );
}

const fresh = 9;

function runAll(stmts: readonly Stmt[], from: Iterable<World>, around: Where): Outcomes {
  const all = new Collected();
  let current: Iterable<World> = from;
  for (const stmt of stmts) {
    const outcomes = run(stmt, current, around);
    for (const [outcome, worlds] of outcomes) if (outcome !== 'normal') all.add(outcome, worlds);
    current = outcomes.get('normal') ?? [];
  }
  all.add('normal', current);
  return all.outcomes;
}

class Collected {
  readonly outcomes = new Map<Outcome, Worlds>();

  add(outcome: Outcome, worlds: Iterable<World>): void {
    let known = this.outcomes.get(outcome);
    if (known === undefined) this.outcomes.set(outcome, (known = new Worlds()));
    for (const world of worlds) known.add(world);
  }

  addAll(outcomes: Outcomes, except: readonly Outcome[] = []): void {
    for (const [outcome, worlds] of outcomes) if (!except.includes(outcome)) this.add(outcome, worlds);
  }
}

function run(stmt: Stmt, from: Iterable<World>, around: Where): Outcomes {
  const all = new Collected();
  switch (stmt.kind) {
    case 'if':
      all.addAll(runAll(stmt.then, from, around));
      all.addAll(runAll(stmt.otherwise, from, around));
      break;
    case 'if-flag':
    case 'if-null': {
      const holds = (world: World): boolean => (stmt.kind === 'if-flag' ? world.flag : world[stmt.local] === null);
      all.addAll(runAll(stmt.then, [...from].filter(holds), around));
      all.addAll(
        runAll(
          stmt.otherwise,
          [...from].filter((world) => !holds(world)),
          around,
        ),
      );
      break;
    }
    case 'loop':
    case 'do':
      runLoop(stmt, from, around, all);
      break;
    case 'switch':
      runSwitch(stmt, from, around, all);
      break;
    case 'try':
      runTry(stmt, from, around, all);
      break;
    case 'synchronized':
      all.addAll(runAll(stmt.body, from, around));
      break;
    case 'jump':
      all.add(jumpIn(stmt.to, around) ?? 'return', from);
      break;
    case 'return':
    case 'throw':
      all.add(stmt.kind, from);
      break;
    default:
      for (const world of from) {
        const after = step(stmt, world);
        const isNullPointer = after.length === 0;
        all.add('normal', isNullPointer && around.lenient ? [world] : after);
        if (isNullPointer && around.lenient) all.add('throw', [world]);
      }
  }
  return all.outcomes;
}

type Loop = Extract<Stmt, { kind: 'loop' | 'do' }>;

function runLoop(stmt: Loop, from: Iterable<World>, around: Where, all: Collected): void {
  const isOuter = around.loops === 0;
  const repeats: readonly Outcome[] = isOuter ? ['normal', 'continue', 'continue-outer'] : ['normal', 'continue'];
  const leaves: readonly Outcome[] = isOuter ? ['break', 'break-outer'] : ['break'];
  const seen = new Worlds();
  let next = [...from];
  if (stmt.kind === 'loop') all.add('normal', next);
  while (next.length > 0) {
    const started = next.filter((world) => seen.add(world));
    next = [];
    const outcomes = runAll(stmt.body, started, { ...around, loops: around.loops + 1, breakable: true });
    for (const [outcome, worlds] of outcomes) {
      if (repeats.includes(outcome)) {
        // The test behind the body may fail or hold.
        all.add('normal', worlds);
        next.push(...worlds);
      } else all.add(leaves.includes(outcome) ? 'normal' : outcome, worlds);
    }
  }
}

function runSwitch(
  stmt: Extract<Stmt, { kind: 'switch' }>,
  from: Iterable<World>,
  around: Where,
  all: Collected,
): void {
  const inside = { ...around, breakable: true };
  // No case has to match.
  all.add('normal', from);
  let fallen: Iterable<World> = [];
  for (const one of stmt.cases) {
    const entered = stmt.arrows ? [...from] : [...from, ...fallen];
    const outcomes = runAll(one, entered, inside);
    all.addAll(outcomes, ['normal', 'break']);
    all.add('normal', outcomes.get('break') ?? []);
    if (stmt.arrows) all.add('normal', outcomes.get('normal') ?? []);
    else fallen = outcomes.get('normal') ?? [];
  }
  all.add('normal', fallen);
}

function runTry(stmt: Extract<Stmt, { kind: 'try' }>, from: Iterable<World>, around: Where, all: Collected): void {
  const inner = new Collected();
  const body = runAll(stmt.body, from, around);
  inner.addAll(body, stmt.handler === null ? [] : ['throw']);
  if (stmt.handler !== null) inner.addAll(runAll(stmt.handler, body.get('throw') ?? [], around));
  if (stmt.finalizer !== null && around.lenient) inner.add('throw', from);
  for (const [outcome, worlds] of inner.outcomes) {
    const outcomes = runAll(stmt.finalizer ?? [], worlds, around);
    // A finally block that ends normally goes on with what led to it.
    for (const [last, after] of outcomes) all.add(last === 'normal' ? outcome : last, after);
  }
}

/** A simple statement. No world: a null pointer. */
function step(stmt: Stmt, world: World): readonly World[] {
  const change = (object: number | null): readonly World[] => {
    if (object === null) return [];
    return [object === world.stored ? { ...world, changed: true } : world];
  };
  const assign = (local: Local, object: number | null): World => ({ ...world, [local]: object });
  switch (stmt.kind) {
    case 'read':
      return [assign(stmt.local, world.stored)];
    case 'change':
      return change(world[stmt.local]);
    case 'change-stored':
      return change(world.stored);
    case 'write': {
      const stored = world[stmt.local];
      // Setting null removes.
      return [{ ...world, stored, changed: false, set: stored !== null }];
    }
    case 'remove':
      return [{ ...world, stored: null, changed: false, set: false }];
    case 'create':
      return [assign(stmt.local, fresh)];
    case 'forget':
      return [assign(stmt.local, null)];
    case 'alias':
      return [assign(stmt.into, world[stmt.from])];
    case 'choose':
      return [assign(stmt.into, world.c), assign(stmt.into, world.d)];
    case 'flag':
      return [{ ...world, flag: stmt.value }];
    default:
      return [world];
  }
}
