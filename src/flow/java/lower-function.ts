/** Methods, constructors, lambdas, method references and anonymous classes to functions. */
import type {
  ConstructorDeclaration,
  Lambda,
  Member,
  MethodDeclaration,
  MethodReference,
  NewExpression,
  Parameter as JavaParameter,
  Statement,
} from '../../languages/java/ast.ts';
import { isGetterLike } from '../../models/names.ts';
import type { CallEffect, Func, Parameter, Span, Var } from '../ir.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { FunctionBuilder, noHandlers, TooLarge, VariableTable } from './builder.ts';
import { anonymousClass, type ClassInfo, type ClassTable } from './classes.ts';
import { lowerExpression, spanOf } from './lower-expression.ts';
import { lowerStatements } from './lower-statement.ts';
import { classNamed } from './names.ts';
import { Locals, typeIn, innermost, type Lowering } from './scope.ts';

type Callable = MethodDeclaration | ConstructorDeclaration;

/** Method references stand for functions of up to this many parameters. */
const referenceParameters = 3;

export function lowerMethod(owner: ClassInfo, declaration: Callable, table: ClassTable): Func {
  const span = spanOf(declaration);
  const variables = new VariableTable();
  try {
    return lowerCallable(owner, declaration, table, variables, []);
  } catch (error) {
    // The stack is the one bound on the depth of an expression that the parser accepted on a fresh stack.
    if (!(error instanceof TooLarge) && !isStackOverflow(error)) throw error;
    const self = variables.fresh();
    return {
      id: `${owner.file.path}#${span.start}`,
      name: declaration.name.name,
      file: owner.file,
      span,
      self,
      parameters: [],
      variadic: false,
      throws: [],
      returns: undefined,
      blocks: [{ effects: [], terminator: { kind: 'return', value: null, span } }],
      variables: variables.variables,
      flags: [],
      isPrivate: false,
      limit: 'the method is too large or too deeply nested',
    };
  }
}

/** V8's words; other range errors (an invalid array length, a bad count) are mistakes of ours. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack size exceeded');
}

function lowerCallable(
  owner: ClassInfo,
  declaration: Callable,
  table: ClassTable,
  variables: VariableTable,
  outer: Lowering['selves'],
): Func {
  const isStatic = declaration.modifiers.flags.includes('static');
  const lowering = newLowering(owner, table, variables, {
    typeParameters: declaration.type === 'MethodDeclaration' ? declaration.typeParameters : [],
    isStatic,
    outer,
  });
  const declared =
    declaration.type === 'ConstructorDeclaration' && declaration.compact ? owner.components : declaration.parameters;
  const parameters = declareParameters(declared, lowering);
  lowerStatements(declaration.body?.body ?? [], lowering);
  const throws = declaration.throws.map((type) => typeIn(lowering, type)?.name ?? type.name);
  return finishFunction(lowering, {
    name: declaration.name.name,
    span: spanOf(declaration),
    parameters,
    variadic: declared.at(-1)?.variadic ?? false,
    throws,
    returns: declaration.type === 'MethodDeclaration' ? typeIn(lowering, declaration.returnType) : undefined,
    isPrivate: declaration.modifiers.flags.includes('private'),
  });
}

function newLowering(
  info: ClassInfo,
  table: ClassTable,
  variables: VariableTable,
  options: {
    readonly typeParameters: readonly string[];
    readonly isStatic: boolean;
    readonly outer: Lowering['selves'];
  },
): Lowering {
  const builder = new FunctionBuilder(info.file, variables);
  const selves: { info: ClassInfo; self: Var }[] = [{ info, self: variables.named('this', typeName(info.name)) }];
  if (options.outer.length > 0) selves.push(...options.outer);
  else {
    for (let outer = info.outer; outer !== undefined; outer = outer.outer) {
      selves.push({ info: outer, self: variables.named('this', typeName(outer.name)) });
    }
  }
  return {
    builder,
    table,
    selves,
    locals: new Locals(),
    typeParameters: new Set(options.typeParameters),
    localTypes: new Map(),
    isStatic: options.isStatic,
    handlers: noHandlers,
    targets: [],
    finallies: [],
    yields: undefined,
  };
}

function declareParameters(declared: readonly JavaParameter[], lowering: Lowering): readonly Parameter[] {
  return declared.map((parameter) => {
    const base = typeIn(lowering, parameter.parameterType);
    const type = base !== undefined && parameter.variadic ? { ...base, dims: base.dims + 1 } : base;
    const variable = lowering.builder.table.named(parameter.name.name, type);
    lowering.locals.declare(parameter.name.name, variable);
    return { variable, name: parameter.name.name, type };
  });
}

function finishFunction(
  lowering: Lowering,
  parts: {
    readonly name: string;
    readonly span: Span;
    readonly parameters: readonly Parameter[];
    readonly variadic: boolean;
    readonly throws: readonly string[];
    readonly returns: TypeName | undefined;
    readonly isPrivate?: boolean;
  },
): Func {
  const { info, self } = innermost(lowering);
  return lowering.builder.finish({ ...parts, id: `${info.file.path}#${parts.span.start}`, self });
}

/** A lambda: a function that shares the variables and the `this` of the code around it. */
export function lowerLambda(node: Lambda, outer: Lowering): Func {
  const lowering = nested(outer);
  outer.locals.push();
  const parameters = declareParameters(node.parameters, lowering);
  if (node.body.type === 'Block') lowerStatements(node.body.body, lowering);
  else {
    const value = lowerExpression(node.body, lowering);
    lowering.builder.terminate({ kind: 'return', value, span: spanOf(node.body) });
  }
  outer.locals.pop();
  const shape = { name: 'lambda', span: spanOf(node), parameters, variadic: false, throws: [], returns: undefined };
  return finishFunction(lowering, shape);
}

function nested(outer: Lowering): Lowering {
  return {
    ...outer,
    builder: new FunctionBuilder(outer.builder.file, outer.builder.table),
    handlers: noHandlers,
    targets: [],
    finallies: [],
    yields: undefined,
  };
}

/** `cart::add`, `User::touch`, `Util::mark`, `ArrayList::new` as a function that makes the call. */
export function lowerMethodReference(node: MethodReference, outer: Lowering): { readonly func: Func } {
  const lowering = nested(outer);
  const { builder } = lowering;
  const name = node.name.name;
  const span = spanOf(node);
  const named = node.object.type === 'TypeReference' ? typeIn(outer, node.object) : classNamed(node.object, outer);
  const parameters: Parameter[] = [];
  for (let index = 0; index < referenceParameters; index++) {
    parameters.push({ variable: builder.temp(), name: `argument${index}`, type: undefined });
  }
  const variables = parameters.map((parameter) => parameter.variable);
  const into = builder.temp();
  if (name === 'new') {
    const type = named ?? typeName('java.lang.Object');
    builder.emit({
      op: 'new',
      into,
      type,
      args: variables.slice(0, 1),
      span,
      methods: undefined,
      handlers: noHandlers,
    });
  } else {
    const arity = named === undefined ? arityOf(name, 1) : arityOf(name, 0);
    const isStatic = named !== undefined && isStaticMethod(named, name, outer);
    let receiver: Var | null = null;
    let args: readonly Var[] = variables.slice(0, isStatic ? Math.max(arity, 1) : arity);
    if (named === undefined && node.object.type !== 'TypeReference') receiver = lowerExpression(node.object, lowering);
    else if (!isStatic) {
      receiver = variables[0] ?? null;
      args = variables.slice(1, 1 + arity);
      if (receiver !== null && named !== undefined) {
        builder.emit({ op: 'alias', into: receiver, from: receiver, type: named, narrows: false });
      }
    }
    const call: CallEffect = {
      op: 'call',
      into,
      receiver,
      owner: named,
      isSuper: false,
      name,
      args,
      span,
      receiverSpan: spanOf(node.object),
      argSpans: [],
      handlers: noHandlers,
    };
    builder.emit(call);
  }
  builder.terminate({ kind: 'return', value: into, span });
  return {
    func: finishFunction(lowering, { name, span, parameters, variadic: false, throws: [], returns: undefined }),
  };
}

/** How many arguments a method reference passes on; the reference does not say, the usual use of the name does. */
function arityOf(name: string, base: number): number {
  if (/^(put|putIfAbsent|merge|replace|setAttribute|setProperty|putValue)$/.test(name)) return base + 1;
  return isGetterLike(name) || /^(clear|reset|touch|toString|size|isEmpty|increment.*)$/.test(name) ? 0 : base;
}

function isStaticMethod(type: TypeName, name: string, { table }: Lowering): boolean {
  for (const next of table.hierarchy(type)) {
    const overloads = table.find(next.name)?.methods.get(name);
    if (overloads !== undefined) return overloads.some((method) => method.modifiers.flags.includes('static'));
  }
  return /^java\.util\.(Objects|Collections|Arrays)$|^java\.lang\.(Integer|Long|String|Boolean|Double)$/.test(
    type.name,
  );
}

/** The methods of an anonymous class, as functions that see the variables around it. */
export function lowerAnonymousClass(
  node: NewExpression,
  members: readonly Member[],
  outer: Lowering,
): ReadonlyMap<string, Func> {
  const around = innermost(outer);
  const info = anonymousClass(around.info, node.createdType, members);
  outer.table.add(info);
  const methods = new Map<string, Func>();
  const self = outer.builder.table.named('this', typeName(info.name));
  for (const member of members) {
    const body: readonly Statement[] | undefined =
      member.type === 'MethodDeclaration' || member.type === 'InitializerDeclaration' ? member.body?.body : undefined;
    if (body === undefined) continue;
    const lowering: Lowering = { ...nested(outer), selves: [{ info, self }, ...outer.selves] };
    outer.locals.push();
    const declared = member.type === 'MethodDeclaration' ? member.parameters : [];
    const parameters = declareParameters(declared, lowering);
    lowerStatements(body, lowering);
    outer.locals.pop();
    const name = member.type === 'MethodDeclaration' ? member.name.name : '{}';
    const func = lowering.builder.finish({
      id: `${info.file.path}#${member.range[0]}`,
      name,
      span: spanOf(member),
      self,
      parameters,
      variadic: declared.at(-1)?.variadic ?? false,
      throws: [],
      returns: member.type === 'MethodDeclaration' ? typeIn(lowering, member.returnType) : undefined,
    });
    if (!methods.has(name)) methods.set(name, func);
  }
  return methods;
}
