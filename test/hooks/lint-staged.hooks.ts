/** The recipe for husky and lint-staged in docs/hooks.md, with the real programs. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fencesOf, repositoryFile } from '../docs/markdown.ts';
import { cartClass, here, repairedCartClass, Repository, tarball } from './repository.ts';

let repository: Repository;

beforeEach(() => {
  repository = new Repository();
  repository.write('.gitignore', 'node_modules/\n');
  // What `npm install --save-dev husky lint-staged` leaves; session-lint itself is installed by npm.
  const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as { dependencies: object };
  repository.write('package.json', JSON.stringify({ private: true, devDependencies: dependencies }));
  cpSync(join(here, 'node_modules'), join(repository.root, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const { code, output } = repository.run('npm', 'install', '--save-dev', tarball());
  expect(code, output).toBe(0);
});

afterEach(() => {
  repository.remove();
});

/** The files of the page, as they stand there. */
function recipe(): Map<string, string> {
  const page = readFileSync(repositoryFile('docs/hooks.md'), 'utf8');
  return new Map(
    fencesOf(page).flatMap(({ comments, text }) => {
      const name = /<!-- file: (\S+) -->/.exec(comments.join('\n'))?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
}

/** @param tasks instead of those of the recipe */
function install(tasks?: Readonly<Record<string, string>>): void {
  for (const [name, text] of recipe()) {
    if (name === 'package.json')
      addToManifest({ ...(JSON.parse(text) as object), ...(tasks && { 'lint-staged': tasks }) });
    else repository.write(name, text);
  }
  const { code, output } = repository.run('npm', 'run', 'prepare');
  expect(code, output).toBe(0);
  expect(repository.git('config', 'core.hooksPath').trim()).toBe('.husky/_');
}

function addToManifest(keys: object): void {
  const manifest = JSON.parse(repository.read('package.json')) as object;
  repository.write('package.json', JSON.stringify({ ...manifest, ...keys }));
}

test('the recipe is complete', () => {
  expect([...recipe().keys()].toSorted()).toEqual(['.husky/pre-commit', 'package.json']);
});

test('a commit with a finding is refused, one without passes', () => {
  install();
  repository.write('src/My Shop.java', cartClass('Shop'));
  const refused = repository.commit('.gitignore', 'package.json', 'src/My Shop.java');
  expect(refused.output).toContain('My Shop.java\n  9:9  error  Session attribute "cart" is changed');
  expect(refused.code).toBe(1);
  expect(repository.commits()).toBe(0);
  repository.write('src/My Shop.java', repairedCartClass('Shop'));
  expect(repository.commit('src/My Shop.java').code).toBe(0);
  expect(repository.commits()).toBe(1);
});

test('only what is staged counts, and deleted files do not', () => {
  install();
  repository.write('Shop.java', cartClass('Shop'));
  repository.git('add', '--all');
  repository.git('commit', '--no-verify', '--message', 'Before there was a hook');
  repository.write('Cart.java', repairedCartClass('Cart'));
  repository.git('rm', '--quiet', 'Shop.java');
  repository.git('add', 'Cart.java');
  repository.write('Later.java', cartClass('Later'));
  const { code, output } = repository.run('git', 'commit', '--message', 'A change');
  expect(code, output).toBe(0);
  expect(repository.git('show', '--name-status', '--no-renames', '--format=', 'HEAD').trim().split('\n')).toEqual([
    'A\tCart.java',
    'D\tShop.java',
  ]);
});

test('files of all kinds are linted', () => {
  install();
  cpSync(join(here, '../../fixtures/projects/corner-shop'), repository.root, { recursive: true });
  const { code, output } = repository.commit('.');
  expect(output).toContain('✖ 8 problems (7 errors, 1 warning) in 7 files');
  expect(code).toBe(1);
});

test('--staged does without lint-staged', () => {
  install();
  const page = readFileSync(repositoryFile('docs/hooks.md'), 'utf8');
  const hook = fencesOf(page).find(({ comments }) => comments.includes('<!-- hook: .husky/pre-commit -->'));
  repository.write('.husky/pre-commit', hook?.text ?? '');
  repository.write('src/My Shop.java', cartClass('Shop'));
  repository.git('add', 'src/My Shop.java');
  // What is staged counts, not what lies there.
  repository.write('src/My Shop.java', repairedCartClass('Shop'));
  const refused = repository.run('git', 'commit', '--message', 'A change');
  expect(refused.output).toContain('My Shop.java\n  9:9  error  Session attribute "cart" is changed');
  expect(refused.code).toBe(1);
  expect(repository.commit('src/My Shop.java').code).toBe(0);
});

test('with --fix, the repaired file is what is committed', () => {
  install({ '*': 'session-lint --fix' });
  repository.write('Shop.java', cartClass('Shop'));
  const { code, output } = repository.commit('Shop.java');
  expect(code, output).toBe(0);
  expect(repository.git('show', 'HEAD:Shop.java')).toBe(repairedCartClass('Shop'));
});
