/** `--init`: what is written for which project, and that nothing of the user's is changed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { VERSION } from '../../src/version.ts';
import { LOST, LOST_RULE, testFolder, type TestFolder } from './run-cli.ts';

function read(folder: TestFolder, name: string): string {
  return readFileSync(join(folder.path, name), 'utf8');
}

function git(folder: TestFolder, ...args: readonly string[]): void {
  expect(spawnSync('git', args, { cwd: folder.path }).status).toBe(0);
}

const OWN = { devDependencies: { 'session-lint': '^0.1.0' } };

describe('--init', () => {
  test('writes a configuration that holds for what is there, and tells', async () => {
    const folder = testFolder({
      'src/Lost.java': LOST,
      'nginx.conf': 'events {}\n',
      'pom.xml':
        '<project><dependencies><dependency><groupId>org.redisson</groupId><artifactId>redisson-tomcat-9</artifactId></dependency></dependencies></project>\n',
    });
    const { code, stdout, stderr } = await folder.run(['--init']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Written: session-lint.config.mjs
  The preset is "recommended", for what is here: Java, nginx.
  Sessions are kept by Redisson session manager, says pom.xml, line 1.
`);
    const text = read(folder, 'session-lint.config.mjs');
    expect(text).toContain(
      "// 'auto' finds it out at each run; to be independent of that: sessionManager: 'redisson'.",
    );
    // It is read by the next run.
    const config = JSON.parse((await folder.run(['--print-config', 'A.java'])).stdout) as Record<string, unknown>;
    expect(config).toMatchObject({ preset: 'recommended', settings: { sessionManager: 'auto' }, ignores: [] });
    expect((await folder.json(['src']))[0]?.messages[0]?.ruleId).toBe(LOST_RULE);
  });

  test.each([
    [{ 'A.java': '', 'b.jsp': '' }, 'java'],
    [{ 'a.ts': '' }, 'typescript'],
    [{ 'conf/server.xml': '', 'haproxy.cfg': '' }, 'config'],
    [{ 'A.java': '', 'web.xml': '' }, 'recommended'],
    [{ 'readme.txt': '' }, 'recommended'],
  ])('%j: %s', async (files, preset) => {
    const folder = testFolder(files);
    expect((await folder.run(['--init', 'config'])).code).toBe(0);
    expect(read(folder, 'session-lint.config.mjs')).toContain(`preset: '${preset}'`);
    expect(read(folder, 'session-lint.config.mjs').includes('sessionManager')).toBe(
      preset === 'java' || preset === 'recommended',
    );
  });

  test.each(['session-lint.config.mjs', 'session-lint.config.json', 'package.json'])(
    'writes nothing where %s is',
    async (name) => {
      const text = '{ "session-lint": {} }\n';
      const folder = testFolder({ [name]: text });
      const { code, stdout, stderr } = await folder.run(['--init', 'all']);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(`${name} configures session-lint already`);
      expect(stderr).toContain('Nothing was written.');
      expect(read(folder, name)).toBe(text);
      expect(existsSync(join(folder.path, '.github'))).toBe(false);
    },
  );

  test('takes no path', async () => {
    const { code, stderr } = await testFolder().run(['--init', 'config', 'src']);
    expect(code).toBe(2);
    expect(stderr).toContain('--init takes no path, but there is "src".');
    expect((await testFolder().run(['--init', 'src'])).code).toBe(2);
  });
});

describe('--init hook', () => {
  test("is git's own where there is nothing else", async () => {
    const folder = testFolder({ 'package.json': JSON.stringify(OWN) });
    git(folder, 'init', '--quiet');
    const { code, stdout } = await folder.run(['--init', 'hook']);
    expect(code).toBe(0);
    expect(stdout).toContain('Written: .git/hooks/pre-commit\n');
    expect(stdout).toContain('in this clone only');
    expect(read(folder, '.git/hooks/pre-commit')).toBe('#!/bin/sh\nexec npx session-lint --staged\n');
    expect(statSync(join(folder.path, '.git/hooks/pre-commit')).mode & 0o111).toBe(0o111);
    const again = await folder.run(['--init', 'hook']);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('.git/hooks/pre-commit is there already. Nothing was written.');
  });

  test('lies where git is told to look, and is one of the version where the package is not installed', async () => {
    const folder = testFolder();
    git(folder, 'init', '--quiet');
    git(folder, 'config', 'core.hooksPath', 'tools/hooks');
    expect((await folder.run(['--init', 'hook'])).code).toBe(0);
    expect(read(folder, 'tools/hooks/pre-commit')).toContain(`npx --yes session-lint@${VERSION} --staged\n`);
  });

  test.each([{ '.husky/commit-msg': '' }, { 'package.json': '{ "devDependencies": { "husky": "9" } }' }])(
    "is husky's where husky is: %j",
    async (files) => {
      const folder = testFolder(files);
      git(folder, 'init', '--quiet');
      expect((await folder.run(['--init', 'hook'])).code).toBe(0);
      expect(read(folder, '.husky/pre-commit')).toBe(`npx --yes session-lint@${VERSION} --staged\n`);
      expect((await folder.run(['--init', 'hook'])).code).toBe(2);
    },
  );

  test('is told, not written, where pre-commit has the hooks', async () => {
    const folder = testFolder({ '.pre-commit-config.yaml': 'repos: []\n' });
    const { code, stderr } = await folder.run(['--init', 'hook']);
    expect(code).toBe(2);
    const [, yaml = ''] = /Add to it:\n([^]*)/.exec(stderr) ?? [];
    expect(parse(`repos:\n${yaml}`)).toMatchObject({
      repos: [{ repo: 'local', hooks: [{ id: 'session-lint', language: 'system', pass_filenames: false }] }],
    });
    expect(read(folder, '.pre-commit-config.yaml')).toBe('repos: []\n');
  });

  test('outside of a repository', async () => {
    const { code, stderr } = await testFolder().run(['--init', 'hook']);
    expect(code).toBe(2);
    expect(stderr).toContain('this is no git repository');
  });
});

describe('--init ci', () => {
  test('GitHub', async () => {
    const folder = testFolder({ '.github/CODEOWNERS': '', 'package.json': JSON.stringify(OWN) });
    const { code, stdout } = await folder.run(['--init', 'ci']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('assumed');
    const workflow = parse(read(folder, '.github/workflows/session-lint.yml')) as { jobs: object };
    expect(workflow.jobs).toMatchObject({
      'session-lint': {
        steps: [
          { uses: 'actions/checkout@v4' },
          { uses: 'actions/setup-node@v4' },
          { run: 'npm ci' },
          { run: 'npx session-lint --format github --output-file sarif=session-lint.sarif' },
          { with: { sarif_file: 'session-lint.sarif' } },
        ],
      },
    });
    expect((await folder.run(['--init', 'ci'])).code).toBe(2);
  });

  test('GitLab, with and without a pipeline', async () => {
    const bare = testFolder({ '.gitlab/issue_templates/bug.md': '' });
    expect((await bare.run(['--init', 'ci'])).stdout).toContain('Written: .gitlab-ci.yml\n');
    expect(parse(read(bare, '.gitlab-ci.yml'))).toMatchObject({
      'session-lint': {
        script: [`npx --yes session-lint@${VERSION} --output-file gitlab=gl-code-quality-report.json`],
        artifacts: { when: 'always', reports: { codequality: 'gl-code-quality-report.json' } },
      },
    });
    const own = testFolder({ '.gitlab-ci.yml': 'test: {}\n' });
    const { code, stdout } = await own.run(['--init', 'ci']);
    expect(code).toBe(0);
    expect(stdout).toContain('Written: .gitlab/session-lint.yml\n');
    expect(stdout).toContain('include:\n    - local: .gitlab/session-lint.yml');
    expect(read(own, '.gitlab-ci.yml')).toBe('test: {}\n');
  });

  test('Jenkins: the stage is told', async () => {
    const folder = testFolder({ Jenkinsfile: 'pipeline {}\n' });
    const { code, stderr } = await folder.run(['--init', 'ci']);
    expect(code).toBe(2);
    expect(stderr).toContain('Jenkinsfile is there already. Nothing was written.');
    expect(stderr).toContain('--output-file checkstyle=session-lint.xml || [ $? -eq 1 ]');
  });

  test('by the remote repository, or assumed', async () => {
    const folder = testFolder();
    expect((await folder.run(['--init', 'ci'])).stdout).toContain('GitHub is assumed');
    const other = testFolder();
    git(other, 'init', '--quiet');
    git(other, 'remote', 'add', 'origin', 'git@gitlab.example:shop/shop.git');
    expect((await other.run(['--init', 'ci'])).stdout).toContain('Written: .gitlab-ci.yml');
  });
});
