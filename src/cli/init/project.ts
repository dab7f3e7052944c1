/** What `--init` needs to know of the folder that it is run in. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kindOf } from '../../file-kinds.ts';
import { detectSessionManager, type DetectedManager } from '../../project/session-manager.ts';
import { VERSION } from '../../version.ts';
import { discover } from '../discover.ts';

export interface InitProject {
  readonly cwd: string;
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
    kinds,
    manager: detectSessionManager(join(cwd, 'any')),
    packages,
    command: packages?.has('session-lint') === true ? 'npx session-lint' : `npx --yes session-lint@${VERSION}`,
  };
}

function packagesOf(cwd: string): ReadonlySet<string> | null {
  try {
    const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as Record<string, unknown>;
    const lists = [manifest['dependencies'], manifest['devDependencies']];
    return new Set(lists.flatMap((list) => (typeof list === 'object' && list !== null ? Object.keys(list) : [])));
  } catch {
    return null;
  }
}

/** Where git looks for hooks, absolute; null outside of a repository. */
export function hooksFolder(cwd: string): string | null {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--git-path', 'hooks'], { cwd, encoding: 'utf8' });
  return status === 0 ? resolve(cwd, stdout.trim()) : null;
}

/** The host of the remote repository, as far as git's configuration tells. */
export function remoteUrl(cwd: string): string {
  const { status, stdout } = spawnSync('git', ['remote', 'get-url', 'origin'], { cwd, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

export function exists(cwd: string, name: string): boolean {
  return existsSync(join(cwd, name));
}
