/**
 * The statement that puts a changed attribute back, and whether inserting it is proved to be safe: the session and the
 * object are plain expressions in scope, and every way out of the changing statement passes the inserted one.
 */
import type { Expression, LocalVariableDeclaration, Node, Statement } from '../../languages/java/ast.ts';
import { visitorKeys } from '../../languages/java/visitor-keys.ts';
import type { Loss } from '../analysis.ts';
import type { WriteBack } from '../facts.ts';
import type { Span } from '../ir.ts';
import { maxChanges } from '../state.ts';
import type { JavaFile } from './classes.ts';

/** The statement list that holds a statement, and where in it. */
interface Position {
  readonly list: readonly Statement[];
  readonly index: number;
}

export function writeBackFor(loss: Loss, file: JavaFile): WriteBack | null {
  const { root, access } = loss;
  if (access?.func !== root.func || access.handle.end === access.handle.start) return null;
  if (access.func.file !== file && access.func.file.path !== file.path) return null;
  const path = pathTo(file.ast, access.span);
  const read = declarationOf(path, access.span);
  if (read === undefined) return null;
  const text = (span: Span): string => file.text.slice(span.start, span.end);
  const handle = text(access.handle);
  const key = text(access.key);
  if (/[\r\n]/.test(handle) || /[\r\n]/.test(key)) return null;
  const isGetAttribute = /\.\s*get(Attribute|Value)\s*\($/.test(
    text({ start: access.handle.start, end: access.key.start }).trimEnd(),
  );
  if (!isGetAttribute) return null;
  const method = /getValue\s*\(\s*$/.test(text({ start: access.handle.end, end: access.key.start }))
    ? 'putValue'
    : 'setAttribute';
  const isOneObject =
    isConstantKey(key) &&
    otherAssignments(read.name, key, path, file) === 0 &&
    assignmentsOf(/^\w+/.exec(handle)?.[0] ?? '', path, file).length <= (isParameter(handle, path) ? 0 : 1);
  return statementBehind(loss, file, { ...read, handle, key, method, isOneObject });
}

/**
 * The same for a variable that other than Java declares and fills with the attribute, under its own name: a bean of a page.
 * `declaredAt`: the range of what declares it, which the variable's own declaration has.
 */
export function writeBackOfBean(
  loss: Loss,
  file: JavaFile,
  name: string,
  declaredAt: readonly [start: number, end: number],
): WriteBack | null {
  const change = loss.changes[0] ?? loss.site.span;
  const path = pathTo(file.ast, change);
  const declared = declaredEarlier(name, path);
  if (declared === undefined) return null;
  const isItself = ({ statement }: Assigned): boolean =>
    statement?.range[0] === declaredAt[0] && statement.range[1] === declaredAt[1];
  const isOneObject =
    assignmentsOf(name, path, file).every(isItself) && assignmentsOf('session', path, file).length === 0;
  const key = JSON.stringify(name);
  return statementBehind(loss, file, { ...declared, handle: 'session', key, method: 'setAttribute', isOneObject });
}

/** What is written back, and how. `isOneObject`: it is the attribute wherever the variable is in scope. */
interface WriteBackParts extends Declared {
  readonly handle: string;
  readonly key: string;
  readonly method: 'setAttribute' | 'putValue';
  readonly isOneObject: boolean;
}

function statementBehind(loss: Loss, file: JavaFile, parts: WriteBackParts): WriteBack | null {
  const { site, changes, root } = loss;
  if (loss.exit.status.vain !== null || changes.length >= maxChanges) return null;
  const spans = changes.length > 0 ? changes : [site.span];
  const place = commonPlace(file.ast, spans);
  if (place === undefined) return null;
  const last = place.list[place.index];
  if (last === undefined || !isInScope(parts.list, place.list, file)) return null;
  const indent = indentAt(file.text, last.range[0]);
  // The statement has to mean there what it means at the read.
  if (!isPlainHandle(parts.handle, pathTo(file.ast, { start: last.range[0], end: last.range[1] }))) return null;
  const safe =
    site.func === root.func &&
    site.certainty === 'proved' &&
    !loss.exit.status.doubtful &&
    parts.isOneObject &&
    spans.every((span) => staysInside(place, span) && standsInList(file.ast, span));
  return {
    at: last.range[1],
    text: `\n${indent}${parts.handle}.${parts.method}(${parts.key}, ${parts.name});`,
    safe,
  };
}

const paths = new WeakMap<Node, Map<string, readonly Node[]>>();

/** The nodes around an offset range, outermost first; looked up once for each range of a tree. */
function pathTo(root: Node, span: Span): readonly Node[] {
  const known = paths.get(root) ?? new Map<string, readonly Node[]>();
  paths.set(root, known);
  const name = `${span.start}-${span.end}`;
  const found = known.get(name) ?? searchPath(root, span);
  known.set(name, found);
  return found;
}

function searchPath(root: Node, span: Span): readonly Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node !== undefined) {
    path.push(node);
    node = childrenOf(node).find((child) => child.range[0] <= span.start && child.range[1] >= span.end);
  }
  return path;
}

function childrenOf(node: Node): readonly Node[] {
  const keys = visitorKeys[node.type];
  const record = node as unknown as Readonly<Record<string, unknown>>;
  const children: Node[] = [];
  for (const key of keys) {
    const value = key
      .split('.')
      .reduce<unknown>((object, part) => (object as Record<string, unknown> | null)?.[part], record);
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

interface Declared {
  readonly name: string;
  readonly list: readonly Statement[];
}

/** The local variable that the read is stored in: `Cart cart = (Cart) session.getAttribute("cart");`. */
function declarationOf(path: readonly Node[], span: Span): Declared | undefined {
  for (let index = path.length - 1; index > 0; index--) {
    const node = path[index];
    const statement = path[index - 1];
    if (node?.type === 'VariableDeclarator' && statement?.type === 'LocalVariableDeclaration') {
      if (node.initializer === null || !isReadItself(node.initializer, span)) return undefined;
      const list = listOf(path[index - 2], statement);
      return list === undefined ? undefined : { name: node.name.name, list };
    }
    if (node?.type === 'Assignment') {
      if (node.operator !== '=' || node.left.type !== 'Identifier' || !isReadItself(node.right, span)) return undefined;
      return declaredEarlier(node.left.name, path);
    }
  }
  return undefined;
}

function isReadItself(expression: Expression, span: Span): boolean {
  let node = expression;
  while (node.type === 'Cast') node = node.expression;
  return node.range[0] === span.start && node.range[1] === span.end;
}

function declaredEarlier(name: string, path: readonly Node[]): Declared | undefined {
  for (const node of path) {
    const list = statementsOf(node);
    const found = list?.find(
      (statement): statement is LocalVariableDeclaration =>
        statement.type === 'LocalVariableDeclaration' &&
        statement.declarators.some((declarator) => declarator.name.name === name),
    );
    if (list !== undefined && found !== undefined) return { name, list };
  }
  return undefined;
}

function statementsOf(node: Node | undefined): readonly Statement[] | undefined {
  return node?.type === 'Block' || node?.type === 'SwitchCase' ? node.body : undefined;
}

function listOf(node: Node | undefined, statement: Statement): readonly Statement[] | undefined {
  const list = statementsOf(node);
  return list?.includes(statement) === true ? list : undefined;
}

/** The innermost statement list that holds all the changes, at the statement with the last of them. */
function commonPlace(root: Node, spans: readonly Span[]): Position | undefined {
  const paths = spans.map((span) => pathTo(root, span));
  const last = spans.reduce((a, b) => (b.start > a.start ? b : a));
  let found: Position | undefined;
  for (const node of paths[0] ?? []) {
    if (!paths.every((path) => path.includes(node))) break;
    if (node.type === 'SwitchCase' && node.arrow) continue;
    const list = statementsOf(node);
    const index = list?.findIndex((one) => one.range[0] <= last.start && one.range[1] >= last.end) ?? -1;
    if (list !== undefined && index >= 0) found = { list, index };
  }
  const statement = found?.list[found.index];
  // Nothing runs after a return; a change in its own expression has no place behind it.
  return statement?.type === 'ReturnStatement' || statement?.type === 'ThrowStatement' ? undefined : found;
}

/** The list that declares the variable is the list of the place, or around it. */
function isInScope(declared: readonly Statement[], place: readonly Statement[], file: JavaFile): boolean {
  if (declared === place) return true;
  const [first] = place;
  if (first === undefined) return false;
  return pathTo(file.ast, { start: first.range[0], end: first.range[1] }).some(
    (node) => statementsOf(node) === declared,
  );
}

/** No statement from the change to the end of its place leaves by another way. */
function staysInside(place: Position, span: Span): boolean {
  const from = place.list.findIndex((statement) => statement.range[0] <= span.start && statement.range[1] >= span.end);
  if (from === -1) return false;
  return place.list.slice(from, place.index + 1).every((statement) => !leaves(statement));
}

const leaving = new Set(['ReturnStatement', 'BreakStatement', 'ContinueStatement', 'ThrowStatement', 'YieldStatement']);

function leaves(statement: Statement): boolean {
  const waiting: Node[] = [statement];
  for (const node of waiting) {
    if (leaving.has(node.type)) return true;
    if (node.type === 'Lambda' || node.type === 'TypeDeclaration') continue;
    for (const child of childrenOf(node)) waiting.push(child);
  }
  return false;
}

/** The blanks before a statement on its line. */
function indentAt(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return text.slice(start, offset);
}

/** A literal, or a name that is written like a constant: a variable may hold another key by now. */
function isConstantKey(key: string): boolean {
  return /^("[^"]*"|(\w+\.)*[A-Z][A-Z0-9_]+)$/.test(key);
}

/** `session`, or `request.getSession()` on a variable: evaluating it once more changes nothing. */
function isPlainHandle(handle: string, path: readonly Node[]): boolean {
  const name = /^(\w+)(\.getSession\((true|false)?\))?$/.exec(handle)?.[1];
  if (name === undefined || handle.endsWith('(false)')) return false;
  for (const node of path) {
    if (node.type === 'MethodDeclaration' && node.parameters.some((parameter) => parameter.name.name === name))
      return true;
    const list = statementsOf(node);
    const isLocal = list?.some(
      (statement) =>
        statement.type === 'LocalVariableDeclaration' &&
        statement.declarators.some((declarator) => declarator.name.name === name),
    );
    if (isLocal === true) return true;
  }
  return false;
}

function isParameter(handle: string, path: readonly Node[]): boolean {
  const name = /^\w+/.exec(handle)?.[0];
  return path.some(
    (node) => node.type === 'MethodDeclaration' && node.parameters.some((parameter) => parameter.name.name === name),
  );
}

/** The statement of the change stands in a block, not alone behind an `if` or `for`. */
function standsInList(root: Node, span: Span): boolean {
  const path = pathTo(root, span);
  const index = path.findLastIndex(
    (node) => node.type.endsWith('Statement') || node.type === 'LocalVariableDeclaration',
  );
  const statement = path[index];
  const list = statementsOf(path[index - 1]);
  return statement !== undefined && list?.some((one) => one === statement) === true;
}

interface Assigned {
  readonly statement: Statement | undefined;
  readonly list: readonly Statement[] | undefined;
}

/** Where the variable is assigned in the method; a declaration with an initializer other than null counts. */
function assignmentsOf(name: string, path: readonly Node[], file: JavaFile): readonly Assigned[] {
  const method = path.find((node) => node.type === 'MethodDeclaration' || node.type === 'ConstructorDeclaration');
  const found: Assigned[] = [];
  const waiting: { readonly node: Node; readonly place: Assigned }[] = [
    { node: method ?? file.ast, place: { statement: undefined, list: undefined } },
  ];
  for (const { node, place } of waiting) {
    if (node.type === 'VariableDeclarator' && node.name.name === name && node.initializer !== null) {
      if (!(node.initializer.type === 'Literal' && node.initializer.value === null)) found.push(place);
    }
    if (node.type === 'Assignment' && node.left.type === 'Identifier' && node.left.name === name) found.push(place);
    const list = statementsOf(node);
    for (const child of childrenOf(node)) {
      const statement = list?.find((one) => one === child);
      waiting.push({ node: child, place: statement === undefined ? place : { statement, list } });
    }
  }
  return found;
}

/**
 * Assignments besides the read. `cart = new Cart(); session.setAttribute("cart", cart);` does not count: whichever object
 * the variable holds, it is the attribute.
 */
function otherAssignments(name: string, key: string, path: readonly Node[], file: JavaFile): number {
  const others = assignmentsOf(name, path, file).filter(({ statement, list }) => {
    const index = statement === undefined || list === undefined ? -1 : list.indexOf(statement);
    return !(list ?? []).slice(index + 1).some((next) => stores(next, name, key, file));
  });
  return Math.max(0, others.length - 1);
}

function stores(statement: Statement, name: string, key: string, file: JavaFile): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'MethodCall') return false;
  const { name: method, arguments: args } = statement.expression;
  const [first, second] = args;
  if (!/^(setAttribute|putValue)$/.test(method.name) || first === undefined || second === undefined) return false;
  return (
    file.text.slice(first.range[0], first.range[1]) === key && second.type === 'Identifier' && second.name === name
  );
}
