import { isAbsolute, relative } from 'node:path';

/** GitHub Actions, GitLab CI/CD. */
const CHECKOUTS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'];

/**
 * What a CI server takes the paths of its reports to be relative to: the checkout, wherever in it the run started. Elsewhere
 * the working folder.
 */
export function reportRoot(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  const isAround = (folder: string): boolean => {
    const inside = relative(folder, cwd);
    return isAbsolute(folder) && !inside.startsWith('..') && !isAbsolute(inside);
  };
  return CHECKOUTS.map((name) => env[name]).find((folder) => folder !== undefined && isAround(folder)) ?? cwd;
}
