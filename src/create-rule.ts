/**
 * The one way in which rules are defined: it adds what every rule of this plugin has (documentation link, presets,
 * languages) and keeps the message ids typed.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LanguageOptions, RuleContext, RuleDefinition, RulesMeta, TextSourceCode } from '@eslint/core';
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement } from './languages/xml/ast.ts';
import type { PresetName, RuleSeverity } from './plugin-types.ts';
import { packageRoot } from './package-root.ts';
import { useDocument } from './project/use-document.ts';
import { withScriptDirectives } from './script-directives.ts';

/** Languages of JavaScript and TypeScript: our own, and that of ESLint, with whatever parser the user has. */
export const SCRIPT_LANGUAGES = ['session-lint/typescript', 'js/js'] as const;

/** Where rules on session flow run. */
export const CODE_LANGUAGES = ['session-lint/java', 'session-lint/jsp', ...SCRIPT_LANGUAGES] as const;

export const XML_LANGUAGES = ['session-lint/xml'] as const;

/** The pages lie in the package. Editors open the link of a finding; `session-lint --explain` prints the page. */
const DOCS_ROOT = pathToFileURL(join(packageRoot(), 'docs', 'rules')).href;

/** What rules need of a SourceCode of this plugin's languages. */
export interface SessionSourceCode extends TextSourceCode {
  readonly text: string;
  /** Its type tells the language. */
  readonly ast: { readonly type: string };
  getLocFromIndex(index: number): { line: number; column: number };
  /** What a parser of ESLint's own language offers: typescript-eslint's has a program, or null. */
  readonly parserServices?: { readonly program?: unknown };
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
  /** Messages that tell of no fault; see `RuleSourceMeta`. */
  readonly advice: readonly string[];
}

/** Messages of suggestions that are named after what they do; the others begin with `suggest`. */
const SUGGESTIONS = new Set([
  'writeBack',
  'addWrite',
  'addCommit',
  'addAwait',
  'toUpdate',
  'useSet',
  'moveResponse',
  'readAgain',
  'destroy',
  'addSave',
  'fromEnvironment',
  'toPlain',
]);

/** True for the message of a suggestion, false for that of a finding. */
export function isSuggestion(messageId: string): boolean {
  return SUGGESTIONS.has(messageId) || messageId.startsWith('suggest');
}

interface RuleSourceMeta<MessageIds extends string> {
  readonly type: 'problem' | 'suggestion';
  /** Starts with Disallow, Require or Enforce; no final dot. */
  readonly description: string;
  readonly presets: SessionRuleDocs['presets'];
  readonly languages: readonly (`session-lint/${string}` | 'js/js')[];
  /** Findings, and suggestions, whose ids start with `suggest` (or are `writeBack`). */
  readonly messages: Readonly<Record<MessageIds, string>>;
  /**
   * Messages that tell of no fault, but of what is worth knowing. Every preset but `strict` leaves them out, by the option
   * `advice` that a rule with such messages has in its first object of options.
   */
  readonly advice?: readonly NoInfer<MessageIds>[];
  readonly fixable?: 'code';
  readonly hasSuggestions?: true;
}

interface RuleSource<MessageIds extends string> {
  readonly name: string;
  readonly meta: RuleSourceMeta<MessageIds>;
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
  return define({
    name,
    meta,
    // ESLint hands the rule a context whose SourceCode is that of the rule's own languages (meta.languages).
    create: (context) => create(context as unknown as SessionRuleContext<MessageIds>),
  });
}

/** The SourceCode of a language of configuration files: `session-lint/xml`, `/nginx`, `/balancer`. */
export interface ConfigSourceCode<
  Root extends { readonly type: string } = { readonly type: string },
> extends TextSourceCode {
  readonly text: string;
  readonly ast: Root;
  /** Takes whatever has a `range`: nodes, attributes, `{ range: [3, 9] }`. */
  getLoc(element: object): { start: { line: number; column: number }; end: { line: number; column: number } };
}

export type ConfigRuleContext<
  Root extends { readonly type: string },
  MessageIds extends string,
  Options extends unknown[],
> = RuleContext<{
  LangOptions: LanguageOptions;
  Code: ConfigSourceCode<Root>;
  RuleOptions: Options;
  Node: unknown;
  MessageIds: MessageIds;
}>;

export interface ConfigRuleSource<
  Root extends { readonly type: string },
  Handlers,
  MessageIds extends string,
  Options extends unknown[],
> {
  readonly name: string;
  readonly meta: RuleSourceMeta<MessageIds> & {
    /** JSON schemas of the options, in ESLint's form; left out for a rule without options. */
    readonly schema?: readonly object[];
    readonly defaultOptions?: Options;
  };
  readonly create: (context: ConfigRuleContext<Root, MessageIds, Options>) => Handlers;
}

/** What a rule on XML files may listen to. A selector (`XmlElement[name="Cluster"]:exit`) is a key like any other. */
export interface XmlHandlers {
  readonly XmlDocument?: (node: XmlDocument) => void;
  readonly 'XmlDocument:exit'?: (node: XmlDocument) => void;
  readonly XmlElement?: (node: XmlElement) => void;
  readonly 'XmlElement:exit'?: (node: XmlElement) => void;
  readonly XmlAttribute?: (node: XmlAttribute) => void;
  readonly XmlComment?: (node: XmlComment) => void;
}

export type XmlRuleContext<MessageIds extends string, Options extends unknown[] = unknown[]> = ConfigRuleContext<
  XmlDocument,
  MessageIds,
  Options
>;

/** For rules on `session-lint/xml`. Message ids and options are inferred from `meta`. */
export function createXmlRule<MessageIds extends string, Options extends unknown[] = []>(
  source: ConfigRuleSource<XmlDocument, XmlHandlers, MessageIds, Options>,
): SessionRule {
  return createConfigRule(source);
}

/** For rules on any language of configuration files; each language has a shorthand with its own handlers. */
export function createConfigRule<
  Root extends { readonly type: string },
  Handlers extends object,
  MessageIds extends string,
  Options extends unknown[],
>({ name, meta, create }: ConfigRuleSource<Root, Handlers, MessageIds, Options>): SessionRule {
  return define({
    name,
    meta,
    // As above: `meta.languages` says which SourceCode it is.
    create: (context) => create(context as unknown as ConfigRuleContext<Root, MessageIds, Options>) as never,
  });
}

interface Definition {
  readonly name: string;
  readonly meta: RuleSourceMeta<string> & { readonly schema?: readonly object[]; readonly defaultOptions?: unknown[] };
  readonly create: SessionRule['create'];
}

/** The schema of a rule whose one option is whether it gives advice, and the property for rules that have more. */
export const ADVICE_PROPERTY = { advice: { type: 'boolean' } } as const;

export const ADVICE_SCHEMA: readonly object[] = [
  { type: 'object', properties: ADVICE_PROPERTY, additionalProperties: false },
];

export interface AdviceOption {
  /** False: only faults. */
  readonly advice?: boolean;
}

function define({ name, meta, create }: Definition): SessionRule {
  const {
    description,
    presets,
    languages,
    advice = [],
    schema = advice.length > 0 ? ADVICE_SCHEMA : [],
    ...rest
  } = meta;
  const docs = {
    description,
    url: `${DOCS_ROOT}/${name}.md`,
    recommended: presets.recommended !== undefined,
    presets,
    advice,
  };
  return {
    meta: { ...rest, docs, languages: [...languages], schema: [...schema] },
    create: (context) => {
      useDocument(context.filename, (context.sourceCode as unknown as { readonly text: string }).text);
      const told = withScriptDirectives(context, `session-lint/${name}`);
      return create(advice.length === 0 ? told : withoutAdvice(told, advice));
    },
  };
}

type Context = Parameters<SessionRule['create']>[0];

/** The context itself, or one that drops reports of advice where the options do not want it. */
function withoutAdvice(context: Context, advice: readonly string[]): Context {
  const [options] = context.options as [AdviceOption?];
  if (options?.advice !== false) return context;
  const report: Context['report'] = (descriptor) => {
    if ('messageId' in descriptor && advice.includes(descriptor.messageId)) return;
    context.report(descriptor);
  };
  return Object.create(context, { report: { value: report } }) as Context;
}
