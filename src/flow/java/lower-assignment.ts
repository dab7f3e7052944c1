/** Assignments and steps: to a variable, a field, or an element. */
import type { Assignment, Expression, Update } from '../../languages/java/ast.ts';
import type { Span, Var } from '../ir.ts';
import { typeName } from '../type-name.ts';
import { lowerExpression, spanOf } from './lower-expression.ts';
import { classNamed, fieldInScope } from './names.ts';
import { innermost, type Lowering } from './scope.ts';

export function lowerAssignment(node: Assignment, lowering: Lowering): Var {
  // `a = b = c`: to the right, and rarely deep.
  if (node.operator === '=') {
    const from = lowerExpression(node.right, lowering);
    return assign(node.left, from, spanOf(node), isConstant(node.right), lowering);
  }
  const old = lowerExpression(node.left, lowering);
  const right = lowerExpression(node.right, lowering);
  const into = lowering.builder.temp();
  lowering.builder.emit({ op: 'combine', into, operator: node.operator.slice(0, -1), parts: [old, right] });
  return assign(node.left, into, spanOf(node), false, lowering);
}

function isConstant(node: Expression): boolean {
  return node.type === 'Literal';
}

/** Stores into a variable, field or element, and gives the value of the assignment. */
function assign(target: Expression, from: Var, span: Span, constant: boolean, lowering: Lowering): Var {
  const { builder } = lowering;
  switch (target.type) {
    case 'Identifier': {
      const local = lowering.locals.find(target.name);
      if (local !== undefined) {
        const type = builder.table.variables.get(local)?.type;
        builder.emit({ op: 'alias', into: local, from, type, narrows: false });
        builder.noteAssignment(local, constant);
        return local;
      }
      const field = fieldInScope(target.name, lowering);
      const owner = field === undefined ? undefined : typeName(field.owner.name);
      const object = field?.isStatic === true ? null : (field?.self ?? innermost(lowering).self);
      builder.emit({ op: 'store', object, owner, field: target.name, from, span });
      return from;
    }
    case 'FieldAccess': {
      const owner = classNamed(target.object, lowering);
      const object = owner === undefined ? lowerExpression(target.object, lowering) : null;
      builder.emit({ op: 'store', object, owner, field: target.name.name, from, span });
      return from;
    }
    case 'ArrayAccess': {
      const object = lowerExpression(target.array, lowering);
      lowerExpression(target.index, lowering);
      builder.emit({ op: 'store-element', object, from, span });
      return from;
    }
    default:
      return from;
  }
}

export function lowerUpdate(node: Update, lowering: Lowering): Var {
  const { builder } = lowering;
  const { argument } = node;
  if (argument.type === 'Identifier') {
    const local = lowering.locals.find(argument.name);
    if (local !== undefined) {
      const into = builder.temp();
      builder.emit({ op: 'step', into, variable: local, prefix: node.prefix, up: node.operator === '++' });
      builder.noteAssignment(local, false);
      return into;
    }
  }
  const old = lowerExpression(argument, lowering);
  const into = builder.temp();
  builder.emit({ op: 'combine', into, operator: node.operator, parts: [old] });
  assign(argument, into, spanOf(node), false, lowering);
  return node.prefix ? into : old;
}
