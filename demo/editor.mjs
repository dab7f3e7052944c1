/**
 * What an editor does with files, over the language server protocol: opens each, shows what the server says, takes the first
 * quick fix that is offered for it, and looks again. Nothing is saved.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const tests = fileURLToPath(new URL('../test/editor/', import.meta.url));
const LANGUAGES = { '.java': 'java', '.jsp': 'jsp', '.xml': 'xml', '.conf': 'nginx', '.ts': 'typescript' };
const folder = process.cwd();
const work = mkdtempSync(join(tmpdir(), 'session-lint-editor-'));
await build({
  entryPoints: [join(tests, 'lsp-client.ts')],
  outfile: join(work, 'client.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
});
const { LspClient } = await import(pathToFileURL(join(work, 'client.mjs')).href);
rmSync(work, { recursive: true });

// As the extension for VS Code sends them.
const client = new LspClient(
  join(tests, 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server'),
  folder,
  {
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
    workspaceFolder: { uri: pathToFileURL(folder).href, name: 'shop' },
  },
);
await client.start();
for (const name of process.argv.slice(2)) {
  const uri = pathToFileURL(resolve(name)).href;
  client.open(uri, LANGUAGES[extname(name)] ?? 'plaintext', readFileSync(name, 'utf8'));
  const diagnostics = await client.diagnostics(uri);
  for (const diagnostic of diagnostics) {
    const { line, character } = diagnostic.range.start;
    console.log(`${name}:${line + 1}:${character + 1}  ${diagnostic.code}\n  ${diagnostic.message}`);
    const [fix] = await client.quickFixes(uri, diagnostic);
    console.log(`  quick fix: ${fix === undefined ? 'none' : fix.title}`);
    if (fix === undefined) continue;
    await client.run(fix);
    console.log(`  after it: ${(await client.diagnostics(uri)).length} findings`);
  }
  if (diagnostics.length === 0) console.log(`${name}: nothing found`);
}
await client.stop();
