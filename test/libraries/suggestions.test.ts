/** What is suggested in TypeScript has the right types, by the compiler and the libraries' own declarations. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { parseFixture } from '../fixtures/expectations.ts';
import { FIXTURES, fixPairs, fixtureCases, RULE_FOLDERS } from '../fixtures/fixture-files.ts';
import { configFor } from '../fixtures/lint-fixture.ts';

const here = dirname(fileURLToPath(import.meta.url));
const linter = new Linter({ configType: 'flat', cwd: FIXTURES });
const MINUTE = 60_000;

/** Libraries whose suggestions are checked with their own types. */
const LIBRARIES = [
  'express-session',
  'cookie-session',
  'iron-session',
  'h3',
  '@fastify/session',
  '@fastify/secure-session',
  'react-router',
  'passport',
];

interface Suggested {
  readonly rule: string;
  readonly file: string;
  readonly messageId: string;
  readonly before: string;
  readonly after: string;
}

const suggested: readonly Suggested[] = RULE_FOLDERS.filter((rule) =>
  rules[rule]?.meta.languages.includes('session-lint/typescript'),
).flatMap((rule) => {
  const files = [
    ...fixtureCases(rule).flatMap((one) => one.files),
    ...fixPairs(rule, 'suggest').map(({ source }) => source),
  ];
  return [...new Set(files)].filter((file) => /\.tsx?$/.test(file)).flatMap((file) => inFile(rule, file));
});

function inFile(rule: string, file: string): readonly Suggested[] {
  const before = readFileSync(file, 'utf8');
  const { settings } = parseFixture(before);
  return linter.verify(before, configFor({ rules: [rule], settings }), { filename: file }).flatMap((message) =>
    (message.suggestions ?? []).map(({ messageId = '', fix: { range, text } }) => ({
      rule,
      file,
      messageId,
      before,
      after: before.slice(0, range[0]) + text + before.slice(range[1]),
    })),
  );
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  jsx: ts.JsxEmit.ReactJSX,
  experimentalDecorators: true,
};

/** Global types that a project with this package.json has installed. */
function typesFor(file: string): readonly string[] {
  const manifest = join(dirname(file), 'package.json');
  const { dependencies = {} } = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: Record<string, string> })
    : {};
  const installed = (name: string) => existsSync(join(here, 'node_modules', '@types', name));
  return ['node', ...Object.keys(dependencies).filter(installed)];
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** Errors of texts that were looked at: fixtures have more than one suggestion each. */
const known = new Map<string, readonly string[]>();

/** The errors of a text, as if it lay beside the libraries. */
function errorsOf(name: string, text: string, types: readonly string[] = ['node']): readonly string[] {
  const id = [name, ...types, text].join('\n');
  const errors = known.get(id) ?? checked(join(here, name), text, types);
  known.set(id, errors);
  return errors;
}

function checked(path: string, text: string, types: readonly string[]): readonly string[] {
  const host = ts.createCompilerHost(options, true);
  const getSourceFile = host.getSourceFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  host.getCurrentDirectory = () => here;
  host.fileExists = (file) => file === path || fileExists(file);
  host.readFile = (file) => (file === path ? text : readFile(file));
  host.getSourceFile = (file, version, ...rest) => {
    if (file === path) return ts.createSourceFile(file, text, version, true);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, version, ...rest));
    return parsed.get(file);
  };
  const program = ts.createProgram([path], { ...options, types: [...types] }, host);
  const file = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

/** The errors of the second list that are not in the first one, with their number. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const open = [...before];
  return after.filter((error) => {
    const at = open.indexOf(error);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
}

describe.each(suggested)('$rule $messageId', ({ file, before, after }) => {
  test(
    `in ${relative(FIXTURES, file)}`,
    () => {
      const name = file.endsWith('x') ? 'suggested.tsx' : 'suggested.ts';
      expect(after).not.toBe(before);
      const types = typesFor(file);
      expect(added(errorsOf(name, before, types), errorsOf(name, after, types))).toEqual([]);
    },
    MINUTE,
  );
});

test('the libraries are there, with types', { timeout: MINUTE }, () => {
  const text = LIBRARIES.map((library, index) => `export type Module${index} = typeof import('${library}');`).join(
    '\n',
  );
  expect(errorsOf('imports.ts', text)).toEqual([]);
});

test('an error would be seen', { timeout: MINUTE }, () => {
  const text = `import { getIronSession } from 'iron-session';\nexport const save = async (session: Awaited<ReturnType<typeof getIronSession<object>>>) => session.save(1);\n`;
  expect(errorsOf('wrong.ts', text)).toEqual([expect.stringContaining('Expected 0 arguments')]);
});
