/**
 * The fixpoint over one function: states flow along the edges of its graph, merged only where their status and flags are
 * equal. Order: reverse post-order, so that a block is visited after the blocks before it. Iterative throughout.
 */
import { assume } from './conditions.ts';
import { BudgetExceeded, type Activation, type Context, type Exit } from './context.ts';
import type { Block, BlockId, Effect, Func, Handlers, Test, Var } from './ir.ts';
import { layoutOf } from './variables.ts';
import { cloneState, getVariable, mergeInto, statusKey, stateKey, type State } from './state.ts';
import { transfer } from './transfer.ts';
import { simpleName, type TypeName } from './type-name.ts';
import { unknownValue, type Value } from './value.ts';

/** More states than this at one place are merged by status alone. */
const groupsPerBlock = 24;

export function solve(
  outer: Context,
  func: Func,
  entry: State,
  self: Value,
  parameters: readonly Value[],
  stack: readonly Func[],
): readonly Exit[] {
  const { changer } = outer;
  const context = changer?.func === func ? { ...outer, memo: changer.memo, changer: undefined } : outer;
  const { order, live } = layoutOf(func);
  const states: (Map<string, State> | undefined)[] = [];
  const waiting: (Set<string> | undefined)[] = [];
  const queue: BlockId[] = [];
  const exits: Exit[] = [];

  const enqueue = (block: BlockId, state: State): void => {
    prune(state, live[block] ?? nothing, func.self);
    const known = (states[block] ??= new Map<string, State>());
    let key = stateKey(state, func.flags);
    if (!known.has(key) && known.size >= groupsPerBlock) key = statusKey(state.status);
    const old = known.get(key);
    if (old === undefined) known.set(key, state);
    else if (!mergeInto(old, state, `${func.id}#${block}`)) return;
    const pending = waiting[block];
    if (pending === undefined) {
      waiting[block] = new Set([key]);
      insert(queue, block, order);
    } else {
      if (pending.size === 0) insert(queue, block, order);
      pending.add(key);
    }
  };

  const raise = (state: State, type: TypeName | undefined, handlers: Handlers, implicit: boolean): void => {
    for (const handler of handlers) {
      const isVague = implicit && type === undefined;
      const match = isVague ? catchesImplicit(handler.types) : catches(handler.types, type, context);
      if (match === 'no') continue;
      const copy = cloneState(state);
      // A change before the exception that may happen: the path is one that a reader may not have meant.
      if (implicit && copy.status.phase !== 'idle') copy.status = { ...copy.status, doubtful: true };
      enqueue(handler.block, copy);
      if (match === 'yes') return;
    }
    if (!implicit) exits.push({ state, value: unknownValue, span: func.span, thrown: type ?? null });
  };

  const activation: Activation = { context, func, self, parameters, stack: [...stack, func], raise };
  enqueue(0, cloneState(entry));
  while (queue.length > 0) {
    const id = queue[0] ?? 0;
    const pending = waiting[id] ?? new Set();
    const [key] = pending;
    if (key === undefined) {
      queue.shift();
      continue;
    }
    pending.delete(key);
    const start = states[id]?.get(key);
    const block = func.blocks[id];
    if (start === undefined || block === undefined) continue;
    if (context.budget.left-- <= 0) throw new BudgetExceeded(func.id);
    finish(block, runEffects(block.effects, cloneState(start), activation));
  }
  return exits;

  function finish(block: Block, results: readonly State[]): void {
    const { terminator } = block;
    for (const state of results) {
      switch (terminator.kind) {
        case 'goto':
          enqueue(terminator.to, state);
          break;
        case 'branch':
          branch(terminator.test, terminator.then, terminator.otherwise, state);
          break;
        case 'return':
          exits.push({
            state,
            value: terminator.value === null ? unknownValue : getVariable(state, terminator.value),
            span: terminator.span,
            thrown: undefined,
          });
          break;
        case 'throw':
          raise(state, terminator.type, terminator.handlers, false);
          break;
      }
    }
  }

  function branch(test: Test, then: BlockId, otherwise: BlockId, state: State): void {
    const yes = cloneState(state);
    if (assume(yes, test, true, activation)) enqueue(then, yes);
    if (assume(state, test, false, activation)) enqueue(otherwise, state);
  }
}

function runEffects(effects: readonly Effect[], start: State, activation: Activation): readonly State[] {
  let states: readonly State[] = [start];
  for (const effect of effects) {
    if (states.length === 1 && states[0] !== undefined) {
      states = transfer(states[0], effect, activation);
    } else {
      states = states.flatMap((state) => transfer(state, effect, activation));
    }
    if (states.length > 1) states = mergeEqual(states, activation, effect);
    if (states.length === 0) return states;
  }
  return states;
}

/**
 * A call may split a path; what is equal again afterwards is one path. The value that tells the paths apart (the result
 * of the call) counts, so that a test right behind the call sees it.
 */
function mergeEqual(states: readonly State[], activation: Activation, effect: Effect): readonly State[] {
  const result = 'into' in effect ? effect.into : undefined;
  const merged = new Map<string, State>();
  for (const state of states) {
    let key = stateKey(state, activation.func.flags);
    if (result !== undefined) {
      const value = getVariable(state, result);
      key += `|${String(value.literal)}|${value.nullness}`;
    }
    const old = merged.get(key);
    if (old === undefined) merged.set(key, state);
    else mergeInto(old, state, `${activation.func.id}!`);
  }
  return [...merged.values()];
}

const nothing: ReadonlySet<Var> = new Set();

/** Drops variables that nothing looks at from here on: keeps states small, and equal where they only differ in those. */
function prune(state: State, live: ReadonlySet<Var>, self: Var): void {
  state.env.keepOnly((variable) => variable === self || live.has(variable));
}

function insert(queue: BlockId[], block: BlockId, order: readonly number[]): void {
  const rank = order[block] ?? 0;
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[queue[middle] ?? 0] ?? 0) <= rank) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, block);
}

const catchAll = new Set(['finally', 'Throwable', 'java.lang.Throwable']);
const catchMost = new Set(['Exception', 'java.lang.Exception', 'RuntimeException', 'java.lang.RuntimeException']);
/** Exceptions that no reader counts on to happen between two statements. */
const programmingErrors =
  /(NullPointer|ClassCast|IndexOutOfBounds|IllegalState|IllegalArgument|NumberFormat|Cloning|CloneNotSupported|UnsupportedEncoding|NoSuchElement)Exception$|Error$/;

function catchesImplicit(types: readonly string[]): 'yes' | 'maybe' | 'no' {
  if (types.some((type) => catchAll.has(type))) return 'yes';
  if (types.every((type) => programmingErrors.test(type))) return 'no';
  return types.some((type) => catchMost.has(type)) ? 'yes' : 'maybe';
}

function catches(types: readonly string[], thrown: TypeName | undefined, context: Context): 'yes' | 'maybe' | 'no' {
  if (types.some((type) => catchAll.has(type))) return 'yes';
  if (thrown === undefined) return 'maybe';
  let answer: 'maybe' | 'no' = 'no';
  for (const type of types) {
    if (simpleName(type) === simpleName(thrown.name)) return 'yes';
    if (simpleName(type) === 'Exception') return thrown.name.endsWith('Error') ? 'no' : 'yes';
    const subtype = context.program.isSubtype(thrown, { name: type, args: [], dims: 0 });
    if (subtype === true) return 'yes';
    if (subtype === undefined) answer = 'maybe';
  }
  return answer;
}
