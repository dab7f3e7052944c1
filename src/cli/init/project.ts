/** What `--init` needs to know of the folder that it is run in. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { kindOf } from '../../file-kinds.ts';
import { detectSessionManager, type DetectedManager } from '../../project/session-manager.ts';
import { VERSION } from '../../version.ts';
import { discover } from '../discover.ts';
import { gitProgram } from '../git.ts';

interface Worktree {
  /** The top folder of the repository, absolute. */
  readonly top: string;
  /** The same as git writes it, without symbolic links. */
  readonly gitTop: string;
  /** The folder of the run as it is named from the top, with slashes: `shop/web`, and empty at the top. */
  readonly below: string;
}

interface HooksFolder {
  /** Absolute. */
  readonly path: string;
  /** It lies in the repository, and so holds for no other one. */
  readonly own: boolean;
}

export interface InitProject {
  readonly cwd: string;
  /** Null outside of a repository. */
  readonly worktree: Worktree | null;
  /** Names of the kinds of files that are there: `Java`, `nginx`. */
  readonly kinds: ReadonlySet<string>;
  readonly manager: DetectedManager;
  /** Packages that package.json names; null without one that can be read. */
  readonly packages: ReadonlySet<string> | null;
  /** How the program is started there: from the dev dependencies, or else by its version. */
  readonly command: string;
}

export function initProject(cwd: string): InitProject {
  const kinds = new Set<string>();
  for (const found of discover({ cwd, targets: [], ignores: [] })) {
    if (found.type === 'file') kinds.add(kindOf(found.path)?.name ?? '');
  }
  const packages = packagesOf(cwd);
  return {
    cwd,
    worktree: worktreeOf(cwd),
    kinds,
    manager: detectSessionManager(join(cwd, 'any')),
    packages,
    command: packages?.has('session-lint') === true ? 'npx session-lint' : `npx --yes session-lint@${VERSION}`,
  };
}

export function packagesOf(cwd: string): ReadonlySet<string> | null {
  try {
    const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as Record<string, unknown>;
    const lists = [manifest['dependencies'], manifest['devDependencies']];
    return new Set(lists.flatMap((list) => (typeof list === 'object' && list !== null ? Object.keys(list) : [])));
  } catch {
    return null;
  }
}

function worktreeOf(cwd: string): Worktree | null {
  const answer = git(cwd, 'rev-parse', '--show-toplevel', '--show-prefix');
  if (answer === null) return null;
  const [top = '', prefix = ''] = answer.split(/\r?\n/);
  return { top: prefix === '' ? cwd : resolve(top), gitTop: top, below: prefix.replace(/\/$/, '') };
}

/** Where git looks for hooks. It is asked at the top, where hooks run, and what core.hooksPath says is relative to. */
export function hooksFolder(top: string): HooksFolder | null {
  const path = git(top, 'rev-parse', '--git-path', 'hooks');
  const common = git(top, 'rev-parse', '--git-common-dir');
  if (path === null || common === null) return null;
  const folder = resolve(top, path);
  const own = [resolve(top, common), top].some((root) => isWithin(realPath(folder), realPath(root)));
  return { path: folder, own };
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Without symbolic links, as far as the path exists. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}

/** The host of the remote repository, as far as git's configuration tells. */
export function remoteUrl(cwd: string): string {
  return git(cwd, 'remote', 'get-url', 'origin') ?? '';
}

/** Null where git fails. */
function git(cwd: string, ...args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(gitProgram(), args, { cwd, encoding: 'utf8', windowsHide: true });
  return status === 0 ? stdout.replace(/\r?\n$/, '') : null;
}

/** A word of a script for sh. */
export function shWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Goes to a folder that is named from here; `-` would be an option. */
export function cdCommand(folder: string): string {
  return `cd ${shWord(folder.startsWith('-') ? `./${folder}` : folder)}`;
}

export function exists(cwd: string, name: string): boolean {
  return existsSync(join(cwd, name));
}
