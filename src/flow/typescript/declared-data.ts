/**
 * Declared types of session data: `interface SessionData` in an augmentation of the library's module, or the type argument of
 * `getIronSession<Data>`. A member of a type that the store cannot carry is wrong whoever sets it.
 */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import { CODECS, wordsFor, type ValueFate } from '../../models/javascript/codecs.ts';
import type { LibraryModel, SessionModel, ValueKind } from '../../models/javascript/model.ts';
import type { SessionProblem } from '../facts.ts';
import { walk } from './tree-walk.ts';

const maxDepth = 20;

const KINDS: Readonly<Record<string, ValueKind>> = {
  Map: 'Map',
  ReadonlyMap: 'Map',
  WeakMap: 'Map',
  Set: 'Set',
  ReadonlySet: 'Set',
  WeakSet: 'Set',
  Promise: 'Promise',
  RegExp: 'RegExp',
  Error: 'Error',
  Date: 'Date',
  URL: 'URL',
  Buffer: 'Buffer',
  Uint8Array: 'Buffer',
  Function: 'function',
};

/** Their type arguments are parts of the value. */
const WRAPPERS = new Set([
  'Array',
  'ReadonlyArray',
  'Partial',
  'Required',
  'Readonly',
  'Record',
  'NonNullable',
  'Pick',
  'Omit',
]);

const MESSAGES: Readonly<Record<ValueFate, string>> = {
  dropped: 'dropped',
  becomesEmpty: 'becomesEmpty',
  losesClass: 'losesClass',
  becomesText: 'becomesText',
  throws: 'throws',
  hangs: 'bigint',
};

type Owner = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

/** `isUsed`: the project depends on the library. */
export function declaredDataProblems(
  file: ts.SourceFile,
  libraries: readonly LibraryModel[],
  isUsed: (library: LibraryModel) => boolean,
): readonly SessionProblem[] {
  const sessions = libraries.flatMap((library) =>
    library.session?.dataTypes === undefined || !isUsed(library) ? [] : [{ library, session: library.session }],
  );
  if (sessions.length === 0) return [];
  const finder = new Finder(file);
  for (const { library, session } of sessions) {
    for (const root of finder.rootsFor(library, session)) finder.check(root, library, session);
  }
  return [...finder.problems.values()];
}

interface Member {
  readonly node: ts.Node;
  readonly type: ts.TypeNode;
}

class Finder {
  readonly problems = new Map<number, SessionProblem>();
  readonly #file: ts.SourceFile;
  readonly #owners = new Map<string, Owner>();
  readonly #imports = new Map<string, { readonly module: string; readonly name: string }>();
  readonly #augmentations: { readonly module: string; readonly node: ts.InterfaceDeclaration }[] = [];
  readonly #generics: { readonly name: string; readonly args: readonly ts.TypeNode[] }[] = [];

  constructor(file: ts.SourceFile) {
    this.#file = file;
    const ts = compiler();
    for (const statement of file.statements) {
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
        this.#owners.set(statement.name.text, statement);
      if (ts.isClassDeclaration(statement) && statement.name !== undefined)
        this.#owners.set(statement.name.text, statement);
      if (ts.isImportDeclaration(statement)) this.#noteImport(statement);
      if (ts.isModuleDeclaration(statement)) this.#noteAugmentation(statement);
    }
    walk(file, (node) => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.typeArguments !== undefined) {
        this.#generics.push({ name: node.expression.text, args: node.typeArguments });
      }
      if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeArguments !== undefined) {
        this.#generics.push({ name: node.typeName.text, args: node.typeArguments });
      }
    });
  }

  #noteImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
    const ts = compiler();
    const bindings = importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings) || !ts.isStringLiteral(moduleSpecifier)) return;
    for (const { name, propertyName } of bindings.elements) {
      this.#imports.set(name.text, { module: moduleSpecifier.text, name: (propertyName ?? name).text });
    }
  }

  /** `declare module 'x' { interface Y { … } }`, and namespaces inside it. */
  #noteAugmentation(module: ts.ModuleDeclaration): void {
    const ts = compiler();
    if (!ts.isStringLiteral(module.name)) return;
    const name = module.name.text;
    walk(module, (node) => {
      if (ts.isInterfaceDeclaration(node)) this.#augmentations.push({ module: name, node });
    });
  }

  rootsFor(library: LibraryModel, session: SessionModel): readonly Member[] {
    const roots: Member[] = [];
    for (const { module, name, typeArgument } of session.dataTypes ?? []) {
      if (typeArgument === undefined) {
        for (const { module: augmented, node } of this.#augmentations) {
          if (augmented === module && node.name.text === name) roots.push(...this.#membersOf(node));
        }
        continue;
      }
      for (const generic of this.#generics) {
        const from = this.#imports.get(generic.name);
        const isMeant =
          from === undefined
            ? library.autoImportedBy !== undefined && generic.name === name
            : from.name === name && library.modules.includes(from.module);
        const type = generic.args[typeArgument];
        if (isMeant && type !== undefined) roots.push({ node: type, type });
      }
    }
    return roots;
  }

  #membersOf(owner: Owner | ts.TypeLiteralNode): readonly Member[] {
    const ts = compiler();
    if (ts.isTypeAliasDeclaration(owner)) return [{ node: owner.type, type: owner.type }];
    const members: Member[] = [];
    for (const member of owner.members) {
      if ((ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) && member.type !== undefined) {
        const isLibrarys = ts.isIdentifier(member.name) && member.name.text === 'cookie';
        if (!isLibrarys) members.push({ node: member, type: member.type });
      }
    }
    return members;
  }

  check(root: Member, library: LibraryModel, session: SessionModel): void {
    const codec = session.codec.find(({ when }) => when === undefined)?.is ?? 'json';
    const seen = new Set<ts.Node>();
    const waiting: (Member & { readonly depth: number })[] = [{ ...root, depth: 0 }];
    for (const { node, type, depth } of waiting) {
      if (seen.has(type) || depth > maxDepth) continue;
      seen.add(type);
      const kind = this.#kindOf(type);
      const fate = kind === undefined ? undefined : CODECS[codec][kind];
      if (kind !== undefined && fate !== undefined) this.#report(node, type, kind, fate, library);
      else waiting.push(...this.#partsOf(node, type).map((part) => ({ ...part, depth: depth + 1 })));
    }
  }

  #kindOf(type: ts.TypeNode): ValueKind | undefined {
    const ts = compiler();
    if (ts.isFunctionTypeNode(type)) return 'function';
    if (type.kind === ts.SyntaxKind.BigIntKeyword) return 'bigint';
    if (type.kind === ts.SyntaxKind.SymbolKeyword) return 'symbol';
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
    const name = type.typeName.text;
    const owner = this.#owners.get(name);
    if (owner === undefined) return this.#imports.has(name) ? undefined : KINDS[name];
    return ts.isClassDeclaration(owner) && hasMethods(owner) ? 'class-instance' : undefined;
  }

  /** The types that a type is made of, with the node to report: that of the nearest member. */
  #partsOf(node: ts.Node, type: ts.TypeNode): readonly Member[] {
    const ts = compiler();
    const all = (types: readonly ts.TypeNode[]): readonly Member[] => types.map((one) => ({ node, type: one }));
    if (ts.isUnionTypeNode(type)) {
      // `Date | string` says that a string is expected.
      const hasText = type.types.some((one) => one.kind === ts.SyntaxKind.StringKeyword);
      return all(type.types.filter((one) => !(hasText && this.#becomesText(one))));
    }
    if (ts.isIntersectionTypeNode(type)) return type.types.some((one) => isPrimitive(one)) ? [] : all(type.types);
    if (ts.isArrayTypeNode(type)) return all([type.elementType]);
    if (ts.isTupleTypeNode(type)) return all(type.elements.map((one) => (ts.isNamedTupleMember(one) ? one.type : one)));
    if (ts.isParenthesizedTypeNode(type) || ts.isOptionalTypeNode(type) || ts.isRestTypeNode(type))
      return all([type.type]);
    if (ts.isTypeOperatorNode(type)) return type.operator === ts.SyntaxKind.ReadonlyKeyword ? all([type.type]) : [];
    if (ts.isTypeLiteralNode(type)) return this.#membersOf(type);
    if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
      const owner = this.#owners.get(type.typeName.text);
      if (owner !== undefined)
        return ts.isTypeAliasDeclaration(owner) ? [{ node, type: owner.type }] : this.#membersOf(owner);
      if (WRAPPERS.has(type.typeName.text)) return all(type.typeArguments ?? []);
    }
    return [];
  }

  #becomesText(type: ts.TypeNode): boolean {
    const kind = this.#kindOf(type);
    return kind === 'Date' || kind === 'URL';
  }

  #report(node: ts.Node, type: ts.TypeNode, kind: ValueKind, fate: ValueFate, { id }: LibraryModel): void {
    const start = startOf(node, this.#file);
    const change = this.#file.text.slice(start, node.end).replace(/\s+/g, ' ').replace(/[;,]$/, '').slice(0, 80);
    if (this.problems.has(start)) return;
    this.problems.set(start, {
      fact: 'session-problem',
      rule: 'serializable-attribute',
      kind: kind === 'bigint' && fate !== 'becomesText' ? 'bigint' : MESSAGES[fate],
      range: [start, node.end],
      data: {
        change,
        type: typeWords(kind, this.#file.text.slice(startOf(type, this.#file), type.end)),
        library: id,
        ...wordsFor(kind, fate),
      },
      certainty: 'proved',
      trace: [],
      suggestions: [],
    });
  }
}

function typeWords(kind: ValueKind, text: string): string {
  if (kind === 'function' || kind === 'symbol') return kind;
  return kind === 'class-instance' || kind === 'Buffer' ? text : kind;
}

function hasMethods(owner: ts.ClassDeclaration): boolean {
  const ts = compiler();
  const methods = owner.members.filter(
    (member): member is ts.MethodDeclaration =>
      ts.isMethodDeclaration(member) &&
      !(member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword),
  );
  const names = methods.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
  return methods.length > 0 && !names.includes('toJSON') && owner.heritageClauses === undefined;
}

function isPrimitive(type: ts.TypeNode): boolean {
  const { SyntaxKind } = compiler();
  const { StringKeyword, NumberKeyword, BooleanKeyword } = SyntaxKind;
  return [StringKeyword, NumberKeyword, BooleanKeyword].some((kind) => kind === type.kind);
}
