/**
 * The folder of the scratch project, and commands in it. What comes back says nothing of this machine: its folders have the
 * names of the transcript, and times are left out.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installLocked } from '../scripts/install-locked.mjs';
import { pack } from '../scripts/pack.mjs';

const HOME = '/home/you';

export class Sandbox {
  #root;
  #home = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-demo-')));

  constructor(root) {
    this.#root = root;
    this.project = join(this.#home, 'shop');
    cpSync(join(root, 'fixtures', 'projects', 'corner-shop'), this.project, { recursive: true });
    rmSync(join(this.project, 'expected.json'));
    pack(this.#home);
    this.#cloneTool();
    const editor = join(root, 'test', 'editor');
    if (existsSync(join(editor, 'package-lock.json'))) installLocked(editor);
    mkdirSync(join(this.#home, 'bin'));
    writeFileSync(
      join(this.#home, 'bin', 'editor'),
      `#!/bin/sh\nexec node '${join(root, 'demo', 'editor.mjs')}' "$@"\n`,
      { mode: 0o755 },
    );
    // As root, Chromium needs to be told that it has no sandbox; without a network, that it should not look for one.
    writeFileSync(
      join(this.#home, 'bin', 'chromium'),
      `#!/bin/sh\nexec /usr/bin/chromium --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync --user-data-dir='${join(this.#home, 'profile')}' "$@" 2> /dev/null\n`,
      { mode: 0o755 },
    );
  }

  /** The repository of the tool, as pre-commit clones it, at a tag. */
  #cloneTool() {
    const tool = join(this.#home, 'session-lint');
    const listed = this.#command('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], this.#root);
    for (const name of listed.split('\0').filter((file) => file !== '' && existsSync(join(this.#root, file)))) {
      // Neither is part of what is installed.
      if (name.startsWith('fixtures/') || name.startsWith('test/')) continue;
      mkdirSync(dirname(join(tool, name)), { recursive: true });
      cpSync(join(this.#root, name), join(tool, name));
    }
    const { version } = JSON.parse(readFileSync(join(this.#root, 'package.json'), 'utf8'));
    this.#command('git', ['init', '--quiet'], tool);
    this.#command('git', ['add', '--all'], tool);
    this.#command('git', ['commit', '--quiet', '--message', `Version ${version}`], tool);
    this.#command('git', ['tag', `v${version}`], tool);
  }

  write(name, text) {
    mkdirSync(dirname(join(this.project, name)), { recursive: true });
    writeFileSync(join(this.project, name), text.replaceAll(HOME, this.#home));
  }

  /** Both streams in the order in which a terminal shows them. */
  run(command) {
    const { status, stdout, error } = spawnSync('bash', ['-c', `exec 2>&1\n${command}`], {
      cwd: this.project,
      encoding: 'utf8',
      env: this.#environment(),
      maxBuffer: 1 << 28,
      timeout: 300_000,
    });
    if (error !== undefined) throw error;
    return { code: status, output: this.#stable(stdout).trimEnd() };
  }

  remove() {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #stable(text) {
    return (
      text
        .replaceAll(this.#home, HOME)
        .replace(/(\/pre-commit\/repo)\w+/g, '$1…')
        .replaceAll(this.#root.replace(/\/$/, ''), `${HOME}/session-lint`)
        .replaceAll(/\u001B\[[\d;]*[A-Za-z]/g, '')
        .replaceAll('\r', '')
        .replaceAll(/ in \d+(?:\.\d+)?m?s\b/g, '')
        // What npm and git name after contents that change with each build, or with what others publish.
        .replaceAll(/\[main [0-9a-f]{7}\]/g, '[main …]')
        .replaceAll(/^added \d+ packages/gm, 'added … packages')
    );
  }

  #command(command, args, cwd) {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: this.#environment(),
    });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
    return stdout;
  }

  /** The user's own settings of git, npm and the shell do not count. */
  #environment() {
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(?:GIT_|npm_|NODE_OPTIONS|CI$|FORCE_COLOR)/.test(name),
    );
    const date = '2025-03-01T09:00:00Z';
    const gitconfig = join(this.#home, '.gitconfig');
    if (!existsSync(gitconfig)) {
      writeFileSync(gitconfig, '[user]\n  name = You\n  email = you@example.invalid\n[init]\n  defaultBranch = main\n');
    }
    return {
      ...Object.fromEntries(own),
      PATH: [join(this.#home, 'bin'), process.env.PATH].join(delimiter),
      HOME: this.#home,
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
      NO_COLOR: '1',
      GIT_CONFIG_GLOBAL: gitconfig,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      PRE_COMMIT_HOME: join(this.#home, '.cache', 'pre-commit'),
      npm_config_cache: npmCache(),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_loglevel: 'error',
    };
  }
}

/** That of the user, so that what is there is not fetched again. */
function npmCache() {
  return process.env.npm_config_cache ?? join(process.env.HOME ?? tmpdir(), '.npm');
}
