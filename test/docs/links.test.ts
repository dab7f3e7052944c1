/** Links lead somewhere: to files of this repository, and to headings that are there. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryFile } from './markdown.ts';
import { anchorsOf, PAGES, prose, readPage } from './pages-of.ts';

/** Of links that do not lead out of the repository. */
function targetsOf(page: string): readonly string[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

describe.each(PAGES)('%s', (name) => {
  const page = readPage(name);

  test('links to files and headings that exist', () => {
    const broken = targetsOf(page).filter((target) => {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? name : normalize(join(dirname(name), file));
      if (path.startsWith('..') || !existsSync(repositoryFile(path))) return true;
      return anchor !== undefined && !(path.endsWith('.md') && anchorsOf(readPage(path)).has(anchor));
    });
    expect(broken).toEqual([]);
  });
});

test('every page of docs/ is reached from its index or from the table of rules', () => {
  const index = ['docs/README.md', 'README.md'].flatMap((name) =>
    targetsOf(readPage(name)).map((target) => normalize(join(dirname(name), target.replace(/#.*/, '')))),
  );
  const lost = PAGES.filter((name) => name.startsWith('docs/') && name !== 'docs/README.md' && !index.includes(name));
  expect(lost).toEqual([]);
});

test('anchors are those of GitHub', () => {
  const page = '# A `b` (c)\n\n## Was it?\n\n## Was it?\n\n```text\n# no\n```\n\n## fb-contrib: SCSS\n';
  expect([...anchorsOf(page)]).toEqual(['a-b-c', 'was-it', 'was-it-1', 'fb-contrib-scss']);
});
