/** Commits in repositories whose hook is the real pre-commit, with the hooks of this repository installed as it does it. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cartClass, here, repairedCartClass, Repository, tool, WRITE_BACK } from './repository.ts';

let repository: Repository;

beforeEach(() => {
  repository = new Repository();
});

afterEach(() => {
  repository.remove();
});

function useHook(id: string, ...options: string[]): void {
  const lines = [`id: ${id}`, 'language_version: system', ...options];
  repository.write(
    '.pre-commit-config.yaml',
    `repos:\n  - repo: ${tool.path}\n    rev: ${tool.revision}\n    hooks:\n      - ${lines.join('\n        ')}\n`,
  );
  const { code, output } = repository.run('pre-commit', 'install');
  expect(output).toContain('pre-commit installed at');
  expect(code).toBe(0);
  repository.git('add', '.pre-commit-config.yaml');
}

describe('session-lint', () => {
  beforeEach(() => {
    useHook('session-lint');
  });

  test('refuses a commit with a finding', () => {
    repository.write('src/Shop.java', cartClass('Shop'));
    const { code, output } = repository.commit('src/Shop.java');
    expect(output).toMatch(/^session-lint\.+Failed$/m);
    expect(output).toContain('src/Shop.java\n  9:9  error  Session attribute "cart" is changed');
    expect(code).toBe(1);
    expect(repository.commits()).toBe(0);
  });

  test('lets a commit without one pass', () => {
    repository.write('src/Shop.java', repairedCartClass('Shop'));
    const { code, output } = repository.commit('src/Shop.java');
    expect(output).toMatch(/^session-lint\.+Passed$/m);
    expect(code).toBe(0);
    expect(repository.commits()).toBe(1);
  });

  test.each(['src/web app/My Shop.java', 'src/商店/购物车 $HOME `x`.java', "src/it's.java"])('reads %s', (name) => {
    repository.write(name, cartClass('Shop'));
    expect(repository.commit(name)).toMatchObject({ code: 1, output: expect.stringContaining(name) as string });
    repository.write(name, repairedCartClass('Shop'));
    expect(repository.commit(name).code).toBe(0);
  });

  test('does not look for a file that is deleted or moved away', () => {
    repository.write('src/Shop.java', cartClass('Shop'));
    repository.write('src/Cart.java', repairedCartClass('Cart'));
    repository.git('add', '--all');
    repository.git('commit', '--no-verify', '--message', 'Before there was a hook');
    repository.git('rm', '--quiet', 'src/Shop.java');
    repository.git('mv', 'src/Cart.java', 'src/Trolley.java');
    const { code, output } = repository.run('git', 'commit', '--message', 'A change');
    expect(output).toMatch(/^session-lint\.+Passed$/m);
    expect(code).toBe(0);
    expect(repository.commits()).toBe(2);
  });

  test('sees what is staged, not what lies beside it', () => {
    repository.write('src/Cart.java', repairedCartClass('Cart'));
    expect(repository.commit('src/Cart.java').code).toBe(0);
    // Changed after it was staged, and a file that is not staged at all.
    repository.write('src/Cart.java', `${repairedCartClass('Cart')}// A comment.\n`);
    repository.git('add', 'src/Cart.java');
    repository.write('src/Cart.java', cartClass('Cart'));
    repository.write('src/Shop.java', cartClass('Shop'));
    const { code, output } = repository.run('git', 'commit', '--message', 'A change');
    expect(output).toMatch(/^session-lint\.+Passed$/m);
    expect(code).toBe(0);
    expect(repository.read('src/Cart.java')).toBe(cartClass('Cart'));
  });

  test('is not started for files of other kinds', () => {
    repository.write('README.md', 'A shop.\n');
    repository.write('pom.xml', '<project/>\n');
    repository.write('messages.properties', 'a=b\n');
    const { code, output } = repository.commit('README.md', 'pom.xml', 'messages.properties');
    expect(output).toMatch(/^session-lint\.+\(no files to check\)Skipped$/m);
    expect(code).toBe(0);
  });

  test('reads all kinds of files, and the project around them', () => {
    cpSync(join(here, '../../fixtures/projects/corner-shop'), repository.root, { recursive: true });
    const { code, output } = repository.commit('.');
    const files = output.split('\n').filter((line) => /^(?:api|deploy|src)\/\S+$/.test(line));
    expect(files).toEqual([
      'api/src/server.ts',
      'deploy/nginx/nginx.conf',
      'deploy/tomcat-b/conf/server.xml',
      'src/main/java/com/example/shop/CartServlet.java',
      'src/main/java/com/example/shop/VisitServlet.java',
      'src/main/webapp/WEB-INF/web.xml',
      'src/main/webapp/cart.jsp',
    ]);
    expect(output).toContain('✖ 8 problems (7 errors, 1 warning) in 7 files');
    expect(code).toBe(1);
  });

  test('runs once, however many files there are', () => {
    const names = Array.from({ length: 60 }, (_, i) => `src/Shop${i}.java`);
    for (const name of names) repository.write(name, cartClass('Shop'));
    const { output } = repository.commit(...names);
    expect(output.match(/^✖ .*$/gm)).toEqual(['✖ 60 problems (60 errors, 0 warnings) in 60 files']);
  });
});

test('options are taken from the configuration of the repository', () => {
  useHook('session-lint', 'args: [--rule, "no-lost-mutation: warn", --max-warnings, "0"]');
  repository.write('Shop.java', cartClass('Shop'));
  const { code, output } = repository.commit('Shop.java');
  expect(output).toContain('✖ 1 problem (0 errors, 1 warning)');
  expect(output).toContain('1 warning is more than the 0 that are allowed.');
  expect(code).toBe(1);
});

test('session-lint-fix repairs, and the repaired files can be committed', () => {
  useHook('session-lint-fix');
  repository.write('Shop.java', cartClass('Shop'));
  const refused = repository.commit('Shop.java');
  expect(refused.output).toContain('files were modified by this hook');
  expect(refused.code).toBe(1);
  expect(repository.read('Shop.java')).toBe(repairedCartClass('Shop'));
  expect(repository.read('Shop.java')).toContain(WRITE_BACK);
  const { code, output } = repository.commit('Shop.java');
  expect(output).toMatch(/^session-lint --fix\.+Passed$/m);
  expect(code).toBe(0);
});
