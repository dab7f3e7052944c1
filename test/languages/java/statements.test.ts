import { describe, expect, test } from 'vitest';
import { expectSoundRanges, parseStatements, parseUnit, show } from './java-tree.ts';

/** Source and tree; the notation is that of `show`. */
const TREES: readonly (readonly [source: string, tree: string])[] = [
  [
    'int x;',
    "[LocalVariableDeclaration(variableType: 'int', declarators: [VariableDeclarator(name: x, dimensions: 0)])]",
  ],
  [
    'final int a = 1, b[] = {2}, c;',
    "[LocalVariableDeclaration(modifiers: {flags: [final]}, variableType: 'int', declarators: [VariableDeclarator(name: a, dimensions: 0, initializer: 1), VariableDeclarator(name: b, dimensions: 1, initializer: ArrayInitializer(elements: [2])), VariableDeclarator(name: c, dimensions: 0)])]",
  ],
  [
    'var x = f();',
    '[LocalVariableDeclaration(declarators: [VariableDeclarator(name: x, dimensions: 0, initializer: MethodCall(name: f))])]',
  ],
  [
    'a.B<C[], ? extends D, ?, ? super E> x = null;',
    "[LocalVariableDeclaration(variableType: 'a.B<'C[]', 'D', 'java.lang.Object', 'E'>', declarators: [VariableDeclarator(name: x, dimensions: 0, initializer: null null)])]",
  ],
  [
    'int[] a[];',
    "[LocalVariableDeclaration(variableType: 'int[]', declarators: [VariableDeclarator(name: a, dimensions: 1)])]",
  ],
  [
    '@A String s;',
    "[LocalVariableDeclaration(modifiers: {annotations: [Annotation(name: A)]}, variableType: 'String', declarators: [VariableDeclarator(name: s, dimensions: 0)])]",
  ],
  ['a = 1;', '[ExpressionStatement(expression: Assignment(operator: =, left: a, right: 1))]'],
  ['f();', '[ExpressionStatement(expression: MethodCall(name: f))]'],
  ['{ a(); { } }', '[Block(body: [ExpressionStatement(expression: MethodCall(name: a)), Block()])]'],
  [';', '[EmptyStatement()]'],
  [
    'if (a) b(); else if (c) d(); else e();',
    '[IfStatement(test: a, consequent: ExpressionStatement(expression: MethodCall(name: b)), alternate: IfStatement(test: c, consequent: ExpressionStatement(expression: MethodCall(name: d)), alternate: ExpressionStatement(expression: MethodCall(name: e))))]',
  ],
  [
    'if (a) if (b) c(); else d();',
    '[IfStatement(test: a, consequent: IfStatement(test: b, consequent: ExpressionStatement(expression: MethodCall(name: c)), alternate: ExpressionStatement(expression: MethodCall(name: d))))]',
  ],
  ['while (a) b();', '[WhileStatement(test: a, body: ExpressionStatement(expression: MethodCall(name: b)))]'],
  ['do a(); while (b);', '[DoStatement(body: ExpressionStatement(expression: MethodCall(name: a)), test: b)]'],
  [
    'for (int i = 0, j = 1; i < n; i++, j--) f();',
    "[ForStatement(init: [LocalVariableDeclaration(variableType: 'int', declarators: [VariableDeclarator(name: i, dimensions: 0, initializer: 0), VariableDeclarator(name: j, dimensions: 0, initializer: 1)])], test: Binary(operator: <, left: i, right: n), update: [Update(operator: ++, argument: i), Update(operator: --, argument: j)], body: ExpressionStatement(expression: MethodCall(name: f)))]",
  ],
  ['for (;;) { }', '[ForStatement(body: Block())]'],
  [
    'for (a = 1, b(); ; ) ;',
    '[ForStatement(init: [ExpressionStatement(expression: Assignment(operator: =, left: a, right: 1)), ExpressionStatement(expression: MethodCall(name: b))], body: EmptyStatement())]',
  ],
  [
    'for (final String s : xs) f(s);',
    "[ForEachStatement(variable: Parameter(modifiers: {flags: [final]}, parameterType: 'String', name: s), iterable: xs, body: ExpressionStatement(expression: MethodCall(name: f, arguments: [s])))]",
  ],
  ['for (var s[] : xs) ;', '[ForEachStatement(variable: Parameter(name: s), iterable: xs, body: EmptyStatement())]'],
  ['return;', '[ReturnStatement()]'],
  ['return a;', '[ReturnStatement(argument: a)]'],
  ['throw a;', '[ThrowStatement(argument: a)]'],
  ['break;', '[BreakStatement()]'],
  ['break x;', '[BreakStatement(label: x)]'],
  ['continue;', '[ContinueStatement()]'],
  ['continue x;', '[ContinueStatement(label: x)]'],
  ['x: for (;;) break x;', '[LabeledStatement(label: x, body: ForStatement(body: BreakStatement(label: x)))]'],
  [
    'synchronized (a) { b(); }',
    '[SynchronizedStatement(lock: a, body: Block(body: [ExpressionStatement(expression: MethodCall(name: b))]))]',
  ],
  [
    'try { a(); } catch (A | b.C e) { } catch (final D e) { } finally { c(); }',
    "[TryStatement(block: Block(body: [ExpressionStatement(expression: MethodCall(name: a))]), handlers: [CatchClause(parameter: Parameter(parameterType: 'A | 'b.C'', name: e), body: Block()), CatchClause(parameter: Parameter(modifiers: {flags: [final]}, parameterType: 'D', name: e), body: Block())], finalizer: Block(body: [ExpressionStatement(expression: MethodCall(name: c))]))]",
  ],
  ['try { } finally { }', '[TryStatement(block: Block(), finalizer: Block())]'],
  [
    'try (A a = b(); var c = d; e; f.g) { h(); }',
    "[TryStatement(resources: [LocalVariableDeclaration(variableType: 'A', declarators: [VariableDeclarator(name: a, dimensions: 0, initializer: MethodCall(name: b))]), LocalVariableDeclaration(declarators: [VariableDeclarator(name: c, dimensions: 0, initializer: d)]), ExpressionStatement(expression: e), ExpressionStatement(expression: FieldAccess(object: f, name: g))], block: Block(body: [ExpressionStatement(expression: MethodCall(name: h))]))]",
  ],
  ['assert a;', '[AssertStatement(test: a)]'],
  ['assert a : b;', '[AssertStatement(test: a, message: b)]'],
  [
    'switch (a) { case 1: case 2: f(); break; default: g(); }',
    '[SwitchStatement(discriminant: a, cases: [SwitchCase(labels: [1]), SwitchCase(labels: [2], body: [ExpressionStatement(expression: MethodCall(name: f)), BreakStatement()]), SwitchCase(isDefault: true, body: [ExpressionStatement(expression: MethodCall(name: g))])])]',
  ],
  [
    'switch (a) { case A -> f(); case B -> { } default -> throw b; }',
    '[SwitchStatement(discriminant: a, cases: [SwitchCase(labels: [A], arrow: true, body: [ExpressionStatement(expression: MethodCall(name: f))]), SwitchCase(labels: [B], arrow: true, body: [Block()]), SwitchCase(isDefault: true, arrow: true, body: [ThrowStatement(argument: b)])])]',
  ],
  ['switch (a) { }', '[SwitchStatement(discriminant: a)]'],
  ['class L { }', '[TypeDeclaration(kind: class, name: L)]'],
  [
    'record R(int a) { }',
    "[TypeDeclaration(kind: record, name: R, components: [Parameter(parameterType: 'int', name: a)])]",
  ],
  ['enum E { A }', '[TypeDeclaration(kind: enum, name: E, constants: [EnumConstant(name: A)])]'],
  ['interface I { }', '[TypeDeclaration(kind: interface, name: I)]'],
  [
    'abstract class L extends M { }',
    "[TypeDeclaration(kind: class, modifiers: {flags: [abstract]}, name: L, superclass: 'M')]",
  ],
  ['yield(1).x();', '[YieldStatement(argument: MethodCall(object: 1, name: x))]'],
  [
    'List<String> x = new ArrayList<>();',
    "[LocalVariableDeclaration(variableType: 'List<'String'>', declarators: [VariableDeclarator(name: x, dimensions: 0, initializer: NewExpression(createdType: 'ArrayList', diamond: true))])]",
  ],
  [
    'a.b.c d;',
    "[LocalVariableDeclaration(variableType: 'a.b.c', declarators: [VariableDeclarator(name: d, dimensions: 0)])]",
  ],
  [
    'a[0] = 1;',
    '[ExpressionStatement(expression: Assignment(operator: =, left: ArrayAccess(array: a, index: 0), right: 1))]',
  ],
  ['i++;', '[ExpressionStatement(expression: Update(operator: ++, argument: i))]'],
  ['new A();', "[ExpressionStatement(expression: NewExpression(createdType: 'A'))]"],
  ['label: { break label; }', '[LabeledStatement(label: label, body: Block(body: [BreakStatement(label: label)]))]'],
  [
    'final var x = 1;',
    '[LocalVariableDeclaration(modifiers: {flags: [final]}, declarators: [VariableDeclarator(name: x, dimensions: 0, initializer: 1)])]',
  ],
  [
    'for (int i : new int[] {1}) { continue; }',
    "[ForEachStatement(variable: Parameter(parameterType: 'int', name: i), iterable: NewArray(elementType: 'int', rank: 1, initializer: ArrayInitializer(elements: [1])), body: Block(body: [ContinueStatement()]))]",
  ],
  [
    'a.b(() -> { c(); });',
    '[ExpressionStatement(expression: MethodCall(object: a, name: b, arguments: [Lambda(body: Block(body: [ExpressionStatement(expression: MethodCall(name: c))]))]))]',
  ],
  ['if (a) ; else ;', '[IfStatement(test: a, consequent: EmptyStatement(), alternate: EmptyStatement())]'],
  [
    'try (A a = b()) { } catch (E e) { }',
    "[TryStatement(resources: [LocalVariableDeclaration(variableType: 'A', declarators: [VariableDeclarator(name: a, dimensions: 0, initializer: MethodCall(name: b))])], block: Block(), handlers: [CatchClause(parameter: Parameter(parameterType: 'E', name: e), body: Block())])]",
  ],
  [
    'String s = switch (a) { default -> b; };',
    "[LocalVariableDeclaration(variableType: 'String', declarators: [VariableDeclarator(name: s, dimensions: 0, initializer: SwitchExpression(discriminant: a, cases: [SwitchCase(isDefault: true, arrow: true, body: [YieldStatement(argument: b)])]))])]",
  ],
  [
    'int record = 1, sealed, permits, when, var, module, open;',
    "[LocalVariableDeclaration(variableType: 'int', declarators: [VariableDeclarator(name: record, dimensions: 0, initializer: 1), VariableDeclarator(name: sealed, dimensions: 0), VariableDeclarator(name: permits, dimensions: 0), VariableDeclarator(name: when, dimensions: 0), VariableDeclarator(name: var, dimensions: 0), VariableDeclarator(name: module, dimensions: 0), VariableDeclarator(name: open, dimensions: 0)])]",
  ],
  ['x.record(y);', '[ExpressionStatement(expression: MethodCall(object: x, name: record, arguments: [y]))]'],
  ['synchronized (this) { }', '[SynchronizedStatement(lock: ThisExpression(), body: Block())]'],
  [
    '{ class A { } A a; }',
    "[Block(body: [TypeDeclaration(kind: class, name: A), LocalVariableDeclaration(variableType: 'A', declarators: [VariableDeclarator(name: a, dimensions: 0)])])]",
  ],
  ['throw (E) e;', "[ThrowStatement(argument: Cast(castType: 'E', expression: e))]"],
  [
    'while (true) { if (a) break; }',
    '[WhileStatement(test: boolean true, body: Block(body: [IfStatement(test: a, consequent: BreakStatement())]))]',
  ],
];

describe('statements', () => {
  test.each(TREES)('%s', (source, tree) => {
    expect(show(parseStatements(source))).toBe(tree);
    const text = `class X { void m() { ${source} } }`;
    expectSoundRanges(parseUnit(text), text);
  });
});
