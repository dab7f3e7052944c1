/**
 * Session records that a program keeps in Redis by itself: `JSON.parse(await redis.get(`session:${id}`))`. Two plain questions
 * per function: is what was changed put back, and may another request have changed it in between.
 */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { Repair, SessionProblem } from '../facts.ts';
import { clientCall, RecordUses } from './record-uses.ts';
import { walk } from './tree-walk.ts';

/** What a key of a session has in it. */
const SESSION_KEY = /sess/i;
const CLIENTS = new Set(['redis', 'ioredis', '@redis/client', 'handy-redis', 'async-redis', '@upstash/redis']);
const MAKES = new Set(['createClient', 'createCluster', 'createSentinel', 'createClientPool']);
/** Of one file: more are generated, and each is looked for in its function. */
const MOST = 50;

interface Read {
  /** The variable that holds the record. */
  readonly name: string;
  readonly client: string;
  readonly declaration: ts.VariableDeclaration;
}

export function rawRecordProblems(
  file: ts.SourceFile,
  isClientModule: (specifier: string) => boolean,
): SessionProblem[] {
  const clients = clientsOf(file, isClientModule);
  if (clients.size === 0) return [];
  const found: SessionProblem[] = [];
  const declared: Declared = new Map();
  const uses = new Map<ts.Node, RecordUses>();
  const usesIn = (around: ts.Node): RecordUses => {
    const known = uses.get(around) ?? new RecordUses(around, clients);
    uses.set(around, known);
    return known;
  };
  walk(file, (node, functions) => {
    const around = functions[functions.length - 1];
    const read = readOf(node, clients, file, (name) => nearest(name, functions, file, declared));
    declare(node, around ?? file, declared);
    if (found.length >= MOST) return;
    if (read === undefined || around === undefined) return;
    const problem = judged(read, usesIn(around), file);
    if (problem !== undefined) found.push(problem);
  });
  return found;
}

function textOf(node: ts.Node, file: ts.SourceFile): string {
  return file.text.slice(startOf(node, file), node.end);
}

/** Names of the module that hold a client of Redis: made here, or imported from where one is made. */
function clientsOf(file: ts.SourceFile, isClientModule: (specifier: string) => boolean): ReadonlySet<string> {
  const ts = compiler();
  const makers = new Set<string>();
  const clients = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { text } = statement.moduleSpecifier;
    const isLibrary = CLIENTS.has(text);
    if (!isLibrary && !(text.startsWith('.') && isClientModule(text))) continue;
    for (const name of importedNames(statement)) (isLibrary ? makers : clients).add(name);
  }
  walk(file, (node) => {
    if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return;
    const names = boundNames(node.name);
    const required = requiredModule(node.initializer);
    if (required !== undefined) {
      if (CLIENTS.has(required)) for (const name of names) makers.add(name);
      else if (required.startsWith('.') && isClientModule(required)) for (const name of names) clients.add(name);
      return;
    }
    if (isMade(node.initializer, makers)) for (const name of names) clients.add(name);
  });
  return clients;
}

function importedNames({ importClause }: ts.ImportDeclaration): readonly string[] {
  const ts = compiler();
  const bindings = importClause?.namedBindings;
  const named =
    bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  const space = bindings !== undefined && ts.isNamespaceImport(bindings) ? [bindings.name.text] : [];
  return [...(importClause?.name === undefined ? [] : [importClause.name.text]), ...named, ...space];
}

function boundNames(name: ts.BindingName): readonly string[] {
  const ts = compiler();
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : boundNames(one.name)));
}

function requiredModule(node: ts.Expression): string | undefined {
  const ts = compiler();
  const call = ts.isPropertyAccessExpression(node) ? node.expression : node;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== 'require')
    return undefined;
  const [module] = call.arguments;
  return module !== undefined && ts.isStringLiteralLike(module) ? module.text : undefined;
}

/** `createClient(…)`, `redis.createClient(…)`, `await createClient(…).connect()`, `new Redis(…)`. */
function isMade(node: ts.Expression, makers: ReadonlySet<string>): boolean {
  const ts = compiler();
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) return isMade(node.expression, makers);
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return makers.has(expression.text);
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { name, expression: object } = expression;
  if (ts.isIdentifier(object)) return makers.has(object.text) && (MAKES.has(name.text) || ts.isNewExpression(node));
  return isMade(object, makers);
}

/** `const record = JSON.parse(await redis.get(key))`, or of a variable that was read so before. */
function readOf(
  node: ts.Node,
  clients: ReadonlySet<string>,
  file: ts.SourceFile,
  valueOf: (name: string) => ts.Expression | undefined,
): Read | undefined {
  const ts = compiler();
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined)
    return undefined;
  const text = parsedText(node.initializer);
  if (text === undefined) return undefined;
  const source = ts.isIdentifier(text) ? valueOf(text.text) : text;
  const get = source === undefined ? undefined : clientCall(source, clients);
  if (get?.method !== 'get' || get.key === undefined || !SESSION_KEY.test(textOf(get.key, file))) return undefined;
  return { name: node.name.text, client: get.client, declaration: node };
}

/** What is handed to `JSON.parse`, perhaps with a default and a cast around it. */
function parsedText(node: ts.Expression): ts.Expression | undefined {
  const ts = compiler();
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) {
    return parsedText(node.expression);
  }
  if (ts.isConditionalExpression(node)) return parsedText(node.whenTrue) ?? parsedText(node.whenFalse);
  if (ts.isBinaryExpression(node)) return parsedText(node.left);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  const isParse = ts.isIdentifier(expression) && expression.text === 'JSON' && name.text === 'parse';
  return isParse ? plain(node.arguments[0]) : undefined;
}

/** Without await, casts, defaults and parentheses. */
function plain(node: ts.Expression | undefined): ts.Expression | undefined {
  const ts = compiler();
  for (let one = node; ;) {
    if (one === undefined) return undefined;
    if (ts.isAwaitExpression(one) || ts.isAsExpression(one) || ts.isParenthesizedExpression(one)) one = one.expression;
    else if (ts.isNonNullExpression(one)) one = one.expression;
    else if (ts.isBinaryExpression(one)) one = one.left;
    else return one;
  }
}

/** Of the module and each function, what its variables were last set to where they are declared. Filled in the order of the text. */
type Declared = Map<ts.Node, Map<string, ts.Expression>>;

function declare(node: ts.Node, scope: ts.Node, declared: Declared): void {
  const ts = compiler();
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return;
  const value = plain(node.initializer);
  if (value === undefined) return;
  const names = declared.get(scope) ?? new Map<string, ts.Expression>();
  declared.set(scope, names.set(node.name.text, value));
}

/** What the variable was set to, in the functions around or the module. The nearest one before counts. */
function nearest(
  name: string,
  functions: readonly ts.Node[],
  file: ts.SourceFile,
  declared: Declared,
): ts.Expression | undefined {
  for (let at = functions.length - 1; at >= 0; at--) {
    const value = declared.get(functions[at] ?? file)?.get(name);
    if (value !== undefined) return value;
  }
  return declared.get(file)?.get(name);
}

function judged(
  { name, client, declaration }: Read,
  uses: RecordUses,
  file: ts.SourceFile,
): SessionProblem | undefined {
  const change = uses.changeFrom(name, declaration.end);
  if (change === undefined) return undefined;
  const write = uses.writeFrom(client, declaration.pos + 1);
  if (write !== undefined) return uses.isGuarded ? undefined : unguarded(name, change, write, file);
  return uses.isHandedOnFrom(name, declaration.end) ? undefined : notPutBack(name, client, change, file);
}

const none: readonly Repair[] = [];

function fact(
  rule: string,
  kind: string,
  node: ts.Node,
  data: Record<string, string>,
  file: ts.SourceFile,
): SessionProblem {
  return {
    fact: 'session-problem',
    rule,
    kind,
    range: [startOf(node, file), node.end],
    data,
    certainty: 'likely',
    trace: [],
    suggestions: none,
  };
}

function notPutBack(name: string, client: string, change: ts.Node, file: ts.SourceFile): SessionProblem {
  const data = {
    change: shown(change, file),
    remedy: `${client}.set(key, JSON.stringify(${name}))`,
    key: '',
    library: 'redis',
    end: '',
  };
  return fact('no-lost-mutation', 'storeRecord', change, data, file);
}

function unguarded(name: string, change: ts.Node, write: ts.Node, file: ts.SourceFile): SessionProblem {
  return fact('no-read-modify-write', 'unguarded', change, { value: name, write: shown(write, file) }, file);
}

function shown(node: ts.Node, file: ts.SourceFile): string {
  const text = textOf(node, file).replace(/\s+/g, ' ');
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
