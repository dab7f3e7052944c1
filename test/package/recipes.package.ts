/** The recipes of docs/ci.md, as far as they can be run here: their commands, and Maven's as a whole. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fencesOf } from '../docs/markdown.ts';
import { build, here, packed, root, run } from './installed.ts';

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');

function recipe(file: string): string {
  const found = fencesOf(page).find(({ comments }) => comments.includes(`<!-- recipe: ${file} -->`));
  if (found === undefined) throw new Error(`The page has no ${file}.`);
  return found.text;
}

let shop: string;

/** With the package as a dev dependency; a repository of its own. */
beforeEach(() => {
  shop = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-recipes-')));
  cpSync(join(root, 'fixtures/projects/corner-shop'), shop, { recursive: true });
  mkdirSync(join(shop, '.git'));
});
afterEach(() => {
  rmSync(shop, { recursive: true, force: true });
});

function linkPackage(): void {
  symlinkSync(join(build, 'alone/node_modules'), join(shop, 'node_modules'), 'dir');
}

test('GitHub: the workflow is valid, and names inputs that the action has', () => {
  const workflow = recipe('.github/workflows/session-lint.yml');
  mkdirSync(join(shop, '.github/workflows'), { recursive: true });
  mkdirSync(join(shop, 'src'), { recursive: true });
  const path = join(shop, '.github/workflows/session-lint.yml');
  writeFileSync(path, workflow);
  const validator = join(here, 'node_modules/@action-validator/cli/cli.mjs');
  const { code, stderr } = run(process.execPath, [validator, path], shop);
  expect(code, stderr).toBe(0);
  const { jobs } = parse(workflow) as { jobs: { lint: { steps: { with?: Record<string, string> }[] } } };
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, unknown> };
  const named = jobs.lint.steps.flatMap((step) => Object.keys(step.with ?? {}));
  expect(named).not.toEqual([]);
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(named));
  const listed = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(inputs));
});

test('GitLab: the reports that the job names are written', () => {
  linkPackage();
  const { 'session-lint': job } = parse(recipe('.gitlab-ci.yml')) as {
    'session-lint': { script: string[]; artifacts: { reports: { codequality: string; junit: string } } };
  };
  const { code } = run('bash', ['-eo', 'pipefail', '-c', job.script.join('\n')], shop, { CI_PROJECT_DIR: shop });
  expect(code).toBe(1);
  const { codequality, junit } = job.artifacts.reports;
  const issues = JSON.parse(readFileSync(join(shop, codequality), 'utf8')) as { location: { path: string } }[];
  expect(issues.map(({ location }) => location.path)).toContain('src/main/webapp/cart.jsp');
  expect(issues).toHaveLength(8);
  expect(readFileSync(join(shop, junit), 'utf8')).toContain('<testsuites name="session-lint"');
});

describe('Jenkins', () => {
  const commands = [...recipe('Jenkinsfile').matchAll(/^ +sh '(.*)'$/gm)].map(([, command = '']) => command);
  const pattern = /checkStyle\(pattern: '([^']+)'/.exec(recipe('Jenkinsfile'))?.[1] ?? '';

  test('has two commands', () => {
    expect(commands).toHaveLength(2);
    expect(commands[0]).toBe('npm ci');
  });

  test('findings leave the decision to the plugin', () => {
    linkPackage();
    const { code } = run('sh', ['-xe', '-c', commands[1] ?? ''], shop);
    expect(code).toBe(0);
    expect(readFileSync(join(shop, pattern), 'utf8').match(/<error /g)).toHaveLength(8);
  });

  test('a mistake breaks the build', () => {
    linkPackage();
    writeFileSync(join(shop, 'session-lint.config.json'), '{ "presets": [] }');
    expect(run('sh', ['-xe', '-c', commands[1] ?? ''], shop).code).toBe(1);
    expect(existsSync(join(shop, pattern))).toBe(false);
  });
});

describe('Maven', () => {
  /** As the plugin finds it on the network; here in a folder, with the Node.js and npm of the npm registry. */
  const downloads = pathToFileURL(`${join(build, 'downloads')}/`).href;

  const verify = () => {
    writeFileSync(join(shop, 'pom.xml'), readFileSync(join(build, 'maven/pom.xml')));
    cpSync(join(build, 'maven/package.json'), join(shop, 'package.json'));
    cpSync(join(build, 'maven/package-lock.json'), join(shop, 'package-lock.json'));
    cpSync(packed.tarball, join(shop, 'session-lint.tgz'));
    return run('mvn', ['--offline', '--batch-mode', 'verify', `-DnodeDownloadRoot=${downloads}`], shop);
  };

  test('the set-up used the recipe', () => {
    expect(readFileSync(join(build, 'maven/pom.xml'), 'utf8')).toContain(recipe('pom.xml'));
  });

  test('a finding breaks the build', () => {
    const { code, stdout } = verify();
    expect(stdout).toContain('Installed node locally');
    expect(stdout).toContain('CartServlet.java');
    expect(stdout).toContain('BUILD FAILURE');
    expect(readFileSync(join(shop, 'target/session-lint.xml'), 'utf8').match(/<error /g)).toHaveLength(8);
    expect(code).toBe(1);
  });

  test('without one it passes', () => {
    for (const folder of ['api', 'deploy', 'src']) rmSync(join(shop, folder), { recursive: true });
    mkdirSync(join(shop, 'src'));
    writeFileSync(join(shop, 'src/Empty.java'), 'class Empty {}\n');
    const { code, stdout } = verify();
    expect(stdout).toContain('BUILD SUCCESS');
    expect(code).toBe(0);
  });
});
