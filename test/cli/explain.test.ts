/** `--explain` prints the whole page: its examples to the letter, and no comment that is for tests. */
import { readFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/cli/format/markdown.ts';
import { rules } from '../../src/rules.ts';
import { fencesOf, repositoryFile } from '../docs/markdown.ts';

const plain = new Chalk({ level: 0 });

test.each(Object.keys(rules))('the page of %s', (rule) => {
  const page = readFileSync(repositoryFile(`docs/rules/${rule}.md`), 'utf8');
  const shown = renderMarkdown(page, plain);
  for (const { text } of fencesOf(page)) {
    const indented = text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`.trimEnd());
    expect(shown.replaceAll(/\n{2,}/g, '\n')).toContain(indented.join('\n').replaceAll(/\n{2,}/g, '\n'));
  }
  expect(shown).not.toMatch(/^<!--/m);
});

test('a comment that is quoted in a line stays', () => {
  expect(renderMarkdown('<!-- file: a.xml -->\nWrite `<!-- off -->` in it.\n\n<!-- a\n b -->\nEnd.\n', plain)).toBe(
    'Write <!-- off --> in it.\n\nEnd.\n',
  );
});
