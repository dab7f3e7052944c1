import { describe, expect, test } from 'vitest';
import { javaLanguage } from '../../../src/languages/java/language.ts';
import { configFor, FILE, lint, LINTERS } from './lint-java.ts';

describe.each(LINTERS)('%s', (_, linter) => {
  test('a rule finds nodes by selector, with their places', () => {
    const text = 'class A {\n  void f() {\n    user.setName("x");\n    user.getName();\n  }\n}\n';
    expect(linter.verify(text, configFor(['no-set']), FILE)).toMatchObject([
      {
        ruleId: 'session-lint/no-set',
        message: 'found user.setName("x")',
        line: 3,
        column: 5,
        endLine: 3,
        endColumn: 22,
        severity: 2,
      },
    ]);
  });

  test('selector classes and children of annotations', () => {
    const text = '@Marked(x = 1) class A { void f() { marked.a(); x = marked.b(); } }';
    expect(lint(linter, text, ['no-marked'])).toEqual([
      '1:9 session-lint/no-marked found x = 1',
      '1:37 session-lint/no-marked found marked.a()',
    ]);
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('places with %s line ends, after a byte order mark', (_name, end) => {
    const text = `\ufeffclass A {${end}// \u2028 is no line end${end}void f() {${end}  a.setB(); } }`;
    expect(lint(linter, text)).toEqual(['4:3 session-lint/no-set found a.setB()']);
  });

  test('a file that does not parse is one fatal finding', () => {
    expect(linter.verify('class A {\n  int x = ;\n}', configFor(['no-set']), FILE)).toMatchObject([
      { fatal: true, line: 2, column: 11, message: 'Parsing error: Unexpected ";" in an initializer' },
    ]);
  });

  test('a template is nothing to complain about', () => {
    expect(lint(linter, 'package ${package};\nclass A { void f() { a.setB(); } }')).toEqual([]);
  });

  test('an empty file', () => {
    expect(lint(linter, '')).toEqual([]);
  });

  test('long chains are traversed without recursion', () => {
    const text = `class A { String f() { return x${'.append(1)'.repeat(5000)}; } }`;
    expect(lint(linter, text, ['no-literal'])).toHaveLength(5000);
  });

  test('unknown language options are an error', () => {
    expect(() => lint(linter, 'class A { }', [], { languageOptions: { release: 8 } })).toThrow(/no option "release"/);
  });
});

test('an unknown selector class is an error', () => {
  const node = { type: 'EmptyStatement', range: [0, 1] } as const;
  expect(javaLanguage.matchesSelectorClass?.('statement', node, [])).toBe(true);
  expect(() => javaLanguage.matchesSelectorClass?.('expressions', node, [])).toThrow(/":expressions"/);
});

describe('the source code', () => {
  const body = 'class A {\r\n  int x = 1;\r}\n';
  const file = { path: 'A.java', physicalPath: 'A.java', bom: false, body };
  const result = javaLanguage.parse(file, { languageOptions: {} });
  if (!result.ok) throw new Error('does not parse');
  const code = javaLanguage.createSourceCode(file, result, { languageOptions: {} });

  test('has lines and places that agree', () => {
    expect(code.lines).toEqual(['class A {', '  int x = 1;', '}', '']);
    for (let index = 0; index <= body.length; index++) {
      expect(code.getIndexFromLoc(code.getLocFromIndex(index))).toBe(index);
    }
    expect(code.getLocFromIndex(body.indexOf('int'))).toEqual({ line: 2, column: 3 });
    expect(code.getLoc(code.ast)).toEqual({ start: { line: 1, column: 1 }, end: { line: 4, column: 1 } });
  });

  test('refuses places outside the text', () => {
    expect(() => code.getLocFromIndex(body.length + 1)).toThrow(RangeError);
    expect(() => code.getIndexFromLoc({ line: 5, column: 1 })).toThrow(RangeError);
    expect(() => code.getIndexFromLoc({ line: 3, column: 4 })).toThrow(RangeError);
  });

  test('knows parents and ancestors', () => {
    const [type] = code.ast.types;
    const [field] = type?.members ?? [];
    if (field === undefined) throw new Error('no field');
    expect(code.getParent(field)).toBe(type);
    expect(code.getAncestors(field)).toEqual([code.ast, type]);
    expect(code.getText(field)).toBe('int x = 1;');
  });

  test('is traversed in source order, in and out', () => {
    const steps = [...code.traverse()].map(({ target, phase }) => `${phase} ${(target as { type: string }).type}`);
    expect(steps).toEqual([
      '1 CompilationUnit',
      '1 TypeDeclaration',
      '1 Identifier',
      '2 Identifier',
      '1 FieldDeclaration',
      '1 TypeReference',
      '2 TypeReference',
      '1 VariableDeclarator',
      '1 Identifier',
      '2 Identifier',
      '1 Literal',
      '2 Literal',
      '2 VariableDeclarator',
      '2 FieldDeclaration',
      '2 TypeDeclaration',
      '2 CompilationUnit',
    ]);
  });
});
