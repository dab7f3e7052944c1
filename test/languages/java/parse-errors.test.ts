import { describe, expect, test } from 'vitest';
import { parseJava } from '../../../src/languages/java/parse.ts';

function errorOf(text: string) {
  const result = parseJava(text);
  return result.ok ? undefined : result.error;
}

describe('syntax errors', () => {
  /** The error is expected at the mark `«`, which is taken out. */
  test.each([
    ['class A { int x = 1 «}', 'Expected ";" but found "}"'],
    ['class A { void f(int a «{) { } }', 'Unexpected "{" in the parameter list'],
    ['class A { foo bar «baz }', 'Unexpected "baz" in a class body'],
    ['class A { void f() { f(a «b); } }', 'Expected ")" but found "b"'],
    ['class A { void f() { x = «; } }', 'Unexpected ";" in an expression'],
    ['class A { } «}', 'Unexpected "}" that closes nothing'],
    ['class A {«', 'Expected "}" but found the end of the file'],
    ['class A { void f() {«  // c\n', 'Expected "}" but found the end of the file'],
    ['import a.b«', 'Unexpected end of the file'],
    ['clas A «{ }', 'Unexpected "{"'],
    ['class A { int x = «#; }', 'Unexpected character "#"'],
    ['class A { «"a" }', 'Expected "}" but found a string'],
    ['class A { String s = «"abc; }', 'Unterminated string'],
    ["class A { char c = «'ab; }", 'Unterminated character literal'],
    ['class A { «/* }', 'Unterminated comment'],
    ['class A { String s = «"""\n }', 'Unterminated text block'],
    ['@A(x = «) class X { }', 'Unexpected ")" in an annotation'],
    ['class A { Object f() { return (a.b())«(c); } }', 'Unexpected "(" after an expression that is not a method name'],
    ['class A { Object f() { return List[]«; } }', 'Expected ".class" or "::" after a type'],
  ])('%s', (marked, message) => {
    const offset = marked.indexOf('«');
    const before = marked.slice(0, offset);
    expect(errorOf(marked.replace('«', ''))).toEqual({
      message,
      offset,
      line: before.split('\n').length,
      column: offset - before.lastIndexOf('\n'),
    });
  });

  test('lines and columns are one-based, with every kind of line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(errorOf(`class A {${end}// c${end}  int 1;${end}}`)).toMatchObject({ line: 3, column: 7 });
    }
  });

  test('a long token is cut', () => {
    expect(errorOf(`class A { int x = 1 ${'y'.repeat(5000)}; }`)?.message).toMatch(/^Expected ";" but found "y{30}…"$/);
  });
});

describe('templates', () => {
  test.each([
    ['Velocity', 'package ${package};\nclass A { }'],
    ['Velocity directives', '#set( $x = 1 )\npackage a;\n#if($y)\nclass A { }\n#end'],
    ['Velocity, quiet reference', 'class $!{name} { }'],
    ['FreeMarker', '<#if x>\nclass A { }\n</#if>'],
    ['Mustache', 'package {{package}};\nclass A { }'],
    ['EJS', 'package <%= packageName %>;\nclass A { }'],
    ['preprocessor', '#ifdef X\nclass A { }\n#endif'],
  ])('%s: nothing is said', (_, text) => {
    expect(parseJava(text)).toEqual({ ok: false, error: null });
  });

  test.each([
    ['a placeholder in a string', 'class A { String s = "${x}" String t; }'],
    ['a directive in a comment', 'class A { /*\n#if\n*/ int x }'],
  ])('%s makes no template', (_, text) => {
    expect(errorOf(text)).toMatchObject({ line: expect.any(Number) as number });
  });

  test('Java that looks like a template is Java', () => {
    expect(parseJava('class A { int[][] $ = {{1}}; boolean b = x<y; }').ok).toBe(true);
  });
});
