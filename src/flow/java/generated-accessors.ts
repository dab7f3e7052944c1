/**
 * Accessors that no source shows, because Lombok makes them or the class is a record. Where nothing says so, a method that
 * cannot be found is not known: its class may be built by another tool.
 */
import { dirname, join } from 'node:path';
import type { Annotation } from '../../languages/java/ast.ts';
import { generatedAccessors } from '../../models/java/generated-accessors.ts';
import { ancestorsOf, isWithin, readText } from '../../project/file-access.ts';
import { projectRootOf } from '../../project/project-root.ts';
import type { TypeName } from '../type-name.ts';
import type { ClassInfo, ClassTable, FieldEntry } from './classes.ts';
import { resolveTypeName } from './type-resolution.ts';

export interface GeneratedAccessor {
  readonly field: string;
  readonly writes: boolean;
}

export function generatedAccessor(
  type: TypeName,
  name: string,
  arity: number,
  table: ClassTable,
): GeneratedAccessor | undefined {
  if (arity > 1) return undefined;
  const [, verb = '', rest = ''] = /^(get|is|set)([A-Z].*)$/.exec(name) ?? [];
  const writes = arity === 1;
  const plain = table.field(type, name);
  if (plain !== undefined && (isComponent(plain.owner, arity) || isMade(plain, writes, true, table))) {
    return { field: name, writes };
  }
  if (verb === '' || (verb === 'set') !== writes) return undefined;
  for (const field of [rest.charAt(0).toLowerCase() + rest.slice(1), rest, `is${rest}`]) {
    const found = table.field(type, field);
    if (found !== undefined && isMade(found, writes, false, table)) return { field, writes };
  }
  return undefined;
}

interface Found {
  readonly owner: ClassInfo;
  readonly entry: FieldEntry;
}

function isComponent(owner: ClassInfo, arity: number): boolean {
  return owner.kind === 'record' && arity === 0;
}

function isMade({ owner, entry }: Found, writes: boolean, fluent: boolean, table: ClassTable): boolean {
  if (entry.modifiers.flags.includes('static')) return false;
  const annotations = [...entry.modifiers.annotations, ...owner.modifiers.annotations];
  const makes = annotations.some((annotation) => {
    const made = generatedAccessors.makers[nameOf(annotation, owner, table)];
    return made === 'both' || made === (writes ? 'setters' : 'getters');
  });
  return makes && isFluent(annotations, owner, table) === fluent;
}

function isFluent(annotations: readonly Annotation[], owner: ClassInfo, table: ClassTable): boolean {
  for (const annotation of annotations) {
    if (nameOf(annotation, owner, table) !== generatedAccessors.style) continue;
    const value = annotation.elements.find((element) => element.name === 'fluent')?.value;
    if (value?.type === 'Literal' && typeof value.value === 'boolean') return value.value;
  }
  return isFluentByConfig(owner.file.path);
}

/** The nearest lombok.config that says something of the key; `stopBubbling` is not looked at. */
function isFluentByConfig(path: string): boolean {
  const root = projectRootOf(path);
  for (const folder of ancestorsOf(dirname(path))) {
    if (!isWithin(folder, root)) break;
    const text = readText(join(folder, generatedAccessors.config.file));
    const value = text === undefined ? undefined : generatedAccessors.config.fluent.exec(text)?.[1];
    if (value !== undefined) return value === 'true';
  }
  return false;
}

/** No source of Lombok is at hand, so `import lombok.*` is looked at here. */
function nameOf({ name }: Annotation, owner: ClassInfo, table: ClassTable): string {
  const resolved = resolveTypeName(name, owner, owner.file, table) ?? name;
  if (resolved.includes('.')) return resolved;
  const packages = owner.file.ast.imports.filter(({ isStar, isStatic }) => isStar && !isStatic);
  const known = [...Object.keys(generatedAccessors.makers), generatedAccessors.style];
  return packages.map((declaration) => `${declaration.name}.${name}`).find((one) => known.includes(one)) ?? resolved;
}
