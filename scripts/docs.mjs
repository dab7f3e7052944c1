/**
 * Keeps in step with the rules what is told of them elsewhere: the table of rules in README.md, the first lines of each rule's
 * page, the types of the rules' options, and the catalogue of rules. Without --write it only looks, and fails where something is
 * stale or missing.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ruleCatalogue } from './rule-catalogue.mjs';
import { ruleTypes } from './rule-types.mjs';

const { default: plugin } = await import('../dist/index.js');
const write = process.argv.includes('--write');
const problems = [];

const rules = Object.entries(plugin.rules).sort(([a], [b]) => (a < b ? -1 : 1));

updateBlock('README.md', 'rules', tableOfRules());
for (const [id, rule] of rules) updatePage(id, rule.meta);
updateFile('src/rule-types.ts', textOf('src/rule-types.ts'), ruleTypes(Object.fromEntries(rules), managersOfReadme()));
updateFile('src/rule-catalogue.ts', textOf('src/rule-catalogue.ts'), ruleCatalogue(Object.fromEntries(rules)));
for (const page of existsSync(path('docs/rules')) ? readdirSync(path('docs/rules')) : []) {
  if (!(page.replace(/\.md$/, '') in plugin.rules)) problems.push(`docs/rules/${page}: there is no such rule`);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error('npm run docs writes what is generated');
  process.exitCode = 1;
}

function path(name) {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

function textOf(file) {
  return existsSync(path(file)) ? readFileSync(path(file), 'utf8') : '';
}

/** Those of the README's table, which a test compares with the records. */
function managersOfReadme() {
  const [, table = ''] = /\| how a change becomes known \|.*\n((?:\|.*\n)+)/.exec(textOf('README.md')) ?? [];
  const names = [...table.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  return ['auto', ...new Set(names)];
}

function tableOfRules() {
  const rows = rules.map(([id, { meta }]) => {
    const presets = ['recommended', 'strict'].map((preset) => meta.docs.presets[preset] ?? '');
    const repairs = [meta.fixable && 'fix', meta.hasSuggestions && 'suggestion'].filter(Boolean).join(', ');
    return `| [${id}](docs/rules/${id}.md) | ${meta.docs.description} | ${presets.join(' | ')} | ${repairs} |`;
  });
  return ['| rule | what it does | recommended | strict | repairs |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** The text between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
function updateBlock(file, name, content) {
  const begin = `<!-- begin ${name} -->`;
  const end = `<!-- end ${name} -->`;
  const text = existsSync(path(file)) ? readFileSync(path(file), 'utf8') : '';
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) {
    problems.push(`${file}: the markers ${begin} and ${end} are missing`);
    return;
  }
  updateFile(file, text, `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`);
}

function headOfPage(id, meta) {
  const presets = Object.entries(meta.docs.presets).map(([preset, severity]) => `\`${preset}\` (${severity})`);
  const facts = [`Presets: ${presets.join(', ')}.`];
  if (meta.fixable) facts.push('`--fix` repairs what is proved to be safe.');
  if (meta.hasSuggestions) facts.push('Editors offer suggestions.');
  return [`# ${id}`, '', `${meta.docs.description}.`, '', facts.join(' '), '', '<!-- end of generated head -->'].join(
    '\n',
  );
}

function updatePage(id, meta) {
  const file = `docs/rules/${id}.md`;
  if (!existsSync(path(file))) {
    problems.push(`${file}: the page is missing`);
    return;
  }
  const text = readFileSync(path(file), 'utf8');
  const marker = '<!-- end of generated head -->';
  const at = text.indexOf(marker);
  if (at < 0) {
    problems.push(`${file}: the head is missing; start the page with\n${headOfPage(id, meta)}`);
    return;
  }
  updateFile(file, text, headOfPage(id, meta) + text.slice(at + marker.length));
}

function updateFile(file, before, after) {
  if (before === after) return;
  if (write) writeFileSync(path(file), after);
  else problems.push(`${file}: the generated part is stale`);
}
