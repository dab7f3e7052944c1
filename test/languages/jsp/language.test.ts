import { Linter as Linter10 } from 'eslint';
import { Linter as Linter9 } from 'eslint-9';
import { describe, expect, test } from 'vitest';
import { jspLanguage } from '../../../src/languages/jsp/language.ts';

interface Message {
  readonly ruleId: string | null;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly fatal?: boolean | undefined;
}

interface AnyLinter {
  verify(text: string, config: object[], options: object): Message[];
  verifyAndFix(text: string, config: object[], options: object): { output: string };
}

const LINTERS: readonly (readonly [string, AnyLinter])[] = [
  ['ESLint 9', new Linter9({ configType: 'flat' })],
  ['ESLint 10', new Linter10()],
];

interface Context {
  readonly sourceCode: { getText(node: object): string };
  report(problem: object): void;
}

function ruleOn(selector: string) {
  return {
    meta: { schema: [] },
    create: (context: Context) => ({
      [selector](node: object) {
        context.report({ node, message: context.sourceCode.getText(node) });
      },
    }),
  };
}

const plugin = {
  languages: { jsp: jspLanguage },
  rules: {
    el: ruleOn('ElExpression'),
    code: ruleOn(':scripting'),
    action: ruleOn('Action > Attribute[name="value"]'),
  },
};

function config(rules: readonly string[], more: object = {}): object[] {
  return [
    {
      files: ['**/*.jsp'],
      plugins: { 'session-lint': plugin },
      language: 'session-lint/jsp',
      linterOptions: { reportUnusedDisableDirectives: 'warn' },
      rules: Object.fromEntries(rules.map((rule) => [`session-lint/${rule}`, 'error'])),
      ...more,
    },
  ];
}

function lint(linter: AnyLinter, text: string, rules: readonly string[] = ['el']): string[] {
  return linter
    .verify(text, config(rules), { filename: 'a.jsp' })
    .map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId ?? '-'} ${message}`);
}

describe.each(LINTERS)('%s', (_, linter) => {
  test('nodes are found, with their places', () => {
    const text = '<%@ taglib prefix="c" uri="urn:c" %>\r\n中文 ${a}\r\n<c:out value="${b}"/><% c(); %>';
    expect(lint(linter, text, ['el', 'code', 'action'])).toEqual([
      '2:4 session-lint/el ${a}',
      '3:8 session-lint/action value="${b}"',
      '3:15 session-lint/el ${b}',
      '3:22 session-lint/code <% c(); %>',
    ]);
  });

  test.each([
    ['a comment of JSP', '<%-- session-lint-disable-next-line el --%>\n${a}'],
    ['a comment of JSP on the line', '${a} <%-- session-lint-disable-line el --%>'],
    ['a comment of HTML', '<!-- eslint-disable-next-line session-lint/el -->\n${a}'],
    ['a line comment of Java', '<% // session-lint-disable-next-line el\n%>${a}'],
    ['a block comment of Java', '<% /* session-lint-disable el */ %>\n\n${a}'],
    ['a comment in a declaration', '<%! /* session-lint-disable el */ %>\n\n${a}'],
    ['a comment in an expression', '<%= a /* session-lint-disable el */ %>\n\n${a}'],
  ])('%s is a directive', (_name, text) => {
    expect(lint(linter, text)).toEqual([]);
  });

  test.each([
    ['JSP', '<%-- session-lint-disable-next-line el --%>\na'],
    ['HTML', '<!-- session-lint-disable-next-line el -->\na'],
    ['Java', '<% /* session-lint-disable-next-line el */ %>\na'],
  ])('an unused one in a comment of %s is told', (_name, text) => {
    expect(lint(linter, text)).toEqual([expect.stringMatching(/^1:\d+ - Unused eslint-disable directive/)]);
  });

  test('one id of a list is removed', () => {
    const text = '<%-- session-lint-disable-line code, el --%> ${a}';
    expect(linter.verifyAndFix(text, config(['el', 'code']), { filename: 'a.jsp' }).output).toBe(
      '<%-- session-lint-disable-line   el --%> ${a}',
    );
  });

  test('text that looks like a comment in a scriptlet is none', () => {
    expect(lint(linter, '<% a("<!-- session-lint-disable el -->"); %>${b}')).toHaveLength(1);
  });

  test('configuration in a comment', () => {
    expect(lint(linter, '<%-- session-lint el: "off" --%>${a}')).toEqual([]);
  });

  test('broken Java is one fatal finding, and the rest is looked at', () => {
    const messages = linter.verify('\n<% if ( %>\n${a}', config(['el']), { filename: 'a.jsp' });
    expect(messages.map(({ line, fatal, ruleId }) => ({ line, fatal: fatal ?? false, ruleId }))).toEqual([
      { line: 2, fatal: true, ruleId: null },
      { line: 3, fatal: false, ruleId: 'session-lint/el' },
    ]);
    expect(messages[0]?.message).toMatch(/^Parsing error: /);
  });

  test('an unknown language option is refused', () => {
    expect(() => linter.verify('', config([], { languageOptions: { a: 1 } }), { filename: 'a.jsp' })).toThrow(
      /takes no language options/,
    );
  });
});
