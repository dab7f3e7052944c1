/** Builds the graph of one function. Nested functions (lambdas, anonymous classes) share the variable numbers. */
import type { Block, BlockId, Effect, Func, Handlers, Parameter, Span, Terminator, Test, Var } from '../ir.ts';
import type { TypeName } from '../type-name.ts';
import type { JavaFile } from './classes.ts';

/** A function with more blocks is not analysed: generated code, or finally blocks nested without end. */
const maxBlocks = 60_000;

export class TooLarge extends Error {}

/** What the outermost function and the functions in it share. */
export class VariableTable {
  readonly variables = new Map<Var, { readonly name: string; readonly type: TypeName | undefined }>();
  #next = 0;

  fresh(): Var {
    return this.#next++;
  }

  named(name: string, type: TypeName | undefined): Var {
    const variable = this.fresh();
    this.variables.set(variable, { name, type });
    return variable;
  }
}

interface OpenBlock {
  effects: Effect[];
  terminator: Terminator | undefined;
}

export class FunctionBuilder {
  readonly table: VariableTable;
  readonly file: JavaFile;
  readonly #blocks: OpenBlock[] = [];
  #current: BlockId;
  /** Boolean locals: how often each is assigned, and how often a constant. */
  readonly #assignments = new Map<Var, { all: number; constant: number }>();

  constructor(file: JavaFile, table: VariableTable) {
    this.file = file;
    this.table = table;
    this.#current = this.newBlock();
  }

  newBlock(): BlockId {
    if (this.#blocks.length >= maxBlocks) throw new TooLarge();
    return this.#blocks.push({ effects: [], terminator: undefined }) - 1;
  }

  temp(): Var {
    return this.table.fresh();
  }

  emit(effect: Effect): void {
    this.#blocks[this.#current]?.effects.push(effect);
  }

  /** Ends the current block; what is emitted next, before `startBlock`, is dead code. */
  terminate(terminator: Terminator): void {
    const block = this.#blocks[this.#current];
    if (block !== undefined) block.terminator ??= terminator;
    this.#current = this.newBlock();
  }

  startBlock(id: BlockId): void {
    this.#current = id;
  }

  goto(to: BlockId): void {
    this.terminate({ kind: 'goto', to });
  }

  /** Ends the current block and goes on in `to`. */
  flowInto(to: BlockId): void {
    const block = this.#blocks[this.#current];
    if (block !== undefined) block.terminator ??= { kind: 'goto', to };
    this.#current = to;
  }

  branch(test: Test, then: BlockId, otherwise: BlockId): void {
    this.terminate({ kind: 'branch', test, then, otherwise });
  }

  noteAssignment(variable: Var, isConstant: boolean): void {
    const count = this.#assignments.get(variable) ?? { all: 0, constant: 0 };
    count.all++;
    if (isConstant) count.constant++;
    this.#assignments.set(variable, count);
  }

  finish(parts: {
    readonly id: string;
    readonly name: string;
    readonly span: Span;
    readonly self: Var;
    readonly parameters: readonly Parameter[];
    readonly variadic: boolean;
    readonly throws: readonly string[];
    readonly returns: TypeName | undefined;
    readonly isPrivate?: boolean;
  }): Func {
    const end: Span = { start: Math.max(parts.span.start, parts.span.end - 1), end: parts.span.end };
    const blocks: Block[] = this.#blocks.map((block) => ({
      effects: block.effects,
      terminator: block.terminator ?? { kind: 'return', value: null, span: end },
    }));
    const { isPrivate = false } = parts;
    const { variables } = this.table;
    return { ...parts, isPrivate, file: this.file, blocks, variables, flags: this.#flags(), limit: null };
  }

  #flags(): readonly Var[] {
    const flags: Var[] = [];
    for (const [variable, count] of this.#assignments) {
      const type = this.table.variables.get(variable)?.type?.name;
      const isBoolean = type === 'boolean' || type === 'java.lang.Boolean';
      if (isBoolean && count.all > 1 && count.constant > 0 && flags.length < 6) flags.push(variable);
    }
    return flags;
  }
}

export const noHandlers: Handlers = [];
