import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJava, type ParseResult } from '../../../src/languages/java/parse.ts';
import { descendants, expectSoundRanges, parseUnit } from './java-tree.ts';

const METHOD = `
  /** Stores the visit. */
  @Override(a = {1, 2}) public <T> void visit(final HttpServletRequest request, int... n) throws IOException {
    User user = (User) request.getSession().getAttribute("user" + n.length);
    if (user == null || !(user instanceof Admin a) && n[0] >= 'x') { user = new User(1.5f, x -> { return x; }); }
    else for (Map.Entry<String, List<User>> e : all.entrySet()) { e.getValue().forEach(User::touch); }
    switch (user.kind()) { case 1: break; default: throw new Bad("""
      text \\" block
      """); }
    try (In in = open()) { i <<= 2; } catch (A | B e) { log(e); } finally { request.setAttribute("user", user); }
  }
`;
const FILE = `package a.b;\n\nimport java.util.*;\n\npublic class Visit extends Base {\n${METHOD.repeat(4)}}\n`;

/** No exception, and either a tree or one sentence at a place in the text. */
function expectSane(text: string, result: ParseResult): void {
  if (result.ok || result.error === null) return;
  const { message, offset, line, column } = result.error;
  expect(message).toMatch(/^[A-Z][^\n]{0,119}$/);
  expect(message).not.toMatch(/panda|-->|token/i);
  expect(offset).toBeGreaterThanOrEqual(0);
  expect(offset).toBeLessThanOrEqual(text.length);
  expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
}

function method(statements: string): string {
  return `class A { void f() { ${statements} } }`;
}

describe('broken input', () => {
  test('the whole file parses', () => {
    expectSoundRanges(parseUnit(FILE), FILE);
  });

  test('truncated anywhere', () => {
    for (let end = 0; end < FILE.length; end += 50) {
      const text = FILE.slice(0, end);
      expectSane(text, parseJava(text));
    }
  });

  test('with one character replaced', () => {
    for (let at = 7; at < FILE.length; at += 61) {
      const text = `${FILE.slice(0, at)}${'}(@"\0;'[at % 6] ?? ''}${FILE.slice(at + 1)}`;
      expectSane(text, parseJava(text));
    }
  });

  test.each([
    ['empty', ''],
    ['blank', ' \n\t\r\n'],
    ['only comments', '// a\n/* b */'],
    ['one semicolon', ';'],
  ])('%s is an empty unit', (_, text) => {
    expect(parseUnit(text)).toMatchObject({ packageName: null, imports: [], types: [], range: [0, text.length] });
  });

  test('a binary file gives one error', () => {
    expect(parseJava('\xca\xfe\xba\xbe\0\0\x004\0\x1d\n')).toMatchObject({ ok: false });
    expect(parseJava('\0'.repeat(1000))).toMatchObject({ ok: false, error: { column: expect.any(Number) as number } });
  });

  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => expectSane(text, parseJava(text))),
      { numRuns: 300 },
    );
  });

  test('any sequence of tokens', () => {
    const token = fc.constantFrom(
      ...'class A { } ( ) ; = a . < > , int @ -> : ? [ ] new 1 "s" \'c\' if else + instanceof switch case try _ enum'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), fc.boolean(), (tokens, inMethod) => {
        const text = inMethod ? method(tokens.join(' ')) : tokens.join(' ');
        const result = parseJava(text);
        expectSane(text, result);
        if (result.ok) expectSoundRanges(result.ast, text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('deep and long input', () => {
  const N = 20_000;
  test.each([
    ['parentheses', method(`x = ${'('.repeat(N)}1${')'.repeat(N)};`)],
    ['open parentheses', method('('.repeat(N))],
    ['blocks', method(`${'{'.repeat(N)}${'}'.repeat(N)}`)],
    ['calls', method(`${'f('.repeat(N)}${')'.repeat(N)};`)],
    ['array initializers', `class A { int[] x = ${'{'.repeat(N)}${'}'.repeat(N)}; }`],
    ['type arguments', method(`${'A<'.repeat(2000)}B${'>'.repeat(2000)} x;`)],
    ['casts', method(`x = ${'(A) '.repeat(2000)}1;`)],
    ['conditionals', method(`x = ${'a ? b : '.repeat(3000)}1;`)],
    ['lambdas', method(`x = ${'a -> '.repeat(3000)}1;`)],
    ['labels', method(`${'a: '.repeat(3000)};`)],
    ['anonymous classes', method(`${'new A() { void f() { '.repeat(400)}${'}};'.repeat(400)}`)],
  ])('%s: one error with a place', (_, text) => {
    const result = parseJava(text);
    expectSane(text, result);
    expect(result).toMatchObject({ ok: false, error: { message: 'This code is nested too deeply to be read' } });
  });

  test('the parser works as before after it has overflowed', () => {
    parseJava(method(`x = ${'a ? b : '.repeat(3000)}1;`));
    expectSoundRanges(parseUnit(FILE), FILE);
  });

  test.each([
    ['operands', method(`x = ${'"a" + b + '.repeat(5000)}c;`), 'Binary', 10_000],
    ['statements', method('a.b(c);'.repeat(10_000)), 'MethodCall', 10_000],
    ['calls in a chain', method(`x${'.append(1)'.repeat(5000)};`), 'MethodCall', 5000],
    ['fields in a chain', method(`x = y${'.z'.repeat(5000)};`), 'FieldAccess', 5000],
    ['indexes', method(`x${'[0]'.repeat(3000)} = 1;`), 'ArrayAccess', 3000],
    ['prefixes', method(`x = ${'!'.repeat(5000)}y;`), 'Unary', 5000],
    ['else-ifs', method(`${'if (a) b(); else '.repeat(300)}c();`), 'IfStatement', 300],
    ['elements', `class A { int[] x = {${'0x12, '.repeat(20_000)}}; }`, 'Literal', 20_000],
  ] as const)('%s: many of them are no problem', (_, text, type, count) => {
    expect(descendants(parseUnit(text)).filter((node) => node.type === type)).toHaveLength(count);
  });

  test.each([
    ['comment', `/*${' x*'.repeat(300_000)}*/ class A { }`, true],
    ['string', `class A { String s = "${'abc\\n'.repeat(200_000)}"; }`, true],
    ['text block', `class A { String s = """\n${'abc \\n " x\n'.repeat(50_000)}"""; }`, true],
    ['name', `class A { int ${'a'.repeat(500_000)}; }`, true],
    ['row of comment beginnings', '/* x '.repeat(100_000), false],
    ['row of quotes', '"'.repeat(50_001), false],
  ])('a very long %s', (_, text, ok) => {
    const result = parseJava(text);
    expectSane(text, result);
    expect(result.ok).toBe(ok);
  });
});
