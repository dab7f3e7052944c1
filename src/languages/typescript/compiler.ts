/**
 * The TypeScript compiler, loaded when the first file is parsed: most runs never need it. It is our own, whatever the
 * linted project has installed, for TypeScript 7 has no compiler API.
 */
import { createRequire } from 'node:module';
import type ts from 'typescript';

export type Compiler = typeof ts;

let loaded: Compiler | undefined;

/** The build replaces this module by one that loads the bundled compiler. */
export function compiler(): Compiler {
  loaded ??= createRequire(import.meta.url)('typescript') as Compiler;
  return loaded;
}

/** Where a node starts in the text, after comments and space. The parser's own nodes do not tell by themselves. */
export function startOf(node: ts.Node, sourceFile: ts.SourceFile): number {
  const ts = compiler() as Compiler & InternalParts;
  return ts.skipTrivia(sourceFile.text, node.pos);
}

/** Not part of the published types, but exported. */
interface InternalParts {
  readonly skipTrivia: (text: string, position: number) => number;
}
