/** Constant expressions (JLS 15.29) as far as attribute keys use them: literals, concatenation, other constants. */
import type { Expression } from '../../languages/java/ast.ts';
import type { Literal } from '../ir.ts';
import { typeName, type TypeName } from '../type-name.ts';
import type { ClassInfo, ClassTable } from './classes.ts';
import { dottedName } from './names.ts';
import { resolveTypeName } from './type-resolution.ts';

/** Constants that refer to each other in a circle have no value; this many steps are enough for those that have. */
const maxSteps = 40;

export function foldConstant(
  expression: Expression,
  info: ClassInfo,
  table: ClassTable,
  steps = { left: maxSteps },
): Literal | undefined {
  if (steps.left-- <= 0) return undefined;
  switch (expression.type) {
    case 'Literal':
      return expression.value;
    case 'Cast':
      return foldConstant(expression.expression, info, table, steps);
    case 'Binary': {
      if (expression.operator !== '+') return undefined;
      const left = foldConstant(expression.left, info, table, steps);
      const right = foldConstant(expression.right, info, table, steps);
      if (left === undefined || right === undefined) return undefined;
      if (typeof left === 'number' && typeof right === 'number') return left + right;
      return `${String(left)}${String(right)}`;
    }
    case 'Identifier':
      for (let scope: ClassInfo | undefined = info; scope !== undefined; scope = scope.outer) {
        const value = constantIn(typeName(scope.name), expression.name, table, steps);
        if (value !== undefined) return value;
      }
      for (const declaration of info.file.ast.imports) {
        if (!declaration.isStatic) continue;
        const owner = declaration.isStar
          ? declaration.name
          : declaration.name.endsWith(`.${expression.name}`)
            ? declaration.name.slice(0, -expression.name.length - 1)
            : undefined;
        const value = owner === undefined ? undefined : constantIn(typeName(owner), expression.name, table, steps);
        if (value !== undefined) return value;
      }
      return undefined;
    case 'FieldAccess': {
      const dotted = dottedName(expression.object);
      const owner = dotted === undefined ? undefined : resolveTypeName(dotted, info, info.file, table);
      return owner === undefined ? undefined : constantIn(typeName(owner), expression.name.name, table, steps);
    }
    case 'MethodCall': {
      // `Cart.class.getName() + ".items"`, the old idiom for a key of one's own.
      const { object, name } = expression;
      if (object?.type !== 'ClassLiteral' || expression.arguments.length > 0) return undefined;
      const type = resolveTypeName(object.literalType.name, info, info.file, table);
      if (type === undefined) return undefined;
      if (name.name === 'getName') return type;
      return name.name === 'getSimpleName' ? type.slice(type.lastIndexOf('.') + 1) : undefined;
    }
    default:
      return undefined;
  }
}

function constantIn(type: TypeName, name: string, table: ClassTable, steps: { left: number }): Literal | undefined {
  const found = table.field(type, name);
  const initializer = found?.entry.declarator?.initializer ?? null;
  if (found === undefined || initializer === null) return undefined;
  const isFinal = found.entry.modifiers.flags.includes('final') || found.owner.kind === 'interface';
  return isFinal ? foldConstant(initializer, found.owner, table, steps) : undefined;
}
