/**
 * Calls in a Java tree that stand for code of another language, such as the actions of a page in the class that is made
 * of it. Whoever makes the tree hands in what they mean.
 */
import type { Expression, MethodCall } from '../../languages/java/ast.ts';
import type { BlockId, Var } from '../ir.ts';
import type { Lowering } from './scope.ts';

export interface EmbeddedCalls {
  /** The value of a call that is not Java, or that means something else here; undefined for all others. */
  readonly lowerCall: (node: MethodCall, lowering: Lowering) => Var | undefined;
  /** The same of a call that is tested; false when it is an ordinary one. Ends the current block. */
  readonly lowerCondition: (node: Expression, then: BlockId, otherwise: BlockId, lowering: Lowering) => boolean;
  /** A call of Java was lowered, with these arguments. */
  readonly noteCall: (node: MethodCall, args: readonly Var[], lowering: Lowering) => void;
}
