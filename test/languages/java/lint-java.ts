import { Linter as Linter10 } from 'eslint';
import { Linter as Linter9 } from 'eslint-9';
import { javaLanguage } from '../../../src/languages/java/language.ts';

interface Context {
  readonly sourceCode: { getText(node: object): string };
  report(problem: object): void;
}

interface Message {
  readonly ruleId: string | null;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly fatal?: boolean | undefined;
  readonly severity: number;
}

/** One rule for calls of setters, one for each literal, so that directives can tell rules apart. */
const plugin = {
  languages: { java: javaLanguage },
  rules: {
    'no-set': ruleOn('MethodCall[name.name=/^set/]'),
    'no-literal': ruleOn('Literal'),
    'no-marked': ruleOn(':statement > MethodCall[object.name="marked"], Annotation[name="Marked"] AnnotationElement'),
  },
};

function ruleOn(selector: string) {
  return {
    meta: { schema: [] },
    create: (context: Context) => ({
      [selector](node: object) {
        context.report({ node, message: `found ${context.sourceCode.getText(node)}` });
      },
    }),
  };
}

/** The part of Linter that its two versions have in common. */
interface AnyLinter {
  verify(text: string, config: object[], options: object): Message[];
  verifyAndFix(text: string, config: object[], options: object): { output: string; messages: Message[] };
}

export const LINTERS: readonly (readonly [name: string, linter: AnyLinter])[] = [
  ['ESLint 9', new Linter9({ configType: 'flat' })],
  ['ESLint 10', new Linter10()],
];

export type RuleName = keyof (typeof plugin)['rules'];

export function configFor(rules: readonly RuleName[], more: object = {}): object[] {
  return [
    {
      files: ['**/*.java'],
      plugins: { 'session-lint': plugin },
      language: 'session-lint/java',
      linterOptions: { reportUnusedDisableDirectives: 'warn' },
      rules: Object.fromEntries(rules.map((rule) => [`session-lint/${rule}`, 'error'])),
      ...more,
    },
  ];
}

export const FILE = { filename: 'src/A.java' };

/** Findings as `line:column rule message`. */
export function lint(
  linter: AnyLinter,
  text: string,
  rules: readonly RuleName[] = ['no-set'],
  more: object = {},
): string[] {
  return linter
    .verify(text, configFor(rules, more), FILE)
    .map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId ?? '-'} ${message}`);
}
