/** Pages on concepts: what their examples show is so, and their configurations hold. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { filePatterns, kindOf } from '../../src/file-kinds.ts';
import sessionLint from '../../src/index.ts';
import { managers } from '../../src/models/manager-records.ts';
import { presetRules } from '../../src/presets.ts';
import { commentOf, fencesOf, jsonOf, type Fence } from './markdown.ts';
import { PAGES, readPage } from './pages-of.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-concepts-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINTED = new Set(['java', 'jsp', 'xml', 'nginx', 'ts', 'js']);
let count = 0;

interface Marked extends Fence {
  readonly beside: readonly { readonly file: string; readonly text: string }[];
}

/** Fences in a language that is linted, each with the files that lie beside it. */
function markedFences(page: string): readonly Marked[] {
  const found: Marked[] = [];
  let beside: Marked['beside'][number][] = [];
  for (const fence of fencesOf(page)) {
    // What recipes show is no example of code; they have tests of their own.
    if (!LINTED.has(fence.language) || commentOf(fence.comments, 'recipe') !== undefined) continue;
    const file = commentOf(fence.comments, 'with');
    if (file !== undefined) {
      beside.push({ file, text: fence.text });
      continue;
    }
    found.push({ ...fence, beside });
    beside = [];
  }
  return found;
}

function project(): string {
  const path = join(folder, String(++count));
  mkdirSync(join(path, '.git'), { recursive: true });
  return path;
}

function lint({ comments, text, beside, language }: Marked): string[] {
  const file = commentOf(comments, 'file') ?? `Example.${language}`;
  const kind = kindOf(file);
  if (kind === undefined) throw new Error(`${file} is of no kind that is linted`);
  const root = project();
  for (const one of [...beside, { file, text }]) {
    mkdirSync(dirname(join(root, one.file)), { recursive: true });
    writeFileSync(join(root, one.file), one.text);
  }
  const config: Linter.Config = {
    files: filePatterns(kind),
    plugins: { 'session-lint': sessionLint },
    language: kind.language,
    rules: presetRules('recommended', kind.language),
    settings: { 'session-lint': jsonOf(comments, 'settings', {}) },
  };
  return new Linter({ configType: 'flat', cwd: root })
    .verify(text, config, { filename: join(root, file) })
    .map(({ ruleId, messageId, message }) => `${ruleId?.replace('session-lint/', '') ?? ''} ${messageId ?? message}`);
}

/** As the command line reads it. */
async function accepted(text: string): Promise<string> {
  const cwd = project();
  writeFileSync(join(cwd, 'session-lint.config.mjs'), text);
  let said = '';
  const code = await main(['--print-config', 'A.java'], {
    stdout: { write: (chunk) => chunk },
    stderr: { write: (chunk) => (said += chunk) },
    stdin: nothing(),
    cwd,
    env: {},
  });
  return code === 0 ? 'accepted' : said;
}

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}

/** As ESLint reads it; the packages are those of this repository. */
async function configured(text: string): Promise<readonly string[]> {
  const cwd = project();
  Object.assign(globalThis, { documented: { sessionLint, tseslint } });
  const path = join(cwd, 'eslint.config.mjs');
  writeFileSync(path, text.replace(/^import (\w+) from .*$/gm, 'const { $1 } = globalThis.documented;'));
  const { default: config } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as {
    default: Linter.Config[];
  };
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config });
  const names = ['A.java', 'a.jsp', 'web.xml', 'nginx.conf', 'a.js', 'a.ts'];
  const found: string[] = [];
  for (const name of names) {
    const known = (await eslint.calculateConfigForFile(join(cwd, name))) as Linter.Config | undefined;
    if (Object.keys(known?.rules ?? {}).some((rule) => rule.startsWith('session-lint/'))) found.push(name);
  }
  return found;
}

/** Recipes for CI and hooks have tests of their own, which run them. */
const CONCEPTS = PAGES.filter((name) => /^docs\/(?:concepts\/|cli|editors|migration)/.test(name));

describe.each([...CONCEPTS, 'README.md'])('%s', (name) => {
  const fences = markedFences(readPage(name));
  const isConfig = ({ comments }: Marked) => commentOf(comments, 'config') !== undefined;
  const isTested = ({ comments }: Marked) => comments.includes('<!-- lint -->');

  test('says of each example what it is', () => {
    const silent = fences.filter((fence) => {
      const { comments } = fence;
      const said = comments.includes('<!-- correct -->') || commentOf(comments, 'finds') !== undefined;
      return !said && !isConfig(fence) && !isTested(fence);
    });
    expect(silent.map(({ line }) => line)).toEqual([]);
  });

  for (const fence of fences.filter((one) => !isConfig(one) && !isTested(one))) {
    test(`the example in line ${fence.line}`, () => {
      const finds = commentOf(fence.comments, 'finds');
      expect(lint(fence)).toEqual(finds === undefined ? [] : finds.split(', '));
    });
  }

  for (const fence of fences.filter(isConfig)) {
    test(`the configuration in line ${fence.line}`, async () => {
      if (commentOf(fence.comments, 'config')?.startsWith('session-lint') === true) {
        expect(await accepted(fence.text)).toBe('accepted');
      } else {
        expect(await configured(fence.text)).toEqual(
          expect.arrayContaining(['A.java', 'web.xml', 'nginx.conf', 'a.js']),
        );
      }
    });
  }
});

test('a configuration with a mistake is not accepted', async () => {
  expect(await accepted('export default { preset: "relaxed" };')).toContain('preset');
});

describe.each(PAGES)('%s', (name) => {
  test('has JSON that can be read', () => {
    for (const { language, text } of fencesOf(readPage(name))) {
      if (language === 'json') expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
  });
});

describe('docs/concepts/session-managers.md', () => {
  const rows = readPage('docs/concepts/session-managers.md')
    .split('\n')
    .flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const id = /^`([\w-]+)`$/.exec(cells[1] ?? '')?.[1];
      return id === undefined ? [] : [{ id, lone: cells[3] ?? '', set: cells[4] ?? '' }];
    });

  test('lists every manager', () => {
    expect(rows.map(({ id }) => id).toSorted()).toEqual(managers.map(({ name }) => name).toSorted());
  });

  test.each(managers)('says of $name what the rules go by', ({ name, replication }) => {
    const { lone, set } = rows.find(({ id }) => id === name) ?? { lone: '?', set: '?' };
    const expected = {
      SET_END: 'no yes',
      SET_EAGER: 'no no',
      NONE: ' ',
      GET: 'yes yes',
      ALL: 'yes yes',
      HASH: 'yes yes',
    };
    expect(`${lone} ${set.replace(/,.*/, '')}`).toBe(expected[replication]);
  });
});
