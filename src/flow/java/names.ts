/** Dotted names: variable, field, or class (JLS 6.5.2). */
import type { Expression } from '../../languages/java/ast.ts';
import { findModel } from '../../models/java/index.ts';
import type { Var } from '../ir.ts';
import { modelName, typeName, type TypeName } from '../type-name.ts';
import type { ClassInfo } from './classes.ts';
import { innermost, type Lowering } from './scope.ts';
import { resolveTypeName } from './type-resolution.ts';

/** The field of a class around the code that a simple name means, with the `this` to reach it by. */
export function fieldInScope(
  name: string,
  lowering: Lowering,
): { readonly self: Var; readonly info: ClassInfo; readonly owner: ClassInfo; readonly isStatic: boolean } | undefined {
  for (const { info, self } of lowering.selves) {
    const own = info.fields.get(name);
    if (own !== undefined) return { self, info, owner: info, isStatic: isStaticField(info, name) };
    const inherited = lowering.table.field(typeName(info.name), name) ?? superField(info, name, lowering);
    if (inherited !== undefined) {
      return { self, info, owner: inherited.owner, isStatic: isStaticField(inherited.owner, name) };
    }
  }
  return undefined;
}

/** Anonymous and local classes are not in the table: their supertypes are looked at directly. */
function superField(info: ClassInfo, name: string, lowering: Lowering): { readonly owner: ClassInfo } | undefined {
  for (const reference of [info.superclass, ...info.interfaces]) {
    if (reference === null) continue;
    const type = lowering.table.resolve(reference, info.outer ?? info, info.file);
    const found = type === undefined ? undefined : lowering.table.field(type, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isStaticField(owner: ClassInfo, name: string): boolean {
  const entry = owner.fields.get(name);
  return owner.kind === 'interface' || (entry?.modifiers.flags.includes('static') ?? false);
}

/** The class that an expression names, or undefined when it is a value. */
export function classNamed(expression: Expression, lowering: Lowering): TypeName | undefined {
  const dotted = dottedName(expression);
  if (dotted === undefined) return undefined;
  const first = dotted.split('.')[0] ?? '';
  if (lowering.locals.find(first) !== undefined) return undefined;
  // By convention a capitalised name with small letters is a class: a field of that name in a superclass, which would
  // hide it, is not looked for.
  if (!/^[A-Z].*[a-z]/.test(first) && fieldInScope(first, lowering) !== undefined) return undefined;
  const local = lowering.localTypes.get(dotted);
  if (local !== undefined) return typeName(local.name);
  if (isStaticallyImported(first, lowering)) return undefined;
  const { info } = innermost(lowering);
  const name = resolveTypeName(dotted, info, info.file, lowering.table);
  if (name === undefined) return undefined;
  if (isClass(name, lowering)) return typeName(name);
  if (name !== dotted || !looksLikeClass(dotted)) {
    // `Outer.FIELD`: the dotted name is a field of a class, not a class.
    const owner = name.slice(0, name.lastIndexOf('.'));
    if (name !== dotted && looksLikeClass(dotted) && !isClass(owner, lowering)) return typeName(name);
    return undefined;
  }
  return typeName(name);
}

function isClass(name: string, { table }: Lowering): boolean {
  return table.exists(name) || findModel(modelName(name)) !== undefined;
}

/** By convention: no source says what it is. `Status.ACTIVE` is a field, `Status` a class. */
function looksLikeClass(dotted: string): boolean {
  const last = dotted.slice(dotted.lastIndexOf('.') + 1);
  return /^[A-Z]/.test(last) && (/[a-z]/.test(last) || (last.length <= 3 && !dotted.includes('.')));
}

function isStaticallyImported(name: string, lowering: Lowering): boolean {
  return innermost(lowering).info.file.ast.imports.some(
    (declaration) => declaration.isStatic && !declaration.isStar && declaration.name.endsWith(`.${name}`),
  );
}

/** The class from which a name is statically imported. */
export function staticImportOf(
  name: string,
  lowering: Lowering,
  has: (type: TypeName) => boolean,
): TypeName | undefined {
  for (const declaration of innermost(lowering).info.file.ast.imports) {
    if (!declaration.isStatic) continue;
    if (declaration.isStar) {
      const type = typeName(declaration.name);
      if (has(type)) return type;
    } else if (declaration.name.endsWith(`.${name}`)) {
      return typeName(declaration.name.slice(0, -name.length - 1));
    }
  }
  return undefined;
}

export function dottedName(expression: Expression): string | undefined {
  const parts: string[] = [];
  let node = expression;
  while (node.type === 'FieldAccess') {
    parts.push(node.name.name);
    node = node.object;
  }
  if (node.type !== 'Identifier') return undefined;
  parts.push(node.name);
  return parts.reverse().join('.');
}
