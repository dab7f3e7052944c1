/** All rules on configuration that is cut off, mangled or hostile: at most one fatal finding, never a crash or a wait. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../../src/file-kinds.ts';
import { rules } from '../../src/rules.ts';
import { plant } from '../project/tree.ts';
import { FIXTURES } from '../fixtures/fixture-files.ts';
import { configFor } from '../fixtures/lint-fixture.ts';

const ids = Object.keys(rules);

function lint(text: string, name: string, folder: string): Linter.LintMessage[] {
  const linter = new Linter({ configType: 'flat', cwd: folder });
  return linter.verify(text, configFor({ rules: ids }), { filename: join(folder, name) });
}

/** The largest fixture of each kind of file. */
const samples = (() => {
  const largest = new Map<string, { name: string; text: string }>();
  for (const path of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })) {
    const kind = kindOf(join(FIXTURES, path));
    if (kind === undefined || kind.language === 'session-lint/java' || /\.fixed\.|\.suggested\./.test(path)) continue;
    const text = readFileSync(join(FIXTURES, path), 'utf8');
    const key =
      kind.language === 'session-lint/xml'
        ? (/<(web-app|Server|Context|web-fragment)\b/.exec(text)?.[1] ?? '')
        : `${kind.language} ${basename(path)}`;
    const known = largest.get(key);
    if (key !== '' && (known === undefined || known.text.length < text.length))
      largest.set(key, { name: basename(path), text });
  }
  return [...largest.values()].sort((a, b) => b.text.length - a.text.length).slice(0, 10);
})();

test('there are samples of each kind', () => {
  expect(samples.length).toBeGreaterThanOrEqual(6);
});

describe.each(samples)('$name', ({ name, text }) => {
  test('cut off at every 50th character', () => {
    const { root } = plant({ '.git/': '', [`WEB-INF/${name}`]: text });
    for (let end = 0; end <= text.length; end += 50) {
      const fatal = lint(text.slice(0, end), `WEB-INF/${name}`, root).filter((message) => message.fatal === true);
      expect(fatal.length).toBeLessThanOrEqual(1);
      for (const { line, message } of fatal)
        expect([line >= 1, message]).toEqual([true, expect.stringMatching(/^Parsing error: \S/)]);
    }
  });

  test('with parts left out, doubled and in another order', () => {
    const { root } = plant({ '.git/': '' });
    const lines = text.split('\n');
    for (let at = 0; at < lines.length; at += 3) {
      const variants = [
        lines.toSpliced(at, 1),
        lines.toSpliced(at, 0, lines[at] ?? ''),
        [...lines.slice(at), ...lines.slice(0, at)],
      ];
      for (const variant of variants) {
        const fatal = lint(variant.join('\n'), name, root).filter((message) => message.fatal === true);
        expect(fatal.length).toBeLessThanOrEqual(1);
      }
    }
  });
});

const BOMB = `<!DOCTYPE Server [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>\n`;
const deep = (name: string) => `<${name}>`.repeat(20_000) + `</${name}>`.repeat(20_000);

describe('hostile files', () => {
  test.each([
    ['server.xml', `${BOMB}<Server port="8005" shutdown="&a29;"><Service name="&a29;"/></Server>`, 0],
    ['web.xml', `${BOMB.replace('Server', 'web-app')}<web-app>&a29;</web-app>`, 0],
    ['context.xml', '<!DOCTYPE Context [<!ENTITY x SYSTEM "file:///etc/passwd">]><Context>&x;</Context>', 0],
    ['server.xml', `<Server port="1" shutdown="x">${deep('Service')}</Server>`, 1],
    ['web.xml', `<web-app>${deep('distributable')}</web-app>`, 1],
    ['context.xml', `<Context>${'<Manager/>'.repeat(20_000)}</Context>`, 0],
    [
      'server.xml',
      `<Server port="1" shutdown="x"><Service><Engine>${'<Cluster/>'.repeat(5_000)}</Engine></Service></Server>`,
      0,
    ],
    ['web.xml', '\u0000'.repeat(1000), 1],
    ['web.xml', `<web-app>${'<!-- <distributable/> -->'.repeat(20_000)}</web-app>`, 0],
    ['server.xml', 'x'.repeat(50_000_000), 1],
  ])('%s %#', (name, text, problems) => {
    const { root } = plant({ '.git/': '' });
    const started = performance.now();
    expect(lint(text, `WEB-INF/${name}`, root).filter((message) => message.fatal === true)).toHaveLength(problems);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
