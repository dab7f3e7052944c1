/** Types: classes, interfaces, enums, records, annotation interfaces. */
import type {
  AnnotationInterfaceDeclarationCstNode,
  AnnotationInterfaceElementDeclarationCstNode,
  ClassDeclarationCstNode,
  ClassImplementsCstNode,
  CstNode,
  EnumConstantCstNode,
  EnumDeclarationCstNode,
  InterfaceDeclarationCstNode,
  InterfaceTypeListCstNode,
  NormalClassDeclarationCstNode,
  NormalInterfaceDeclarationCstNode,
  RecordDeclarationCstNode,
  TypeIdentifierCstNode,
} from 'java-parser';
import type {
  EnumConstant,
  Identifier,
  Member,
  MethodDeclaration,
  Modifiers,
  TypeDeclaration,
  TypeKind,
  TypeReference,
} from './ast.ts';
import { first, identifier, rangeOf, type Range } from './cst.ts';
import { lowerArguments } from './lower-expressions.ts';
import {
  lowerClassBody,
  lowerCompactConstructor,
  lowerField,
  lowerMember,
  lowerMembers,
  lowerMethod,
} from './lower-members.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import { lowerRecordComponent } from './lower-parameters.ts';
import { countDims, lowerClassType, lowerUnannType, typeParameterNames, withDimensions } from './lower-types.ts';

/** What a declaration has besides its modifiers; the rest is empty. */
export function typeDeclaration(
  range: Range,
  kind: TypeKind,
  modifiers: Modifiers,
  name: Identifier,
  parts: Partial<TypeDeclaration>,
): TypeDeclaration {
  return {
    type: 'TypeDeclaration',
    range,
    kind,
    implicit: false,
    modifiers,
    name,
    typeParameters: [],
    superclass: null,
    interfaces: [],
    components: [],
    constants: [],
    members: [],
    ...parts,
  };
}

function nameOf(nodes: readonly TypeIdentifierCstNode[]): Identifier {
  return identifier(first(first(nodes).children.Identifier));
}

function lowerInterfaceTypes(list: InterfaceTypeListCstNode): TypeReference[] {
  return list.children.interfaceType.map((type) => lowerClassType(first(type.children.classType)));
}

function lowerImplements(nodes: readonly ClassImplementsCstNode[] | undefined): TypeReference[] {
  return nodes === undefined ? [] : lowerInterfaceTypes(first(first(nodes).children.interfaceTypeList));
}

export function lowerClassDeclaration(node: ClassDeclarationCstNode): TypeDeclaration {
  const { classModifier, normalClassDeclaration, enumDeclaration, recordDeclaration } = node.children;
  const modifiers = lowerModifiers(classModifier);
  if (normalClassDeclaration !== undefined) return lowerClass(node, modifiers, first(normalClassDeclaration));
  if (enumDeclaration !== undefined) return lowerEnum(node, modifiers, first(enumDeclaration));
  return lowerRecord(node, modifiers, first(recordDeclaration));
}

function lowerClass(whole: CstNode, modifiers: Modifiers, node: NormalClassDeclarationCstNode): TypeDeclaration {
  const { typeIdentifier, typeParameters, classExtends, classImplements, classBody } = node.children;
  return typeDeclaration(rangeOf(whole), 'class', modifiers, nameOf(typeIdentifier), {
    typeParameters: typeParameterNames(typeParameters),
    superclass: classExtends === undefined ? null : lowerClassType(first(first(classExtends).children.classType)),
    interfaces: lowerImplements(classImplements),
    members: lowerClassBody(first(classBody)),
  });
}

function lowerEnum(whole: CstNode, modifiers: Modifiers, node: EnumDeclarationCstNode): TypeDeclaration {
  const { typeIdentifier, classImplements, enumBody } = node.children;
  const { enumConstantList, enumBodyDeclarations } = first(enumBody).children;
  return typeDeclaration(rangeOf(whole), 'enum', modifiers, nameOf(typeIdentifier), {
    interfaces: lowerImplements(classImplements),
    constants: enumConstantList?.[0]?.children.enumConstant.map(lowerEnumConstant) ?? [],
    members: lowerMembers(enumBodyDeclarations?.[0]?.children.classBodyDeclaration),
  });
}

function lowerEnumConstant(node: EnumConstantCstNode): EnumConstant {
  const { Identifier, argumentList, classBody } = node.children;
  return {
    type: 'EnumConstant',
    range: rangeOf(node),
    name: identifier(first(Identifier)),
    arguments: lowerArguments(argumentList),
    body: classBody === undefined ? null : lowerClassBody(first(classBody)),
  };
}

function lowerRecord(whole: CstNode, modifiers: Modifiers, node: RecordDeclarationCstNode): TypeDeclaration {
  const { typeIdentifier, typeParameters, recordHeader, classImplements, recordBody } = node.children;
  const components = first(recordHeader).children.recordComponentList?.[0]?.children.recordComponent ?? [];
  const members = (first(recordBody).children.recordBodyDeclaration ?? []).flatMap((declaration): Member[] => {
    const { compactConstructorDeclaration, classBodyDeclaration } = declaration.children;
    if (compactConstructorDeclaration !== undefined) {
      return [lowerCompactConstructor(first(compactConstructorDeclaration))];
    }
    const member = lowerMember(first(classBodyDeclaration));
    return member === null ? [] : [member];
  });
  return typeDeclaration(rangeOf(whole), 'record', modifiers, nameOf(typeIdentifier), {
    typeParameters: typeParameterNames(typeParameters),
    interfaces: lowerImplements(classImplements),
    components: components.map(lowerRecordComponent),
    members,
  });
}

export function lowerInterfaceDeclaration(node: InterfaceDeclarationCstNode): TypeDeclaration {
  const { interfaceModifier, normalInterfaceDeclaration, annotationInterfaceDeclaration } = node.children;
  const modifiers = lowerModifiers(interfaceModifier);
  return normalInterfaceDeclaration === undefined
    ? lowerAnnotationInterface(node, modifiers, first(annotationInterfaceDeclaration))
    : lowerInterface(node, modifiers, first(normalInterfaceDeclaration));
}

function lowerInterface(
  whole: CstNode,
  modifiers: Modifiers,
  node: NormalInterfaceDeclarationCstNode,
): TypeDeclaration {
  const { typeIdentifier, typeParameters, interfaceExtends, interfaceBody } = node.children;
  const members = (first(interfaceBody).children.interfaceMemberDeclaration ?? []).flatMap((member): Member[] => {
    const { constantDeclaration, interfaceMethodDeclaration, classDeclaration, interfaceDeclaration } = member.children;
    if (interfaceMethodDeclaration !== undefined) return [lowerMethod(first(interfaceMethodDeclaration))];
    if (constantDeclaration !== undefined) return [lowerField(first(constantDeclaration))];
    if (classDeclaration !== undefined) return [lowerClassDeclaration(first(classDeclaration))];
    return interfaceDeclaration === undefined ? [] : [lowerInterfaceDeclaration(first(interfaceDeclaration))];
  });
  const parents = interfaceExtends?.[0]?.children.interfaceTypeList;
  return typeDeclaration(rangeOf(whole), 'interface', modifiers, nameOf(typeIdentifier), {
    typeParameters: typeParameterNames(typeParameters),
    interfaces: parents === undefined ? [] : lowerInterfaceTypes(first(parents)),
    members,
  });
}

function lowerAnnotationInterface(
  whole: CstNode,
  modifiers: Modifiers,
  node: AnnotationInterfaceDeclarationCstNode,
): TypeDeclaration {
  const { typeIdentifier, annotationInterfaceBody } = node.children;
  const declarations = first(annotationInterfaceBody).children.annotationInterfaceMemberDeclaration ?? [];
  const members = declarations.flatMap((member): Member[] => {
    const { annotationInterfaceElementDeclaration, constantDeclaration, classDeclaration, interfaceDeclaration } =
      member.children;
    if (annotationInterfaceElementDeclaration !== undefined) {
      return [lowerAnnotationElement(first(annotationInterfaceElementDeclaration))];
    }
    if (constantDeclaration !== undefined) return [lowerField(first(constantDeclaration))];
    if (classDeclaration !== undefined) return [lowerClassDeclaration(first(classDeclaration))];
    return interfaceDeclaration === undefined ? [] : [lowerInterfaceDeclaration(first(interfaceDeclaration))];
  });
  return typeDeclaration(rangeOf(whole), 'annotation', modifiers, nameOf(typeIdentifier), { members });
}

/** An element is a method without a body; its default value has no place in the tree. */
function lowerAnnotationElement(node: AnnotationInterfaceElementDeclarationCstNode): MethodDeclaration {
  const { annotationInterfaceElementModifier, unannType, Identifier, dims } = node.children;
  return {
    type: 'MethodDeclaration',
    range: rangeOf(node),
    modifiers: lowerModifiers(annotationInterfaceElementModifier),
    typeParameters: [],
    returnType: withDimensions(lowerUnannType(first(unannType)), countDims(dims)),
    name: identifier(first(Identifier)),
    parameters: [],
    throws: [],
    body: null,
  };
}
