/** The tree that ESLint sees of a script: one node. Rules ask the analysis, which has the compiler's own tree. */
import type { SourceComment, SyntaxNode } from '../shared/syntax.ts';

export interface Program extends SyntaxNode {
  readonly type: 'Program';
}

export interface Comment extends SourceComment {
  readonly type: 'Line' | 'Block';
}

export const visitorKeys = { Program: [] } as const;
