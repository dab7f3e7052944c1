/**
 * Type annotations as names. A type of a module is called `module#Name`; unions, intersections and types that extend
 * others are called `|` and have these as arguments, because any of them tells what the value is.
 */
import type ts from 'typescript';
import { typeName, type TypeName } from '../type-name.ts';
import type { ModuleNames } from './scope.ts';

const maxDepth = 12;

export function typeOf(node: ts.TypeNode | undefined, module: ModuleNames, depth = 0): TypeName | undefined {
  if (node === undefined || depth > maxDepth) return undefined;
  const { ts } = module;
  if (ts.isTypeReferenceNode(node)) return referenced(node.typeName, node.typeArguments, module, depth);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) return anyOf(node.types, module, depth);
  if (ts.isParenthesizedTypeNode(node)) return typeOf(node.type, module, depth + 1);
  if (ts.isTypeOperatorNode(node)) return typeOf(node.type, module, depth + 1);
  if (ts.isImportTypeNode(node) && node.qualifier !== undefined && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    if (ts.isStringLiteral(literal)) return typeName(`${literal.text}#${lastName(node.qualifier, ts)}`);
  }
  return undefined;
}

function anyOf(nodes: readonly ts.TypeNode[], module: ModuleNames, depth: number): TypeName | undefined {
  const types = nodes.flatMap((one) => typeOf(one, module, depth + 1) ?? []);
  return types.length < 2 ? types[0] : typeName('|', types);
}

function lastName(name: ts.EntityName, ts: ModuleNames['ts']): string {
  return ts.isIdentifier(name) ? name.text : name.right.text;
}

function referenced(
  name: ts.EntityName,
  typeArguments: readonly ts.TypeNode[] | undefined,
  module: ModuleNames,
  depth: number,
): TypeName | undefined {
  const { ts } = module;
  const args = () => (typeArguments ?? []).flatMap((one) => typeOf(one, module, depth + 1) ?? []);
  if (!ts.isIdentifier(name)) {
    // `express.Request`, `session.Session`: the first name is an import of the module, or a global namespace.
    let first: ts.EntityName = name;
    while (!ts.isIdentifier(first)) first = first.left;
    const from = module.importedTypes.get(first.text);
    const qualified = from === undefined ? `${first.text}.${name.right.text}` : `${from.module}#${name.right.text}`;
    return typeName(qualified, args());
  }
  const local = module.localTypes.get(name.text);
  if (local !== undefined) return localType(local, module, depth);
  const from = module.importedTypes.get(name.text);
  if (from !== undefined) return typeName(`${from.module}#${from.name}`, args());
  if (name.text === 'Promise' || name.text === 'Readonly' || name.text === 'Partial') return args()[0];
  return typeName(name.text, args());
}

function localType(
  declaration: ts.TypeAliasDeclaration | ts.InterfaceDeclaration,
  module: ModuleNames,
  depth: number,
): TypeName | undefined {
  const name = declaration.name.text;
  if (module.resolving.has(name)) return undefined;
  module.resolving.add(name);
  try {
    if (module.ts.isTypeAliasDeclaration(declaration)) return typeOf(declaration.type, module, depth + 1);
    const bases = (declaration.heritageClauses ?? []).flatMap((clause) =>
      clause.types.flatMap((base) => {
        const { expression } = base;
        const { ts } = module;
        if (ts.isIdentifier(expression)) return referenced(expression, base.typeArguments, module, depth + 1) ?? [];
        if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)) {
          const from = module.importedTypes.get(expression.expression.text);
          const qualifier = from === undefined ? `${expression.expression.text}.` : `${from.module}#`;
          return [typeName(qualifier + expression.name.text)];
        }
        return [];
      }),
    );
    return bases.length < 2 ? (bases[0] ?? typeName(name)) : typeName('|', bases);
  } finally {
    module.resolving.delete(name);
  }
}

/** All names of which a value of the type may be. */
export function namesOf(type: TypeName | undefined): readonly string[] {
  if (type === undefined) return [];
  return type.name === '|' ? type.args.flatMap(namesOf) : [type.name];
}
