/** Names of types, resolved as the compiler does (JLS 6.5.5), as far as the sources at hand go. */
import { findAnnotation, findModel } from '../../models/java/index.ts';
import { registeringAnnotations } from '../../models/java/request-hooks.ts';
import { modelName } from '../type-name.ts';
import type { ClassInfo, ClassTable, JavaFile } from './classes.ts';

const primitives = new Set(['int', 'long', 'short', 'byte', 'char', 'boolean', 'float', 'double', 'void']);

const registering = new Set(Object.values(registeringAnnotations).flat());

/** A class or annotation of which no source is at hand, but a record. */
function isModelled(name: string): boolean {
  return (
    findModel(modelName(name)) !== undefined || findAnnotation(name).length > 0 || registering.has(modelName(name))
  );
}

/** The qualified name, the name as written where it cannot be resolved, or undefined for a type variable. */
export function resolveTypeName(
  name: string,
  info: ClassInfo | undefined,
  file: JavaFile,
  table: ClassTable,
): string | undefined {
  if (primitives.has(name)) return name;
  const dot = name.indexOf('.');
  const first = dot === -1 ? name : name.slice(0, dot);
  const rest = dot === -1 ? '' : name.slice(dot);
  for (let scope = info; scope !== undefined; scope = scope.outer) {
    if (dot === -1 && scope.typeParameters.includes(first)) return undefined;
  }
  const resolved = resolveFirst(first, info, file, table);
  if (resolved !== undefined) return resolved + rest;
  // `java.util.List`, `com.shop.Cart.Item`: already qualified, or not known at all.
  return name;
}

function resolveFirst(
  first: string,
  info: ClassInfo | undefined,
  file: JavaFile,
  table: ClassTable,
): string | undefined {
  for (let scope = info; scope !== undefined; scope = scope.outer) {
    if (scope.simpleName === first) return scope.name;
    const own = scope.nested.get(first);
    if (own !== undefined) return own.name;
  }
  const top = file.classes.get(first);
  if (top !== undefined) return top.name;
  for (const declaration of file.ast.imports) {
    if (!declaration.isStar && declaration.name.endsWith(`.${first}`)) {
      if (!declaration.isStatic || /^[A-Z]/.test(first)) return declaration.name;
    }
  }
  if (!/^[A-Z]/.test(first) && !/[A-Z]/.test(first)) return undefined;
  const { packageName } = file.ast;
  const sibling = packageName === null ? first : `${packageName}.${first}`;
  if (table.exists(sibling)) return sibling;
  for (const declaration of file.ast.imports) {
    if (!declaration.isStar || declaration.isStatic) continue;
    const name = `${declaration.name}.${first}`;
    if (isModelled(name) || table.exists(name)) return name;
  }
  const lang = `java.lang.${first}`;
  if (findModel(lang) !== undefined) return lang;
  // An inherited nested type comes before imports in Java; looked at last because it reads the superclass's file.
  for (let scope = info; scope !== undefined; scope = scope.outer) {
    const nested = nestedIn(scope, first, table);
    if (nested !== undefined) return nested;
  }
  // A class that stands beside another one in a file of the package.
  return table.find(sibling)?.name;
}

const looking = new Set<ClassInfo>();

/** A type declared in the class or inherited from a supertype that is a project class. */
function nestedIn(scope: ClassInfo, name: string, table: ClassTable): string | undefined {
  const own = scope.nested.get(name);
  if (own !== undefined) return own.name;
  // Resolving a supertype's name looks for nested types again: of this class not twice.
  if (looking.has(scope) || scope.superclass?.name === name || scope.interfaces.some((type) => type.name === name)) {
    return undefined;
  }
  looking.add(scope);
  try {
    for (const reference of [scope.superclass, ...scope.interfaces]) {
      if (reference === null) continue;
      const superName = resolveTypeName(reference.name, scope.outer ?? scope, scope.file, table);
      const superInfo = superName === undefined ? undefined : table.find(superName);
      if (superInfo === undefined || superInfo === scope) continue;
      const inherited = nestedIn(superInfo, name, table);
      if (inherited !== undefined) return inherited;
    }
  } finally {
    looking.delete(scope);
  }
  return undefined;
}
