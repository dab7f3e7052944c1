import { describe, expect, test } from 'vitest';
import { configFor, FILE, lint, LINTERS, type RuleName } from './lint-java.ts';

const BOTH: readonly RuleName[] = ['no-set', 'no-literal'];
const SUPPRESS = '@SuppressWarnings("session-lint:no-set")';

describe.each(LINTERS)('%s', (_, linter) => {
  test.each([
    ['class', `${SUPPRESS} class A { int x = a.setB(); }`],
    ['method', `class A { ${SUPPRESS} public void f() { a.setB(); } }`],
    ['method, after another modifier', `class A { public ${SUPPRESS} void f() { a.setB(); } }`],
    ['constructor', `class A { ${SUPPRESS} A() { a.setB(); } }`],
    ['field', `class A { ${SUPPRESS} int x = a.setB(); }`],
    ['local variable', `class A { void f() { ${SUPPRESS} int x = a.setB(); } }`],
    ['local class', `class A { void f() { ${SUPPRESS} class B { int x = a.setB(); } } }`],
    ['resource', `class A { void f() { try (${SUPPRESS} In x = a.setB()) { } } }`],
    ['full rule id', 'class A { @SuppressWarnings("session-lint:session-lint/no-set") int x = a.setB(); }'],
    ['among others', 'class A { @SuppressWarnings({"unchecked", "session-lint:no-set"}) int x = a.setB(); }'],
    ['all rules', 'class A { @SuppressWarnings("session-lint") int x = a.setB(); }'],
    ['named element', 'class A { @SuppressWarnings(value = {"session-lint"}) int x = a.setB(); }'],
    ['qualified name', 'class A { @java.lang.SuppressWarnings("session-lint") int x = a.setB(); }'],
  ])('on a %s', (_place, text) => {
    expect(lint(linter, text)).toEqual([]);
  });

  test.each([
    ['another rule', '@SuppressWarnings("session-lint:no-marked") class A { int x = a.setB(); }'],
    ['another tool', '@SuppressWarnings({"unchecked", "all"}) class A { int x = a.setB(); }'],
    ['another annotation', '@Suppress("session-lint") class A { int x = a.setB(); }'],
    ['another declaration', `class A { ${SUPPRESS} int y = b.setC();\nint x = a.setB(); }`],
    ['another element', '@SuppressWarnings(reason = "session-lint") class A { int x = a.setB(); }'],
  ])('%s suppresses nothing', (_place, text) => {
    expect(lint(linter, text, ['no-set'], { linterOptions: { reportUnusedDisableDirectives: 'off' } })).toEqual([
      expect.stringMatching(/session-lint\/no-set found a\.setB\(\)$/),
    ]);
  });

  test('the end of the declaration is the end of the suppression', () => {
    const text = `class A { ${SUPPRESS} int x = a.setB();\n int y = a.setB(); }`;
    expect(lint(linter, text)).toEqual(['2:10 session-lint/no-set found a.setB()']);
  });

  test('a suppression inside another one does not end it', () => {
    const text = `${SUPPRESS} class A { ${SUPPRESS} int x = a.setB();\n int y = a.setB(); }\nclass B { int z = a.setB(); }`;
    expect(lint(linter, text)).toEqual(['3:19 session-lint/no-set found a.setB()']);
  });

  test('a suppression of all rules inside one of a rule does not end it', () => {
    const text = `${SUPPRESS} class A { int w = a.setB(); @SuppressWarnings("session-lint") int x = a.setB(1);\n int y = a.setB(2); }`;
    expect(lint(linter, text, BOTH)).toEqual([
      '1:19 session-lint/no-literal found "session-lint:no-set"',
      '2:17 session-lint/no-literal found 2',
    ]);
  });

  test('a suppression of a rule inside one of all rules does not end it', () => {
    const text = `@SuppressWarnings("session-lint") class A { ${SUPPRESS} int x = a.setB();\n int y = a.setB(2); }`;
    // The literals of the annotations themselves are in their ranges.
    expect(lint(linter, text, BOTH)).toEqual([]);
  });

  test('a suppression inside the range of a comment does not end it', () => {
    const text = `/* session-lint-disable no-set */ class A { ${SUPPRESS} int x = a.setB();\n int y = a.setB(); }`;
    expect(lint(linter, text)).toEqual([]);
  });

  test('a comment inside a suppression goes on after it', () => {
    const text = `class A { ${SUPPRESS} void f() { a.setB(); /* session-lint-disable no-set */ }\n int y = a.setB(); }`;
    expect(lint(linter, text)).toEqual([]);
  });

  test('the unused are reported at the annotation', () => {
    const text = `class A {\n  public ${SUPPRESS} int x;\n}`;
    expect(lint(linter, text)).toEqual([
      "2:10 - Unused eslint-disable directive (no problems were reported from 'session-lint/no-set').",
    ]);
  });

  test.each([
    [`class A { ${SUPPRESS} int x; }`, 'class A {   int x; }'],
    [
      'class A { @SuppressWarnings({"session-lint:no-set", "unused"}) int x; }',
      'class A { @SuppressWarnings({ "unused"}) int x; }',
    ],
    [
      'class A { @SuppressWarnings({"unused", "session-lint:no-set"}) int x; }',
      'class A { @SuppressWarnings({"unused" }) int x; }',
    ],
    [
      'class A { @SuppressWarnings({"a", "session-lint:no-set", "session-lint:no-marked", "b"}) int x; }',
      'class A { @SuppressWarnings({"a",  "b"}) int x; }',
    ],
    ['class A { @SuppressWarnings({"session-lint:no-set", "session-lint:no-marked"}) int x; }', 'class A {   int x; }'],
  ])('the unused are removed: %s', (text, output) => {
    const fixed = linter.verifyAndFix(text, configFor(['no-set', 'no-marked']), FILE);
    expect(fixed.messages).toEqual([]);
    expect(fixed.output.replace(/ +/g, ' ')).toBe(output.replace(/ +/g, ' '));
  });

  test('a rule that does not exist is reported at the annotation', () => {
    expect(lint(linter, 'class A {\n @SuppressWarnings("session-lint:no-such") int x; }')).toContain(
      "2:2 session-lint/no-such Definition for rule 'session-lint/no-such' was not found.",
    );
  });
});
