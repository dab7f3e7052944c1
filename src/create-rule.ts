/**
 * The one way in which rules are defined: it adds what every rule of this plugin has (documentation link, presets,
 * languages) and keeps the message ids typed.
 */
import type { LanguageOptions, RuleContext, RuleDefinition, RulesMeta, TextSourceCode } from '@eslint/core';
import type { PresetName, RuleSeverity } from './plugin-types.ts';

/** Languages of JavaScript and TypeScript: our own, and that of ESLint, with whatever parser the user has. */
export const SCRIPT_LANGUAGES = ['session-lint/typescript', 'js/js'] as const;

/** Where rules on session flow run. */
export const CODE_LANGUAGES = ['session-lint/java', ...SCRIPT_LANGUAGES] as const;

/** The page lies in the package: `session-lint --explain` prints it. */
const DOCS_ROOT = 'node_modules/session-lint/docs/rules';

/** What rules need of a SourceCode of this plugin's languages. */
export interface SessionSourceCode extends TextSourceCode {
  readonly text: string;
  /** Its type tells the language. */
  readonly ast: { readonly type: string };
  getLocFromIndex(index: number): { line: number; column: number };
}

export type SessionRuleContext<MessageIds extends string = string> = RuleContext<{
  LangOptions: LanguageOptions;
  Code: SessionSourceCode;
  RuleOptions: [];
  Node: unknown;
  MessageIds: MessageIds;
}>;

export interface SessionRuleDocs {
  readonly description: string;
  readonly url: string;
  /** True when the rule is in the `recommended` preset. */
  readonly recommended: boolean;
  /** Severity in each preset that has the rule. */
  readonly presets: Readonly<Partial<Record<PresetName, RuleSeverity>>>;
}

interface RuleSource<MessageIds extends string> {
  readonly name: string;
  readonly meta: {
    readonly type: 'problem' | 'suggestion';
    /** Starts with Disallow, Require or Enforce; no final dot. */
    readonly description: string;
    readonly presets: SessionRuleDocs['presets'];
    readonly languages: readonly (`session-lint/${string}` | 'js/js')[];
    readonly messages: Readonly<Record<MessageIds, string>>;
    readonly fixable?: 'code';
    readonly hasSuggestions?: true;
  };
  readonly create: (context: SessionRuleContext<MessageIds>) => Record<string, () => void>;
}

export type SessionRule = RuleDefinition & {
  readonly meta: RulesMeta<string, unknown[], SessionRuleDocs> & {
    readonly docs: SessionRuleDocs;
    readonly languages: string[];
    readonly messages: Record<string, string>;
  };
};

export function createRule<MessageIds extends string>({ name, meta, create }: RuleSource<MessageIds>): SessionRule {
  const { description, presets, languages, ...rest } = meta;
  return {
    meta: {
      ...rest,
      docs: { description, url: `${DOCS_ROOT}/${name}.md`, recommended: presets.recommended !== undefined, presets },
      languages: [...languages],
      schema: [],
    },
    // ESLint hands the rule a context whose SourceCode is that of the rule's own languages (meta.languages).
    create: (context) => create(context as unknown as SessionRuleContext<MessageIds>),
  };
}
