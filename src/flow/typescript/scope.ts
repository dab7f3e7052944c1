/** What lowering carries along: names in scope, the function that is built, where jumps and exceptions go. */
import type ts from 'typescript';
import { startOf, type Compiler } from '../../languages/typescript/compiler.ts';
import type { BlockId, Func, Handlers, Span, Var } from '../ir.ts';
import type { TypeName } from '../type-name.ts';
import type { FunctionBuilder, VariableTable } from './builder.ts';

export class Scope {
  readonly parent: Scope | undefined;
  /** The function that the scope belongs to, as a depth: 0 is the module. */
  readonly depth: number;
  /** Declarations with `var` go to the nearest of these. */
  readonly isFunction: boolean;
  readonly #names = new Map<string, Var>();

  constructor(parent: Scope | undefined, depth: number, isFunction: boolean) {
    this.parent = parent;
    this.depth = depth;
    this.isFunction = isFunction;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  declare(name: string, variable: Var): void {
    this.#names.set(name, variable);
  }

  own(name: string): Var | undefined {
    return this.#names.get(name);
  }

  find(name: string): { readonly variable: Var; readonly depth: number } | undefined {
    const own = this.#names.get(name);
    if (own !== undefined) return { variable: own, depth: this.depth };
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      const variable = scope.#names.get(name);
      if (variable !== undefined) return { variable, depth: scope.depth };
    }
    return undefined;
  }
}

/** A statement that jumps may aim at. */
export interface JumpTarget {
  readonly labels: readonly string[];
  readonly onBreak: BlockId;
  readonly onContinue: BlockId | undefined;
  /** How many `finally` blocks are open outside it. */
  readonly depth: number;
}

/** What is known of a module as a whole. */
export interface ModuleNames {
  readonly ts: Compiler;
  readonly sourceFile: ts.SourceFile;
  readonly file: { readonly path: string; readonly text: string };
  readonly table: VariableTable;
  /** Type names of imports: local name to module and export. */
  readonly importedTypes: Map<string, { readonly module: string; readonly name: string }>;
  /** Aliases and interfaces of the file. */
  readonly localTypes: Map<string, ts.TypeAliasDeclaration | ts.InterfaceDeclaration>;
  /** What the module exports. `*` entries are re-exports of whole modules. */
  readonly exports: Map<string, Var>;
  readonly reexports: string[];
  /** The object that CommonJS calls `exports`, and the variable that holds `module.exports`. */
  readonly exportsObject: Var;
  readonly functions: Func[];
  /** Variables that a condition asks for: what is read of them where they are nothing ends the path. */
  readonly tested: Set<Var>;
  /** Declared types whose resolution is under way. */
  readonly resolving: Set<string>;
}

export interface Lowering {
  readonly module: ModuleNames;
  readonly builder: FunctionBuilder;
  scope: Scope;
  self: Var;
  handlers: Handlers;
  finallies: readonly { readonly block: ts.Block; readonly handlers: Handlers }[];
  targets: readonly JumpTarget[];
  /** Name of the function, for those in it. */
  readonly path: string;
}

export function spanOf(node: ts.Node, { module }: Lowering): Span {
  return { start: startOf(node, module.sourceFile), end: node.end };
}

export function inScope<T>(lowering: Lowering, isFunction: boolean, run: () => T): T {
  const outer = lowering.scope;
  lowering.scope = new Scope(outer, outer.depth, isFunction);
  try {
    return run();
  } finally {
    lowering.scope = outer;
  }
}

export function declare(name: string, type: TypeName | undefined, lowering: Lowering): Var {
  const variable = lowering.builder.table.named(name, type);
  lowering.scope.declare(name, variable);
  return variable;
}

/** The variable of a name, or undefined for a global. */
export function resolveName(name: string, lowering: Lowering): Var | undefined {
  const found = lowering.scope.find(name);
  if (found === undefined) return undefined;
  if (found.depth < lowering.scope.depth) lowering.module.table.captured.add(found.variable);
  return found.variable;
}
