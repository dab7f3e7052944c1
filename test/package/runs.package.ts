/** The package runs wherever it may be installed, on every version of Node.js and ESLint that it names. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  build,
  emptyFolder,
  expectedFindings,
  findingsOf,
  nodeVersions,
  packed,
  root,
  run,
  shopIn,
} from './installed.ts';

const everything = expectedFindings();
let folder: { readonly path: string; remove(): void } | undefined;

afterEach(() => {
  folder?.remove();
  folder = undefined;
});

function shopAlone(): string {
  folder = emptyFolder();
  cpSync(join(root, 'fixtures/projects/corner-shop'), folder.path, { recursive: true });
  return folder.path;
}

describe.each(nodeVersions())('Node.js $version', ({ version, path: node }) => {
  test('is the one that runs', () => {
    expect(run(node, ['--version'], build).stdout.trim().replace('v', '')).toBe(version.replace('v', ''));
  });

  test('the command line, where there is no ESLint', () => {
    const shop = shopIn('alone');
    folder = shop;
    const bin = join(build, 'alone/node_modules/session-lint/bin/session-lint.js');
    const { code, stdout, stderr } = run(node, [bin, '--format', 'json'], shop.path);
    expect(stderr).toBe('');
    expect(findingsOf(stdout, shop.path)).toEqual(everything);
    expect(code).toBe(1);
  });

  test('a configuration that is a module, also with code that was kept', () => {
    const shop = shopIn('alone');
    folder = shop;
    writeFileSync(
      join(shop.path, 'session-lint.config.mjs'),
      "export default { rules: { 'no-lost-mutation': 'off' }, ignores: ['session-lint.config.mjs'] };\n",
    );
    const bin = join(build, 'alone/node_modules/session-lint/bin/session-lint.js');
    for (let time = 0; time < 3; time++) {
      const { code, stdout, stderr } = run(node, [bin, '--format', 'json'], shop.path);
      expect(stderr).toBe('');
      expect(findingsOf(stdout, shop.path)).toEqual(everything.filter((one) => !one.endsWith('no-lost-mutation')));
      expect(code).toBe(1);
    }
  });

  test('the command line on several threads', () => {
    const shop = shopIn('alone');
    folder = shop;
    const bin = join(build, 'alone/node_modules/session-lint/bin/session-lint.js');
    const { code, stdout } = run(node, [bin, '--format', 'json', '--concurrency', '3'], shop.path);
    expect(findingsOf(stdout, shop.path)).toEqual(everything);
    expect(code).toBe(1);
  });

  test.each(['eslint-9', 'eslint-10'] as const)('the plugin in %s, with a parser for TypeScript', (consumer) => {
    const shop = shopIn(consumer);
    folder = shop;
    writeFileSync(
      join(shop.path, 'eslint.config.mjs'),
      [
        "import sessionLint from 'session-lint';",
        "import tseslint from 'typescript-eslint';",
        "export default [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },",
        '  ...sessionLint.configs.recommended, ...sessionLint.configs.typescript];',
        '',
      ].join('\n'),
    );
    const bin = join(build, consumer, 'node_modules/eslint/bin/eslint.js');
    const { code, stdout } = run(node, [bin, '--format', 'json', '.'], shop.path);
    expect(findingsOf(stdout, shop.path)).toEqual(everything);
    expect(code).toBe(1);
  });
});

describe('as it is typed', () => {
  test('npx session-lint, as a dev dependency', () => {
    const shop = shopIn('alone');
    folder = shop;
    const { code, stdout } = run('npx', ['--no', 'session-lint', '--', '--format', 'json'], shop.path);
    expect(findingsOf(stdout, shop.path)).toEqual(everything);
    expect(code).toBe(1);
  });

  test('npx with the tarball, where nothing is installed', () => {
    const shop = shopAlone();
    const command = ['--yes', '--package', packed.tarball, '--', 'session-lint', '--format', 'json'];
    const { code, stdout, stderr } = run('npx', command, shop);
    expect(findingsOf(stdout || `[] ${stderr}`, shop)).toEqual(everything);
    expect(code).toBe(1);
  });

  test('session-lint, as a global install', () => {
    const shop = shopAlone();
    const { code, stdout } = run(join(build, 'global/bin/session-lint'), ['--format', 'json'], shop);
    expect(findingsOf(stdout, shop)).toEqual(everything);
    expect(code).toBe(1);
  });

  test('pages of rules are there', () => {
    const { code, stdout } = run(join(build, 'global/bin/session-lint'), ['--explain', 'jvm-route'], build);
    expect(stdout).toMatch(/^jvm-route\n/);
    expect(code).toBe(0);
  });
});
