/** Every example on a rule's page gives what the page says of it. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, test } from 'vitest';
import { filePatterns, kindOf } from '../../src/file-kinds.ts';
import sessionLint from '../../src/index.ts';
import { isSuggestion } from '../../src/create-rule.ts';
import { rules } from '../../src/rules.ts';
import { examplesOf, repositoryFile, type Example } from './markdown.ts';

// A folder without a project around it: what an example means must not depend on where it is read.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-docs-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linter = new Linter({ configType: 'flat', cwd: folder });

function lint(rule: string, { line, text, file, settings, options, beside }: Example): Linter.LintMessage[] {
  const kind = kindOf(file);
  if (kind === undefined) throw new Error(`${file} is of no kind that is linted`);
  // Each example is a repository of its own.
  const project = join(folder, `${rule}-${line}`);
  mkdirSync(join(project, '.git'), { recursive: true });
  for (const other of [...beside, { file, text }]) {
    mkdirSync(dirname(join(project, other.file)), { recursive: true });
    writeFileSync(join(project, other.file), other.text);
  }
  const config: Linter.Config = {
    files: filePatterns(kind),
    plugins: { 'session-lint': sessionLint },
    language: kind.language,
    rules: { [`session-lint/${rule}`]: ['error', ...options] },
    settings: { 'session-lint': settings },
  };
  return linter.verify(text, config, { filename: join(project, file) });
}

/** `Fixes` may stand before the options. */
const SECTIONS = [
  'What breaks',
  'Incorrect',
  'Correct',
  'Kinds of findings',
  'Options',
  'What it cannot see',
  'When not to use it',
  'Further reading',
];

describe.each(Object.entries(rules))('the page of %s', (rule, { meta }) => {
  const page = readFileSync(repositoryFile(`docs/rules/${rule}.md`), 'utf8');
  const incorrect = examplesOf(page, 'Incorrect');
  const correct = examplesOf(page, 'Correct');

  test('has examples of both', () => {
    expect(incorrect).not.toEqual([]);
    expect(correct).not.toEqual([]);
  });

  test.each(incorrect)('line $line is incorrect', (example) => {
    const messages = lint(rule, example);
    expect(messages.map(({ messageId, message }) => messageId ?? message)).toEqual([example.finds]);
  });

  test.each(correct)('line $line is correct', (example) => {
    expect(example.finds).toBeUndefined();
    expect(lint(rule, example)).toEqual([]);
  });

  test('has the sections of a page, in their order', () => {
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name = '']) => name);
    const isRepaired = meta.fixable !== undefined || meta.hasSuggestions === true;
    expect(sections.filter((name) => name !== 'Fixes')).toEqual(SECTIONS);
    if (sections.includes('Fixes')) expect(isRepaired).toBe(true);
    const limits = /^## What it cannot see\n([\s\S]*?)^## /m.exec(page)?.[1]?.trim() ?? '';
    expect(limits.length).toBeGreaterThan(40);
  });

  test('names every option, and no other', () => {
    const section = /^## Options\n([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
    const schemas = meta.schema as readonly { readonly properties?: Readonly<Record<string, unknown>> }[];
    const options = schemas.flatMap(({ properties = {} }) => Object.keys(properties));
    const named = [...section.matchAll(/^(?:- )?`(\w+)` \(/gm)].map(([, name = '']) => name);
    expect(named.toSorted()).toEqual(options.toSorted());
  });

  test('names every kind of finding', () => {
    const kinds = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    const reported = Object.keys(meta.messages).filter((id) => !isSuggestion(id));
    expect(kinds.toSorted()).toEqual(reported.toSorted());
  });
});
