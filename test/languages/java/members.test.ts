import { describe, expect, test } from 'vitest';
import { expectSoundRanges, parseMember, parseUnit, show } from './java-tree.ts';

/** Source and tree; the notation is that of `show`. */
const TREES: readonly (readonly [source: string, tree: string])[] = [
  ['int x;', "FieldDeclaration(fieldType: 'int', declarators: [VariableDeclarator(name: x, dimensions: 0)])"],
  [
    'private static final transient Map<String, List<int[]>> m = new HashMap<>(), n;',
    "FieldDeclaration(modifiers: {flags: [private, static, final, transient]}, fieldType: 'Map<'String', 'List<'int[]'>'>', declarators: [VariableDeclarator(name: m, dimensions: 0, initializer: NewExpression(createdType: 'HashMap', diamond: true)), VariableDeclarator(name: n, dimensions: 0)])",
  ],
  ['void m() { }', "MethodDeclaration(returnType: 'void', name: m, body: Block())"],
  [
    'public <T extends A & B, U> @N T[] m(final @P int a, String[]... b)[] throws E, f.G;',
    "MethodDeclaration(modifiers: {flags: [public], annotations: [Annotation(name: N)]}, typeParameters: [T, U], returnType: 'T[][]', name: m, parameters: [Parameter(modifiers: {flags: [final], annotations: [Annotation(name: P)]}, parameterType: 'int', name: a), Parameter(parameterType: 'String[]', name: b, variadic: true)], throws: ['E', 'f.G'])",
  ],
  ['abstract int m();', "MethodDeclaration(modifiers: {flags: [abstract]}, returnType: 'int', name: m)"],
  [
    'X() { this(1); }',
    'ConstructorDeclaration(name: X, body: Block(body: [ExpressionStatement(expression: MethodCall(name: this, arguments: [1]))]))',
  ],
  [
    'X(int a) { super(a); b(); }',
    "ConstructorDeclaration(name: X, parameters: [Parameter(parameterType: 'int', name: a)], body: Block(body: [ExpressionStatement(expression: MethodCall(name: super, arguments: [a])), ExpressionStatement(expression: MethodCall(name: b))]))",
  ],
  [
    '<T> X(T t) throws E { }',
    "ConstructorDeclaration(name: X, parameters: [Parameter(parameterType: 'T', name: t)], throws: ['E'], body: Block())",
  ],
  [
    'X() { outer.x.super(1); }',
    'ConstructorDeclaration(name: X, body: Block(body: [ExpressionStatement(expression: MethodCall(object: FieldAccess(object: outer, name: x), name: super, arguments: [1]))]))',
  ],
  [
    'X() { int a = 1; super(a); }',
    "ConstructorDeclaration(name: X, body: Block(body: [LocalVariableDeclaration(variableType: 'int', declarators: [VariableDeclarator(name: a, dimensions: 0, initializer: 1)]), ExpressionStatement(expression: MethodCall(name: super, arguments: [a]))]))",
  ],
  [
    'static { a(); }',
    'InitializerDeclaration(isStatic: true, body: Block(body: [ExpressionStatement(expression: MethodCall(name: a))]))',
  ],
  ['{ a(); }', 'InitializerDeclaration(body: Block(body: [ExpressionStatement(expression: MethodCall(name: a))]))'],
  [
    'static class N<T> extends a.B<T> implements C, D<T> { }',
    "TypeDeclaration(kind: class, modifiers: {flags: [static]}, name: N, typeParameters: [T], superclass: 'a.B<'T'>', interfaces: ['C', 'D<'T'>'])",
  ],
  ['sealed interface I permits A, B { }', 'TypeDeclaration(kind: interface, modifiers: {flags: [sealed]}, name: I)'],
  ['non-sealed class N { }', 'TypeDeclaration(kind: class, modifiers: {flags: [non-sealed]}, name: N)'],
  [
    'interface I extends A, B<C> { int X = 1; void m(); default void d() { } private static void s() { } class N { } ; }',
    "TypeDeclaration(kind: interface, name: I, interfaces: ['A', 'B<'C'>'], members: [FieldDeclaration(fieldType: 'int', declarators: [VariableDeclarator(name: X, dimensions: 0, initializer: 1)]), MethodDeclaration(returnType: 'void', name: m), MethodDeclaration(modifiers: {flags: [default]}, returnType: 'void', name: d, body: Block()), MethodDeclaration(modifiers: {flags: [private, static]}, returnType: 'void', name: s, body: Block()), TypeDeclaration(kind: class, name: N)])",
  ],
  [
    'enum E implements I { A, @Deprecated B(1) { void m() { } }, C; int x; E() { } }',
    "TypeDeclaration(kind: enum, name: E, interfaces: ['I'], constants: [EnumConstant(name: A), EnumConstant(name: B, arguments: [1], body: [MethodDeclaration(returnType: 'void', name: m, body: Block())]), EnumConstant(name: C)], members: [FieldDeclaration(fieldType: 'int', declarators: [VariableDeclarator(name: x, dimensions: 0)]), ConstructorDeclaration(name: E, body: Block())])",
  ],
  ['enum E { }', 'TypeDeclaration(kind: enum, name: E)'],
  ['enum E { A, }', 'TypeDeclaration(kind: enum, name: E, constants: [EnumConstant(name: A)])'],
  [
    'record R<T>(@A int a, String... b) implements I { R { check(a); } R(int x) { this(x, ""); } static int n; }',
    "TypeDeclaration(kind: record, name: R, typeParameters: [T], interfaces: ['I'], components: [Parameter(modifiers: {annotations: [Annotation(name: A)]}, parameterType: 'int', name: a), Parameter(parameterType: 'String', name: b, variadic: true)], members: [ConstructorDeclaration(name: R, compact: true, body: Block(body: [ExpressionStatement(expression: MethodCall(name: check, arguments: [a]))])), ConstructorDeclaration(name: R, parameters: [Parameter(parameterType: 'int', name: x)], body: Block(body: [ExpressionStatement(expression: MethodCall(name: this, arguments: [x, string \"\"]))])), FieldDeclaration(modifiers: {flags: [static]}, fieldType: 'int', declarators: [VariableDeclarator(name: n, dimensions: 0)])])",
  ],
  [
    '@interface A { int value() default 1; String[] names() default {}; int X = 1; }',
    "TypeDeclaration(kind: annotation, name: A, members: [MethodDeclaration(returnType: 'int', name: value), MethodDeclaration(returnType: 'String[]', name: names), FieldDeclaration(fieldType: 'int', declarators: [VariableDeclarator(name: X, dimensions: 0, initializer: 1)])])",
  ],
  [
    '@A void m() { }',
    "MethodDeclaration(modifiers: {annotations: [Annotation(name: A)]}, returnType: 'void', name: m, body: Block())",
  ],
  [
    '@A(1) @b.C(x = 2, y = {"a", B.c}, z = @D) int f;',
    'FieldDeclaration(modifiers: {annotations: [Annotation(name: A, elements: [AnnotationElement(name: value, value: 1)]), Annotation(name: b.C, elements: [AnnotationElement(name: x, value: 2), AnnotationElement(name: y, value: ArrayInitializer(elements: [string "a", FieldAccess(object: B, name: c)])), AnnotationElement(name: z, value: Annotation(name: D))])]}, fieldType: \'int\', declarators: [VariableDeclarator(name: f, dimensions: 0)])',
  ],
  [
    '@SuppressWarnings({"a", "b",}) @Empty() int f;',
    'FieldDeclaration(modifiers: {annotations: [Annotation(name: SuppressWarnings, elements: [AnnotationElement(name: value, value: ArrayInitializer(elements: [string "a", string "b"]))]), Annotation(name: Empty)]}, fieldType: \'int\', declarators: [VariableDeclarator(name: f, dimensions: 0)])',
  ],
  [
    'private record P<T>(T x, int... y) { }',
    "TypeDeclaration(kind: record, modifiers: {flags: [private]}, name: P, typeParameters: [T], components: [Parameter(parameterType: 'T', name: x), Parameter(parameterType: 'int', name: y, variadic: true)])",
  ],
  [
    'record m(int x) { return null; }',
    "MethodDeclaration(returnType: 'record', name: m, parameters: [Parameter(parameterType: 'int', name: x)], body: Block(body: [ReturnStatement(argument: null null)]))",
  ],
  [
    'void m(X this, int a) { }',
    "MethodDeclaration(returnType: 'void', name: m, parameters: [Parameter(parameterType: 'int', name: a)], body: Block())",
  ],
  ['void m(Outer Outer.this) { }', "MethodDeclaration(returnType: 'void', name: m, body: Block())"],
];

describe('members', () => {
  test.each(TREES)('%s', (source, tree) => {
    expect(show(parseMember(source))).toBe(tree);
    const text = `class X { ${source} }`;
    expectSoundRanges(parseUnit(text), text);
  });
});
