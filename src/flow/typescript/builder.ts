/**
 * Builds the graph of one function. Variables are numbered once for the whole process, so that functions of different
 * files can be followed in one state.
 */
import type { Block, BlockId, Effect, Func, Parameter, SourceFile, Span, Terminator, Test, Var } from '../ir.ts';
import type { TypeName } from '../type-name.ts';

const maxBlocks = 60_000;

export class TooLarge extends Error {}

let nextVariable = 0;

/** What a module and the functions in it share. */
export class VariableTable {
  readonly variables = new Map<Var, { readonly name: string; readonly type: TypeName | undefined }>();
  /** Variables that an inner function mentions: they live as long as that function may run. */
  readonly captured = new Set<Var>();

  fresh(): Var {
    return nextVariable++;
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
  readonly file: SourceFile;
  /** Variables of this function and those in it have this number or a higher one. */
  readonly firstVariable = nextVariable;
  readonly #blocks: OpenBlock[] = [];
  #current: BlockId;
  readonly #assignments = new Map<Var, { all: number; constant: number }>();

  constructor(file: SourceFile, table: VariableTable) {
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
    readonly returns: TypeName | undefined;
  }): Func {
    const end: Span = { start: Math.max(parts.span.start, parts.span.end - 1), end: parts.span.end };
    const blocks: Block[] = this.#blocks.map((block) => ({
      effects: block.effects,
      terminator: block.terminator ?? { kind: 'return', value: null, span: end },
    }));
    const func: Func = {
      ...parts,
      throws: [],
      isPrivate: false,
      file: this.file,
      blocks,
      variables: this.table.variables,
      flags: this.#flags(),
      limit: null,
    };
    ownVariables.set(func, { first: this.firstVariable, end: nextVariable, captured: this.table.captured });
    return func;
  }

  #flags(): readonly Var[] {
    const flags: Var[] = [];
    for (const [variable, count] of this.#assignments) {
      if (count.all > 1 && count.constant > 0 && flags.length < 6) flags.push(variable);
    }
    return flags;
  }
}

export interface OwnVariables {
  readonly first: Var;
  readonly end: Var;
  readonly captured: ReadonlySet<Var>;
}

/** The variables that are the function's own, and which of them inner functions may look at. */
export const ownVariables = new WeakMap<Func, OwnVariables>();
