/** What the solver needs to know of a function's variables and blocks before it runs: order, liveness, captures. */
import type { Block, BlockId, Effect, Func, Test, Var } from './ir.ts';

interface Layout {
  /** Position of each block in reverse post-order. */
  readonly order: readonly number[];
  /** Per block, the variables whose value something looks at from there on. The others are dropped on the way in. */
  readonly live: readonly ReadonlySet<Var>[];
  /** Variables whose value something looks at. */
  readonly used: ReadonlySet<Var>;
}

const layouts = new WeakMap<Func, Layout>();

/** Computed once per function. */
export function layoutOf(func: Func): Layout {
  const known = layouts.get(func);
  if (known !== undefined) return known;
  const layout: Layout = { order: reversePostOrder(func), live: liveVariables(func), used: usedVariables(func) };
  layouts.set(func, layout);
  return layout;
}

function reversePostOrder(func: Func): readonly number[] {
  const order: number[] = new Array<number>(func.blocks.length).fill(-1);
  const seen = new Set<BlockId>([0]);
  const stack: { id: BlockId; next: readonly BlockId[]; at: number }[] = [{ id: 0, next: successors(func, 0), at: 0 }];
  let rank = func.blocks.length;
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top === undefined) break;
    const child = top.next[top.at++];
    if (child === undefined) {
      order[top.id] = rank--;
      stack.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      stack.push({ id: child, next: successors(func, child), at: 0 });
    }
  }
  return order;
}

function successors(func: Func, id: BlockId): readonly BlockId[] {
  const block = func.blocks[id];
  if (block === undefined) return [];
  const next: BlockId[] = [];
  const { terminator } = block;
  // The later-listed successor comes first in reverse post-order: the loop body before what follows the loop.
  if (terminator.kind === 'goto') next.push(terminator.to);
  if (terminator.kind === 'branch') next.push(terminator.otherwise, terminator.then);
  if (terminator.kind === 'throw') next.push(...terminator.handlers.map((handler) => handler.block));
  for (const effect of block.effects) {
    if ('handlers' in effect) next.push(...effect.handlers.map((handler) => handler.block));
  }
  return next;
}

/** Backward liveness. Handlers count as successors of every point of the block, so what they use is never killed in it. */
function liveVariables(func: Func): readonly ReadonlySet<Var>[] {
  const { blocks } = func;
  const live: Set<Var>[] = blocks.map(() => new Set());
  const parts = blocks.map((block) => usesAndDefinitions(block));
  const predecessors: BlockId[][] = blocks.map(() => []);
  blocks.forEach((_, id) => {
    for (const next of successors(func, id)) predecessors[next]?.push(id);
  });
  const waiting = new Set(blocks.map((_, id) => blocks.length - 1 - id));
  // A Set hands out what is added again while it is iterated.
  for (const id of waiting) {
    waiting.delete(id);
    const { uses, definitions, handlers } = parts[id] ?? { uses: [], definitions: new Set<Var>(), handlers: [] };
    const own = live[id] ?? new Set();
    const before = own.size;
    for (const variable of uses) own.add(variable);
    for (const next of normalSuccessors(blocks[id])) {
      for (const variable of live[next] ?? []) if (!definitions.has(variable)) own.add(variable);
    }
    for (const next of handlers) for (const variable of live[next] ?? []) own.add(variable);
    if (own.size > before) for (const one of predecessors[id] ?? []) waiting.add(one);
  }
  return live;
}

function usesAndDefinitions(block: Block): {
  readonly uses: readonly Var[];
  readonly definitions: ReadonlySet<Var>;
  readonly handlers: readonly BlockId[];
} {
  const uses = new Set<Var>();
  const definitions = new Set<Var>();
  const handlers = new Set<BlockId>();
  for (const effect of block.effects) {
    const into = 'into' in effect ? effect.into : undefined;
    for (const variable of variablesOf(effect)) {
      const isDefinition = variable === into && !(effect.op === 'alias' && effect.from === into);
      if (!isDefinition && !definitions.has(variable)) uses.add(variable);
    }
    if (into !== undefined) definitions.add(into);
    if ('handlers' in effect) for (const handler of effect.handlers) handlers.add(handler.block);
  }
  for (const variable of terminatorVariables(block)) if (!definitions.has(variable)) uses.add(variable);
  if (block.terminator.kind === 'throw') for (const handler of block.terminator.handlers) handlers.add(handler.block);
  return { uses: [...uses], definitions, handlers: [...handlers] };
}

function normalSuccessors(block: Block | undefined): readonly BlockId[] {
  if (block?.terminator.kind === 'goto') return [block.terminator.to];
  return block?.terminator.kind === 'branch' ? [block.terminator.then, block.terminator.otherwise] : [];
}

function terminatorVariables(block: Block): readonly Var[] {
  const { terminator } = block;
  if (terminator.kind === 'return') return terminator.value === null ? [] : [terminator.value];
  return terminator.kind === 'branch' ? testVariables(terminator.test) : [];
}

function testVariables(test: Test): readonly Var[] {
  switch (test.kind) {
    case 'equal':
      return [test.left, test.right];
    case 'more':
      return [test.of];
    case 'unknown':
      return [];
    default:
      return [test.value];
  }
}

const freeVariables = new WeakMap<Func, readonly Var[]>();

/** All variables that a closure mentions: what it may capture. */
export function variablesIn(func: Func): readonly Var[] {
  let known = freeVariables.get(func);
  if (known === undefined) {
    const all = new Set<Var>([func.self]);
    for (const block of func.blocks) {
      for (const effect of block.effects) for (const variable of variablesOf(effect)) all.add(variable);
      for (const variable of terminatorVariables(block)) all.add(variable);
    }
    known = [...all];
    freeVariables.set(func, known);
  }
  return known;
}

function variablesOf(effect: Effect): readonly Var[] {
  switch (effect.op) {
    case 'constant':
    case 'unknown':
    case 'symbol':
      return [effect.into];
    case 'alias':
      return [effect.into, effect.from];
    case 'new':
      return [
        effect.into,
        ...effect.args,
        ...[...(effect.methods?.values() ?? [])].flatMap((func) => [...variablesIn(func)]),
      ];
    case 'load':
      return effect.object === null ? [effect.into] : [effect.into, effect.object];
    case 'store':
      return effect.object === null ? [effect.from] : [effect.object, effect.from];
    case 'element':
      return [effect.into, effect.of];
    case 'store-element':
      return [effect.object, effect.from];
    case 'enter-try':
      return [];
    case 'call':
      return effect.receiver === null ? [effect.into, ...effect.args] : [effect.into, effect.receiver, ...effect.args];
    case 'closure':
      return [effect.into, ...variablesIn(effect.func)];
    case 'combine':
      return [effect.into, ...effect.parts];
    case 'test':
      return [effect.into, ...testVariables(effect.test)];
    case 'step':
      return [effect.into, effect.variable];
  }
}

/** Something looks at the variable after it is computed. */
export function isUsed(func: Func, variable: Var): boolean {
  return layoutOf(func).used.has(variable);
}

function usedVariables(func: Func): ReadonlySet<Var> {
  const used = new Set<Var>();
  for (const block of func.blocks) {
    for (const effect of block.effects) {
      const into = 'into' in effect ? effect.into : undefined;
      for (const variable of variablesOf(effect)) if (variable !== into) used.add(variable);
    }
    for (const variable of terminatorVariables(block)) used.add(variable);
  }
  return used;
}
