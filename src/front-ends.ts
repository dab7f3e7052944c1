/** Which analysis reads which tree, by the node type of the root. */
import type { FrontEnd } from './flow/front-end.ts';
import { javaFrontEnd } from './flow/java/analyze.ts';
import { jspFrontEnd } from './flow/jsp/analyze.ts';
import { typescriptFrontEnd } from './flow/typescript/analyze.ts';

export const frontEnds: Readonly<Record<string, FrontEnd>> = {
  CompilationUnit: javaFrontEnd,
  JspPage: jspFrontEnd,
  // Ours, and that of every parser that ESLint has for scripts.
  Program: typescriptFrontEnd,
};
