/** What a name means while a method is lowered. */
import type { BlockId, Handlers, Var } from '../ir.ts';
import type { TypeName } from '../type-name.ts';
import type { FunctionBuilder } from './builder.ts';
import type { ClassInfo, ClassTable } from './classes.ts';
import type { Block, TypeReference } from '../../languages/java/ast.ts';

/** Local variables in blocks, innermost last. */
export class Locals {
  readonly #frames: Map<string, Var>[] = [new Map<string, Var>()];

  push(): void {
    this.#frames.push(new Map());
  }

  pop(): void {
    this.#frames.pop();
  }

  declare(name: string, variable: Var): void {
    this.#frames[this.#frames.length - 1]?.set(name, variable);
  }

  find(name: string): Var | undefined {
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const variable = this.#frames[index]?.get(name);
      if (variable !== undefined) return variable;
    }
    return undefined;
  }
}

export interface JumpTarget {
  readonly label: string | null;
  readonly onBreak: BlockId;
  /** Undefined for a switch and for a labelled block. */
  readonly onContinue: BlockId | undefined;
  /** Number of finally blocks around the target. */
  readonly depth: number;
}

export interface PendingFinally {
  readonly body: Block;
  /** Handlers and finally blocks that hold around the try statement. */
  readonly handlers: Handlers;
}

export interface Lowering {
  readonly builder: FunctionBuilder;
  readonly table: ClassTable;
  /** Classes around the code, innermost first, each with the variable that holds its `this`. */
  readonly selves: readonly { readonly info: ClassInfo; readonly self: Var }[];
  readonly locals: Locals;
  /** Type variables of the method. */
  readonly typeParameters: ReadonlySet<string>;
  readonly localTypes: Map<string, ClassInfo>;
  readonly isStatic: boolean;
  handlers: Handlers;
  targets: readonly JumpTarget[];
  finallies: readonly PendingFinally[];
  /** Where `yield` of the innermost switch expression puts its value and goes. */
  yields: { readonly into: Var; readonly to: BlockId; readonly depth: number } | undefined;
}

export function innermost(lowering: Lowering): { readonly info: ClassInfo; readonly self: Var } {
  const [first] = lowering.selves;
  if (first === undefined) throw new Error('code outside of a class');
  return first;
}

export function typeIn(lowering: Lowering, reference: TypeReference | null): TypeName | undefined {
  if (reference === null || lowering.typeParameters.has(reference.name)) return undefined;
  const { info } = innermost(lowering);
  const local = lowering.localTypes.get(reference.name);
  if (local !== undefined) return { name: local.name, args: [], dims: reference.dimensions };
  const type = lowering.table.resolve(reference, info, info.file);
  return type === undefined ? undefined : eraseVariables(type, lowering.typeParameters);
}

/** Type variables of the method stand for anything: `Class<T>` is a Class of Object. */
function eraseVariables(type: TypeName, variables: ReadonlySet<string>): TypeName {
  if (type.args.length === 0 || variables.size === 0) return type;
  const args = type.args.map((arg) =>
    variables.has(arg.name) ? { name: 'java.lang.Object', args: [], dims: arg.dims } : eraseVariables(arg, variables),
  );
  return { ...type, args };
}
