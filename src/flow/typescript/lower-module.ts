/** A file as one function: what it does when it is loaded, with its functions inside and its exports by name. */
import type ts from 'typescript';
import { startOf, type Compiler } from '../../languages/typescript/compiler.ts';
import type { Func, Var } from '../ir.ts';
import { FunctionBuilder, TooLarge, VariableTable } from './builder.ts';
import { lowerStatements } from './lower-statement.ts';
import { importOf } from './operators.ts';
import { Scope, type Lowering, type ModuleNames } from './scope.ts';

export interface LoweredModule {
  readonly path: string;
  readonly text: string;
  readonly sourceFile: ts.SourceFile;
  /** The module's own code. */
  readonly func: Func;
  /** Every function of the file. */
  readonly functions: readonly Func[];
  readonly exports: ReadonlyMap<string, Var>;
  /** Modules that are exported as a whole. */
  readonly reexports: readonly string[];
  /** The object that CommonJS calls `exports`. */
  readonly exportsObject: Var;
  /** Modules that are imported or required, as written. */
  readonly specifiers: ReadonlySet<string>;
}

export function lowerModule(sourceFile: ts.SourceFile, path: string, text: string, ts: Compiler): LoweredModule {
  const table = new VariableTable();
  const file = { path, text };
  const builder = new FunctionBuilder(file, table);
  const exportsObject = builder.table.named('exports', undefined);
  table.captured.add(exportsObject);
  const specifiers = new Set<string>();
  const names: ModuleNames = {
    ts,
    sourceFile,
    file,
    table,
    importedTypes: new Map(),
    localTypes: new Map(),
    exports: new Map(),
    reexports: [],
    exportsObject,
    tested: new Set(),
    functions: [],
    resolving: new Set(),
  };
  const lowering: Lowering = {
    module: names,
    builder,
    scope: new Scope(undefined, 0, true),
    self: builder.temp(),
    handlers: [],
    finallies: [],
    targets: [],
    path: '',
  };
  const span = { start: 0, end: text.length };
  const parts = { id: `${path}:module`, name: '', span, self: lowering.self, parameters: [], variadic: false };
  let func: Func;
  try {
    bindImports(sourceFile, lowering, specifiers);
    lowerStatements(sourceFile.statements, lowering);
    bindExports(sourceFile, lowering);
    func = builder.finish({ ...parts, returns: undefined });
  } catch (error) {
    if (!(error instanceof TooLarge) && !(error instanceof RangeError)) throw error;
    const reason = error instanceof TooLarge ? 'the file is too large' : 'the code is nested too deeply';
    func = { ...new FunctionBuilder(file, table).finish({ ...parts, returns: undefined }), limit: reason };
  }
  for (const one of names.functions) collectSpecifiers(one, specifiers);
  collectSpecifiers(func, specifiers);
  const { functions, exports, reexports } = names;
  return { path, text, sourceFile, func, functions, exports, reexports, exportsObject, specifiers };
}

/** Names that are imported are variables that are set before anything else runs. */
function bindImports(sourceFile: ts.SourceFile, lowering: Lowering, specifiers: Set<string>): void {
  const { ts, table, importedTypes, localTypes } = lowering.module;
  const bind = (local: string, module: string, name: string, node: ts.Node): void => {
    importedTypes.set(local, { module, name });
    const into = table.named(local, undefined);
    table.captured.add(into);
    lowering.scope.declare(local, into);
    const span = { start: startOf(node, sourceFile), end: node.end };
    lowering.builder.emit({ op: 'load', into, object: null, owner: importOf(module), field: name, span });
  };
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const module = statement.moduleSpecifier.text;
      specifiers.add(module);
      const clause = statement.importClause;
      if (clause?.name !== undefined) bind(clause.name.text, module, 'default', clause.name);
      const bindings = clause?.namedBindings;
      if (bindings === undefined) continue;
      if (ts.isNamespaceImport(bindings)) bind(bindings.name.text, module, '*', bindings.name);
      else {
        for (const one of bindings.elements) bind(one.name.text, module, (one.propertyName ?? one.name).text, one.name);
      }
    } else if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
      const { expression } = statement.moduleReference;
      if (ts.isStringLiteral(expression)) {
        specifiers.add(expression.text);
        bind(statement.name.text, expression.text, 'default', statement.name);
      }
    } else if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) {
      localTypes.set(statement.name.text, statement);
    } else if (ts.isVariableStatement(statement)) {
      // `const { Request } = require('express')` names a type as well, as far as decorators and JSDoc go.
      for (const { name, initializer } of statement.declarationList.declarations) {
        const module = requiredModule(initializer, ts);
        if (module === undefined) continue;
        specifiers.add(module);
        if (ts.isIdentifier(name)) importedTypes.set(name.text, { module, name: 'default' });
      }
    }
  }
}

function requiredModule(node: ts.Expression | undefined, ts: Compiler): string | undefined {
  if (node === undefined || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [argument] = node.arguments;
  const isRequire = node.expression.text === 'require' && argument !== undefined && ts.isStringLiteralLike(argument);
  return isRequire ? argument.text : undefined;
}

function bindExports(sourceFile: ts.SourceFile, lowering: Lowering): void {
  const { ts, exports, reexports, table } = lowering.module;
  const add = (name: string, variable: Var | undefined): void => {
    if (variable === undefined) return;
    exports.set(name, variable);
    table.captured.add(variable);
  };
  for (const statement of sourceFile.statements) {
    if (ts.isExportDeclaration(statement)) {
      const from = statement.moduleSpecifier;
      const module = from !== undefined && ts.isStringLiteral(from) ? from.text : undefined;
      const clause = statement.exportClause;
      if (clause === undefined) {
        if (module !== undefined) reexports.push(module);
      } else if (ts.isNamedExports(clause)) {
        for (const element of clause.elements) {
          const original = (element.propertyName ?? element.name).text;
          if (module === undefined) {
            add(element.name.text, lowering.scope.own(original));
            continue;
          }
          const into = table.fresh();
          const span = { start: element.pos, end: element.end };
          lowering.builder.emit({ op: 'load', into, object: null, owner: importOf(module), field: original, span });
          add(element.name.text, into);
        }
      }
      continue;
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? 'default';
      add(isDefault ? 'default' : name, lowering.scope.own(name));
    } else if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) addNames(name);
    }
  }

  function addNames(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) {
      add(name.text, lowering.scope.own(name.text));
      return;
    }
    for (const element of name.elements) if (!ts.isOmittedExpression(element)) addNames(element.name);
  }
}

function collectSpecifiers(func: Func, into: Set<string>): void {
  const constants = new Map<Var, string>();
  const requires = new Set<Var>();
  for (const block of func.blocks) {
    for (const effect of block.effects) {
      if (effect.op === 'load' && effect.object === null && effect.owner !== undefined) {
        if (effect.owner.name.startsWith('#import:')) into.add(effect.owner.name.slice('#import:'.length));
        else if (effect.field === 'require') requires.add(effect.into);
      } else if (effect.op === 'constant' && typeof effect.value === 'string') {
        constants.set(effect.into, effect.value);
      } else if (effect.op === 'call' && effect.receiver !== null && requires.has(effect.receiver)) {
        const module = constants.get(effect.args[0] ?? -1);
        if (module !== undefined) into.add(module);
      }
    }
  }
}
