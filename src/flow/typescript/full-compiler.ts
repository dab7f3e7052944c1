/**
 * The whole compiler, with its checker, for `--types`. Only the parser is part of this package; this one is the `typescript`
 * that lies beside it, an optional peer dependency. TypeScript 7 has no API and is of no use here.
 */
import { createRequire } from 'node:module';
import type ts from 'typescript';

export type FullCompiler = typeof ts;

let loaded: FullCompiler | null | undefined;

/** Null where there is none. */
export function fullCompiler(): FullCompiler | null {
  loaded ??= load(createRequire(import.meta.url));
  return loaded;
}

export function load(require: (name: string) => unknown): FullCompiler | null {
  try {
    const found = require('typescript') as FullCompiler & { readonly createProgram?: unknown };
    return typeof found.createProgram === 'function' ? found : null;
  } catch {
    return null;
  }
}
