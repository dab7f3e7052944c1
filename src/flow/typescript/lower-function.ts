/** Functions, methods, accessors and arrow functions. */
import type ts from 'typescript';
import type { Func, Parameter, Var } from '../ir.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { FunctionBuilder, TooLarge } from './builder.ts';
import { bindPattern, declareIn, withDefault } from './lower-assignment.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerStatements } from './lower-statement.ts';
import { GENERATOR, PROMISE } from './operators.ts';
import { Scope, spanOf, type Lowering } from './scope.ts';
import { typeOf } from './types.ts';

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

/** A function as a value. */
export function lowerClosure(node: FunctionNode, lowering: Lowering): Var {
  const into = lowering.builder.temp();
  const func = lowerFunction(node, lowering, undefined);
  lowering.builder.emit({ op: 'closure', into, func, span: spanOf(node, lowering) });
  return into;
}

/** `self` is given for methods of a class; arrow functions have the one around them. */
export function lowerFunction(node: FunctionNode, outer: Lowering, self: Var | undefined): Func {
  const { module } = outer;
  const { ts } = module;
  const name = node.name !== undefined && !ts.isComputedPropertyName(node.name) ? node.name.text : '';
  const builder = new FunctionBuilder(module.file, module.table);
  const own = ts.isArrowFunction(node) ? outer.self : (self ?? builder.temp());
  const lowering: Lowering = {
    module,
    builder,
    scope: new Scope(outer.scope, outer.scope.depth + 1, true),
    self: own,
    handlers: [],
    finallies: [],
    targets: [],
    path: `${outer.path}${name}@${node.pos}`,
  };
  const span = spanOf(node, lowering);
  const returns = kindOfResult(node, lowering);
  let parameters: readonly Parameter[] = [];
  const parts = { id: `${module.file.path}:${lowering.path}`, name, span, self: own, variadic: false, returns };
  try {
    parameters = lowerParameters(node, lowering);
    if (node.body !== undefined) {
      if (ts.isBlock(node.body)) lowerStatements(node.body.statements, lowering);
      else {
        const value = lowerExpression(node.body, lowering);
        builder.terminate({ kind: 'return', value, span: spanOf(node.body, lowering) });
      }
    }
  } catch (error) {
    if (!(error instanceof TooLarge) && !(error instanceof RangeError)) throw error;
    const reason = error instanceof TooLarge ? 'the function is too large' : 'the code is nested too deeply';
    const limited = {
      ...new FunctionBuilder(module.file, module.table).finish({ ...parts, parameters }),
      limit: reason,
    };
    module.functions.push(limited);
    return limited;
  }
  const func = builder.finish({ ...parts, parameters });
  module.functions.push(func);
  return func;
}

function kindOfResult(node: FunctionNode, { module: { ts } }: Lowering): TypeName | undefined {
  if ('asteriskToken' in node && node.asteriskToken !== undefined) return GENERATOR;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true ? PROMISE : undefined;
}

function lowerParameters(node: FunctionNode, lowering: Lowering): readonly Parameter[] {
  const { ts } = lowering.module;
  const { builder } = lowering;
  return node.parameters
    .filter((parameter) => !(ts.isIdentifier(parameter.name) && parameter.name.text === 'this'))
    .map((parameter) => {
      const declared = typeOf(parameter.type, lowering.module);
      const type = decorated(parameter, declared, lowering);
      const name = ts.isIdentifier(parameter.name) ? parameter.name.text : '';
      const variable = builder.table.named(name, type);
      let value = variable;
      if (parameter.initializer !== undefined) value = withDefault(variable, parameter.initializer, lowering);
      if (name === '' || value !== variable)
        bindPattern(parameter.name, value, undefined, declareIn(lowering), lowering);
      else lowering.scope.declare(name, variable);
      return type === undefined
        ? { variable, name, type, span: spanOf(parameter.name, lowering) }
        : { variable, name, type };
    });
}

/** A decorator says what a parameter receives: its name stands for a type, `@module#Session`. */
function decorated(
  parameter: ts.ParameterDeclaration,
  declared: TypeName | undefined,
  { module }: Lowering,
): TypeName | undefined {
  const { ts } = module;
  const names = (ts.getDecorators(parameter) ?? []).flatMap(({ expression }) => {
    const callee = ts.isCallExpression(expression) ? expression.expression : expression;
    if (!ts.isIdentifier(callee)) return [];
    // `@Session('user')` gives one value only.
    if (ts.isCallExpression(expression) && expression.arguments.length > 0) return [];
    const from = module.importedTypes.get(callee.text);
    return from === undefined ? [] : [typeName(`@${from.module}#${from.name}`)];
  });
  if (names.length === 0) return declared;
  return typeName('|', declared === undefined ? names : [...names, declared]);
}
