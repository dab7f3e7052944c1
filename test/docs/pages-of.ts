/** The pages of this repository: what git knows of, without fixtures. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { repositoryFile } from './markdown.ts';

const root = repositoryFile('.');

export const PAGES: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((name) => name !== '' && (!name.startsWith('fixtures/') || name === 'fixtures/README.md'));

export function readPage(name: string): string {
  return readFileSync(repositoryFile(name), 'utf8');
}

/** What is not within fences or comments. */
export function prose(page: string): string {
  return page.replace(/^```[\s\S]*?^```/gm, '').replace(/<!--[\s\S]*?-->/g, '');
}

/** Anchors of headings, as GitHub makes them: repeated ones are numbered. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of prose(page).matchAll(/^#{1,6} +(.+)$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let count = 1; found.has(anchor); count++) anchor = `${slug}-${count}`;
    found.add(anchor);
  }
  return found;
}
