/** Members of classes and records. */
import type {
  ClassBodyCstNode,
  ClassBodyDeclarationCstNode,
  CompactConstructorDeclarationCstNode,
  ConstantDeclarationCstNode,
  ConstructorBodyCstNode,
  ConstructorDeclarationCstNode,
  ExplicitConstructorInvocationCstNode,
  FieldDeclarationCstNode,
  InterfaceMethodDeclarationCstNode,
  IToken,
  MethodDeclarationCstNode,
} from 'java-parser';
import type {
  Block,
  ConstructorDeclaration,
  Expression,
  ExpressionStatement,
  FieldDeclaration,
  Member,
  MethodDeclaration,
  Modifiers,
} from './ast.ts';
import { endOf, first, identifier, rangeOf, startOf, tokenEnd, type MaybeLowered } from './cst.ts';
import { lowerClassDeclaration, lowerInterfaceDeclaration, typeDeclaration } from './lower-declarations.ts';
import { lowerArguments } from './lower-expressions.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import { lowerDeclarators, lowerFormalParameters } from './lower-parameters.ts';
import { lowerBlock, lowerBlockStatements } from './lower-statements.ts';
import {
  countDims,
  lowerResult,
  lowerThrows,
  lowerUnannType,
  typeParameterNames,
  withDimensions,
} from './lower-types.ts';

export function lowerClassBody(node: ClassBodyCstNode): Member[] {
  return lowerMembers(node.children.classBodyDeclaration);
}

export function lowerMembers(nodes: readonly ClassBodyDeclarationCstNode[] | undefined): Member[] {
  return (nodes ?? []).flatMap((node) => lowerMember(node) ?? []);
}

/** Null for a stray semicolon. */
export function lowerMember(node: ClassBodyDeclarationCstNode & MaybeLowered<Member | null>): Member | null {
  if (node.lowered !== undefined) return node.lowered;
  const { classMemberDeclaration, instanceInitializer, staticInitializer, constructorDeclaration } = node.children;
  if (classMemberDeclaration !== undefined) {
    const { fieldDeclaration, methodDeclaration, classDeclaration, interfaceDeclaration } =
      first(classMemberDeclaration).children;
    if (methodDeclaration !== undefined) return methodOrRecord(lowerMethod(first(methodDeclaration)));
    if (fieldDeclaration !== undefined) return lowerField(first(fieldDeclaration));
    if (classDeclaration !== undefined) return lowerClassDeclaration(first(classDeclaration));
    return interfaceDeclaration === undefined ? null : lowerInterfaceDeclaration(first(interfaceDeclaration));
  }
  if (constructorDeclaration !== undefined) return lowerConstructor(first(constructorDeclaration));
  const body = lowerBlock(first((staticInitializer?.[0] ?? first(instanceInitializer)).children.block));
  return { type: 'InitializerDeclaration', range: rangeOf(node), isStatic: staticInitializer !== undefined, body };
}

/**
 * `record Point(int x) {}` in a class reads like a method that returns a `record`, and java-parser takes it for one. No type
 * has that name since records exist (JLS 3.9), and a method of an older one would return something.
 */
function methodOrRecord(method: MethodDeclaration): Member {
  const { range, modifiers, name, typeParameters, parameters, returnType, body } = method;
  if (returnType.name !== 'record' || returnType.dimensions > 0 || body?.body.length !== 0) return method;
  return typeDeclaration(range, 'record', modifiers, name, { typeParameters, components: parameters });
}

export function lowerField(node: FieldDeclarationCstNode | ConstantDeclarationCstNode): FieldDeclaration {
  const { unannType, variableDeclaratorList } = node.children;
  const modifiers =
    node.name === 'fieldDeclaration'
      ? lowerModifiers(node.children.fieldModifier)
      : lowerModifiers(node.children.constantModifier);
  return {
    type: 'FieldDeclaration',
    range: rangeOf(node),
    modifiers,
    fieldType: lowerUnannType(first(unannType)),
    declarators: lowerDeclarators(first(variableDeclaratorList)),
  };
}

export function lowerMethod(node: MethodDeclarationCstNode | InterfaceMethodDeclarationCstNode): MethodDeclaration {
  const { typeParameters, annotation, result, methodDeclarator, throws } = first(node.children.methodHeader).children;
  const declarator = first(methodDeclarator).children;
  const block = first(node.children.methodBody).children.block?.[0];
  const modifiers: Modifiers =
    node.name === 'methodDeclaration'
      ? lowerModifiers(node.children.methodModifier, annotation)
      : lowerModifiers(node.children.interfaceMethodModifier, annotation);
  return {
    type: 'MethodDeclaration',
    range: rangeOf(node),
    modifiers,
    typeParameters: typeParameterNames(typeParameters),
    returnType: withDimensions(lowerResult(first(result)), countDims(declarator.dims)),
    name: identifier(first(declarator.Identifier)),
    parameters: lowerFormalParameters(declarator.formalParameterList),
    throws: lowerThrows(throws),
    body: block === undefined ? null : lowerBlock(block),
  };
}

function lowerConstructor(node: ConstructorDeclarationCstNode): ConstructorDeclaration {
  const { constructorModifier, constructorDeclarator, throws, constructorBody } = node.children;
  const { simpleTypeName, formalParameterList } = first(constructorDeclarator).children;
  return {
    type: 'ConstructorDeclaration',
    range: rangeOf(node),
    modifiers: lowerModifiers(constructorModifier),
    name: identifier(first(first(first(simpleTypeName).children.typeIdentifier).children.Identifier)),
    compact: false,
    parameters: lowerFormalParameters(formalParameterList),
    throws: lowerThrows(throws),
    body: lowerConstructorBody(first(constructorBody)),
  };
}

export function lowerCompactConstructor(node: CompactConstructorDeclarationCstNode): ConstructorDeclaration {
  const { constructorModifier, simpleTypeName, constructorBody } = node.children;
  return {
    type: 'ConstructorDeclaration',
    range: rangeOf(node),
    modifiers: lowerModifiers(constructorModifier),
    name: identifier(first(first(first(simpleTypeName).children.typeIdentifier).children.Identifier)),
    compact: true,
    parameters: [],
    throws: [],
    body: lowerConstructorBody(first(constructorBody)),
  };
}

function lowerConstructorBody(node: ConstructorBodyCstNode): Block {
  const { explicitConstructorInvocation, blockStatements } = node.children;
  const statements = lowerBlockStatements(blockStatements);
  const invocation = explicitConstructorInvocation?.[0];
  return {
    type: 'Block',
    range: rangeOf(node),
    body: invocation === undefined ? statements : [lowerInvocation(invocation), ...statements],
  };
}

/** `this(…);`, `super(…);` and `outer.super(…);` */
function lowerInvocation(node: ExplicitConstructorInvocationCstNode): ExpressionStatement {
  const { unqualifiedExplicitConstructorInvocation: plain, qualifiedExplicitConstructorInvocation: qualified } =
    node.children;
  if (plain !== undefined) {
    const { This, Super, argumentList, RBrace } = first(plain).children;
    return invocationStatement(node, null, first(This ?? Super), lowerArguments(argumentList), first(RBrace));
  }
  const { expressionName, Super, argumentList, RBrace } = first(qualified).children;
  const object = lowerDottedName(first(expressionName).children.Identifier);
  return invocationStatement(node, object, first(Super), lowerArguments(argumentList), first(RBrace));
}

function invocationStatement(
  node: ExplicitConstructorInvocationCstNode,
  object: Expression | null,
  name: IToken,
  args: readonly Expression[],
  closing: IToken,
): ExpressionStatement {
  return {
    type: 'ExpressionStatement',
    range: [startOf(node), endOf(node)],
    expression: {
      type: 'MethodCall',
      range: [startOf(node), tokenEnd(closing)],
      object,
      name: identifier(name),
      arguments: args,
    },
  };
}

function lowerDottedName(tokens: readonly IToken[]): Expression {
  let result: Expression = identifier(first(tokens));
  for (const token of tokens.slice(1)) {
    const name = identifier(token);
    result = { type: 'FieldAccess', range: [result.range[0], name.range[1]], object: result, name };
  }
  return result;
}
