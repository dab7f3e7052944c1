/**
 * What an editor shows: the language server of the VS Code extension, as it is packed for Neovim, Helix and others, driven over
 * its protocol on all kinds of files. Needs a build, and the packages beside this file: `npm run test:editor`.
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LspClient, offsetAt, type Diagnostic } from './lsp-client.ts';
import { makeProject, SHOP } from './project.ts';

const SERVER = fileURLToPath(
  new URL('node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server', import.meta.url),
);

/** As the extension for VS Code sends them for a file of a language that `eslint.validate` names. */
const SETTINGS = {
  validate: 'on',
  packageManager: 'npm',
  useESLintClass: true,
  experimental: {},
  codeAction: { disableRuleComment: { enable: false }, showDocumentation: { enable: false } },
  codeActionOnSave: { mode: 'all' },
  format: false,
  quiet: false,
  onIgnoredFiles: 'off',
  options: {},
  rulesCustomizations: [],
  run: 'onType',
  problems: { shortenToSingleLine: false },
  nodePath: null,
  workingDirectory: { mode: 'location' },
};

describe.each(['eslint-9', 'eslint'] as const)('the language server with %s', (eslint) => {
  const project = makeProject(eslint);
  const uriOf = (name: string): string => pathToFileURL(join(project.path, name)).href;
  const workspaceFolder = { uri: pathToFileURL(project.path).href, name: 'project' };
  const client = new LspClient(SERVER, project.path, { ...SETTINGS, workspaceFolder });

  beforeAll(async () => client.start());
  afterAll(async () => {
    await client.stop();
    project.remove();
  });

  const coveredBy = (uri: string, { range }: Diagnostic): string =>
    client.textOf(uri).slice(offsetAt(client.textOf(uri), range.start), offsetAt(client.textOf(uri), range.end));

  test.each(SHOP)('$name: found, with the right range, and repaired', async ({ name, languageId, text, finds }) => {
    const uri = uriOf(name);
    client.open(uri, languageId, text);
    const found = await client.diagnostics(uri);
    expect(
      found.map((one) => ({ rule: one.code, covers: coveredBy(uri, one), severity: one.severity, source: one.source })),
      client.log,
    ).toEqual([{ rule: `session-lint/${finds.rule}`, covers: finds.covers, severity: 1, source: 'eslint' }]);
    const [diagnostic] = found as [Diagnostic];
    const actions = await client.quickFixes(uri, diagnostic);
    const { quickFix } = finds;
    if (quickFix === null) {
      expect(actions).toEqual([]);
      return;
    }
    const action = actions.find(({ title }) => title.startsWith(quickFix));
    if (action === undefined) throw new Error(`Offered are: ${actions.map(({ title }) => title).join('; ')}`);
    expect(action.kind).toMatch(/^quickfix/);
    await client.run(action);
    expect(client.textOf(uri)).not.toBe(text);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('what is typed is judged before it is saved', async () => {
    // The buffers of the tests before are repaired; their files still are as they were.
    const uri = uriOf('src/main/java/shop/Cart.java');
    client.change(uri, 'größe.add(item);', 'größe.add(item);\n    request.getSession().removeAttribute("x");');
    expect(await client.diagnostics(uri)).toEqual([]);
    client.change(uri, '"cart", größe', '"other", größe');
    const found = await client.diagnostics(uri);
    expect(found.map((one) => [one.code, coveredBy(uri, one)])).toEqual([
      ['session-lint/no-lost-mutation', 'größe.add(item)'],
    ]);
    client.change(uri, '"other", größe', '"cart", größe');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('a class that calls back is looked up in its buffer', async () => {
    const uri = uriOf('src/main/java/shop/Fresh.java');
    client.open(uri, 'java', SHOP[0]?.text.replace('class Cart', 'class Fresh') ?? '');
    expect(await client.diagnostics(uri)).toHaveLength(1);
    client.change(uri, 'größe.add(item);', 'put(größe, item);');
    client.change(uri, '\n}\n', '\n  static void put(List<String> to, String item) {\n    to.size();\n  }\n}\n');
    expect(await client.diagnostics(uri)).toEqual([]);
    client.change(uri, 'to.size();', 'to.add(item);');
    const found = await client.diagnostics(uri);
    expect(found.map((one) => coveredBy(uri, one))).toEqual(['put(größe, item)']);
  });

  test('what cannot be parsed is one diagnostic', async () => {
    const uri = uriOf('src/main/java/shop/Broken.java');
    client.open(uri, 'java', 'package shop;\nclass Broken { void f( }\n');
    const found = await client.diagnostics(uri);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 1, range: { start: { line: 1 } } });
  });
});
