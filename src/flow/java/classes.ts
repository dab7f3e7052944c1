/**
 * Classes of the project as the analysis needs them: members by name, supertypes, nesting. Files beyond the one that is
 * linted are read on demand.
 */
import { basename, join } from 'node:path';
import type {
  ConstructorDeclaration,
  MethodDeclaration,
  Modifiers,
  Parameter,
  TypeDeclaration,
  TypeReference,
  VariableDeclarator,
  Member,
  CompilationUnit,
  EnumConstant,
} from '../../languages/java/ast.ts';
import { findModel, superModels, superTypesOf } from '../../models/java/index.ts';
import { packageMembers, type JavaSources } from '../../project/java-sources.ts';
import { fileMayTouchSession } from '../../project/session-users.ts';
import { findJavaFile } from '../../project/source-roots.ts';
import type { SourceFile } from '../ir.ts';
import { modelName, simpleName, typeName, type TypeName } from '../type-name.ts';
import type { EmbeddedCalls } from './embedded.ts';
import { resolveTypeName } from './type-resolution.ts';

export interface JavaFile extends SourceFile {
  readonly ast: CompilationUnit;
  /** Top-level classes by simple name. */
  readonly classes: ReadonlyMap<string, ClassInfo>;
  readonly embedded: EmbeddedCalls | undefined;
}

export interface FieldEntry {
  readonly modifiers: Modifiers;
  readonly fieldType: TypeReference | null;
  readonly declarator: VariableDeclarator | null;
}

export interface ClassInfo {
  /** Qualified name with dots; an anonymous class has the name of the class around it and its position. */
  readonly name: string;
  readonly simpleName: string;
  readonly kind: TypeDeclaration['kind'];
  readonly modifiers: Modifiers;
  readonly typeParameters: readonly string[];
  readonly file: JavaFile;
  readonly outer: ClassInfo | undefined;
  readonly isStatic: boolean;
  readonly superclass: TypeReference | null;
  readonly interfaces: readonly TypeReference[];
  readonly fields: ReadonlyMap<string, FieldEntry>;
  readonly constants: ReadonlyMap<string, EnumConstant>;
  readonly components: readonly Parameter[];
  readonly methods: ReadonlyMap<string, readonly MethodDeclaration[]>;
  readonly constructors: readonly ConstructorDeclaration[];
  readonly nested: Map<string, ClassInfo>;
  readonly members: readonly Member[];
}

const noModifiers: Modifiers = { flags: [], annotations: [] };

function classFrom(
  file: JavaFile,
  outer: ClassInfo | undefined,
  shape: {
    readonly name: string;
    readonly simpleName: string;
    readonly declaration: TypeDeclaration | undefined;
    readonly superclass: TypeReference | null;
    readonly members: readonly Member[];
  },
): ClassInfo {
  const { declaration, members } = shape;
  const fields = new Map<string, FieldEntry>();
  const methods = new Map<string, MethodDeclaration[]>();
  const constructors: ConstructorDeclaration[] = [];
  for (const component of declaration?.components ?? []) {
    fields.set(component.name.name, { modifiers: noModifiers, fieldType: component.parameterType, declarator: null });
  }
  for (const member of members) {
    if (member.type === 'FieldDeclaration') {
      for (const declarator of member.declarators) {
        fields.set(declarator.name.name, { modifiers: member.modifiers, fieldType: member.fieldType, declarator });
      }
    } else if (member.type === 'MethodDeclaration') {
      const overloads = methods.get(member.name.name);
      if (overloads === undefined) methods.set(member.name.name, [member]);
      else overloads.push(member);
    } else if (member.type === 'ConstructorDeclaration') {
      constructors.push(member);
    }
  }
  const kind = declaration?.kind ?? 'class';
  const info: ClassInfo = {
    name: shape.name,
    simpleName: shape.simpleName,
    kind,
    modifiers: declaration?.modifiers ?? noModifiers,
    typeParameters: declaration?.typeParameters ?? [],
    file,
    outer,
    isStatic: outer === undefined || kind !== 'class' || (declaration?.modifiers.flags.includes('static') ?? false),
    superclass: shape.superclass,
    interfaces: declaration?.interfaces ?? [],
    fields,
    constants: new Map((declaration?.constants ?? []).map((constant) => [constant.name.name, constant])),
    components: declaration?.components ?? [],
    methods,
    constructors,
    nested: new Map(),
    members,
  };
  for (const member of members) {
    if (member.type === 'TypeDeclaration') info.nested.set(member.name.name, declaredClass(file, info, member));
  }
  return info;
}

/** A class declared in a method; two methods may each have one of the same name, so the position is part of it. */
export function localClass(outer: ClassInfo, declaration: TypeDeclaration): ClassInfo {
  return declaredClass(outer.file, outer, declaration, `${outer.name}.$${declaration.range[0]}`);
}

/** A class declared in a class or at the top level. */
function declaredClass(
  file: JavaFile,
  outer: ClassInfo | undefined,
  declaration: TypeDeclaration,
  prefix: string | null = outer?.name ?? file.ast.packageName,
): ClassInfo {
  const simple = declaration.name.name;
  return classFrom(file, outer, {
    name: prefix === null ? simple : `${prefix}.${simple}`,
    simpleName: simple,
    declaration,
    superclass: declaration.superclass,
    members: declaration.members,
  });
}

export function anonymousClass(outer: ClassInfo, superclass: TypeReference, members: readonly Member[]): ClassInfo {
  return classFrom(outer.file, outer, {
    name: `${outer.name}.$${superclass.range[0]}`,
    simpleName: '',
    declaration: undefined,
    superclass,
    members,
  });
}

export function javaFile(path: string, text: string, ast: CompilationUnit, embedded?: EmbeddedCalls): JavaFile {
  const classes = new Map<string, ClassInfo>();
  const file: JavaFile = { path, text, ast, classes, embedded };
  for (const declaration of ast.types) classes.set(declaration.name.name, declaredClass(file, undefined, declaration));
  return file;
}

/** How many classes and interfaces above one are looked at: more than generated code has. */
const maxSupertypes = 2_000;

export class ClassTable {
  readonly #sources: JavaSources;
  readonly #files = new Map<string, JavaFile | undefined>();
  readonly #found = new Map<string, ClassInfo | null>();
  readonly #existing = new Map<string, boolean>();
  readonly #touching = new Map<string, boolean>();
  readonly #here: JavaFile;

  constructor(sources: JavaSources, here: JavaFile) {
    this.#sources = sources;
    this.#here = here;
    this.#files.set(here.path, here);
  }

  fileAt(path: string): JavaFile | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const source = this.#sources.load(path);
    const file = source === undefined ? undefined : javaFile(path, source.text, source.ast);
    this.#files.set(path, file);
    return file;
  }

  /** Makes a local or anonymous class known by its name. */
  add(info: ClassInfo): void {
    this.#found.set(info.name, info);
  }

  /** The class with this qualified name, if the project holds its source. */
  find(name: string): ClassInfo | undefined {
    const known = this.#found.get(name);
    if (known !== undefined) return known ?? undefined;
    const found = this.#search(name);
    this.#found.set(name, found ?? null);
    return found;
  }

  /** There is such a class, as far as can be told without reading its file. */
  exists(name: string): boolean {
    if (this.#found.get(name) !== undefined && this.#found.get(name) !== null) return true;
    let known = this.#existing.get(name);
    if (known === undefined) {
      known = this.#within(this.#here, name) !== undefined || this.#isInFile(name);
      this.#existing.set(name, known);
    }
    return known;
  }

  #isInFile(name: string): boolean {
    const path = this.#pathOf(name);
    if (path === undefined) return false;
    const simple = simpleName(name);
    if (basename(path) === `${simple}.java`) return true;
    // A member of the class that the file is named after: a nested class, or by convention a constant.
    return /[a-z]/.test(simple) && this.find(name) !== undefined;
  }

  /** The file of the class, or the one beside it that declares it, may have to do with sessions; read as bytes only. */
  mayTouchSession(name: string): boolean {
    let known = this.#touching.get(name);
    if (known === undefined) {
      known = this.#within(this.#here, name) !== undefined;
      const path = known ? undefined : this.#pathOf(name);
      if (path !== undefined) known = fileMayTouchSession(path);
      this.#touching.set(name, known);
    }
    return known;
  }

  /** Declared in the file that is analysed. */
  isHere(name: string): boolean {
    return this.#within(this.#here, name) !== undefined;
  }

  #pathOf(name: string): string | undefined {
    if (name.startsWith('java.') || name.startsWith('javax.') || name.startsWith('#')) return undefined;
    if (!name.includes('.') && this.#here.ast.packageName !== null) return undefined;
    return findJavaFile(name, this.#here.path);
  }

  #search(name: string): ClassInfo | undefined {
    if (name.startsWith('java.') || name.startsWith('#')) return undefined;
    const local = this.#within(this.#here, name);
    if (local !== undefined) return local;
    const path = this.#pathOf(name);
    const file = path === undefined ? undefined : this.fileAt(path);
    if (file !== undefined) return this.#within(file, name);
    return this.#secondary(name);
  }

  /** A class that is not alone in its file: `class Helper` at the end of `Main.java` of the same package. */
  #secondary(name: string): ClassInfo | undefined {
    const dot = name.lastIndexOf('.');
    const packageName = this.#here.ast.packageName ?? '';
    if ((dot === -1 ? '' : name.slice(0, dot)) !== packageName) return undefined;
    const simple = name.slice(dot + 1);
    const folder = join(this.#here.path, '..');
    const path = packageMembers(folder).fileOf(simple);
    const file = path === undefined ? undefined : this.fileAt(path);
    return file?.classes.get(simple);
  }

  #within(file: JavaFile, name: string): ClassInfo | undefined {
    const prefix = file.ast.packageName === null ? '' : `${file.ast.packageName}.`;
    if (!name.startsWith(prefix)) return undefined;
    const [first = '', ...rest] = name.slice(prefix.length).split('.');
    let info = file.classes.get(first);
    for (const part of rest) info = info?.nested.get(part);
    return info;
  }

  /** Supertypes as written in the class, resolved; of a modelled class those of the model. */
  superTypes(type: TypeName): readonly TypeName[] {
    const info = this.find(type.name);
    if (info === undefined) return superTypesOf(modelName(type.name), type.args);
    const supers: TypeName[] = [];
    for (const reference of [info.superclass, ...info.interfaces]) {
      if (reference === null) continue;
      const resolved = this.resolve(reference, info, info.file);
      if (resolved !== undefined) supers.push(bindParameters(resolved, info.typeParameters, type.args));
    }
    return supers;
  }

  /** The type and all that it extends, nearest first. */
  *hierarchy(type: TypeName): Generator<TypeName> {
    const queue: TypeName[] = [type];
    const seen = new Set<string>();
    for (const next of queue) {
      if (seen.has(next.name) || seen.size > maxSupertypes) continue;
      seen.add(next.name);
      yield next;
      queue.push(...this.superTypes(next));
    }
  }

  /** undefined where a class on the way up is not known. */
  isSubtype(type: TypeName, of: TypeName): boolean | undefined {
    const wanted = modelName(of.name);
    if (wanted === 'java.lang.Object') return true;
    let complete = true;
    for (const next of this.hierarchy(type)) {
      if (modelName(next.name) === wanted) return true;
      if (!this.isKnown(next)) complete = false;
    }
    return complete ? false : undefined;
  }

  isKnown(type: TypeName): boolean {
    return this.find(type.name) !== undefined || findModel(modelName(type.name)) !== undefined;
  }

  field(type: TypeName, name: string): { readonly owner: ClassInfo; readonly entry: FieldEntry } | undefined {
    for (const next of this.hierarchy(type)) {
      const info = this.find(next.name);
      const entry = info?.fields.get(name);
      if (info !== undefined && entry !== undefined) return { owner: info, entry };
    }
    return undefined;
  }

  /** The enum constant with this name in the type. */
  enumConstant(type: TypeName, name: string): ClassInfo | undefined {
    const info = this.find(type.name);
    return info?.constants.has(name) === true ? info : undefined;
  }

  hasMethod(type: TypeName, name: string): boolean {
    for (const next of this.hierarchy(type)) {
      if (this.find(next.name)?.methods.has(name) === true) return true;
    }
    return false;
  }

  /** True when a modelled supertype has a method of this name. */
  hasModelMethod(type: TypeName, name: string): boolean {
    for (const next of this.hierarchy(type)) {
      if (this.find(next.name) !== undefined) continue;
      for (const model of superModels(modelName(next.name))) {
        if (Object.keys(model.methods ?? {}).some((key) => key === name || key.startsWith(`${name}/`))) return true;
      }
    }
    return false;
  }

  resolve(reference: TypeReference, info: ClassInfo | undefined, file: JavaFile): TypeName | undefined {
    return resolveReference(reference, info, file, this);
  }
}

function bindParameters(type: TypeName, names: readonly string[], args: readonly TypeName[]): TypeName {
  if (names.length === 0 || type.args.length === 0) return type;
  return {
    ...type,
    args: type.args.map((arg) => {
      const index = names.indexOf(arg.name);
      return index === -1 ? arg : (args[index] ?? typeName('java.lang.Object'));
    }),
  };
}

function resolveReference(
  reference: TypeReference,
  info: ClassInfo | undefined,
  file: JavaFile,
  table: ClassTable,
): TypeName | undefined {
  if (reference.name === 'var') return undefined;
  const name = resolveTypeName(reference.name, info, file, table);
  // A type variable: known only by what the caller passes.
  if (name === undefined)
    return reference.dimensions > 0 ? typeName('java.lang.Object', [], reference.dimensions) : undefined;
  const args: TypeName[] = [];
  for (const argument of reference.typeArguments) {
    const resolved = resolveReference(argument, info, file, table) ?? typeName(argument.name);
    args.push(resolved);
  }
  return typeName(name, args, reference.dimensions);
}
