/** The git hook: husky's, where the project has husky, otherwise git's own. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plan } from './plan.ts';
import { exists, hooksFolder, type InitProject } from './project.ts';

export function hookPlan(project: InitProject): Plan {
  const { cwd, command, packages } = project;
  const line = `${command} --staged`;
  if (exists(cwd, '.husky') || packages?.has('husky') === true) {
    const path = join(cwd, '.husky', 'pre-commit');
    if (existsSync(path)) return refused('.husky/pre-commit is there already', `Add to it: ${line}`);
    return planned(path, `${line}\n`, [`husky runs "${line}" before each commit.`]);
  }
  if (exists(cwd, '.pre-commit-config.yaml')) {
    return refused(
      '.pre-commit-config.yaml is there, and holds the hooks of this project',
      `Add to it:\n${preCommitText(command)}`,
    );
  }
  const folder = hooksFolder(cwd);
  if (folder === null) return refused('this is no git repository', 'git init makes one.');
  const path = join(folder, 'pre-commit');
  if (existsSync(path)) return refused(`${relative(cwd, path)} is there already`, `Add to it: ${line}`);
  return planned(path, `#!/bin/sh\nexec ${line}\n`, [
    `git runs "${line}" before each commit, in this clone only: hooks are not part of a repository.`,
  ]);
}

function planned(path: string, text: string, says: readonly string[]): Plan {
  return { files: [{ path, text, executable: true, says }], refusals: [] };
}

function refused(reason: string, hint: string): Plan {
  return { files: [], refusals: [{ reason, hint }] };
}

/** For the program pre-commit. */
function preCommitText(command: string): string {
  return `  - repo: local
    hooks:
      - id: session-lint
        name: session-lint
        entry: ${command} --staged
        language: system
        pass_filenames: false`;
}
