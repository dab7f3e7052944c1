/** Rule options against the schemas of the rules, before anything is linted. */
import type { Language } from '@eslint/core';
import { Linter } from 'eslint/universal';
import { FILE_KINDS } from '../file-kinds.ts';
import { didYouMean } from '../nearest.ts';
import { rules } from '../rules.ts';
import type { EffectiveConfig } from './effective-config.ts';
import { UserError } from './user-error.ts';

/** Parses nothing, so that no parser is loaded: ESLint checks a configuration before it parses. */
const nothing: Language = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  validateLanguageOptions: () => undefined,
  parse: () => ({ ok: false, errors: [{ message: 'not parsed', line: 1, column: 1 }] }),
  createSourceCode: () => {
    throw new Error('unreachable: nothing parses');
  },
};

/**
 * @param origin where the configuration comes from, as the user would name it
 * @throws {UserError}
 */
export function checkOptionsBySchema(entries: EffectiveConfig['rules'], origin: string): void {
  const languages = Object.fromEntries(
    FILE_KINDS.map(({ language }) => [language.replace('session-lint/', ''), nothing]),
  );
  const plugin = { meta: { name: 'session-lint', namespace: 'session-lint' }, languages, rules };
  const linter = new Linter({ configType: 'flat' });
  for (const [id, entry] of Object.entries(entries)) {
    const bare = id.replace(/^session-lint\//, '');
    const meta = rules[bare]?.meta;
    // ESLint refuses a rule in a language that it is not for.
    const language = meta?.languages[0];
    if (language === undefined) continue;
    const config = {
      files: ['**/*.java'],
      plugins: { 'session-lint': plugin },
      language,
      rules: { [id]: entry },
    } as unknown as Linter.Config;
    try {
      linter.verify('', [config], 'Options.java');
    } catch (error) {
      const [, ...options] = Array.isArray(entry) ? (entry as readonly unknown[]) : [entry];
      const fault = faultOf(options, meta?.schema, bare) ?? { text: wordsOfEslint(error, bare) };
      throw new UserError(`${origin}: ${fault.text}`, fault.hint);
    }
  }
}

interface Fault {
  readonly text: string;
  readonly hint?: string;
}

/** In our words, for options as our rules have them: one object of switches. */
function faultOf(options: readonly unknown[], schema: unknown, rule: string): Fault | undefined {
  if (!Array.isArray(schema)) return undefined;
  const [first] = schema as readonly unknown[];
  const given = options.map((option) => JSON.stringify(option)).join(', ');
  if (first === undefined) return { text: `the rule "${rule}" has no options, but it is given ${given}.` };
  if (!isRecord(first) || !isRecord(first['properties'])) return undefined;
  const { properties } = first;
  if (options.length > 1) return { text: `the rule "${rule}" takes one object of options, but it is given ${given}.` };
  const [value] = options;
  if (!isRecord(value)) return { text: `the options of "${rule}" must be an object, but they are ${given}.` };
  const names = Object.keys(properties);
  for (const [name, setting] of Object.entries(value)) {
    const property = properties[name];
    if (!isRecord(property)) {
      const hint = `${didYouMean(name, names)}The options are ${names.join(', ')}.`;
      return { text: `the rule "${rule}" has no option "${name}".`, hint };
    }
    if (property['type'] === 'boolean' && typeof setting !== 'boolean') {
      const is = JSON.stringify(setting);
      return { text: `the option "${name}" of "${rule}" must be true or false, but it is ${is}.` };
    }
  }
  return undefined;
}

/** `Key "rules": Key "session-lint/jvm-route":`, and then what is wrong. */
function wordsOfEslint(error: unknown, rule: string): string {
  const text = error instanceof Error ? error.message : String(error);
  const what = text.replace(/^(?:Key "[^"]*":\s*)+/, '').replace(/\s+/g, ' ');
  return `the options of "${rule}" are not valid: ${what.trim().replace(/\.?$/, '.')}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
