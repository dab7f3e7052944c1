/** Rule options against the schemas of the rules, before anything is linted. */
import type { Language } from '@eslint/core';
import { Linter } from 'eslint/universal';
import { FILE_KINDS } from '../file-kinds.ts';
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

/** @throws {UserError} */
export function checkOptionsBySchema(entries: EffectiveConfig['rules']): void {
  const languages = Object.fromEntries(
    FILE_KINDS.map(({ language }) => [language.replace('session-lint/', ''), nothing]),
  );
  const plugin = { meta: { name: 'session-lint', namespace: 'session-lint' }, languages, rules };
  const linter = new Linter({ configType: 'flat' });
  for (const [id, entry] of Object.entries(entries)) {
    // ESLint refuses a rule in a language that it is not for.
    const language = rules[id.replace(/^session-lint\//, '')]?.meta.languages[0];
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
      const text = error instanceof Error ? error.message : String(error);
      throw new UserError(`The options of a rule are not valid. ${text.replace(/\s+/g, ' ').trim()}`);
    }
  }
}
