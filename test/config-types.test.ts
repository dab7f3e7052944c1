/** The types of a configuration name what the command line accepts. */
import { expect, test } from 'vitest';
import { FILE_KINDS } from '../src/file-kinds.ts';
import { parseUserConfig } from '../src/cli/config-schema.ts';
import type { SessionLintConfig, SessionLintSettings } from '../src/config-types.ts';
import type { RuleOptions, SessionManagerName } from '../src/rule-types.ts';
import { rules } from '../src/rules.ts';
import { readSettings, sessionManagerNames } from '../src/settings.ts';
import { UserError } from '../src/cli/user-error.ts';

test('keys', () => {
  const keys = {
    preset: true,
    rules: true,
    ignores: true,
    settings: true,
    encoding: true,
    extensions: true,
  } satisfies Record<keyof SessionLintConfig, true>;
  let hint: string | undefined;
  try {
    parseUserConfig({ presets: [] }, 'here');
  } catch (error) {
    if (error instanceof UserError) hint = error.hint;
  }
  expect(hint).toBe(`Did you mean "preset"? The keys are ${Object.keys(keys).join(', ')}.`);
});

test('settings', () => {
  const settings = {
    sessionManager: 'tomcat',
    peers: [['a', 'b']],
    sessions: [
      {
        name: 'ours',
        modules: ['@shop/session'],
        types: ['Shop'],
        factories: ['open'],
        saves: 'writes',
        read: ['load'],
        write: ['store'],
        remove: ['forget'],
        commit: [],
        destroy: ['close'],
        gives: 'live',
        stores: 'reference',
        properties: false,
      },
    ],
  } satisfies Required<{ [Key in keyof SessionLintSettings]: unknown }> & SessionLintSettings;
  expect(readSettings(settings)).toEqual(settings);
  expect(() => readSettings({ ...settings, more: 1 })).toThrow(
    `there are only ${Object.keys(settings)
      .map((key) => `"${key}"`)
      .join(', ')}`,
  );
});

test('names of session managers, rules and kinds of files', () => {
  const some: SessionManagerName[] = ['auto', 'portable', 'tomcat'];
  expect(sessionManagerNames()).toEqual(expect.arrayContaining(some));
  const rule: keyof RuleOptions = 'session-lint/jvm-route';
  expect(rules).toHaveProperty(rule.replace('session-lint/', ''));
  const config: SessionLintConfig = {
    extensions: { '.a': 'java', '.b': 'jsp', '.c': 'xml', '.d': 'load balancer', '.e': 'nginx', '.f': 'typescript' },
  };
  expect(Object.values(config.extensions ?? {}).toSorted()).toEqual(
    FILE_KINDS.map(({ name }) => name.toLowerCase()).toSorted(),
  );
});
