import { describe, expect, test } from 'vitest';
import { configFor, FILE, lint, LINTERS, type RuleName } from './lint-java.ts';

const BOTH: readonly RuleName[] = ['no-set', 'no-literal'];

/** Statements on lines of their own, from line 2. */
function method(...lines: readonly string[]): string {
  return `class A { void f() {\n${lines.join('\n')}\n} }`;
}

describe.each(LINTERS)('%s', (_, linter) => {
  describe.each(['eslint', 'session-lint'])('directives named %s', (name) => {
    describe.each(['session-lint/no-set', 'no-set'])('with %s', (rule) => {
      test.each([
        ['disable-line', method(`a.setB(); // ${name}-disable-line ${rule}`, 'a.setC();'), 'setC', 3],
        [
          'disable-line in a block comment',
          method(`a.setB(); /* ${name}-disable-line ${rule} */`, 'a.setC();'),
          'setC',
          3,
        ],
        [
          'disable-next-line',
          method(`// ${name}-disable-next-line ${rule} -- why`, 'a.setB();', 'a.setC();'),
          'setC',
          4,
        ],
        [
          'disable and enable',
          method(`/* ${name}-disable ${rule} */ a.setB();`, `/* ${name}-enable ${rule} */`, 'a.setC();'),
          'setC',
          4,
        ],
        ['disable after', method('a.setC();', `// ${name}-disable ${rule}`, 'a.setB();'), 'setC', 2],
      ])('%s', (_form, text, left, line) => {
        expect(lint(linter, text)).toEqual([`${line}:1 session-lint/no-set found a.${left}()`]);
      });

      test('other rules are not touched', () => {
        const text = method(`a.setB(1); // ${name}-disable-line ${rule}`);
        expect(lint(linter, text, BOTH)).toEqual(['2:8 session-lint/no-literal found 1']);
      });

      test('the unused are reported, and removed', () => {
        const text = method(`a.getB(); // ${name}-disable-line ${rule}`);
        expect(lint(linter, text)).toEqual([
          "2:11 - Unused eslint-disable directive (no problems were reported from 'session-lint/no-set').",
        ]);
        expect(linter.verifyAndFix(text, configFor(['no-set']), FILE)).toMatchObject({
          output: method('a.getB();  '),
          messages: [],
        });
      });
    });

    test('without a rule: all rules', () => {
      expect(lint(linter, method(`a.setB(1); // ${name}-disable-line`), BOTH)).toEqual([]);
    });

    test('inline configuration', () => {
      const text = `/* ${name} session-lint/no-set: "off", no-literal: "warn" */ ${method('a.setB(1);')}`;
      expect(linter.verify(text, configFor(BOTH), FILE)).toMatchObject([
        { ruleId: 'session-lint/no-literal', severity: 1, line: 2, column: 8 },
      ]);
    });

    test('broken inline configuration is reported', () => {
      const [finding, ...others] = linter.verify(`/* ${name} no-set: {1 */ class A { }`, configFor(BOTH), FILE);
      expect(finding).toMatchObject({ ruleId: null, line: 1, column: 1 });
      expect(others).toEqual([]);
    });

    test('a rule that does not exist is reported where it is named', () => {
      expect(lint(linter, method(`// ${name}-disable-next-line no-such`, 'a.getB();'))).toEqual([
        "2:1 session-lint/no-such Definition for rule 'session-lint/no-such' was not found.",
      ]);
    });

    test('a directive for one line on several lines', () => {
      expect(lint(linter, method(`a.setB(); /* ${name}-disable-line`, ' */'))).toEqual([
        '2:1 session-lint/no-set found a.setB()',
        '2:11 - A directive for one line must not span several lines.',
      ]);
    });
  });

  test('one unused rule of several is removed from the list', () => {
    for (const [list, left] of [
      ['no-set, no-literal', ' no-literal'],
      ['no-literal, no-set', 'no-literal '],
      ['session-lint/no-set, session-lint/no-literal', 'session-lint/no-literal'],
    ] as const) {
      const text = method(`a.getB(1); // session-lint-disable-line ${list} -- why`);
      const { output, messages } = linter.verifyAndFix(text, configFor(BOTH), FILE);
      expect(messages).toEqual([]);
      expect(output.replace(/ +/g, ' ')).toBe(
        method(`a.getB(1); // session-lint-disable-line ${left.trim()} -- why`).replace(/ +/g, ' '),
      );
    }
  });

  test('prose is no directive', () => {
    const text = method(
      '// session-lint knows this',
      '// eslint-disabled: see below',
      '/** eslint-disable */',
      'a.setB();',
    );
    expect(lint(linter, text)).toEqual(['5:1 session-lint/no-set found a.setB()']);
  });

  test('noInlineConfig is obeyed', () => {
    const text = method('a.setB(); // session-lint-disable-line');
    const found = lint(linter, text, ['no-set'], { linterOptions: { noInlineConfig: true } });
    expect(found).toContain('2:1 session-lint/no-set found a.setB()');
  });
});
