/**
 * Socket.IO over several processes. Its polling transport makes one connection of several requests, and only the process that
 * got the first knows it; the others answer 400, "Session ID unknown".
 */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import { severalProcesses } from '../../project/javascript/cluster.ts';
import type { SessionProblem } from '../facts.ts';
import type { LoweredModule } from './lower-module.ts';
import { optionRepairAt } from './option-repairs.ts';
import { walk } from './tree-walk.ts';

const LIBRARY = 'socket.io';

export function stickySocketProblems(
  file: ts.SourceFile,
  module: Pick<LoweredModule, 'sourceFile' | 'text' | 'path'>,
): readonly SessionProblem[] {
  const servers = serverNames(file);
  if (servers.size === 0) return [];
  const ts = compiler();
  const made: (ts.CallExpression | ts.NewExpression)[] = [];
  walk(file, (node) => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && isServer(node, servers)) made.push(node);
  });
  const open = made.filter((node) => mayPoll(node));
  if (open.length === 0) return [];
  const evidence = severalProcesses(module.path);
  if (evidence === null) return [];
  return open.map((node) => ({
    fact: 'session-problem',
    rule: 'require-sticky-sockets',
    kind: 'notSticky',
    range: [startOf(node, file), node.end],
    data: { evidence },
    certainty: 'likely',
    trace: [],
    suggestions: optionRepairAt(node, 'transports', "transports: ['websocket']", module),
  }));
}

interface ServerNames {
  /** Names that are called or constructed. */
  readonly functions: ReadonlySet<string>;
  /** Names whose member `Server` is. */
  readonly modules: ReadonlySet<string>;
  readonly size: number;
}

function serverNames(file: ts.SourceFile): ServerNames {
  const ts = compiler();
  const functions = new Set<string>();
  const modules = new Set<string>();
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) {
      functions.add(name.text);
      modules.add(name.text);
      return;
    }
    for (const one of name.elements) {
      if (ts.isOmittedExpression(one) || !ts.isIdentifier(one.name)) continue;
      const original =
        one.propertyName !== undefined && ts.isIdentifier(one.propertyName) ? one.propertyName : one.name;
      if (original.text === 'Server') functions.add(one.name.text);
    }
  };
  walk(file, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (node.moduleSpecifier.text !== LIBRARY) return;
      const bindings = node.importClause?.namedBindings;
      if (node.importClause?.name !== undefined) bind(node.importClause.name);
      if (bindings === undefined) return;
      if (ts.isNamespaceImport(bindings)) modules.add(bindings.name.text);
      else {
        for (const { name, propertyName } of bindings.elements) {
          if ((propertyName ?? name).text === 'Server') functions.add(name.text);
        }
      }
    }
    if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
    const { initializer } = node;
    const member = ts.isPropertyAccessExpression(initializer) ? initializer.name.text : undefined;
    const call = ts.isPropertyAccessExpression(initializer) ? initializer.expression : initializer;
    if (!isRequire(call)) return;
    if (member === undefined) bind(node.name);
    else if (member === 'Server' && ts.isIdentifier(node.name)) functions.add(node.name.text);
  });
  return { functions, modules, size: functions.size + modules.size };
}

function isRequire(node: ts.Expression): boolean {
  const ts = compiler();
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return false;
  const [module] = node.arguments;
  return module !== undefined && ts.isStringLiteralLike(module) && module.text === LIBRARY;
}

function isServer(node: ts.CallExpression | ts.NewExpression, { functions, modules }: ServerNames): boolean {
  const ts = compiler();
  const { expression } = node;
  if (isRequire(expression)) return true;
  if (ts.isIdentifier(expression)) return functions.has(expression.text);
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return false;
  return expression.name.text === 'Server' && modules.has(expression.expression.text);
}

/** Polling is allowed as far as the options tell: they are no literal, or leave `transports` out, or name it. */
function mayPoll(node: ts.CallExpression | ts.NewExpression): boolean {
  const ts = compiler();
  const options = [...(node.arguments ?? [])].reverse().find((one) => ts.isObjectLiteralExpression(one));
  if (options === undefined) return !(node.arguments ?? []).slice(1).some((one) => !ts.isFunctionLike(one));
  for (const property of options.properties) {
    if (ts.isSpreadAssignment(property)) return false;
    const { name } = property;
    if (!ts.isIdentifier(name) || name.text !== 'transports') continue;
    if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer)) return false;
    return property.initializer.elements.some((one) => ts.isStringLiteralLike(one) && one.text === 'polling');
  }
  return true;
}
