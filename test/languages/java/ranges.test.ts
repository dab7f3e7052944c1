import { describe, expect, test } from 'vitest';
import type { Node } from '../../../src/languages/java/ast.ts';
import { parseJava } from '../../../src/languages/java/parse.ts';
import { descendants, parseUnit } from './java-tree.ts';

/** The source of the first node of each type, in source order. */
function sourceOf(text: string, type: Node['type'], index = 0): string | undefined {
  const node = descendants(parseUnit(text)).filter((candidate) => candidate.type === type)[index];
  return node === undefined ? undefined : text.slice(...node.range);
}

const TEXT = `package p;
import static a.B.*;
@Deprecated
public class A<T> extends B<T> /* c */ implements C {
  private @N int[] x = {1, 2}, y[];
  <U> void m(final String[] s, int... n) throws E {
    int local = (a + b) * (c);
    x[(0)].f((1), 2).g = (String) (o);
    for (String t : ts) { u(t); }
    if (q) { } else r();
    try (In in = open()) { } catch (E | F e) { }
    switch (k) { case 1 -> z(); default -> { } }
    Runnable w = () -> { v(); };
    new Thing<>(1) { };
    label: do { } while (!q);
    boolean b = (o) instanceof String s2;
  }
}
`;

describe('ranges', () => {
  test.each<[Node['type'], number, string]>([
    ['ImportDeclaration', 0, 'import static a.B.*;'],
    ['Annotation', 0, '@Deprecated'],
    ['Annotation', 1, '@N'],
    ['TypeReference', 0, 'B<T>'],
    ['TypeReference', 3, 'int[]'],
    ['FieldDeclaration', 0, 'private @N int[] x = {1, 2}, y[];'],
    ['VariableDeclarator', 0, 'x = {1, 2}'],
    ['VariableDeclarator', 1, 'y[]'],
    ['ArrayInitializer', 0, '{1, 2}'],
    ['Parameter', 0, 'final String[] s'],
    ['Parameter', 1, 'int... n'],
    ['Parameter', 2, 'String t'],
    ['Parameter', 3, 'E | F e'],
    ['LocalVariableDeclaration', 0, 'int local = (a + b) * (c);'],
    ['LocalVariableDeclaration', 1, 'In in = open()'],
    ['Binary', 0, '(a + b) * (c)'],
    ['Binary', 1, 'a + b'],
    ['Assignment', 0, 'x[(0)].f((1), 2).g = (String) (o)'],
    ['FieldAccess', 0, 'x[(0)].f((1), 2).g'],
    ['MethodCall', 0, 'x[(0)].f((1), 2)'],
    ['ArrayAccess', 0, 'x[(0)]'],
    ['Cast', 0, '(String) (o)'],
    ['ForEachStatement', 0, 'for (String t : ts) { u(t); }'],
    ['IfStatement', 0, 'if (q) { } else r();'],
    ['CatchClause', 0, 'catch (E | F e) { }'],
    ['SwitchCase', 0, 'case 1 -> z();'],
    ['SwitchCase', 1, 'default -> { }'],
    ['Lambda', 0, '() -> { v(); }'],
    ['NewExpression', 0, 'new Thing<>(1) { }'],
    ['LabeledStatement', 0, 'label: do { } while (!q);'],
    ['DoStatement', 0, 'do { } while (!q);'],
    ['InstanceOf', 0, '(o) instanceof String s2'],
    ['TypePattern', 0, 'String s2'],
  ])('%s %i', (type, index, source) => {
    expect(sourceOf(TEXT, type, index)).toBe(source);
  });

  test('the unit covers the whole text', () => {
    expect(parseUnit(TEXT).range).toEqual([0, TEXT.length]);
  });

  test('a type begins with its modifiers', () => {
    expect(sourceOf(TEXT, 'TypeDeclaration')).toBe(TEXT.slice(TEXT.indexOf('@Deprecated')).trim());
  });

  test('of an annotation that ends in an annotation', () => {
    const text = '@A(x = 1, y = @B(z = @C("d"))) class X { }';
    expect(sourceOf(text, 'Annotation')).toBe('@A(x = 1, y = @B(z = @C("d")))');
    expect(sourceOf(text, 'AnnotationElement', 1)).toBe('y = @B(z = @C("d"))');
    expect(sourceOf(text, 'Annotation', 1)).toBe('@B(z = @C("d"))');
  });
});

describe('comments', () => {
  test('are listed with their ranges and stay out of literals', () => {
    const text = '// one\nclass A { /* two */ String s = "// no"; char c = \'"\'; /** three */ } //four';
    const result = parseJava(text);
    expect(result.ok && result.comments.map(({ type, value, range }) => [type, value, text.slice(...range)])).toEqual([
      ['Line', ' one', '// one'],
      ['Block', ' two ', '/* two */'],
      ['Block', '* three ', '/** three */'],
      ['Line', 'four', '//four'],
    ]);
  });
});

describe('text that is not plain', () => {
  test.each([
    ['a byte order mark', '\ufeffclass Abc { }'],
    ['a trailing Ctrl-Z', 'class Abc { }\r\n\x1a'],
    ['CR line ends', '// c\rclass Abc { // d\r }\r'],
    ['an escaped name', 'class \\u0041bc { }'],
    ['a long comment', `/* ${'x'.repeat(10_000)} */ class Abc { }`],
    ['a line separator in a string', '@A("\u2028") class Abc { }'],
    ['a long string', `@A("${'x'.repeat(10_000)}") class Abc { }`],
  ])('%s keeps the offsets of the original', (_, text) => {
    const [type] = parseUnit(text).types;
    expect(type?.name.name).toBe('Abc');
    expect(type && text.slice(...type.name.range)).toMatch(/^(?:A|\\u0041)bc$/);
  });

  test('a long literal keeps its value', () => {
    const content = 'ab\\n'.repeat(5000);
    const literal = descendants(parseUnit(`class A { String s = "${content}"; }`)).find(
      ({ type }) => type === 'Literal',
    );
    expect(literal).toMatchObject({ kind: 'string', value: 'ab\n'.repeat(5000) });
  });
});
