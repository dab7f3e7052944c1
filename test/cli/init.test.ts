/** `--init`: what is written for which project, and that nothing of the user's is changed. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
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

  test('all tells part by part what is in the way', async () => {
    const folder = testFolder({ 'package.json': JSON.stringify(OWN) });
    git(folder, 'init', '--quiet');
    expect((await folder.run(['--init', 'all'])).code).toBe(0);
    const { code, stderr } = await folder.run(['--init', 'all']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^session-lint: --init all: none of it can be written\. Nothing was written\.\n/);
    expect(stderr).toContain(
      '\nconfig: session-lint.config.mjs configures session-lint already.\n  session-lint --print-config FILE shows what holds.\n',
    );
    expect(stderr).toContain(
      '\nhook: .git/hooks/pre-commit is there already.\n  Add to it: npx session-lint --staged\n',
    );
    expect(stderr).toContain('\nci: .github/workflows/session-lint.yml is there already.\n  It would hold:\n  name: ');
    rmSync(join(folder.path, '.git/hooks/pre-commit'));
    const again = await folder.run(['--init', 'all']);
    expect(again.stderr).toContain('--init all: not all of it can be written. Nothing was written.\n');
    expect(again.stderr).toContain('\nhook: nothing is in the way. Write it with --init hook.\n');
    expect(existsSync(join(folder.path, '.git/hooks/pre-commit'))).toBe(false);
  });

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

/** Commits with a program `npx` that writes down where and with what it is started, and ends with 1. */
function commit(folder: TestFolder): { readonly committed: boolean; readonly asked: string } {
  chmodSync(folder.write('bin/npx', `#!/bin/sh\necho "$PWD: $*" >> '${folder.path}/asked'\nexit 1\n`), 0o755);
  const args = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--allow-empty', '-m', 'a'];
  const env = { ...process.env, PATH: `${join(folder.path, 'bin')}:${process.env['PATH'] ?? ''}` };
  const { status } = spawnSync('git', args, { cwd: folder.path, env });
  return { committed: status === 0, asked: existsSync(join(folder.path, 'asked')) ? read(folder, 'asked') : '' };
}

describe('--init hook where core.hooksPath is for all repositories', () => {
  function withGlobalHooks(): { readonly folder: TestFolder; readonly hooks: TestFolder } {
    const hooks = testFolder();
    const folder = testFolder({ "it's/package.json": JSON.stringify(OWN) });
    vi.stubEnv('GIT_CONFIG_GLOBAL', hooks.write('gitconfig', `[core]\n  hooksPath = ${hooks.path}/hooks\n`));
    onTestFinished(() => void vi.unstubAllEnvs());
    git(folder, 'init', '--quiet');
    return { folder, hooks };
  }

  test('writes none there', async () => {
    const { folder, hooks } = withGlobalHooks();
    const { code, stdout, stderr } = await folder.run(['--init', 'hook']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      `core.hooksPath is ${hooks.path}/hooks, where the hooks of all repositories lie. Nothing was written.`,
    );
    expect(existsSync(join(hooks.path, 'hooks'))).toBe(false);
  });

  test('what it says to add holds for this repository only', async () => {
    const { folder, hooks } = withGlobalHooks();
    const { stderr } = await folder.run(['--init', 'hook'], { cwd: join(folder.path, "it's") });
    const [script = ''] = /^if [^]*^fi$/m.exec(stderr) ?? [];
    chmodSync(hooks.write('hooks/pre-commit', `#!/bin/sh\n${script}\n`), 0o755);
    expect(commit(folder)).toEqual({ committed: false, asked: `${folder.path}/it's: session-lint --staged\n` });
    const other = testFolder();
    git(other, 'init', '--quiet');
    expect(commit(other)).toEqual({ committed: true, asked: '' });
  });

  test('is no matter where the repository has a folder of its own', async () => {
    const { folder } = withGlobalHooks();
    git(folder, 'config', 'core.hooksPath', '.git/hooks');
    expect((await folder.run(['--init', 'hook'])).stdout).toContain('Written: .git/hooks/pre-commit\n');
  });

  test('nor in a second work tree', async () => {
    const folder = testFolder();
    git(folder, 'init', '--quiet');
    expect(commit(folder).committed).toBe(true);
    git(folder, 'worktree', 'add', '--quiet', 'second');
    const { code } = await folder.run(['--init', 'hook'], { cwd: join(folder.path, 'second') });
    expect(code).toBe(0);
    expect(existsSync(join(folder.path, '.git/hooks/pre-commit'))).toBe(true);
  });
});

describe('--init below the top of the repository', () => {
  const NAME = 'it\'s a #shop: "1"';

  function below(files: Readonly<Record<string, string>> = {}, config: readonly string[] = []) {
    const folder = testFolder({ [`${NAME}/package.json`]: JSON.stringify(OWN), ...files });
    git(folder, 'init', '--quiet');
    if (config.length > 0) git(folder, 'config', ...config);
    return { folder, run: (part: string) => folder.run(['--init', part], { cwd: join(folder.path, NAME) }) };
  }

  test.each([[[]], [['core.hooksPath', 'tools/hooks']]])('the hook runs in the folder: %j', async (config) => {
    const { folder, run } = below({}, config);
    const { code, stdout } = await run('hook');
    expect(code).toBe(0);
    const name = config.length > 0 ? 'tools/hooks/pre-commit' : '.git/hooks/pre-commit';
    expect(stdout).toContain(`Written: ../${name}\n`);
    expect(read(folder, name)).toContain('&& exec npx session-lint --staged\n');
    expect(commit(folder)).toEqual({ committed: false, asked: `${folder.path}/${NAME}: session-lint --staged\n` });
    expect((await run('hook')).stderr).toContain(`../${name} is there already`);
  });

  test("husky's of the top runs in the folder", async () => {
    const { folder, run } = below({ '.husky/commit-msg': '' }, ['core.hooksPath', '.husky']);
    expect((await run('hook')).stdout).toContain('Written: ../.husky/pre-commit\n');
    expect(commit(folder).asked).toBe(`${folder.path}/${NAME}: session-lint --staged\n`);
  });

  test('what to add for pre-commit', async () => {
    const { run } = below({ '.pre-commit-config.yaml': 'repos: []\n' });
    const { code, stderr } = await run('hook');
    expect(code).toBe(2);
    const [, yaml = ''] = /Add to it:\n([^]*)/.exec(stderr) ?? [];
    const { repos } = parse(`repos:\n${yaml}`) as { repos: { hooks: { entry: string }[] }[] };
    const entry = repos[0]?.hooks[0]?.entry ?? '';
    expect(entry).toMatch(/^sh -c '.* && exec npx session-lint --staged'$/);
  });

  test('the job for GitHub lies at the top and runs in the folder', async () => {
    const { folder, run } = below();
    expect((await run('ci')).stdout).toContain('Written: ../.github/workflows/session-lint.yml\n');
    const { jobs } = parse(read(folder, '.github/workflows/session-lint.yml')) as {
      jobs: Record<string, { steps: object[] }>;
    };
    expect(jobs['session-lint']).toMatchObject({ defaults: { run: { 'working-directory': NAME } } });
    expect(jobs['session-lint']?.steps.at(-1)).toMatchObject({ with: { sarif_file: `${NAME}/session-lint.sarif` } });
    expect(existsSync(join(folder.path, NAME, '.github'))).toBe(false);
    expect((await run('ci')).stderr).toContain('../.github/workflows/session-lint.yml is there already');
  });

  test('so does that for GitLab', async () => {
    const { folder, run } = below({ '.gitlab-ci.yml': 'test: {}\n' });
    expect((await run('ci')).stdout).toContain('Add to ../.gitlab-ci.yml:');
    expect(parse(read(folder, '.gitlab/session-lint.yml'))).toMatchObject({
      'session-lint': {
        script: [
          `cd '${NAME.replace("'", "'\\''")}'`,
          'npm ci',
          'npx session-lint --output-file gitlab=gl-code-quality-report.json',
        ],
        artifacts: { reports: { codequality: `${NAME}/gl-code-quality-report.json` } },
      },
    });
  });

  test('so does the stage for Jenkins', async () => {
    const { run } = below({ Jenkinsfile: 'pipeline {}\n' });
    const { code, stderr } = await run('ci');
    expect(code).toBe(2);
    expect(stderr).toContain('../Jenkinsfile is there already');
    expect(stderr).toContain(`dir('${NAME.replace("'", "\\'")}') {`);
  });
});
