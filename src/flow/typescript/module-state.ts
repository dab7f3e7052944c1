/**
 * Sessions kept by hand: a Map or object of the module that request handlers fill and read by a key that comes from a cookie,
 * a header or a random number. Other processes have a Map of their own.
 */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { SessionProblem } from '../facts.ts';
import { walk } from './tree-walk.ts';

/** Names of tables of sessions; with another name, the type of the values has to say so. */
const NAME =
  /(?:sess(?:ion)?s?|loggedIn(?:Users)?|activeUsers|tokens?By\w*)$|^(?:user|active|auth)?sessions?(?:By\w+|Map|Store|Cache)$/i;
const VALUE = /\b\w*Session(?:Data|Info)?\b/;
/** What only this process can have, whatever one does: connections, timers, transports, handles of jobs. */
const HANDLE =
  /Socket|Response|Reply|Timer|Timeout|Abort|Controller|Transport|Server|Emitter|Stream|Worker|Process|Promise|Connection|Client|Browser|Page|Peer|Chat|Agent|Mcp|Function|=>/;
/** Where the key or the value of a session comes from. */
const IDENTITY =
  /cookie|header|authorization|sessionI[dD]\b|session_id|\bsid\b|\btoken\b|randomUUID|randomBytes|nanoid|uuid|\bcuid\b|generateToken|generateSession/i;
const ROUTES = new Set(['get', 'post', 'put', 'patch', 'delete', 'use', 'all', 'route']);
/** Files that speak to agents and models keep their transports per process on purpose. */
const OTHER_SESSIONS = /modelcontextprotocol|@anthropic|openai|langchain|stripe|puppeteer|playwright/i;

interface Table {
  readonly name: string;
  readonly declaration: ts.VariableDeclaration;
  written: boolean;
  read: boolean;
  identified: boolean;
}

export function moduleStateProblems(file: ts.SourceFile): readonly SessionProblem[] {
  if (OTHER_SESSIONS.test(file.text)) return [];
  const tables = tablesOf(file);
  if (tables.size === 0 || !servesRequests(file)) return [];
  walk(file, (node, functions) => {
    const use = useOf(node, tables);
    if (use === undefined || functions.length === 0) return;
    if (use.writes) use.table.written = true;
    else use.table.read = true;
    if (use.parts.some((part) => comesFromRequest(part, functions, file))) use.table.identified = true;
    if (use.parts.some((part) => HANDLE.test(textOf(part, file).slice(0, 200)))) tables.delete(use.table.name);
  });
  return [...tables.values()]
    .filter((table) => table.written && table.read && table.identified)
    .map((table) => problem(table, file));
}

function textOf(node: ts.Node, file: ts.SourceFile): string {
  return file.text.slice(node.pos, node.end);
}

/** `const sessions = new Map()` and `const sessions = {}` at the top of the module. */
function tablesOf(file: ts.SourceFile): Map<string, Table> {
  const ts = compiler();
  const tables = new Map<string, Table>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { name, initializer, type } = declaration;
      if (!ts.isIdentifier(name) || initializer === undefined || !isEmptyTable(initializer, file)) continue;
      const types = (type === undefined ? '' : textOf(type, file)) + typeArguments(initializer, file);
      const value = types.slice(types.indexOf(',') + 1);
      if (HANDLE.test(value) || !(NAME.test(name.text) || VALUE.test(value))) continue;
      tables.set(name.text, { name: name.text, declaration, written: false, read: false, identified: false });
    }
  }
  return tables;
}

function isEmptyTable(node: ts.Expression, file: ts.SourceFile): boolean {
  const ts = compiler();
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return isEmptyTable(node.expression, file);
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  if (ts.isCallExpression(node)) return /^\s*Object\.create\(null\)$/.test(textOf(node, file));
  return (
    ts.isNewExpression(node) &&
    /^\s*(?:Map|Set)$/.test(textOf(node.expression, file)) &&
    (node.arguments ?? []).length === 0
  );
}

function typeArguments(node: ts.Expression, file: ts.SourceFile): string {
  return compiler().isNewExpression(node) ? (node.typeArguments ?? []).map((one) => textOf(one, file)).join(',') : '';
}

/** Some function is registered for a path, or a server is made. */
function servesRequests(file: ts.SourceFile): boolean {
  const ts = compiler();
  let found = false;
  walk(file, (node) => {
    if (found || !ts.isCallExpression(node)) return;
    const { expression, arguments: args } = node;
    if (!ts.isPropertyAccessExpression(expression)) return;
    const [first] = args;
    const name = expression.name.text;
    const isRoute =
      ROUTES.has(name) && first !== undefined && ts.isStringLiteralLike(first) && first.text.startsWith('/');
    if ((isRoute && args.slice(1).some((one) => ts.isFunctionLike(one))) || name === 'createServer') found = true;
  });
  return found;
}

interface Use {
  readonly table: Table;
  readonly writes: boolean;
  /** The key, and the value of a write. */
  readonly parts: readonly ts.Expression[];
}

function useOf(node: ts.Node, tables: ReadonlyMap<string, Table>): Use | undefined {
  const ts = compiler();
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const table = tableAt(node.expression.expression, tables);
    if (table === undefined) return undefined;
    const name = node.expression.name.text;
    if (name === 'set' || name === 'add') return { table, writes: true, parts: node.arguments };
    return name === 'get' || name === 'has' ? { table, writes: false, parts: node.arguments } : undefined;
  }
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isElementAccessExpression(node.left)
  ) {
    const table = tableAt(node.left.expression, tables);
    return table === undefined ? undefined : { table, writes: true, parts: [node.left.argumentExpression, node.right] };
  }
  if (ts.isElementAccessExpression(node)) {
    const table = tableAt(node.expression, tables);
    return table === undefined ? undefined : { table, writes: false, parts: [node.argumentExpression] };
  }
  return undefined;
}

function tableAt(node: ts.Expression, tables: ReadonlyMap<string, Table>): Table | undefined {
  return compiler().isIdentifier(node) ? tables.get(node.text) : undefined;
}

/** The expression, or what the variable in it was set to in the same functions, names a cookie, a header, or chance. */
export function comesFromRequest(
  part: ts.Expression,
  functions: readonly ts.Node[],
  file: ts.SourceFile,
  source = IDENTITY,
): boolean {
  if (source.test(textOf(part, file))) return true;
  const ts = compiler();
  if (ts.isAsExpression(part) || ts.isNonNullExpression(part)) {
    return comesFromRequest(part.expression, functions, file, source);
  }
  if (!ts.isIdentifier(part)) return false;
  let found = false;
  for (const around of functions) {
    walk(around, (node) => {
      if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
      if (textOf(node.name, file).trim() === part.text && source.test(textOf(node.initializer, file))) found = true;
    });
  }
  return found;
}

export function problem(
  { name, declaration }: Pick<Table, 'name' | 'declaration'>,
  file: ts.SourceFile,
): SessionProblem {
  return {
    fact: 'session-problem',
    rule: 'no-local-session-state',
    kind: 'moduleState',
    range: [startOf(declaration, file), declaration.end],
    data: { name },
    certainty: 'likely',
    trace: [],
    suggestions: [],
  };
}
