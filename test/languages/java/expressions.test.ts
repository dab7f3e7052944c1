import { describe, expect, test } from 'vitest';
import { expectSoundRanges, parseExpression, parseUnit, show } from './java-tree.ts';

/** Source and tree; the notation is that of `show`. */
const TREES: readonly (readonly [source: string, tree: string])[] = [
  ['a + b * c', 'Binary(operator: +, left: a, right: Binary(operator: *, left: b, right: c))'],
  ['a * b + c', 'Binary(operator: +, left: Binary(operator: *, left: a, right: b), right: c)'],
  ['a - b - c', 'Binary(operator: -, left: Binary(operator: -, left: a, right: b), right: c)'],
  ['a = b = c', 'Assignment(operator: =, left: a, right: Assignment(operator: =, left: b, right: c))'],
  ['a += b ? c : d', 'Assignment(operator: +=, left: a, right: Conditional(test: b, consequent: c, alternate: d))'],
  [
    'a || b && c | d ^ e & f == g < h << i + j * k',
    'Binary(operator: ||, left: a, right: Binary(operator: &&, left: b, right: Binary(operator: |, left: c, right: Binary(operator: ^, left: d, right: Binary(operator: &, left: e, right: Binary(operator: ==, left: f, right: Binary(operator: <, left: g, right: Binary(operator: <<, left: h, right: Binary(operator: +, left: i, right: Binary(operator: *, left: j, right: k))))))))))',
  ],
  [
    'a << 1 >> 2 >>> 3',
    'Binary(operator: >>>, left: Binary(operator: >>, left: Binary(operator: <<, left: a, right: 1), right: 2), right: 3)',
  ],
  [
    'a < b == c > d',
    'Binary(operator: ==, left: Binary(operator: <, left: a, right: b), right: Binary(operator: >, left: c, right: d))',
  ],
  ['x instanceof Foo', "InstanceOf(expression: x, target: 'Foo')"],
  [
    'x instanceof Foo f && f.ok()',
    "Binary(operator: &&, left: InstanceOf(expression: x, target: TypePattern(patternType: 'Foo', name: f)), right: MethodCall(object: f, name: ok))",
  ],
  [
    'a + 1 instanceof Foo == true',
    "Binary(operator: ==, left: InstanceOf(expression: Binary(operator: +, left: a, right: 1), target: 'Foo'), right: boolean true)",
  ],
  [
    'x instanceof Point(int a, var b, _)',
    "InstanceOf(expression: x, target: RecordPattern(patternType: 'Point', components: [TypePattern(patternType: 'int', name: a), TypePattern(name: b), TypePattern(name: _)]))",
  ],
  ['x instanceof final Foo f', "InstanceOf(expression: x, target: TypePattern(patternType: 'Foo', name: f))"],
  ['!a.b', 'Unary(operator: !, argument: FieldAccess(object: a, name: b))'],
  ['-x++', 'Unary(operator: -, argument: Update(operator: ++, argument: x))'],
  ['- -x', 'Unary(operator: -, argument: Unary(operator: -, argument: x))'],
  [
    '++a + b--',
    'Binary(operator: +, left: Update(operator: ++, prefix: true, argument: a), right: Update(operator: --, argument: b))',
  ],
  ['~-1', 'Unary(operator: ~, argument: Unary(operator: -, argument: 1))'],
  ['(a)', 'a'],
  ['(a + b) * c', 'Binary(operator: *, left: Binary(operator: +, left: a, right: b), right: c)'],
  ['(String) a + b', "Binary(operator: +, left: Cast(castType: 'String', expression: a), right: b)"],
  ['(int) -1', "Cast(castType: 'int', expression: Unary(operator: -, argument: 1))"],
  ['(A & B) x', "Cast(castType: 'A | 'B'', expression: x)"],
  ['(Runnable) () -> run()', "Cast(castType: 'Runnable', expression: Lambda(body: MethodCall(name: run)))"],
  ['(List<String>[]) o', "Cast(castType: 'List<'String'>[]', expression: o)"],
  [
    'a ? b : c ? d : e',
    'Conditional(test: a, consequent: b, alternate: Conditional(test: c, consequent: d, alternate: e))',
  ],
  ['a.b.c', 'FieldAccess(object: FieldAccess(object: a, name: b), name: c)'],
  ['a.b()', 'MethodCall(object: a, name: b)'],
  [
    'a().b().c(d, e)',
    'MethodCall(object: MethodCall(object: MethodCall(name: a), name: b), name: c, arguments: [d, e])',
  ],
  ['f(x)', 'MethodCall(name: f, arguments: [x])'],
  ['this', 'ThisExpression()'],
  ['this.a', 'FieldAccess(object: ThisExpression(), name: a)'],
  ['this.m(1)', 'MethodCall(object: ThisExpression(), name: m, arguments: [1])'],
  ['Outer.this.a', 'FieldAccess(object: ThisExpression(qualifier: Outer), name: a)'],
  ['super.m()', 'MethodCall(object: SuperExpression(), name: m)'],
  ['super.f', 'FieldAccess(object: SuperExpression(), name: f)'],
  ['Outer.super.m()', 'MethodCall(object: SuperExpression(qualifier: Outer), name: m)'],
  ['Outer.super::m', 'MethodReference(object: SuperExpression(qualifier: Outer), name: m)'],
  ['a[0][i + 1]', 'ArrayAccess(array: ArrayAccess(array: a, index: 0), index: Binary(operator: +, left: i, right: 1))'],
  [
    'a.b[c].d(e)[f]',
    'ArrayAccess(array: MethodCall(object: ArrayAccess(array: FieldAccess(object: a, name: b), index: c), name: d, arguments: [e]), index: f)',
  ],
  ['new A()', "NewExpression(createdType: 'A')"],
  ['new a.B<C>(d)', "NewExpression(createdType: 'a.B<'C'>', arguments: [d])"],
  [
    'new A<>() { int x; }',
    "NewExpression(createdType: 'A', diamond: true, body: [FieldDeclaration(fieldType: 'int', declarators: [VariableDeclarator(name: x, dimensions: 0)])])",
  ],
  ['outer.new Inner(1)', "NewExpression(outer: outer, createdType: 'Inner', arguments: [1])"],
  ['a.b().new C()', "NewExpression(outer: MethodCall(object: a, name: b), createdType: 'C')"],
  ['new <T> A(b)', "NewExpression(createdType: 'A', arguments: [b])"],
  ['new int[3][n][]', "NewArray(elementType: 'int', rank: 3, sizes: [3, n])"],
  [
    'new String[] {"a", "b"}',
    'NewArray(elementType: \'String\', rank: 1, initializer: ArrayInitializer(elements: [string "a", string "b"]))',
  ],
  [
    'new int[][] {{1}, {}}',
    "NewArray(elementType: 'int', rank: 2, initializer: ArrayInitializer(elements: [ArrayInitializer(elements: [1]), ArrayInitializer()]))",
  ],
  ['new A[0].length', "FieldAccess(object: NewArray(elementType: 'A', rank: 1, sizes: [0]), name: length)"],
  ['A::b', 'MethodReference(object: A, name: b)'],
  ['a.b::c', 'MethodReference(object: FieldAccess(object: a, name: b), name: c)'],
  ['A::new', 'MethodReference(object: A, name: new)'],
  ['int[]::new', "MethodReference(object: 'int[]', name: new)"],
  ['List<String>::new', "MethodReference(object: 'List<'String'>', name: new)"],
  ['Map.Entry<K, V>[]::new', "MethodReference(object: 'Map.Entry<'K', 'V'>[]', name: new)"],
  ['this::m', 'MethodReference(object: ThisExpression(), name: m)'],
  ['a.b()::c', 'MethodReference(object: MethodCall(object: a, name: b), name: c)'],
  ['Util.<String>of(x)', 'MethodCall(object: Util, name: of, arguments: [x])'],
  ['this.<T>m()', 'MethodCall(object: ThisExpression(), name: m)'],
  ['a.<T>b().c', 'FieldAccess(object: MethodCall(object: a, name: b), name: c)'],
  ['String.class', "ClassLiteral(literalType: 'String')"],
  ['a.B[].class', "ClassLiteral(literalType: 'a.B[]')"],
  ['int.class', "ClassLiteral(literalType: 'int')"],
  ['int[][].class', "ClassLiteral(literalType: 'int[][]')"],
  ['void.class', "ClassLiteral(literalType: 'void')"],
  ['x -> y', 'Lambda(parameters: [Parameter(name: x)], body: y)'],
  ['(x, y) -> x', 'Lambda(parameters: [Parameter(name: x), Parameter(name: y)], body: x)'],
  ['() -> { }', 'Lambda(body: Block())'],
  [
    '(final String s, int... n) -> s',
    "Lambda(parameters: [Parameter(modifiers: {flags: [final]}, parameterType: 'String', name: s), Parameter(parameterType: 'int', name: n, variadic: true)], body: s)",
  ],
  ['(var a, var b) -> a', 'Lambda(parameters: [Parameter(name: a), Parameter(name: b)], body: a)'],
  [
    '(int[] a) -> a[0]',
    "Lambda(parameters: [Parameter(parameterType: 'int[]', name: a)], body: ArrayAccess(array: a, index: 0))",
  ],
  ['_ -> 1', 'Lambda(parameters: [Parameter(name: _)], body: 1)'],
  ['a -> b -> c', 'Lambda(parameters: [Parameter(name: a)], body: Lambda(parameters: [Parameter(name: b)], body: c))'],
  [
    'switch (a) { case 1, 2 -> b; case 3 -> { yield c; } default -> throw d; }',
    'SwitchExpression(discriminant: a, cases: [SwitchCase(labels: [1, 2], arrow: true, body: [YieldStatement(argument: b)]), SwitchCase(labels: [3], arrow: true, body: [Block(body: [YieldStatement(argument: c)])]), SwitchCase(isDefault: true, arrow: true, body: [ThrowStatement(argument: d)])])',
  ],
  [
    'switch (a) { case 1: yield 2; default: yield 3; }',
    'SwitchExpression(discriminant: a, cases: [SwitchCase(labels: [1], body: [YieldStatement(argument: 2)]), SwitchCase(isDefault: true, body: [YieldStatement(argument: 3)])])',
  ],
  [
    'switch (a) { case null, default -> 1; }',
    'SwitchExpression(discriminant: a, cases: [SwitchCase(labels: [null null], isDefault: true, arrow: true, body: [YieldStatement(argument: 1)])])',
  ],
  [
    'switch (o) { case Foo f when f.x > 1 -> 1; case Bar(int n, Baz(var q)) -> n; case null -> 0; }',
    "SwitchExpression(discriminant: o, cases: [SwitchCase(labels: [TypePattern(patternType: 'Foo', name: f)], guard: Binary(operator: >, left: FieldAccess(object: f, name: x), right: 1), arrow: true, body: [YieldStatement(argument: 1)]), SwitchCase(labels: [RecordPattern(patternType: 'Bar', components: [TypePattern(patternType: 'int', name: n), RecordPattern(patternType: 'Baz', components: [TypePattern(name: q)])])], arrow: true, body: [YieldStatement(argument: n)]), SwitchCase(labels: [null null], arrow: true, body: [YieldStatement(argument: 0)])])",
  ],
  [
    'switch (e) { case A, B -> 1; }',
    'SwitchExpression(discriminant: e, cases: [SwitchCase(labels: [A, B], arrow: true, body: [YieldStatement(argument: 1)])])',
  ],
  ['1', '1'],
  ['017', '15'],
  ['0x1F', '31'],
  ['0b101', '5'],
  ['1_000_000', '1000000'],
  ['0xFFFFFFFF', '-1'],
  ['0xFFFFFFFFFFFFFFFFL', '-1'],
  ['9007199254740993L', '9007199254740993L'],
  ['2147483648', '2147483648'],
  ['1.5', 'float 1.5'],
  ['1e3', 'float 1000'],
  ['1f', 'float 1'],
  ['.5d', 'float 0.5'],
  ['0x1.8p1', 'float 3'],
  ['0xA.p-1', 'float 5'],
  ['true', 'boolean true'],
  ['null', 'null null'],
  ["'a'", 'char "a"'],
  ["'\\n'", 'char "\\n"'],
  ["'\\u0041'", 'char "A"'],
  ["'\\0'", 'char "\\u0000"'],
  ['"a\\tb\\"\\101\\u0042\\uuu0043\\\\n"', 'string "a\\tb\\"ABC\\\\n"'],
  ['""', 'string ""'],
  [
    `"""
    a
      b\\
    c \\""" 
    """`,
    'string "a\\n  bc \\"\\"\\"\\n"',
  ],
  ['(a.b(c))', 'MethodCall(object: a, name: b, arguments: [c])'],
  ['(a)[0]', 'ArrayAccess(array: a, index: 0)'],
  ['(a).b', 'FieldAccess(object: a, name: b)'],
  ['((a)).b()', 'MethodCall(object: a, name: b)'],
  [
    'STR."x \\{a + b} y \\{c()}"',
    'MethodCall(object: STR, name: process, arguments: [Binary(operator: +, left: a, right: b), MethodCall(name: c)])',
  ],
  ['RAW."plain"', 'MethodCall(object: RAW, name: process, arguments: [string "plain"])'],
  ['yield', 'yield'],
  ['record + sealed', 'Binary(operator: +, left: record, right: sealed)'],
  ['var', 'var'],
  ['when.module', 'FieldAccess(object: when, name: module)'],
  ['(a) - b', 'Binary(operator: -, left: a, right: b)'],
  ['(a) + (b)', 'Binary(operator: +, left: a, right: b)'],
  ['i < j >> k', 'Binary(operator: <, left: i, right: Binary(operator: >>, left: j, right: k))'],
  ['a instanceof B[] b', "InstanceOf(expression: a, target: TypePattern(patternType: 'B[]', name: b))"],
  [
    'a instanceof B<?> b',
    "InstanceOf(expression: a, target: TypePattern(patternType: 'B<'java.lang.Object'>', name: b))",
  ],
  ['a instanceof B && c', "Binary(operator: &&, left: InstanceOf(expression: a, target: 'B'), right: c)"],
  [
    'f(a < b, c > d)',
    'MethodCall(name: f, arguments: [Binary(operator: <, left: a, right: b), Binary(operator: >, left: c, right: d)])',
  ],
  [
    'a == b ? c : d == e',
    'Conditional(test: Binary(operator: ==, left: a, right: b), consequent: c, alternate: Binary(operator: ==, left: d, right: e))',
  ],
  [
    'x = y < z ? 1 : 2',
    'Assignment(operator: =, left: x, right: Conditional(test: Binary(operator: <, left: y, right: z), consequent: 1, alternate: 2))',
  ],
  [
    'switch (a) { default -> { yield b = 1; } }',
    'SwitchExpression(discriminant: a, cases: [SwitchCase(isDefault: true, arrow: true, body: [Block(body: [YieldStatement(argument: Assignment(operator: =, left: b, right: 1))])])])',
  ],
  [
    '(a, b) -> { return a; }',
    'Lambda(parameters: [Parameter(name: a), Parameter(name: b)], body: Block(body: [ReturnStatement(argument: a)]))',
  ],
  [
    'new A() {{ add(1); }}',
    "NewExpression(createdType: 'A', body: [InitializerDeclaration(body: Block(body: [ExpressionStatement(expression: MethodCall(name: add, arguments: [1]))]))])",
  ],
  ['-2147483648', 'Unary(operator: -, argument: 2147483648)'],
  ["'\\''", 'char "\'"'],
  ['"\\s\\f"', 'string " \\f"'],
  [
    'a.b.c.D.<E>f()',
    'MethodCall(object: FieldAccess(object: FieldAccess(object: FieldAccess(object: a, name: b), name: c), name: D), name: f)',
  ],
  ['new @N A()', "NewExpression(createdType: 'A')"],
  ['(@N String) a', "Cast(castType: 'String', expression: a)"],
  ['a >>>= 1', 'Assignment(operator: >>>=, left: a, right: 1)'],
  [
    'i = j++ + ++k',
    'Assignment(operator: =, left: i, right: Binary(operator: +, left: Update(operator: ++, argument: j), right: Update(operator: ++, prefix: true, argument: k)))',
  ],
  ['!(a instanceof B)', "Unary(operator: !, argument: InstanceOf(expression: a, target: 'B'))"],
  ['(double) (int) a', "Cast(castType: 'double', expression: Cast(castType: 'int', expression: a))"],
  ['a.new B().c', "FieldAccess(object: NewExpression(outer: a, createdType: 'B'), name: c)"],
  [
    'f().g[0]++',
    'Update(operator: ++, argument: ArrayAccess(array: FieldAccess(object: MethodCall(name: f), name: g), index: 0))',
  ],
  [
    `"""
   x
  """`,
    'string " x\\n"',
  ],
  ['0', '0'],
  ['0L', '0'],
  ['00', '0'],
  ['1_0L', '10'],
  ['08.5', 'float 8.5'],
  ['1e-3f', 'float 0.001'],
  ['0x.8p0', 'float 0.5'],
];

describe('expressions', () => {
  test.each(TREES)('%s', (source, tree) => {
    expect(show(parseExpression(source))).toBe(tree);
    const text = `class X { Object m() { return ${source}; } }`;
    expectSoundRanges(parseUnit(text), text);
  });
});
