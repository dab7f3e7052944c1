/** What the documentation says of this repository holds: paths, names, and what the tool prints. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import sessionLint from '../../src/index.ts';
import { managers } from '../../src/models/manager-records.ts';
import { fencesOf, repositoryFile } from './markdown.ts';

const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/ci.md',
  'docs/hooks.md',
  'src/flow/MODEL.md',
  'docs/rules/no-detached-write.md',
  'docs/rules/no-ineffective-logout.md',
  'docs/rules/no-local-session-state.md',
  'docs/rules/no-lost-mutation.md',
  'docs/rules/no-mutation-after-set.md',
  'docs/rules/no-per-process-secret.md',
  'docs/rules/no-process-local-store.md',
  'docs/rules/no-stale-handle.md',
  'docs/rules/no-write-to-copy.md',
  'docs/rules/require-commit.md',
  'docs/rules/serializable-attribute.md',
];

function read(name: string): string {
  return readFileSync(repositoryFile(name), 'utf8');
}

describe.each(PAGES)('%s', (name) => {
  const page = read(name);

  test('names files that exist', () => {
    const folders = /^(?:src|rules|docs|test|fixtures|bench|scripts|bin|\.ci)\//;
    const paths = [...page.matchAll(/`([\w./-]+)`/g)].map((match) => match[1] ?? '');
    // In MODEL.md, paths of fixtures are below fixtures/.
    const inFixtures = paths.filter((path) => /^no-[\w-]+\//.test(path)).map((path) => `fixtures/${path}`);
    const missing = [...paths.filter((path) => folders.test(path)), ...inFixtures].filter(
      (path) => !existsSync(repositoryFile(path)),
    );
    expect(missing).toEqual([]);
  });

  test('links to files that exist', () => {
    const targets = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const missing = targets.filter((target) => !existsSync(repositoryFile(join(dirname(name), target))));
    expect(missing).toEqual([]);
  });
});

describe('README.md', () => {
  const page = read('README.md');
  const fences = fencesOf(page);

  test('shows what the tool prints', async () => {
    const shown = fences.filter(({ comments }) => comments.some((comment) => comment.startsWith('<!-- output of: ')));
    expect(shown).not.toEqual([]);
    for (const { comments, text } of shown) {
      const [, target = ''] = /<!-- output of: (\S+) -->/.exec(comments.join('\n')) ?? [];
      let stdout = '';
      const code = await main([target, '--no-config', '--no-color'], {
        stdout: { write: (chunk) => (stdout += chunk) },
        stderr: { write: (chunk) => chunk },
        stdin: nothing(),
        cwd: repositoryFile('.').replace(/\/$/, ''),
        env: {},
      });
      expect(stdout).toContain(text);
      expect(code).toBe(1);
    }
  });

  test('suppresses what its example of suppressions finds', () => {
    const [example] = fences.filter(({ comments }) => comments.includes('<!-- lint -->'));
    expect(findings(example?.text ?? '')).toEqual([]);
    const bare = (example?.text ?? '')
      .replaceAll(/^.*(?:session-lint|eslint)-disable.*$/gm, '')
      .replaceAll(', "session-lint:no-lost-mutation"', '');
    expect(findings(bare)).toEqual([
      'session-lint/no-lost-mutation',
      'session-lint/no-lost-mutation',
      'session-lint/no-lost-mutation',
    ]);
  });

  test.each([
    ['SET_END', 'serialized when the request ends'],
    ['SET_EAGER', 'serialized inside the set'],
    ['GET', 'by reading a mutable value'],
    ['ALL', 'the whole session is stored'],
    ['HASH', 'stored when its bytes differ'],
    ['NONE', 'not at all'],
  ])('lists the managers of kind %s', (replication, words) => {
    const row = page.split('\n').find((line) => line.startsWith('| ') && line.includes(words)) ?? '';
    const names = [...row.matchAll(/`([\w-]+)`/g)].map((match) => match[1]);
    const expected = managers.filter((manager) => manager.replication === replication).map((manager) => manager.name);
    expect(names.toSorted()).toEqual(expected.toSorted());
  });
});

function findings(text: string): (string | null)[] {
  const linter = new Linter({ configType: 'flat', cwd: '/docs' });
  const [preset] = sessionLint.configs.recommended;
  const settings = { 'session-lint': { sessionManager: 'tomcat' } };
  return linter
    .verify(text, [{ ...preset, settings }] as Linter.Config[], { filename: '/docs/Example.java' })
    .map(({ ruleId }) => ruleId);
}

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}
