/** The whole file. */
import type {
  CompilationUnitCstNode,
  ImportDeclarationCstNode,
  ModularCompilationUnitCstNode,
  OrdinaryCompilationUnitCstNode,
  TypeDeclarationCstNode,
} from 'java-parser';
import type { CompilationUnit, ImportDeclaration, Member, TypeDeclaration } from './ast.ts';
import { dottedName, first, last, rangeOf } from './cst.ts';
import { lowerClassDeclaration, lowerInterfaceDeclaration, typeDeclaration } from './lower-declarations.ts';
import { lowerField, lowerMethod } from './lower-members.ts';
import { NO_MODIFIERS } from './lower-modifiers.ts';

interface UnitChildren {
  readonly ordinaryCompilationUnit?: readonly OrdinaryCompilationUnitCstNode[];
  readonly modularCompilationUnit?: readonly ModularCompilationUnitCstNode[];
}

/** `length` is that of the text: the unit covers it all, comments and blanks included. */
export function lowerCompilationUnit(node: CompilationUnitCstNode, length: number): CompilationUnit {
  const { ordinaryCompilationUnit, modularCompilationUnit } = node.children as UnitChildren;
  const unit = ordinaryCompilationUnit?.[0];
  const packageDeclaration = unit?.children.packageDeclaration?.[0];
  const imports = unit?.children.importDeclaration ?? modularCompilationUnit?.[0]?.children.importDeclaration ?? [];
  return {
    type: 'CompilationUnit',
    range: [0, length],
    packageName: packageDeclaration === undefined ? null : dottedName(packageDeclaration.children.Identifier),
    imports: imports.flatMap(lowerImport),
    types: lowerTypes(unit?.children.typeDeclaration ?? []),
  };
}

function lowerImport(node: ImportDeclarationCstNode): ImportDeclaration[] {
  const { packageOrTypeName, Static, Star } = node.children;
  if (packageOrTypeName === undefined) return [];
  return [
    {
      type: 'ImportDeclaration',
      range: rangeOf(node),
      name: dottedName(first(packageOrTypeName).children.Identifier),
      isStatic: Static !== undefined,
      isStar: Star !== undefined,
    },
  ];
}

/** A field or method at top level makes the file an implicitly declared class, of which its types are members (JEP 512). */
function lowerTypes(nodes: readonly TypeDeclarationCstNode[]): TypeDeclaration[] {
  const members: Member[] = [];
  const types: TypeDeclaration[] = [];
  for (const node of nodes) {
    const { classDeclaration, interfaceDeclaration, fieldDeclaration, methodDeclaration } = node.children;
    if (classDeclaration !== undefined) members.push(lowerClassDeclaration(first(classDeclaration)));
    else if (interfaceDeclaration !== undefined) members.push(lowerInterfaceDeclaration(first(interfaceDeclaration)));
    else if (fieldDeclaration !== undefined) members.push(lowerField(first(fieldDeclaration)));
    else if (methodDeclaration !== undefined) members.push(lowerMethod(first(methodDeclaration)));
  }
  for (const member of members) {
    if (member.type !== 'TypeDeclaration') return [implicitClass(members)];
    types.push(member);
  }
  return types;
}

function implicitClass(members: readonly Member[]): TypeDeclaration {
  const start = first(members).range[0];
  const range = [start, last(members).range[1]] as const;
  const name = { type: 'Identifier', range: [start, start], name: '' } as const;
  return typeDeclaration(range, 'class', NO_MODIFIERS, name, { implicit: true, members });
}
