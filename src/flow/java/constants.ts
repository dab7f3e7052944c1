/** Constant expressions (JLS 15.29) as far as attribute keys use them: literals, concatenation, other constants. */
import type { Expression } from '../../languages/java/ast.ts';
import type { Literal } from '../ir.ts';
import { typeName, type TypeName } from '../type-name.ts';
import type { ClassInfo, ClassTable } from './classes.ts';
import { dottedName } from './names.ts';
import { resolveTypeName } from './type-resolution.ts';

/** Constants that refer to each other in a circle have no value; this many steps are enough for those that have. */
const maxSteps = 40;

interface Steps {
  left: number;
}

/** A `char` is a text of one character here, but `'a' + 'b'` and `'a' + 1` are numbers. */
interface Folded {
  readonly value: Literal;
  readonly isChar: boolean;
}

/** `type`: of the constant, as it is declared. */
export function foldConstant(
  expression: Expression,
  type: string | undefined,
  info: ClassInfo,
  table: ClassTable,
): Literal | undefined {
  const found = fold(expression, info, table, { left: maxSteps });
  return found !== undefined && isKept(found, type) ? found.value : undefined;
}

function fold(expression: Expression, info: ClassInfo, table: ClassTable, steps: Steps): Folded | undefined {
  if (steps.left-- <= 0) return undefined;
  switch (expression.type) {
    case 'Literal':
      // Java writes a double in its own way, and a long beyond 2^53 is no number here.
      if (expression.kind === 'float') return undefined;
      if (expression.kind === 'integer' && typeof expression.value !== 'number') return undefined;
      return { value: expression.value, isChar: expression.kind === 'char' };
    case 'Cast': {
      const inner = fold(expression.expression, info, table, steps);
      const { name } = expression.castType;
      return inner !== undefined && isKept(inner, name) ? inner : undefined;
    }
    case 'Binary': {
      if (expression.operator !== '+') return undefined;
      const left = fold(expression.left, info, table, steps);
      const right = fold(expression.right, info, table, steps);
      if (left === undefined || right === undefined) return undefined;
      return concatenated(left, right);
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
      if (name.name === 'getName') return text(type);
      return name.name === 'getSimpleName' ? text(type.slice(type.lastIndexOf('.') + 1)) : undefined;
    }
    default:
      return undefined;
  }
}

function isText({ value, isChar }: Folded): boolean {
  return typeof value === 'string' && !isChar;
}

function concatenated(left: Folded, right: Folded): Folded | undefined {
  if (isText(left) || isText(right)) return text(`${String(left.value)}${String(right.value)}`);
  if (typeof left.value !== 'number' || typeof right.value !== 'number') return undefined;
  const sum = left.value + right.value;
  // An int wraps around.
  return Math.abs(sum) < 2 ** 31 ? { value: sum, isChar: false } : undefined;
}

function text(value: string): Folded {
  return { value, isChar: false };
}

/** Conversion to the type leaves the value as it is, so that it reads the same. */
function isKept({ value, isChar }: Folded, type: string | undefined): boolean {
  if (type === 'char') return isChar;
  if (/^(int|long|Integer|Long)$/.test(type ?? '')) return typeof value === 'number';
  return !/^(byte|short|float|double|Float|Double)$/.test(type ?? '');
}

function constantIn(type: TypeName, name: string, table: ClassTable, steps: Steps): Folded | undefined {
  const found = table.field(type, name);
  const initializer = found?.entry.declarator?.initializer ?? null;
  if (found === undefined || initializer === null) return undefined;
  const isFinal = found.entry.modifiers.flags.includes('final') || found.owner.kind === 'interface';
  const value = isFinal ? fold(initializer, found.owner, table, steps) : undefined;
  return value !== undefined && isKept(value, found.entry.fieldType?.name) ? value : undefined;
}
