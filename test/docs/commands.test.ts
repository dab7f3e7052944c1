/** Commands and options that the documentation names exist. */
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/options.ts';
import manifest from '../../package.json' with { type: 'json' };
import { fencesOf } from './markdown.ts';
import { PAGES, prose, readPage } from './pages-of.ts';

function helpText(): string {
  let text = '';
  const out = { write: (chunk: string) => (text += chunk) };
  expect(() => parseCommandLine(['--help'], out, out)).toThrow();
  return text;
}

const OPTIONS = new Set(Array.from(helpText().matchAll(/(?<![\w-])--?[a-z][a-z-]*/g), ([option]) => option));

/** Lines of shell in fences, and commands in the text. */
function commandsOf(page: string): readonly string[] {
  const inFences = fencesOf(page)
    .filter(({ language }) => language === 'sh' || language === 'console')
    .flatMap(({ text }) => text.split('\n'));
  const inText = Array.from(prose(page).matchAll(/`([^`\n]+)`/g), ([, code = '']) => code);
  return [...inFences, ...inText].map((line) => line.replace(/\s#\s.*$/, ''));
}

const OURS = /(?:^|\s|&&\s*)(?:npx |node bin\/)?session-lint(?:\.js)?(\s.*?)(?:\s*(?:&&|;|\|).*)?$/;

/** A transcript of what was really run. */
const TRANSCRIPT = 'docs/demo.md';

describe.each(PAGES.filter((name) => name !== TRANSCRIPT))('%s', (name) => {
  const commands = commandsOf(readPage(name));

  test('names options that exist', () => {
    const unknown = commands.flatMap((command) => {
      const args = OURS.exec(command)?.[1];
      // A bare option in the text is ours as well, where it says so.
      const named = args ?? (/^--[a-z][a-z-]*$/.test(command) && name.startsWith('docs/cli') ? ` ${command}` : '');
      return [...named.matchAll(/\s(--?[a-z][a-z-]*)/g)]
        .map(([, option = '']) => option)
        .filter((option) => !OPTIONS.has(option));
    });
    expect(unknown).toEqual([]);
  });

  test('names scripts that exist', () => {
    const scripts = Object.keys(manifest.scripts);
    const unknown = commands.flatMap((command) =>
      [...command.matchAll(/\bnpm run ([\w:-]+)/g)]
        .map(([, script = '']) => script)
        .filter((script) => !scripts.includes(script)),
    );
    expect(unknown).toEqual([]);
  });
});
