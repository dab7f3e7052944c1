/** One text through ESLint's own Linter, with the trace of each finding added. */
import { parse as parsePath } from 'node:path';
import type { Linter as LinterTypes } from 'eslint';
import { Linter as UntypedLinter } from 'eslint/universal';
import { knownFacts } from '../../rules/session-facts.ts';
import { CODE_LANGUAGES, type SessionSourceCode } from '../create-rule.ts';
import type { LostMutation, MutationAfterWrite, SessionFact, SessionProblem, TraceStep } from '../flow/facts.ts';
import { FILE_KINDS, filePatterns, kindOf } from '../file-kinds.ts';
import { LanguageSourceCode } from '../languages/shared/source-code.ts';
import sessionLint from '../plugin.ts';
import type { SessionLintPlugin } from '../plugin-types.ts';
import { readText } from '../project/file-access.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { LineIndex } from './line-index.ts';
import { clarifyUnused, isUnused } from './unused-directives.ts';
import type { ResultMessage, SuppressedMessage, TraceLine } from './results.ts';

interface VerifyOptions {
  readonly filename: string;
  readonly preprocess: (text: string) => string[];
  readonly postprocess: (messages: ResultMessage[][]) => ResultMessage[];
}

/** ESLint's Linter as it is: its own types leave out `getSuppressedMessages` and the predicate in `fix`. */
interface Linter {
  verify(text: string, configs: LinterTypes.Config[], options: VerifyOptions): ResultMessage[];
  verifyAndFix(
    text: string,
    configs: LinterTypes.Config[],
    options: VerifyOptions & { fix: (message: ResultMessage) => boolean },
  ): { fixed: boolean; output: string; messages: ResultMessage[] };
  getSuppressedMessages(): SuppressedMessage[];
  /** Null after a parse error. */
  getSourceCode(): SessionSourceCode | null;
}

export interface TextReport {
  readonly messages: readonly ResultMessage[];
  readonly suppressedMessages: readonly SuppressedMessage[];
  /** The text after fixes, when any was made. */
  readonly output?: string;
}

export interface FixRequest {
  readonly fix: boolean;
  /** Only errors are fixed, as only errors are shown. */
  readonly errorsOnly: boolean;
}

type TracedFact = LostMutation | MutationAfterWrite | SessionProblem;

const FACT_OF_RULE: Readonly<Record<string, SessionFact['fact']>> = {
  'session-lint/no-lost-mutation': 'lost-mutation',
  'session-lint/no-mutation-after-set': 'mutation-after-write',
};

export class TextLinter {
  readonly #config: Pick<EffectiveConfig, 'rules' | 'settings'>;
  readonly #linters = new Map<string, Linter>();
  #plain: LinterTypes.Config[] | undefined;
  #checked: LinterTypes.Config[] | undefined;

  constructor(config: Pick<EffectiveConfig, 'rules' | 'settings'>) {
    this.#config = config;
  }

  lint(text: string, filePath: string, { fix, errorsOnly }: FixRequest): TextReport {
    const linter = this.#linterFor(filePath);
    const configs = this.#configsFor(text);
    const wanted = (message: ResultMessage) => !errorsOnly || message.severity === 2;
    const fixed = (given: string, accepts: (message: ResultMessage) => boolean) =>
      linter.verifyAndFix(given, configs, { ...verifyOptions(filePath), fix: accepts });
    let report = fix
      ? fixed(text, (message) => wanted(message) && !isUnused(message))
      : { fixed: false, output: text, messages: linter.verify(text, configs, verifyOptions(filePath)) };
    // A repair may bring to light what a directive is there for: only then can be told which of them are of no use.
    if (fix && report.messages.some((message) => isUnused(message) && message.fix !== undefined && wanted(message))) {
      const tidied = fixed(report.output, (message) => wanted(message) && isUnused(message));
      report = { ...tidied, fixed: report.fixed || tidied.fixed };
    }
    const tracer = new Tracer(linter.getSourceCode() ?? undefined, filePath);
    const messages = report.messages.filter((message) => !isOfOthers(message, text, filePath));
    return {
      messages: messages.map((message) => tracer.withTrace(message)),
      suppressedMessages: linter.getSuppressedMessages().map((message) => tracer.withTrace(message)),
      ...(report.fixed && { output: report.output }),
    };
  }

  /**
   * The options of the configuration were checked before the run. Without schemas ESLint does not load its validator,
   * which takes as long as analysing a small file; only a text with directives of its own may bring unchecked options.
   */
  #configsFor(text: string): LinterTypes.Config[] {
    if (/eslint|session-lint/.test(text)) return (this.#checked ??= flatConfigs(this.#config, sessionLint));
    return (this.#plain ??= flatConfigs(this.#config, withoutSchemas(sessionLint)));
  }

  /** The Linter matches paths relative to its working folder and refuses those outside: the root holds all. */
  #linterFor(filePath: string): Linter {
    const { root } = parsePath(filePath);
    let linter = this.#linters.get(root);
    if (linter === undefined) {
      linter = new UntypedLinter({ cwd: root, configType: 'flat' }) as unknown as Linter;
      this.#linters.set(root, linter);
    }
    return linter;
  }
}

/** An `eslint-disable` for all rules, in a script: it is there for the rules of other plugins, which do not run here. */
function isOfOthers(message: ResultMessage, text: string, filePath: string): boolean {
  if (message.ruleId !== null || message.fatal === true) return false;
  if (kindOf(filePath)?.language !== 'session-lint/typescript' || !message.message.startsWith('Unused ')) return false;
  const lines = text.split(/\r\n|\n|\r/);
  return !(lines[message.line - 1] ?? '').slice(message.column - 1).includes('session-lint');
}

/** With fixes, the text is another one in each of ESLint's passes. */
function verifyOptions(filename: string): VerifyOptions {
  let current = '';
  return {
    filename,
    preprocess: (text) => {
      current = text;
      return [text];
    },
    postprocess: (messages) => messages.flat().map((message) => clarifyUnused(message, current)),
  };
}

function flatConfigs(
  { rules, settings }: Pick<EffectiveConfig, 'rules' | 'settings'>,
  plugin: SessionLintPlugin,
): LinterTypes.Config[] {
  const shared = {
    plugins: { 'session-lint': { ...plugin, languages: rootOnly(plugin.languages) } },
    settings: { 'session-lint': settings },
    linterOptions: { reportUnusedDisableDirectives: 'warn' },
  };
  // ESLint refuses a rule for a language that it is not made for, even where it is off.
  const rulesOf = (language: string) => Object.entries(rules).filter(([id]) => runsOn(plugin, id, language));
  const kinds = FILE_KINDS.map((kind) => ({
    ...shared,
    files: filePatterns(kind),
    language: kind.language,
    rules: Object.fromEntries(rulesOf(kind.language)),
  }));
  // What is linted has been decided already: ESLint's own default ignores are taken back.
  return [{ ignores: ['!**/node_modules/', '!**/.git/'] }, ...kinds] as unknown as LinterTypes.Config[];
}

/** Rules on code ask for the facts of the file, once: no node below the root is of interest to them. */
function rootOnly(languages: SessionLintPlugin['languages']): SessionLintPlugin['languages'] {
  const entries = Object.entries(languages).map(([name, language]) => {
    const createSourceCode: typeof language.createSourceCode = (...args) => {
      const sourceCode = language.createSourceCode(...args);
      if (sourceCode instanceof LanguageSourceCode) sourceCode.visitRootOnly();
      return sourceCode;
    };
    const isCode = CODE_LANGUAGES.some((id) => id === `session-lint/${name}`);
    return [name, isCode ? { ...language, createSourceCode } : language] as const;
  });
  return Object.fromEntries(entries);
}

function runsOn({ rules }: SessionLintPlugin, id: string, language: string): boolean {
  const languages: readonly string[] | undefined = rules[id.replace('session-lint/', '')]?.meta?.languages;
  return languages?.includes(language) ?? true;
}

function withoutSchemas(plugin: SessionLintPlugin): SessionLintPlugin {
  const rules = Object.entries(plugin.rules).map(([id, rule]) => [
    id,
    { ...rule, meta: { ...rule.meta, schema: false } },
  ]);
  return { ...plugin, rules: Object.fromEntries(rules) as SessionLintPlugin['rules'] };
}

/** Finds the fact that a message came from, by rule and place. */
class Tracer {
  readonly #facts: readonly SessionFact[];
  readonly #lines: LineIndex;
  readonly #filePath: string;
  readonly #otherFiles = new Map<string, LineIndex>();

  constructor(sourceCode: SessionSourceCode | undefined, filePath: string) {
    this.#facts = knownFacts(sourceCode);
    this.#lines = new LineIndex(sourceCode?.text ?? '');
    this.#filePath = filePath;
  }

  withTrace<Message extends ResultMessage>(message: Message): Message {
    const fact = this.#factOf(message);
    if (fact === undefined || fact.trace.length === 0) return message;
    return { ...message, trace: fact.trace.map((step) => this.#traceLine(step)) };
  }

  #factOf(message: ResultMessage): TracedFact | undefined {
    const { ruleId } = message;
    const kind = FACT_OF_RULE[ruleId ?? ''];
    const here = this.#facts.filter((fact): fact is TracedFact => {
      if (fact.fact === 'limit') return false;
      const isOfRule =
        fact.fact === 'session-problem'
          ? `session-lint/${fact.rule}` === ruleId && fact.kind === message.messageId
          : fact.fact === kind;
      if (!isOfRule) return false;
      const start = this.#lines.positionOf(fact.range[0]);
      return start.line === message.line && start.column === message.column;
    });
    // Two attributes may be changed by one expression.
    return here.find((fact) => 'key' in fact && message.message.includes(fact.key)) ?? here[0];
  }

  #traceLine({ file, line, column, role, text }: TraceStep): TraceLine {
    const path = file ?? this.#filePath;
    return { file: path, line, column, role, text, source: this.#linesOf(path).line(line).trim() };
  }

  #linesOf(path: string): LineIndex {
    if (path === this.#filePath) return this.#lines;
    let lines = this.#otherFiles.get(path);
    if (lines === undefined) {
      lines = new LineIndex(readText(path) ?? '');
      this.#otherFiles.set(path, lines);
    }
    return lines;
  }
}
