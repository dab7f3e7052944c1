/** Conditions as control flow: short-circuit operators become branches, leaves become tests. */
import type { Binary, Expression, InstanceOf, Pattern } from '../../languages/java/ast.ts';
import type { BlockId, Test, Var } from '../ir.ts';
import { lowerExpression } from './lower-expression.ts';
import { typeIn, type Lowering } from './scope.ts';

type Work =
  | { readonly kind: 'condition'; readonly expression: Expression; readonly then: BlockId; readonly otherwise: BlockId }
  | { readonly kind: 'start'; readonly block: BlockId };

/** Lowers a condition; afterwards the current block is dead and the caller starts one of the two targets. */
export function lowerCondition(expression: Expression, then: BlockId, otherwise: BlockId, lowering: Lowering): void {
  const { builder } = lowering;
  // A stack instead of recursion: generated conditions chain thousands of operators to the left.
  const work: Work[] = [{ kind: 'condition', expression, then, otherwise }];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (item.kind === 'start') {
      builder.startBlock(item.block);
      continue;
    }
    const { expression: node } = item;
    if (node.type === 'Unary' && node.operator === '!') {
      work.push({ kind: 'condition', expression: node.argument, then: item.otherwise, otherwise: item.then });
    } else if (node.type === 'Binary' && (node.operator === '&&' || node.operator === '||')) {
      const middle = builder.newBlock();
      work.push({ kind: 'condition', expression: node.right, then: item.then, otherwise: item.otherwise });
      work.push({ kind: 'start', block: middle });
      if (node.operator === '&&') {
        work.push({ kind: 'condition', expression: node.left, then: middle, otherwise: item.otherwise });
      } else {
        work.push({ kind: 'condition', expression: node.left, then: item.then, otherwise: middle });
      }
    } else if (node.type === 'Literal' && typeof node.value === 'boolean') {
      builder.goto(node.value ? item.then : item.otherwise);
    } else {
      lowerLeaf(node, item.then, item.otherwise, lowering);
    }
  }
}

function lowerLeaf(node: Expression, then: BlockId, otherwise: BlockId, lowering: Lowering): void {
  const { builder } = lowering;
  if (builder.file.embedded?.lowerCondition(node, then, otherwise, lowering) === true) return;
  if (node.type === 'Binary' && (node.operator === '==' || node.operator === '!=')) {
    const test = comparison(node, lowering);
    if (node.operator === '==') builder.branch(test, then, otherwise);
    else builder.branch(test, otherwise, then);
    return;
  }
  if (node.type === 'InstanceOf') {
    const { value, test } = instanceTest(node, lowering);
    const matched = builder.newBlock();
    builder.branch(test, matched, otherwise);
    builder.startBlock(matched);
    if (node.target.type !== 'TypeReference') bindPattern(node.target, value, lowering);
    builder.goto(then);
    return;
  }
  if (node.type === 'MethodCall' && node.arguments.length === 1 && node.arguments[0] !== undefined) {
    const name = node.name.name;
    if (name === 'isNull' || name === 'nonNull') {
      const test: Test = { kind: 'null', value: lowerExpression(node.arguments[0], lowering) };
      if (name === 'isNull') builder.branch(test, then, otherwise);
      else builder.branch(test, otherwise, then);
      return;
    }
  }
  builder.branch({ kind: 'true', value: lowerExpression(node, lowering) }, then, otherwise);
}

export function comparison(node: Binary, lowering: Lowering): Test {
  if (isNull(node.right)) return { kind: 'null', value: lowerExpression(node.left, lowering) };
  if (isNull(node.left)) return { kind: 'null', value: lowerExpression(node.right, lowering) };
  const left = lowerExpression(node.left, lowering);
  return { kind: 'equal', left, right: lowerExpression(node.right, lowering) };
}

export function instanceTest(node: InstanceOf, lowering: Lowering): { readonly value: Var; readonly test: Test } {
  const value = lowerExpression(node.expression, lowering);
  const reference = node.target.type === 'TypeReference' ? node.target : node.target.patternType;
  const type = typeIn(lowering, reference);
  return { value, test: type === undefined ? { kind: 'unknown' } : { kind: 'instance', value, type } };
}

/** Declares the variables of a pattern that has matched. */
export function bindPattern(pattern: Pattern, value: Var, lowering: Lowering): void {
  const { builder } = lowering;
  if (pattern.type === 'TypePattern') {
    const type = typeIn(lowering, pattern.patternType);
    const variable = builder.table.named(pattern.name.name, type);
    builder.emit({ op: 'alias', into: variable, from: value, type, narrows: true });
    if (pattern.name.name !== '_') lowering.locals.declare(pattern.name.name, variable);
    return;
  }
  const type = typeIn(lowering, pattern.patternType);
  const record = type === undefined ? undefined : lowering.table.find(type.name);
  pattern.components.forEach((component, index) => {
    const into = builder.temp();
    const name = record?.components[index]?.name.name ?? `component${index}`;
    const span = { start: component.range[0], end: component.range[1] };
    builder.emit({ op: 'load', into, object: value, owner: type, field: name, span });
    bindPattern(component, into, lowering);
  });
}

function isNull(node: Expression): boolean {
  return node.type === 'Literal' && node.value === null;
}
