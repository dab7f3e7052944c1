/**
 * The fixpoint over one function: states flow along the edges of its graph, merged only where their status and flags are
 * equal. Iterative; bounded by a budget that all functions of a run share.
 */
import { ownVariables } from '../typescript/builder.ts';
import type { Block, BlockId, Effect, Handlers, Test, Var } from '../ir.ts';
import { layoutOf } from '../variables.ts';
import { assume } from './conditions.ts';
import { BudgetExceeded, type Activation, type Exit } from './context.ts';
import { cloneState, type Leaving, mergeInto, statusKey, type State } from './state.ts';
import { transfer } from './transfer.ts';
import { unknownValue } from './value.ts';

/** More states than this at one place are merged, whatever they say. */
const groupsPerBlock = 16;

export function solve(activation: Activation, entry: State): readonly Exit[] {
  const { func, run } = activation;
  const { order, live } = layoutOf(func);
  const own = ownVariables.get(func);
  const states: (Map<string, State> | undefined)[] = [];
  const waiting: (Set<string> | undefined)[] = [];
  const queue: BlockId[] = [];
  const exits: Exit[] = [];

  const prune = (state: State, block: BlockId): void => {
    const needed = live[block];
    if (own === undefined || needed === undefined) return;
    state.env.own.keepOnly(
      (variable) =>
        variable < own.first ||
        variable >= own.end ||
        variable === func.self ||
        needed.has(variable) ||
        own.captured.has(variable),
    );
  };

  const enqueue = (block: BlockId, state: State): void => {
    prune(state, block);
    const known = (states[block] ??= new Map<string, State>());
    let key = statusKey(state) + flagsKey(state, func.flags);
    if (!known.has(key) && known.size >= groupsPerBlock) key = [...known.keys()][0] ?? key;
    const old = known.get(key);
    if (old === undefined) known.set(key, state);
    else if (!mergeInto(old, state)) return;
    const pending = waiting[block];
    if (pending === undefined || pending.size === 0) insert(queue, block, order);
    (waiting[block] ??= new Set()).add(key);
  };

  /** What may go wrong in a `try` is no path that anyone counts on: what is open then is not judged. */
  const raise = (state: State, handlers: Handlers): void => {
    const [handler] = handlers;
    if (handler === undefined) return;
    const copy = cloneState(state);
    for (const session of copy.sessions.values()) {
      session.dirty.clear();
      session.changes.clear();
      session.floating.clear();
      session.unsent.clear();
    }
    // What failed may be the work that was waited for.
    copy.pending.clear();
    enqueue(handler.block, copy);
  };

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
    if (run.budget.left-- <= 0) throw new BudgetExceeded(func.id);
    finish(block, runEffects(block.effects, cloneState(start)));
  }
  return exits;

  function runEffects(effects: readonly Effect[], start: State): readonly State[] {
    let current: readonly State[] = [start];
    for (const effect of effects) {
      if ('handlers' in effect && effect.handlers.length > 0)
        for (const state of current) raise(state, effect.handlers);
      if (effect.op === 'enter-try') continue;
      const next: State[] = [];
      for (const state of current) {
        for (const after of transfer(activation, state, effect)) {
          if (after.leaving === null) next.push(after);
          else leave(after, after.leaving, effect);
        }
      }
      current = next.length > 1 ? mergeEqual(next) : next;
      if (current.length === 0) return current;
    }
    return current;
  }

  /** A call that throws to answer. In a callee it ends the paths of callers as well, which are not followed there. */
  function leave(state: State, { call, answers }: Leaving, effect: Effect): void {
    state.leaving = null;
    const [handler] = 'handlers' in effect ? effect.handlers : [];
    if (handler !== undefined) {
      // A failure is what `raise` has told the handler of.
      if (answers) enqueue(handler.block, state);
    } else if ('span' in effect) {
      const thrown = !answers || activation.calls.length > 0;
      exits.push({ state, value: unknownValue, span: effect.span, thrown, leftBy: call });
    }
  }

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
        case 'return': {
          const value = terminator.value === null ? unknownValue : read(state, terminator.value);
          exits.push({ state, value, span: terminator.span, thrown: false });
          break;
        }
        case 'throw': {
          const [handler] = terminator.handlers;
          if (handler !== undefined) enqueue(handler.block, state);
          else exits.push({ state, value: unknownValue, span: terminator.span, thrown: true });
          break;
        }
      }
    }
  }

  function read(state: State, variable: Var) {
    return state.env.get(variable) ?? run.root.captured.get(variable) ?? run.modules.variable(variable) ?? unknownValue;
  }

  function branch(test: Test, then: BlockId, otherwise: BlockId, state: State): void {
    const yes = cloneState(state);
    if (assume(activation, yes, test, true)) enqueue(then, yes);
    if (assume(activation, state, test, false)) enqueue(otherwise, state);
  }

  /** A call may split a path; what is equal again afterwards is one path. */
  function mergeEqual(list: readonly State[]): readonly State[] {
    const merged = new Map<string, State>();
    for (const state of list) {
      const key = statusKey(state) + flagsKey(state, func.flags);
      const old = merged.get(key);
      if (old === undefined) merged.set(key, state);
      else mergeInto(old, state);
    }
    return [...merged.values()].slice(0, groupsPerBlock);
  }
}

function flagsKey(state: State, flags: readonly Var[]): string {
  return flags.length === 0 ? '' : flags.map((flag) => String(state.env.get(flag)?.literal)).join();
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
