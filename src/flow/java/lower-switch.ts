/** Switch statements and expressions, old and new: a chain of tests, then bodies that may fall through. */
import type { SwitchCase, SwitchExpression, SwitchStatement } from '../../languages/java/ast.ts';
import type { BlockId, Test, Var } from '../ir.ts';
import { bindPattern, lowerCondition } from './lower-condition.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerStatements } from './lower-statement.ts';
import { classNamed, fieldInScope } from './names.ts';
import { typeIn, type Lowering } from './scope.ts';

/** Lowers to the point where all cases have gone to `end` or elsewhere; the caller starts `end`. */
export function lowerSwitch(node: SwitchStatement | SwitchExpression, end: BlockId, lowering: Lowering): void {
  const { builder } = lowering;
  const value = lowerExpression(node.discriminant, lowering);
  const bodies = node.cases.map(() => builder.newBlock());
  lowering.locals.push();
  let fallback = end;
  node.cases.forEach((clause, index) => {
    const body = bodies[index] ?? end;
    if (clause.isDefault) fallback = body;
    for (const label of clause.labels) {
      const next = builder.newBlock();
      const matched = clause.guard === null ? body : builder.newBlock();
      lowerLabel(label, value, matched, next, lowering);
      if (clause.guard !== null) {
        builder.startBlock(matched);
        lowerCondition(clause.guard, body, next, lowering);
      }
      builder.startBlock(next);
    }
  });
  // Without a default a statement may match nothing; an expression is exhaustive.
  if (fallback === end && node.type === 'SwitchExpression') fallback = bodies[bodies.length - 1] ?? end;
  builder.goto(fallback);
  const outer = lowering.targets;
  if (node.type === 'SwitchStatement') {
    lowering.targets = [
      { label: null, onBreak: end, onContinue: undefined, depth: lowering.finallies.length },
      ...outer,
    ];
  }
  node.cases.forEach((clause, index) => {
    builder.startBlock(bodies[index] ?? end);
    lowerStatements(clause.body, lowering);
    builder.goto(clause.arrow ? end : (bodies[index + 1] ?? end));
  });
  lowering.targets = outer;
  lowering.locals.pop();
}

function lowerLabel(
  label: SwitchCase['labels'][number],
  value: Var,
  matched: BlockId,
  next: BlockId,
  lowering: Lowering,
): void {
  const { builder } = lowering;
  if (label.type === 'TypePattern' || label.type === 'RecordPattern') {
    const type = typeIn(lowering, label.patternType);
    const test: Test = type === undefined ? { kind: 'unknown' } : { kind: 'instance', value, type };
    const bound = builder.newBlock();
    builder.branch(test, bound, next);
    builder.startBlock(bound);
    bindPattern(label, value, lowering);
    builder.goto(matched);
    return;
  }
  if (label.type === 'Literal' && label.value === null) {
    builder.branch({ kind: 'null', value }, matched, next);
    return;
  }
  // `case CART:` names an enum constant without its class, which is no variable.
  const isBareName =
    label.type === 'Identifier' &&
    lowering.locals.find(label.name) === undefined &&
    fieldInScope(label.name, lowering) === undefined;
  if (isBareName || classNamed(label, lowering) !== undefined) {
    builder.branch({ kind: 'unknown' }, matched, next);
    return;
  }
  builder.branch({ kind: 'equal', left: value, right: lowerExpression(label, lowering) }, matched, next);
}
