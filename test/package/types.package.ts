/** The types, as strict consumers see them, and what an editor completes in a configuration. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { sessionManagerNames } from '../../src/settings.ts';
import { build, type Consumer } from './installed.ts';

const written: string[] = [];
afterEach(() => {
  for (const file of written.splice(0)) rmSync(file, { force: true });
});

function write(consumer: Consumer, name: string, text: string): string {
  const path = join(build, consumer, name);
  writeFileSync(path, text);
  written.push(path);
  return path;
}

const WITH_ESLINT = `import { defineConfig } from 'eslint/config';
import { ESLint, Linter } from 'eslint';
import sessionLint, { type SessionLintRules, type SessionLintSettings } from 'session-lint';

const version: string = sessionLint.meta.version;
const ids: string[] = Object.keys(sessionLint.rules);
const plugin: ESLint.Plugin = sessionLint;
const settings: SessionLintSettings = { sessionManager: 'redisson', peers: [['a/server.xml', 'b/server.xml']] };
const rules: SessionLintRules = {
  'session-lint/no-lost-mutation': 'error',
  'session-lint/cluster-interceptors': ['warn', { advice: false, requireEncryption: true }],
  // @ts-expect-error There is no such rule.
  'session-lint/no-such-rule': 'error',
};
const wrongOption: SessionLintRules = {
  // @ts-expect-error The rule has no such option.
  'session-lint/jvm-route': ['warn', { advise: false }],
};
const wrongLevel: SessionLintRules = {
  // @ts-expect-error There is no such level.
  'session-lint/jvm-route': 'warning',
};
export default defineConfig([
  ...sessionLint.configs.recommended,
  ...sessionLint.configs.typescript,
  { plugins: { 'session-lint': sessionLint }, rules, settings: { 'session-lint': settings, version, ids } },
]);
const linter = new Linter();
linter.verify('', [...sessionLint.configs.strict]);
// @ts-expect-error There is no such preset.
export const missing = sessionLint.configs.relaxed;
export { plugin, wrongOption, wrongLevel };
`;

const ALONE = `import sessionLint, { type SessionLintConfig } from 'session-lint';

export default {
  preset: 'strict',
  rules: { 'no-lost-mutation': 'error', 'session-lint/jvm-route': ['warn', { advice: false }] },
  ignores: ['legacy/'],
  settings: {
    sessionManager: 'spring-session',
    sessions: [{ name: 'ours', modules: ['@shop/session'], types: ['Shop'], saves: 'commit', commit: ['save'] }],
  },
  encoding: 'GBK',
  extensions: { '.inc': 'jsp' },
} satisfies SessionLintConfig;
// @ts-expect-error There is no such manager.
export const wrongManager: SessionLintConfig = { settings: { sessionManager: 'tomcats' } };
// @ts-expect-error There is no such rule.
export const wrongRule: SessionLintConfig = { rules: { 'no-lost-mutations': 'error' } };
// @ts-expect-error There is no such key.
export const wrongKey: SessionLintConfig = { presets: ['strict'] };
export const version: string = sessionLint.meta.version;
`;

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  types: [],
};

const RESOLUTIONS: Readonly<Record<string, ts.CompilerOptions>> = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

function problems(file: string, options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram([file], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file: source, messageText }) =>
        `${source?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

describe.each(Object.entries(RESOLUTIONS))('moduleResolution %s', (_, resolution) => {
  test.each(['eslint-9', 'eslint-10'] as const)('an ESLint configuration with %s', (consumer) => {
    const file = write(consumer, 'consumer.mts', WITH_ESLINT);
    expect(problems(file, { ...STRICT, ...resolution })).toEqual([]);
  });

  test('a configuration of session-lint, where there is no ESLint', () => {
    const file = write('alone', 'session-lint.config.mts', ALONE);
    expect(problems(file, { ...STRICT, ...resolution })).toEqual([]);
  });
});

/** What an editor offers at the `|` of a JavaScript file. */
function completions(consumer: Consumer, name: string, text: string): readonly string[] {
  const at = text.indexOf('|');
  const file = write(consumer, name, text.replace('|', ''));
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({ ...STRICT, ...RESOLUTIONS['nodenext'], allowJs: true, checkJs: true }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const content = ts.sys.readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => join(build, consumer),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
  };
  const service = ts.createLanguageService(host);
  const found = service.getCompletionsAtPosition(file, at, undefined)?.entries.map((entry) => entry.name) ?? [];
  service.dispose();
  return found;
}

describe('an editor completes', () => {
  const ids = Object.keys(rules).map((id) => `session-lint/${id}`);

  test('rule ids in eslint.config.mjs', () => {
    const found = completions(
      'eslint-10',
      'eslint.config.mjs',
      "/** @type {import('session-lint').SessionLintRules} */\nconst rules = {\n  '|': 'error',\n};\nexport default [{ rules }];\n",
    );
    expect(found).toEqual(expect.arrayContaining(ids));
  });

  test('options of rules', () => {
    const found = completions(
      'eslint-10',
      'eslint.config.mjs',
      "/** @type {import('session-lint').SessionLintRules} */\nconst rules = {\n  'session-lint/cluster-interceptors': ['warn', { | }],\n};\nexport default [{ rules }];\n",
    );
    expect(found).toEqual(['advice', 'requireEncryption']);
  });

  test('rule ids in session-lint.config.mjs, with and without prefix', () => {
    const found = completions(
      'alone',
      'session-lint.config.mjs',
      "/** @type {import('session-lint').SessionLintConfig} */\nexport default {\n  rules: { '|': 'error' },\n};\n",
    );
    expect(found).toEqual(expect.arrayContaining([...ids, ...Object.keys(rules)]));
  });

  test('keys and names of session managers', () => {
    const head = "/** @type {import('session-lint').SessionLintConfig} */\nexport default {";
    expect(completions('alone', 'session-lint.config.mjs', `${head} | };\n`)).toEqual(
      expect.arrayContaining(['preset', 'rules', 'ignores', 'settings', 'encoding', 'extensions']),
    );
    const found = completions('alone', 'session-lint.config.mjs', `${head} settings: { sessionManager: '|' } };\n`);
    expect(found.toSorted()).toEqual([...sessionManagerNames()].toSorted());
  });
});
