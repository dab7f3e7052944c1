/**
 * Questions to a type checker, where there is one: the program of typescript-eslint, or one that the command line makes. Which
 * compiler made it does not matter: places are offsets, and nothing of it is used but methods, since the numbers of its kinds
 * and flags differ from version to version.
 */
import type ts from 'typescript';
import type { ValueKind } from '../../models/javascript/model.ts';
import { typeName, type TypeName } from '../type-name.ts';

export interface TypeOracle {
  /** The type of the expression, or the parameter, that has this range: its names, as `module#Name`. */
  namesAt(path: string, start: number, end: number): TypeName | undefined;
  /** The checker knows what it is: no `any`, and nothing that could not be resolved. */
  isKnownAt(path: string, start: number, end: number): boolean;
  /** What kind of value the expression is, as far as stores care; undefined where that is not certain. */
  kindAt(path: string, start: number, end: number): ValueKind | undefined;
}

/** How much is asked: of handles only, which is what a verdict hangs on most, or of stored values as well. */
export type TypeQuestions = 'handles' | 'all';

const maxDepth = 4;
const maxNames = 12;

/** Types of the language that stores do not keep. */
const KINDS: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ['Map', 'Map'],
  ['ReadonlyMap', 'Map'],
  ['WeakMap', 'Map'],
  ['Set', 'Set'],
  ['ReadonlySet', 'Set'],
  ['WeakSet', 'Set'],
  ['Promise', 'Promise'],
  ['RegExp', 'RegExp'],
  ['Error', 'Error'],
  ['Date', 'Date'],
  ['URL', 'URL'],
  ['Buffer', 'Buffer'],
  ['Uint8Array', 'Buffer'],
]);

const UNKNOWN_TYPES: ReadonlySet<string> = new Set(['any', 'unknown', 'never']);

export class ProgramOracle implements TypeOracle {
  readonly #program: (path: string) => ts.Program | undefined;

  /** `program`: the one that knows the file. */
  constructor(program: (path: string) => ts.Program | undefined) {
    this.#program = program;
  }

  namesAt(path: string, start: number, end: number): TypeName | undefined {
    const found = this.#typeAt(path, start, end);
    if (found === undefined) return undefined;
    const names = new Set<string>();
    collectNames(found.type, found.checker, names, 0);
    const types = [...names].map((name) => typeName(name));
    return types.length < 2 ? types[0] : typeName('|', types);
  }

  isKnownAt(path: string, start: number, end: number): boolean {
    const found = this.#typeAt(path, start, end);
    return found !== undefined && !UNKNOWN_TYPES.has(found.checker.typeToString(found.type));
  }

  kindAt(path: string, start: number, end: number): ValueKind | undefined {
    const found = this.#typeAt(path, start, end);
    return found === undefined ? undefined : kindOf(found.type, found.checker);
  }

  #typeAt(path: string, start: number, end: number): { type: ts.Type; checker: ts.TypeChecker } | undefined {
    const program = this.#program(path);
    const file = program?.getSourceFile(path);
    if (program === undefined || file === undefined) return undefined;
    const node = nodeAt(file, start, end);
    if (node === undefined) return undefined;
    const checker = program.getTypeChecker();
    const type = checker.getTypeAtLocation(node);
    return { type: checker.getNonNullableType(type), checker };
  }
}

/** The innermost node with exactly this range: the expression, not the statement that is nothing else. */
function nodeAt(file: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  for (let node: ts.Node | undefined = file; node !== undefined;) {
    if (node.end === end && node.getStart(file) === start) found = node;
    node = node.forEachChild((child) => (child.pos <= start && child.end >= end ? child : undefined));
  }
  return found;
}

/** The names of a type, of what it is made of, of what a promise of it gives, and of its bases. */
function collectNames(type: ts.Type, checker: ts.TypeChecker, into: Set<string>, depth: number): void {
  if (depth > maxDepth || into.size >= maxNames) return;
  add(type.aliasSymbol, into);
  if (type.isUnion() || type.isIntersection()) {
    for (const one of type.types) collectNames(one, checker, into, depth + 1);
    return;
  }
  const symbol: ts.Symbol | undefined = type.getSymbol();
  if (symbol?.name === 'Promise') {
    const awaited = checker.getAwaitedType(type);
    if (awaited !== undefined) collectNames(awaited, checker, into, depth + 1);
    return;
  }
  add(symbol, into);
  const { target = type } = type as Partial<ts.TypeReference>;
  if (target.isClassOrInterface()) {
    for (const base of checker.getBaseTypes(target)) collectNames(base, checker, into, depth + 1);
  }
}

function add(symbol: ts.Symbol | undefined, into: Set<string>): void {
  if (symbol === undefined || symbol.name.startsWith('__')) return;
  for (const declaration of symbol.declarations ?? []) {
    const module = moduleOf(declaration);
    if (module !== undefined) into.add(`${module}#${symbol.name}`);
  }
}

/** `declare module 'x'` around the declaration, or the package that its file lies in. */
function moduleOf(declaration: ts.Node): string | undefined {
  const file = declaration.getSourceFile();
  for (let node = declaration; node !== file; node = node.parent) {
    const { name, body } = node as { readonly name?: ts.Node; readonly body?: ts.Node };
    // Of what a module declaration consists: a quoted name, and a body.
    const quoted =
      name === undefined || body === undefined ? undefined : /^['"](.+)['"]$/.exec(name.getText(file))?.[1];
    if (quoted !== undefined) return quoted;
  }
  return packageOfFile(file.fileName);
}

/** `…/node_modules/@types/express-session/index.d.ts` declares what `express-session` is. */
function packageOfFile(path: string): string | undefined {
  const at = path.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const [first = '', second = ''] = path.slice(at + '/node_modules/'.length).split('/');
  if (!first.startsWith('@')) return first;
  if (first !== '@types') return `${first}/${second}`;
  const scoped = second.indexOf('__');
  return scoped < 0 ? second : `@${second.slice(0, scoped)}/${second.slice(scoped + 2)}`;
}

function kindOf(type: ts.Type, checker: ts.TypeChecker): ValueKind | undefined {
  if (type.isUnion()) {
    const kinds = new Set(type.types.map((one) => kindOf(one, checker)));
    return kinds.size === 1 ? [...kinds][0] : undefined;
  }
  if (type.isIntersection()) return undefined;
  const text = checker.typeToString(type);
  if (text === 'bigint' || text === 'symbol') return text;
  const symbol: ts.Symbol | undefined = type.getSymbol();
  if (symbol === undefined) return undefined;
  if (isGlobal(symbol)) return KINDS.get(symbol.name);
  const properties = checker.getPropertiesOfType(type);
  if (type.getCallSignatures().length > 0) return properties.length === 0 ? 'function' : undefined;
  const { target = type } = type as Partial<ts.TypeReference>;
  if (!target.isClass() || properties.some(({ name }) => name === 'toJSON')) return undefined;
  const hasMethods = properties.some((one) => checker.getTypeOfSymbol(one).getCallSignatures().length > 0);
  return hasMethods ? 'class-instance' : undefined;
}

/** Declared by the language or by Node, not by a package that has a type of the same name. */
function isGlobal({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((one) => {
    const { fileName } = one.getSourceFile();
    return /\/lib\.[\w.]+\.d\.ts$/.test(fileName) || fileName.includes('/node_modules/@types/node/');
  });
}
