/** The package as it is installed, in projects that have TypeScript 7, another one, or none beside it. Needs dist. */
import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { testFolder, type TestFolder } from '../cli/run-cli.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const MINUTE = 60_000;

const COMPILERS = {
  'TypeScript 7': join(here, 'node_modules', 'typescript-7'),
  'TypeScript 6': join(root, 'node_modules', 'typescript'),
  'no TypeScript': undefined,
} as const;

const FILES = {
  'package.json': '{ "name": "shop", "dependencies": { "iron-session": "^8.0.0" } }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": [] } }',
  '.git/HEAD': '',
  'own.ts': `import { getIronSession } from 'iron-session';
export async function visit(req: Request, res: Response) {
  const session = await getIronSession<{ user?: string }>(req, res, {});
  session.user = 'ann';
}
`,
  'common.cjs': `const { getIronSession } = require('iron-session');
exports.visit = async (req, res) => {
  const session = await getIronSession(req, res, {});
  session.user = 'ann';
};
`,
  // Known by the declared type alone.
  'declared.ts': `import { currentSession } from '@shop/auth';
export async function visit() {
  const session = await currentSession();
  session.user = 'ann';
}
`,
  'node_modules/iron-session/package.json': '{ "name": "iron-session", "version": "8.0.4", "types": "index.d.ts" }',
  'node_modules/iron-session/index.d.ts':
    'export type IronSession<T> = T & { save(): Promise<void> };\nexport declare function getIronSession<T>(...all: unknown[]): Promise<IronSession<T>>;',
  'node_modules/@shop/auth/package.json': '{ "name": "@shop/auth", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/@shop/auth/index.d.ts':
    "import type { IronSession } from 'iron-session';\nexport declare function currentSession(): Promise<IronSession<{ user?: string }>>;",
};

function projectWith(compiler: string | undefined): TestFolder {
  const folder = testFolder(FILES);
  const installed = join(folder.path, 'node_modules');
  for (const part of ['dist', 'bin', 'package.json']) {
    cpSync(join(root, part), join(installed, 'session-lint', part), { recursive: true });
  }
  if (compiler !== undefined) symlinkSync(compiler, join(installed, 'typescript'));
  symlinkSync(join(root, 'node_modules', 'eslint'), join(installed, 'eslint'));
  return folder;
}

function start({ path }: TestFolder, ...argv: readonly string[]) {
  const bin = join(path, 'node_modules', 'session-lint', 'bin', 'session-lint.js');
  return spawnSync(process.execPath, [bin, ...argv], { cwd: path, encoding: 'utf8' });
}

function found(folder: TestFolder, ...argv: readonly string[]): readonly string[] {
  const { stdout, stderr } = start(folder, '--format', 'compact', ...argv);
  expect(stderr).toBe('');
  return [...stdout.matchAll(/(\w+\.\w+):.*\[session-lint\/([\w-]+)\]|(\w+\.\w+):.*\(session-lint\/([\w-]+)\)/g)].map(
    ([, file, rule, other, otherRule]) => `${file ?? other ?? ''} ${rule ?? otherRule ?? ''}`,
  );
}

const BY_PROVENANCE = ['common.cjs require-commit', 'own.ts require-commit'];

describe.each(Object.entries(COMPILERS))('beside %s', (name, compiler) => {
  const hasTypes = name === 'TypeScript 6';

  test('the command line works', { timeout: MINUTE }, () => {
    const expected = hasTypes
      ? ['common.cjs require-commit', 'declared.ts require-commit', 'own.ts require-commit']
      : BY_PROVENANCE;
    expect(found(projectWith(compiler), '.')).toEqual(expected);
  });

  test('--types on says what is missing', { timeout: MINUTE }, () => {
    const { status, stderr } = start(projectWith(compiler), '--types', 'on', '.');
    expect(status).toBe(hasTypes ? 1 : 2);
    expect(stderr.includes('npm install --save-dev typescript@6')).toBe(!hasTypes);
  });

  test('the plugin works in ESLint, without a parser of the project', { timeout: MINUTE }, () => {
    const folder = projectWith(compiler);
    folder.write(
      'lint.mjs',
      `import { ESLint } from 'eslint';
import sessionLint from 'session-lint';
const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: sessionLint.configs.recommended });
const results = await eslint.lintFiles(['common.cjs']);
console.log(results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => line + ' ' + (ruleId ?? message))).join());
`,
    );
    const { stdout, stderr } = spawnSync(process.execPath, ['lint.mjs'], { cwd: folder.path, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe('4 session-lint/require-commit\n');
  });
});
