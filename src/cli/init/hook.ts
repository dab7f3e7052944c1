/** The git hook: husky's, where the project has husky, otherwise git's own. */
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plan } from './plan.ts';
import { cdCommand, exists, hooksFolder, packagesOf, shWord, type InitProject } from './project.ts';

export function hookPlan(project: InitProject): Plan {
  const { cwd, worktree } = project;
  const top = worktree?.top ?? cwd;
  const line = `${project.command} --staged`;
  // Hooks run at the top.
  const there = worktree === null || worktree.below === '' ? '' : `${cdCommand(worktree.below)} && `;
  const husky = huskyFolder(project, top);
  if (husky !== null) {
    const path = join(husky, 'pre-commit');
    if (existsSync(path)) return refused(`${nameOf(path, cwd)} is there already`, `Add to it: ${there}${line}`);
    return planned(path, `${there}${line}\n`, [`husky runs "${line}" before each commit.`]);
  }
  const preCommit = [cwd, top].find((folder) => exists(folder, '.pre-commit-config.yaml'));
  if (preCommit !== undefined) {
    return refused(
      `${nameOf(join(preCommit, '.pre-commit-config.yaml'), cwd)} is there, and holds the hooks of this project`,
      `Add to it:\n${preCommitText(there, line)}`,
    );
  }
  const folder = worktree === null ? null : hooksFolder(top);
  if (folder === null) return refused('this is no git repository', 'git init makes one.');
  const path = join(folder.path, 'pre-commit');
  if (!folder.own) {
    const root = shWord(worktree?.gitTop ?? top);
    return refused(
      `core.hooksPath is ${slashed(folder.path)}, where the hooks of all repositories lie`,
      `Add to ${slashed(path)}, for this one only:\nif [ "$(git rev-parse --show-toplevel)" = ${root} ]; then\n  (${there}${line}) || exit\nfi`,
    );
  }
  if (existsSync(path)) return refused(`${nameOf(path, cwd)} is there already`, `Add to it: ${there}${line}`);
  return planned(path, `#!/bin/sh\n${there}exec ${line}\n`, [
    `git runs "${line}" before each commit, in this clone only: hooks are not part of a repository.`,
  ]);
}

/** Of the folder, or else of the repository. */
function huskyFolder({ cwd, packages }: InitProject, top: string): string | null {
  const found = [cwd, top].find((folder) => exists(folder, '.husky'));
  if (found !== undefined) return join(found, '.husky');
  if (packages?.has('husky') === true) return join(cwd, '.husky');
  return packagesOf(top)?.has('husky') === true ? join(top, '.husky') : null;
}

function nameOf(path: string, cwd: string): string {
  return slashed(relative(cwd, path));
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function planned(path: string, text: string, says: readonly string[]): Plan {
  return { files: [{ path, text, executable: true, says }], refusals: [] };
}

function refused(reason: string, hint: string): Plan {
  return { files: [], refusals: [{ reason, hint }] };
}

/** For the program pre-commit, which starts no shell. */
function preCommitText(there: string, line: string): string {
  const entry = there === '' ? line : JSON.stringify(`sh -c ${shWord(`${there}exec ${line}`)}`);
  return `  - repo: local
    hooks:
      - id: session-lint
        name: session-lint
        entry: ${entry}
        language: system
        pass_filenames: false`;
}
