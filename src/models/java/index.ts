/** Finds what the records say of a class, a call, a constant or an annotation, own or inherited. */
import { parseTypeName, substitute, type TypeName } from '../../flow/type-name.ts';
import type { AnnotationModel, Call, ClassModel } from '../model.ts';
import { annotations } from './annotations.ts';
import { bothForms, findModel, javaxName, models } from './tables.ts';

export { annotations } from './annotations.ts';
export { findModel, models } from './tables.ts';

const OBJECT = 'java.lang.Object';
const noArgs: readonly TypeName[] = [];

const parsedSupertypes = new Map<ClassModel, readonly TypeName[]>();

function supertypesOf(model: ClassModel): readonly TypeName[] {
  let supertypes = parsedSupertypes.get(model);
  if (supertypes === undefined) {
    supertypes = (model.extends ?? []).map(parseTypeName);
    parsedSupertypes.set(model, supertypes);
  }
  return supertypes;
}

/** The direct supertypes that the record of this class states, with the given type arguments put in. */
export function superTypesOf(name: string, args: readonly TypeName[] = noArgs): readonly TypeName[] {
  const model = findModel(name);
  if (model === undefined) return [];
  return supertypesOf(model).map((type) => substitute(type, args) ?? type);
}

const lines = new Map<string, readonly ClassModel[]>();

/** The record of a class and those of all its supertypes, nearest first, each once; java.lang.Object is not among them. */
export function superModels(name: string): readonly ClassModel[] {
  const known = lines.get(name);
  if (known !== undefined) return known;
  const first = findModel(name);
  const found = new Set(first === undefined ? [] : [first]);
  // A Set hands out what is added while it is iterated, so this is breadth first.
  for (const model of found) {
    for (const supertype of supertypesOf(model)) {
      const next = findModel(supertype.name);
      if (next !== undefined) found.add(next);
    }
  }
  const all = Array.from(found);
  // Names of unknown classes are without number; only those of records are kept.
  if (first !== undefined) lines.set(name, all);
  return all;
}

/** The first record in the line of a class for which the function gives something. */
function inherited<T>(name: string, from: (model: ClassModel) => T | undefined): T | undefined {
  for (const model of superModels(name)) {
    const found = from(model);
    if (found !== undefined) return found;
  }
  return undefined;
}

export interface FoundCall {
  readonly call: Call;
  /** The class whose record has the call. */
  readonly owner: ClassModel;
  /** What `$0`, `$1` stand for in `call.returns`: the owner's type arguments. */
  readonly ownerArgs: readonly TypeName[];
}

/**
 * What a call of the method means, on a receiver of the class with these type arguments. Constructors have the method
 * name `new` and are not inherited. An array type has the name `[]` and its component type as argument. Undefined when
 * neither the class nor a supertype says anything of the method; then `others` of the record holds.
 */
export function lookupCall(
  name: string,
  method: string,
  arity: number,
  args: readonly TypeName[] = noArgs,
): FoundCall | undefined {
  const line: TypeName[] = [{ name, args, dims: 0 }];
  const seen = new Set<ClassModel>();
  for (const type of line) {
    const owner = findModel(type.name);
    if (owner === undefined || seen.has(owner)) continue;
    seen.add(owner);
    const call = ownCall(owner, method, arity);
    if (call !== undefined) return { call, owner, ownerArgs: type.args };
    if (method === 'new') return undefined;
    for (const supertype of supertypesOf(owner)) line.push(substitute(supertype, type.args) ?? supertype);
  }
  const object = findModel(OBJECT);
  if (seen.size === 0 || object === undefined) return undefined;
  const call = ownCall(object, method, arity);
  return call && { call, owner: object, ownerArgs: noArgs };
}

function ownCall({ methods }: ClassModel, method: string, arity: number): Call | undefined {
  return own(methods, `${method}/${arity}`) ?? own(methods, method);
}

/** Own properties only: `toString` and `constructor` are names like others. */
function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The kind that the nearest record states; where none does, plain. Undefined for a class without a record. */
export function kindOf(name: string): NonNullable<ClassModel['kind']> | undefined {
  return inherited(name, (model) => model.kind) ?? (findModel(name) === undefined ? undefined : 'plain');
}

/** The key space of the attributes of a session class. */
export function spaceOf(name: string): string {
  return inherited(name, (model) => model.space) ?? 'http';
}

const primitives = new Set(['boolean', 'byte', 'char', 'short', 'int', 'long', 'float', 'double', 'void']);

/**
 * A value that cannot change: primitives, strings, boxed numbers, java.time and the like. To be asked of the type itself:
 * a project's own subclass of java.lang.Number is not immutable for that.
 */
export function isImmutable(name: string): boolean {
  return primitives.has(name) || kindOf(name) === 'immutable';
}

/** The value of a constant field, own or inherited: `SESSION_SCOPE` of PageContext is 3. */
export function lookupConstant(name: string, field: string): string | number | undefined {
  return inherited(name, (model) => own(model.constants, field));
}

/** The type of a public or protected field, own or inherited. */
export function lookupField(name: string, field: string): string | undefined {
  return inherited(name, (model) => own(model.fields, field));
}

/**
 * Roles of the parameters of a method that a framework calls on a class with this supertype:
 * `SessionAware.setSession(Map)` receives `#struts2.SessionMap`.
 */
export function parameterRoles(
  supertype: string,
  method: string,
  arity: number,
): readonly (string | null)[] | undefined {
  return inherited(supertype, (model) => own(model.parameterRoles, `${method}/${arity}`));
}

const annotationsByName = new Map<string, AnnotationModel[]>();
for (const annotation of annotations) {
  annotationsByName.set(annotation.name, [...(annotationsByName.get(annotation.name) ?? []), annotation]);
}

/** The records of an annotation, by qualified name in either form. */
export function findAnnotation(name: string): readonly AnnotationModel[] {
  return annotationsByName.get(javaxName(name)) ?? [];
}

const bySimpleName = new Map<string, Set<string>>();
const packages = new Set<string>();
for (const { name } of [...models, ...annotations]) {
  if (name.startsWith('#') || name === '[]') continue;
  const simple = name.slice(name.lastIndexOf('.') + 1);
  bySimpleName.set(simple, (bySimpleName.get(simple) ?? new Set()).add(name));
  for (const form of bothForms(packageOf(name))) packages.add(form);
}

/** Package names are lower case and class names are not: `java.util.Map.Entry` is in java.util. */
function packageOf(name: string): string {
  const parts = name.split('.');
  return parts
    .slice(
      0,
      parts.findIndex((part) => /^\p{Lu}/u.test(part)),
    )
    .join('.');
}

/** Qualified names (javax form) of all recorded classes and annotations with this simple name. */
export function simpleNameCandidates(simple: string): readonly string[] {
  return Array.from(bySimpleName.get(simple) ?? []);
}

/** Packages with a recorded class, in javax and in jakarta form: what `import x.*` may bring in. */
export const wildcardPackages: ReadonlySet<string> = packages;

let handles: ReadonlySet<ClassModel> | undefined;

/** A class that is a session or leads to one: a call that receives such an object may write attributes. */
export function isHandle(name: string): boolean {
  handles ??= findHandles();
  const known = handles;
  return superModels(name).some((model) => known.has(model));
}

function findHandles(): ReadonlySet<ClassModel> {
  // A ServletRequest is cast to an HttpServletRequest wherever its session is wanted.
  const found = new Set(
    models.filter(({ kind, name }) => kind === 'session' || name === 'javax.servlet.ServletRequest'),
  );
  const leadsToHandle = ({ returns, does }: Call): boolean => {
    if (does?.some(({ op }) => op === 'read' || op === 'write') === true) return true;
    const result = returns === undefined ? undefined : findModel(parseTypeName(returns).name);
    return result !== undefined && found.has(result);
  };
  let size = -1;
  while (size !== found.size) {
    size = found.size;
    for (const model of models) {
      if (Object.values(model.methods ?? {}).some(leadsToHandle)) found.add(model);
    }
  }
  return found;
}
