/**
 * What the tests of hooks need from elsewhere, installed before they run: husky and lint-staged, the packed package, and the
 * environment that pre-commit makes for the hooks of this repository. The tests themselves then work offline.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLocked } from '../../scripts/install-locked.mjs';
import { pack } from '../../scripts/pack.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
// Where nothing that looks for sources of this repository looks.
const build = join(root, 'node_modules', '.cache', 'session-lint-hooks');
const tool = join(build, 'tool');
const warmUp = join(build, 'warm-up');

installLocked(here);
rmSync(build, { recursive: true, force: true });
mkdirSync(warmUp, { recursive: true });
pack(build);
cloneTool();
installHooks();

/** A repository with one commit that has this work tree: what is tested is what stands here, committed or not. */
function cloneTool() {
  const listed = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
  for (const name of listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))) {
    mkdirSync(dirname(join(tool, name)), { recursive: true });
    cpSync(join(root, name), join(tool, name));
  }
  run('git', ['init', '--quiet'], tool);
  run('git', ['add', '--all'], tool);
  run('git', ['commit', '--quiet', '--message', 'The work tree'], tool);
}

/** pre-commit builds the package from the clone, by npm, and keeps what it built for this revision. */
function installHooks() {
  const revision = run('git', ['rev-parse', 'HEAD'], tool).trim();
  writeFileSync(join(build, 'revision'), revision);
  const hooks = ['session-lint', 'session-lint-fix'].map(
    (id) => `      - id: ${id}\n        language_version: system\n`,
  );
  writeFileSync(
    join(warmUp, '.pre-commit-config.yaml'),
    `repos:\n  - repo: ${tool}\n    rev: ${revision}\n    hooks:\n${hooks.join('')}`,
  );
  run('git', ['init', '--quiet'], warmUp);
  run('pre-commit', ['install-hooks'], warmUp);
}

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      PRE_COMMIT_HOME: join(build, 'pre-commit'),
      GIT_CONFIG_GLOBAL: join(here, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });
  if (error?.code === 'ENOENT') throw new Error(`${command} is not installed; on Debian: apt-get install ${command}`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
