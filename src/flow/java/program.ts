/** Answers the solver's questions for Java: from the file, from project files on demand, from the models. */
import type { ConstructorDeclaration, MethodDeclaration, TypeReference } from '../../languages/java/ast.ts';
import {
  findModel,
  isHandle,
  isImmutable,
  kindOf,
  lookupCall,
  lookupConstant,
  lookupField,
  parameterRoles,
  spaceOf,
} from '../../models/java/index.ts';
import { isServiceType } from '../../models/names.ts';
import type { Call } from '../../models/model.ts';
import type { CallEffect, Func, Span } from '../ir.ts';
import type { FieldInfo, Program, Target } from '../program.ts';
import { modelName, parseTypeName, simpleName, typeName, type TypeName } from '../type-name.ts';
import type { ClassInfo, ClassTable, JavaFile } from './classes.ts';
import { foldConstant } from './constants.ts';
import { servletAt } from './dispatch-targets.ts';
import { generatedAccessor } from './generated-accessors.ts';
import { implementationsOf } from './implementations.ts';
import { lowerMethod } from './lower-function.ts';
import { reachesSession } from './reach.ts';

const nothing: Call = {};

export class JavaProgram implements Program {
  readonly table: ClassTable;
  readonly #functions = new WeakMap<MethodDeclaration | ConstructorDeclaration, Func>();
  readonly #fields = new Map<string, FieldInfo | null>();
  readonly #immutable = new Map<string, boolean>();
  readonly #handles = new Map<string, boolean>();
  readonly #inheriting = new WeakMap<JavaFile, boolean>();
  readonly #reaching = new WeakMap<Func, boolean>();
  readonly #roles = new Map<string, TypeName | null>();

  constructor(table: ClassTable) {
    this.table = table;
  }

  functionFor(owner: ClassInfo, declaration: MethodDeclaration | ConstructorDeclaration): Func {
    let func = this.#functions.get(declaration);
    if (func === undefined) {
      func = lowerMethod(owner, declaration, this.table);
      this.#functions.set(declaration, func);
    }
    return func;
  }

  target(call: CallEffect, receiver: TypeName | undefined, args: readonly (TypeName | undefined)[]): Target {
    const start = receiver ?? call.owner;
    if (start === undefined) return { kind: 'unknown', returns: undefined };
    if (start.dims > 0) {
      const found = lookupCall('[]', call.name, args.length, [{ ...start, dims: start.dims - 1 }]);
      return found === undefined ? { kind: 'unknown', returns: undefined } : modelTarget(found);
    }
    let complete = true;
    let skipOwn = call.isSuper;
    for (const type of this.table.hierarchy(call.isSuper && call.owner !== undefined ? call.owner : start)) {
      const info = this.table.find(type.name);
      if (skipOwn) {
        skipOwn = false;
        continue;
      }
      if (info !== undefined) {
        const found = this.#inClass(info, call, args, start);
        if (found !== undefined) return found;
        continue;
      }
      const name = modelName(type.name);
      const model = lookupCall(name, call.name, args.length, type.args);
      if (
        model !== undefined &&
        (model.owner.name !== 'java.lang.Object' || findModel(name)?.name === 'java.lang.Object')
      ) {
        return modelTarget(model);
      }
      const known = findModel(name);
      if (known === undefined || known.others === 'unknown') complete = false;
      else if (type === start) {
        return model === undefined
          ? { kind: 'model', call: nothing, owner: known.name, ownerArgs: type.args }
          : modelTarget(model);
      }
    }
    const generated = generatedAccessor(start, call.name, args.length, this.table);
    if (generated !== undefined) return { kind: 'accessor', ...generated, owner: start };
    const object = lookupCall('java.lang.Object', call.name, args.length);
    if (object !== undefined) return modelTarget(object);
    // A class of a library whose whole line is modelled, and no record names the method: it does nothing of interest.
    return complete && this.table.find(start.name) === undefined
      ? { kind: 'model', call: nothing, owner: start.name, ownerArgs: [] }
      : { kind: 'unknown', returns: undefined };
  }

  #inClass(
    info: ClassInfo,
    call: CallEffect,
    args: readonly (TypeName | undefined)[],
    receiver: TypeName,
  ): Target | undefined {
    const overloads = info.methods.get(call.name) ?? [];
    const declaration = this.#choose(info, overloads, args);
    if (declaration === undefined) return undefined;
    if (declaration.body !== null) {
      return { kind: 'functions', functions: [this.functionFor(info, declaration)], exact: true };
    }
    const returns = this.table.resolve(declaration.returnType, info, info.file);
    const found = implementationsOf(receiver, this.table).flatMap((implementation) => {
      const method = this.#choose(implementation, implementation.methods.get(call.name) ?? [], args);
      return method?.body == null ? [] : [this.functionFor(implementation, method)];
    });
    return found.length === 0 ? { kind: 'unknown', returns } : { kind: 'functions', functions: found, exact: false };
  }

  constructorOf(type: TypeName, args: readonly (TypeName | undefined)[]): Target {
    const info = this.table.find(type.name);
    if (info !== undefined) {
      const declaration = this.#choose(info, info.constructors, args);
      if (declaration !== undefined) {
        return { kind: 'functions', functions: [this.functionFor(info, declaration)], exact: true };
      }
      return { kind: 'unknown', returns: type };
    }
    const found = lookupCall(modelName(type.name), 'new', args.length, type.args);
    return found === undefined ? { kind: 'unknown', returns: type } : modelTarget(found);
  }

  /** The overload that fits the number of arguments, and their types where these are known. */
  #choose<T extends MethodDeclaration | ConstructorDeclaration>(
    info: ClassInfo,
    overloads: readonly T[],
    args: readonly (TypeName | undefined)[],
  ): T | undefined {
    const isVariadic = (method: T): boolean => method.parameters.at(-1)?.variadic === true;
    const fitting = overloads.filter(
      (method) =>
        method.parameters.length === args.length || (isVariadic(method) && args.length >= method.parameters.length - 1),
    );
    if (fitting.length <= 1) return fitting[0];
    let best: { readonly method: T; readonly score: number } | undefined;
    for (const method of fitting) {
      // A method of fixed arity comes first (JLS 15.12.2): a variadic one only where the types of all others do not fit.
      let score = isVariadic(method) ? -3 : 0;
      const variables = method.type === 'MethodDeclaration' ? method.typeParameters : [];
      method.parameters.forEach((parameter, index) => {
        const isVariable = variables.includes(parameter.parameterType?.name ?? '');
        if (!isVariable) score += this.#fit(info, parameter.parameterType, args[index]);
      });
      if (best === undefined || score > best.score) best = { method, score };
    }
    return best?.method;
  }

  #fit(info: ClassInfo, reference: TypeReference | null, argument: TypeName | undefined): number {
    if (reference === null || argument === undefined) return 0;
    const type = this.table.resolve(reference, info, info.file);
    if (type === undefined) return 0;
    if (type.name === argument.name && type.dims === argument.dims) return 3;
    if (type.dims !== argument.dims) return -4;
    const subtype = this.table.isSubtype(argument, type);
    return subtype === undefined ? 0 : subtype ? 2 : -4;
  }

  field(owner: TypeName, name: string): FieldInfo | undefined {
    const key = `${owner.name}.${name}`;
    const known = this.#fields.get(key);
    if (known !== undefined) return known ?? undefined;
    const info = this.#fieldInfo(owner, name);
    this.#fields.set(key, info ?? null);
    return info;
  }

  #fieldInfo(owner: TypeName, name: string): FieldInfo | undefined {
    for (const type of this.table.hierarchy(owner)) {
      const info = this.table.find(type.name);
      const entry = info?.fields.get(name);
      if (info !== undefined && entry !== undefined) {
        const flags = entry.modifiers.flags;
        const isStatic = flags.includes('static') || info.kind === 'interface';
        const isConstant = flags.includes('final') || info.kind === 'interface';
        const initializer = entry.declarator?.initializer ?? null;
        const base = entry.fieldType === null ? undefined : this.table.resolve(entry.fieldType, info, info.file);
        const extra = entry.declarator?.dimensions ?? 0;
        return {
          type: base === undefined ? undefined : { ...base, dims: base.dims + extra },
          isStatic,
          isTransient: flags.includes('transient'),
          inEnum: info.kind === 'enum' && !isStatic,
          constant:
            isConstant && initializer !== null
              ? foldConstant(initializer, entry.fieldType?.name, info, this.table)
              : undefined,
          owner: info.name,
        };
      }
      if (info?.constants.has(name) === true) {
        const enumType = typeName(info.name);
        return {
          type: enumType,
          isStatic: true,
          isTransient: false,
          inEnum: false,
          constant: undefined,
          owner: info.name,
        };
      }
      if (info !== undefined) continue;
      const model = modelName(type.name);
      const constant = lookupConstant(model, name);
      const fieldType = lookupField(model, name);
      if (constant !== undefined || fieldType !== undefined) {
        return {
          type: fieldType === undefined ? undefined : parseTypeName(fieldType),
          isStatic: constant !== undefined,
          isTransient: false,
          inEnum: false,
          constant,
          owner: model,
        };
      }
    }
    return undefined;
  }

  isImmutable(type: TypeName): boolean {
    if (type.dims > 0) return false;
    let known = this.#immutable.get(type.name);
    if (known === undefined) {
      known = isImmutable(modelName(type.name));
      this.#immutable.set(type.name, known);
    }
    return known;
  }

  isSubtype(type: TypeName, of: TypeName): boolean | undefined {
    return this.table.isSubtype(type, of);
  }

  isHandle(type: TypeName): boolean {
    let known = this.#handles.get(type.name);
    if (known === undefined) {
      known = isHandle(modelName(type.name));
      if (!known && this.table.mayTouchSession(type.name)) {
        for (const next of this.table.hierarchy(type)) {
          if (this.table.find(next.name) === undefined && isHandle(modelName(next.name))) known = true;
        }
      }
      this.#handles.set(type.name, known);
    }
    return known;
  }

  isService(type: TypeName): boolean {
    for (const next of this.table.hierarchy(type)) {
      if (kindOf(modelName(next.name)) === 'service') return true;
    }
    return this.table.find(type.name) === undefined && isServiceType(simpleName(type.name));
  }

  mayTouchSession(type: TypeName): boolean {
    return findModel(modelName(type.name)) !== undefined || this.table.mayTouchSession(type.name);
  }

  isAtHand(type: TypeName): boolean {
    return findModel(modelName(type.name)) !== undefined || this.table.isHere(type.name);
  }

  reachesSession(func: Func): boolean {
    let known = this.#reaching.get(func);
    if (known === undefined) {
      const file = this.table.fileAt(func.file.path);
      known = file !== undefined && this.textReachesSession(file, func.span);
      this.#reaching.set(func, known);
    }
    return known;
  }

  /** The same of code that has not been lowered. */
  textReachesSession(file: JavaFile, span: Span): boolean {
    return reachesSession(file.text.slice(span.start, span.end), file, this.#inheritsSession(file));
  }

  #inheritsSession(file: JavaFile): boolean {
    let known = this.#inheriting.get(file);
    if (known === undefined) {
      known = this.#hasSessionSuperclass(file);
      this.#inheriting.set(file, known);
    }
    return known;
  }

  #hasSessionSuperclass(file: JavaFile): boolean {
    return [...file.classes.values()].some((info) => {
      if (info.superclass === null) return false;
      const type = this.table.resolve(info.superclass, info, file);
      return type !== undefined && !this.table.isHere(type.name) && this.table.mayTouchSession(type.name);
    });
  }

  dispatched(path: string, from: Func): readonly Func[] {
    const info = servletAt(path, from.file.path, this.table);
    if (info === undefined) return [];
    const names = ['service', 'doPost', 'doGet'];
    // The method of the request stays the same over a forward.
    const preferred = names.includes(from.name) ? [from.name] : names;
    const found = preferred.flatMap((name) => info.methods.get(name) ?? []);
    return found.filter((method) => method.body !== null).map((method) => this.functionFor(info, method));
  }

  space(modelClass: string): string {
    return spaceOf(modelClass);
  }

  /** A field that a framework fills with a session: `setSession(Map)` of a SessionAware action stores its parameter. */
  fieldDefault(owner: TypeName, name: string): TypeName | undefined {
    const key = `${owner.name}.${name}`;
    const known = this.#roles.get(key);
    if (known !== undefined) return known ?? undefined;
    const role = this.#fieldRole(owner, name);
    this.#roles.set(key, role ?? null);
    return role;
  }

  #fieldRole(owner: TypeName, name: string): TypeName | undefined {
    const found = this.table.field(owner, name);
    if (found === undefined) return undefined;
    const declared = found.entry.fieldType?.name;
    if (declared === undefined || !/^(java\.util\.)?Map$|^Object$/.test(declared)) return undefined;
    for (const overloads of found.owner.methods.values()) {
      for (const method of overloads) {
        const roles = this.parameterTypes(found.owner, method);
        const index = roles.findIndex((role) => role !== undefined);
        const parameter = method.parameters[index];
        if (parameter === undefined) continue;
        const assigns = (method.body?.body ?? []).some((statement) => {
          if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'Assignment') return false;
          const { left, right } = statement.expression;
          const target = left.type === 'FieldAccess' && left.object.type === 'ThisExpression' ? left.name : left;
          return (
            target.type === 'Identifier' &&
            target.name === name &&
            right.type === 'Identifier' &&
            right.name === parameter.name.name
          );
        });
        if (assigns) return roles[index];
      }
    }
    return undefined;
  }

  /** Types that a framework's contract gives to the parameters of a method, where they say more than the declaration. */
  parameterTypes(owner: ClassInfo, method: MethodDeclaration): readonly (TypeName | undefined)[] {
    for (const type of this.table.hierarchy(typeName(owner.name))) {
      if (this.table.find(type.name) !== undefined) continue;
      const roles = parameterRoles(modelName(type.name), method.name.name, method.parameters.length);
      if (roles !== undefined) return roles.map((role) => (role === null ? undefined : parseTypeName(role)));
    }
    return [];
  }
}

function modelTarget(found: NonNullable<ReturnType<typeof lookupCall>>): Target {
  return { kind: 'model', call: found.call, owner: found.owner.name, ownerArgs: found.ownerArgs };
}
