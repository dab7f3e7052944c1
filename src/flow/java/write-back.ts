/**
 * The statement that puts a changed attribute back, and whether inserting it is proved to be safe: the session and the
 * object are plain expressions in scope, and every way out of the changing statement passes the inserted one. Where the
 * object has no name there, or the attribute was read elsewhere, the statement reads it once more: what counts is that the
 * attribute is set, and the object that it holds is the changed one.
 */
import type { Expression, LocalVariableDeclaration, Node, Statement } from '../../languages/java/ast.ts';
import type { Loss } from '../analysis.ts';
import type { WriteBack } from '../facts.ts';
import type { Span } from '../ir.ts';
import { constantKey, spaceOf } from '../key.ts';
import { maxChanges } from '../state.ts';
import type { JavaFile } from './classes.ts';
import { childrenOf, pathTo, statementsOf } from './tree-paths.ts';

/** The statement list that holds a statement, and where in it. */
interface Position {
  readonly list: readonly Statement[];
  readonly index: number;
}

/** How the session is asked for the attribute, as it stands in the source. */
interface Reading {
  readonly handle: string;
  readonly key: string;
  readonly set: 'setAttribute' | 'putValue';
  readonly span: Span;
}

interface Insertion {
  readonly place: Position;
  readonly spans: readonly Span[];
  /** The statement behind which to insert. */
  readonly last: Statement;
  /** The nodes around the place. */
  readonly around: readonly Node[];
}

/** `mayReadAgain`: the session gives the same object for the whole request, as all but those that serialize in the set do. */
export function writeBackFor(loss: Loss, file: JavaFile, mayReadAgain: boolean): WriteBack | null {
  const insertion = insertionFor(loss, file);
  if (insertion === undefined) return null;
  const { around, last } = insertion;
  const reading = readingOf(loss, file);
  const found =
    (reading === undefined ? undefined : withVariable(loss, reading, insertion, file)) ??
    asBefore(loss, around, file) ??
    (mayReadAgain ? withSecondRead(loss, reading, insertion, file) : undefined);
  return found === undefined ? null : { ...textAt(file.text, last, found.statement), safe: found.safe };
}

function insertionFor({ site, changes, exit }: Loss, file: JavaFile): Insertion | undefined {
  if (exit.status.vain !== null || changes.length >= maxChanges) return undefined;
  const spans = changes.length > 0 ? changes : [site.span];
  const place = commonPlace(file.ast, spans);
  const last = place?.list[place.index];
  if (place === undefined || last === undefined) return undefined;
  return { place, spans, last, around: pathTo(file.ast, { start: last.range[0], end: last.range[1] }) };
}

function readingOf({ access, root }: Loss, file: JavaFile): Reading | undefined {
  if (access?.func !== root.func || access.handle.end === access.handle.start) return undefined;
  if (access.func.file !== file && access.func.file.path !== file.path) return undefined;
  const text = (start: number, end: number): string => file.text.slice(start, end);
  const handle = text(access.handle.start, access.handle.end);
  const key = text(access.key.start, access.key.end);
  if (/[\r\n]/.test(handle) || /[\r\n]/.test(key)) return undefined;
  const method = /^\s*\.\s*(getAttribute|getValue)\s*\(\s*$/.exec(text(access.handle.end, access.key.start))?.[1];
  // With more arguments, such as the scope of a portlet session, there is more to say in a write as well.
  if (method === undefined || !/^\s*\)$/.test(text(access.key.end, access.span.end))) return undefined;
  return { handle, key, set: method === 'getValue' ? 'putValue' : 'setAttribute', span: access.span };
}

/** For an object that was written and then changed: the write once more, if its names mean the same. */
function asBefore({ site, key }: Loss, around: readonly Node[], file: JavaFile): Found | undefined {
  const method = around.findLast((node) => node.type === 'MethodDeclaration');
  if (site.phase !== 'late' || method === undefined) return undefined;
  const constant = constantKey(key);
  const text = ([start, end]: readonly [number, number]): string => file.text.slice(start, end);
  const found: string[] = [];
  const waiting: Node[] = [method];
  for (const node of waiting) {
    for (const child of childrenOf(node)) waiting.push(child);
    if (node.type !== 'MethodCall' || node.range[1] > site.span.start || node.arguments.length !== 2) continue;
    const { object, name } = node;
    const [first, second] = node.arguments;
    if (!/^(setAttribute|putValue)$/.test(name.name) || object === null || second?.type !== 'Identifier') continue;
    const isKey = first?.type === 'Literal' ? first.value === constant : isConstantKey(text(first?.range ?? [0, 0]));
    const once = isParameter(second.name, around) ? 0 : 1;
    const isSame = isLocal(second.name, around) && assignmentsOf(second.name, around, file).length <= once;
    if (isKey && isSame && isPlainHandle(text(object.range), around)) found.push(text(node.range));
  }
  // Two keys that are no literals cannot be told apart here.
  const [statement, ...others] = new Set(found);
  return statement === undefined || others.length > 0 ? undefined : { statement: `${statement};`, safe: false };
}

interface Found {
  readonly statement: string;
  readonly safe: boolean;
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
  const insertion = insertionFor(loss, file);
  const path = pathTo(file.ast, loss.changes[0] ?? loss.site.span);
  const declared = declaredEarlier(name, path);
  if (insertion === undefined || declared === undefined) return null;
  const isItself = ({ statement }: Assigned): boolean =>
    statement?.range[0] === declaredAt[0] && statement.range[1] === declaredAt[1];
  const isOneObject =
    assignmentsOf(name, path, file).every(isItself) && assignmentsOf('session', path, file).length === 0;
  const parts = {
    ...declared,
    handle: 'session',
    key: JSON.stringify(name),
    set: 'setAttribute',
    isOneObject,
  } as const;
  const found = statementWith(loss, parts, insertion, file);
  return found === undefined ? null : { ...textAt(file.text, insertion.last, found.statement), safe: found.safe };
}

/** `session.setAttribute("cart", cart);` with the variable that the read was stored in. */
function withVariable(loss: Loss, reading: Reading, insertion: Insertion, file: JavaFile): Found | undefined {
  const { handle, key, span } = reading;
  const path = pathTo(file.ast, span);
  const read = declarationOf(path, span);
  if (read === undefined) return undefined;
  const isOneObject =
    isConstantKey(key) &&
    otherAssignments(read.name, key, path, file) === 0 &&
    assignmentsOf(/^\w+/.exec(handle)?.[0] ?? '', path, file).length <= (isParameter(handle, path) ? 0 : 1);
  return statementWith(loss, { ...read, ...reading, isOneObject }, insertion, file);
}

/** `isOneObject`: the variable is the attribute wherever it is in scope. */
type WriteBackParts = Declared & Pick<Reading, 'handle' | 'key' | 'set'> & { readonly isOneObject: boolean };

function statementWith(
  loss: Loss,
  { name, list, handle, key, set, isOneObject }: WriteBackParts,
  { place, spans, around }: Insertion,
  file: JavaFile,
): Found | undefined {
  const { site, root } = loss;
  if (!isInScope(list, place.list, file)) return undefined;
  // The statement has to mean there what it means at the read.
  if (!isPlainHandle(handle, around)) return undefined;
  const safe =
    site.func === root.func &&
    site.certainty === 'proved' &&
    !loss.exit.status.doubtful &&
    isOneObject &&
    spans.every((span) => staysInside(place, span) && standsInList(file.ast, span));
  return { statement: `${handle}.${set}(${key}, ${name});`, safe };
}

/** `session.setAttribute("cart", session.getAttribute("cart"));`: true wherever session and key are the same. */
function withSecondRead(
  loss: Loss,
  reading: Reading | undefined,
  { around }: Insertion,
  file: JavaFile,
): Found | undefined {
  const handle = reading === undefined ? undefined : handleAt(reading.handle, around);
  if (reading !== undefined && handle !== undefined && isConstantKey(reading.key)) {
    const { key, set } = reading;
    return {
      statement: `${handle}.${set}(${key}, ${handle}.${set.replace(/^set|^put/, 'get')}(${key}));`,
      safe: false,
    };
  }
  const name = constantKey(loss.key);
  const session = sessionParameter(around, file);
  if (name === undefined || session === undefined || spaceOf(loss.key) !== 'http' || /[^\w .:-]/.test(name)) {
    return undefined;
  }
  return { statement: `${session}.setAttribute("${name}", ${session}.getAttribute("${name}"));`, safe: false };
}

/** The handle as it can be written at the place: as at the read, or a field of the class. */
function handleAt(handle: string, around: readonly Node[]): string | undefined {
  if (isPlainHandle(handle.replace('(false)', '()'), around)) return handle.replace('(false)', '()');
  const name = /^(?:this\.)?(\w+)(?:\.getSession\((?:true|false)?\))?$/.exec(handle)?.[1];
  if (name === undefined || (!handle.startsWith('this.') && isLocal(name, around))) return undefined;
  const isField = around.some(
    (node) =>
      node.type === 'TypeDeclaration' &&
      node.members.some(
        (member) =>
          member.type === 'FieldDeclaration' && member.declarators.some((declarator) => declarator.name.name === name),
      ),
  );
  return isField ? handle : undefined;
}

const servletTypes = new Map([
  ['HttpSession', ''],
  ['HttpServletRequest', '.getSession()'],
]);

/** The one parameter of the method that is a session of the Servlet API, or else the one that is a request. */
function sessionParameter(around: readonly Node[], file: JavaFile): string | undefined {
  const method = around.findLast((node) => node.type === 'MethodDeclaration');
  if (method === undefined) return undefined;
  for (const [type, call] of servletTypes) {
    const found = method.parameters.filter(({ parameterType }) => isServletType(parameterType?.name, type, file));
    const [only, ...others] = found.map(({ name }) => name.name);
    if (only !== undefined && others.length === 0 && assignmentsOf(only, around, file).length === 0) {
      return `${only}${call}`;
    }
  }
  return undefined;
}

function isServletType(name: string | undefined, type: string, { ast }: JavaFile): boolean {
  const qualified = /^(javax|jakarta)\.servlet\.http\.(\w+)$/;
  if (name !== type) return name !== undefined && qualified.exec(name)?.[2] === type;
  return ast.imports.some(({ name: imported, isStar }) =>
    isStar ? /^(javax|jakarta)\.servlet\.http$/.test(imported) : qualified.exec(imported)?.[2] === type,
  );
}

/** On a line of its own below the change, behind the comment on its line; on the same line if that goes on. */
function textAt(text: string, last: Statement, statement: string): Pick<WriteBack, 'at' | 'text'> {
  const [start, end] = last.range;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = text.slice(lineStart, start);
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^*\r\n]*\*\/)?(?=[ \t]*(?:[\r\n]|$))/.exec(text.slice(end, end + 1000));
  if (rest === null || !/^[ \t]*$/.test(indent)) return { at: end, text: ` ${statement}` };
  return { at: end + (rest[0].trim() === '' ? 0 : rest[0].length), text: `\n${indent}${statement}` };
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

/** A literal, or a name that is written like a constant: a variable may hold another key by now. */
function isConstantKey(key: string): boolean {
  return /^("[^"]*"|(\w+\.)*[A-Z][A-Z0-9_]+)$/.test(key);
}

/** `session`, or `request.getSession()` on a variable: evaluating it once more changes nothing. */
function isPlainHandle(handle: string, path: readonly Node[]): boolean {
  const name = /^(\w+)(\.getSession\((true|false)?\))?$/.exec(handle)?.[1];
  return name !== undefined && !handle.endsWith('(false)') && isLocal(name, path);
}

function isLocal(name: string, path: readonly Node[]): boolean {
  return path.some((node) => {
    if (node.type === 'MethodDeclaration') return node.parameters.some((parameter) => parameter.name.name === name);
    return statementsOf(node)?.some(
      (statement) =>
        statement.type === 'LocalVariableDeclaration' &&
        statement.declarators.some((declarator) => declarator.name.name === name),
    );
  });
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
