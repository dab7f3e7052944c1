/** What is in the package, and what checkers of packages say of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { here, packageIn, packed, root, run } from './installed.ts';

const folder = packageIn('alone');
const names = packed.files.map(({ path }) => path);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('the files', () => {
  test('are those that users need, and no others', () => {
    const surplus = names.filter(
      (name) =>
        !/^(?:bin\/(?:session-lint\.js|package\.json)|dist\/[\w-]+\.(?:js|cjs|d\.ts)|dist\/THIRD-PARTY-NOTICES\.txt|docs\/(?:[\w-]+\/)*[\w-]+\.md|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/.test(
          name,
        ),
    );
    expect(surplus).toEqual([]);
    const scripts = ['start', 'cli', 'analyses', 'java-parser', 'typescript', 'yaml'].map((name) => `dist/${name}.cjs`);
    const wanted = ['bin/session-lint.js', 'bin/package.json', 'dist/index.js', 'dist/index.d.ts', ...scripts];
    const texts = ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'dist/THIRD-PARTY-NOTICES.txt'];
    expect(names).toEqual(expect.arrayContaining([...wanted, ...texts]));
  });

  test('have a page for each rule, which --explain prints', () => {
    const pages = names
      .filter((name) => name.startsWith('docs/rules/'))
      .map((name) => name.slice('docs/rules/'.length));
    expect(pages.toSorted()).toEqual(
      Object.keys(rules)
        .map((id) => `${id}.md`)
        .toSorted(),
    );
  });

  test('have the pages that the README leads its readers to', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const pages = [...readme.matchAll(/\]\((docs\/[\w/-]+\.md)/g)].map(([, page = '']) => page);
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((page) => !names.includes(page))).toEqual([]);
  });

  test('import only what is there', () => {
    const missing = names
      .filter((name) => /\.(?:js|d\.ts)$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        const imports = [...text.matchAll(/(?:from|import|require\)?)\s*\(?\s*["'](\.\.?\/[\w./-]+)["']/g)];
        return imports
          .map(([, target = '']) => join(dirname(name), target))
          .filter((target) => !names.includes(target) && !names.includes(target.replace(/\.js$/, '.d.ts')));
      });
    expect(missing).toEqual([]);
  });

  test('say nothing of the machine that built them', () => {
    const telling = names.filter((name) => readFileSync(join(folder, name), 'utf8').includes(root));
    expect(telling).toEqual([]);
  });

  test('stay small', () => {
    expect(packed.size).toBeLessThan(2_000_000);
    expect(packed.unpackedSize).toBeLessThan(6_000_000);
  });

  test('can be run', () => {
    expect(packed.files.find(({ path }) => path === 'bin/session-lint.js')?.mode.toString(8)).toMatch(/7[57]5$/);
    expect(readFileSync(join(folder, 'bin/session-lint.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

test('little is installed with it', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['@eslint/core']);
  const modules = join(folder, '..');
  const installed = readdirSync(modules).filter((name) => !name.startsWith('.'));
  expect(installed.toSorted()).toEqual(['@eslint', '@types', 'session-lint']);
});

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

test('the types are found by every way of looking for them', () => {
  const attw = join(here, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const { code, stdout } = run(
    process.execPath,
    [attw, packed.tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'],
    here,
  );
  expect(code, stdout).toBe(0);
  for (const way of ['node16 (from ESM)', 'bundler']) {
    const row = stdout.split('\n').find((line) => line.includes(`│ ${way} `));
    expect(row?.match(/OK \(\w+\)|OK/g), stdout).toHaveLength(2);
  }
});
