/** What holds for every rule of the plugin. */
import { describe, expect, test } from 'vitest';
import sessionLint from '../../src/index.ts';
import { isSuggestion } from '../../src/create-rule.ts';
import { RULE_CATALOGUE } from '../../src/rule-catalogue.ts';
import { rules } from '../../src/rules.ts';

describe.each(Object.entries(rules))('%s', (id, { meta }) => {
  test('describes itself', () => {
    expect(meta.docs.description).toMatch(/^(Disallow|Require|Enforce) .*[^.]$/);
    expect(meta.docs.url.endsWith(`/docs/rules/${id}.md`)).toBe(true);
    expect(meta.docs.presets.strict).toBeDefined();
    expect(meta.docs.recommended).toBe(meta.docs.presets.recommended !== undefined);
  });

  test('is in the catalogue', () => {
    const { presets, advice } = meta.docs;
    expect(RULE_CATALOGUE[id]).toEqual({ presets, languages: meta.languages, hasAdvice: advice.length > 0 });
  });

  test('has languages that the plugin has', () => {
    expect(meta.languages).not.toEqual([]);
    // ESLint's own language, with whatever parser the user has.
    for (const language of meta.languages.filter((name) => name !== 'js/js')) {
      expect(Object.keys(sessionLint.languages)).toContain(language.replace('session-lint/', ''));
    }
  });

  test('says in sentences what is wrong', () => {
    for (const [messageId, message] of Object.entries(meta.messages)) {
      if (!isSuggestion(messageId)) expect(message, messageId).toMatch(/\.$/);
    }
  });
});

test('the catalogue has no other rules', () => {
  expect(Object.keys(RULE_CATALOGUE)).toEqual(Object.keys(rules));
});

test('only the preset for TypeScript names files that ESLint cannot read without a parser of the project', () => {
  for (const [name, configs] of Object.entries(sessionLint.configs)) {
    const named = configs.flatMap(({ files, language }) => (language === undefined ? files : []));
    expect(
      named.some((file) => file.endsWith('.ts')),
      name,
    ).toBe(name === 'typescript');
  }
  const languages = sessionLint.configs.java.map(({ language }) => language);
  expect(languages).toEqual(['session-lint/java', 'session-lint/jsp']);
});

test('presets name rules that exist, with the prefix', () => {
  for (const [name, configs] of Object.entries(sessionLint.configs)) {
    for (const config of configs) {
      expect(config.plugins['session-lint'], name).toBe(sessionLint);
      for (const id of Object.keys(config.rules)) expect(rules).toHaveProperty([id.replace('session-lint/', '')]);
    }
  }
});
