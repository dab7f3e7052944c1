/**
 * The parser of TypeScript without the rest of the compiler: a fifth of the time to load. The published file is one function
 * whose body is flat, so that esbuild can leave out what the parser does not need, once it is told which statements at the top
 * have no effect that matters.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const OPEN = 'var ts = {}; ((module) => {';
const CLOSE = '// Annotate the CommonJS export names';

/** Namespaces that the parser itself consists of. */
const NAMESPACES = new Set(['Debug2', 'tracingEnabled2', 'Parser2', 'IncrementalParser2', 'BinaryExpressionState2']);

/** Source of an ES module that exports what the sources of ours use. */
export function typescriptParser(root) {
  const file = join(root, 'node_modules', 'typescript', 'lib', 'typescript.js');
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(OPEN);
  const end = text.lastIndexOf(CLOSE);
  const bound = /module\.exports = __toCommonJS\((\w+)\);/.exec(text);
  if (start < 0 || end < 0 || bound === null) throw new Error('typescript.js is no longer built as it was.');
  const table = text.indexOf(`__export(${bound[1]}, {`);
  const tableEnd = text.indexOf('\n});', table) + '\n});'.length;
  const all = new Set([...text.slice(table, tableEnd).matchAll(/^ {2}(\w+): \(\) => \1/gm)].map(([, name]) => name));
  const body = `${text.slice(start + OPEN.length, table)}${text.slice(tableEnd, end)}`
    .replace('"use strict";', '')
    .replace(bound[0], '')
    .replace(/\n(__export|registerCodeFix|registerRefactor|setObjectAllocator)\(/g, '\n/* @__PURE__ */ $1(')
    .replace(/\n\(\((\w+)\) => \{/g, (found, name) =>
      NAMESPACES.has(name) ? found : `\n/* @__PURE__ */ ((${name}) => {`,
    )
    // Constants of classes of the language server, which are left out.
    .replace(
      /\n_(AutoImportProviderProject|ProjectService|ScriptVersionCache|TypingsInstallerAdapter)\.\w+ = /g,
      '\nvar _unused_$1 = ',
    )
    .replace(/\nvar (\w+) = ([a-z]\w*)\(/g, '\nvar $1 = /* @__PURE__ */ $2(');
  const names = usedNames(join(root, 'src')).filter((name) => all.has(name));
  return `${body}\n${NAMES_OF_NODES}\nexport { ${names.join(', ')} };`;
}

/** The nodes of the language server, which are left out, are the ones that know their names. */
const NAMES_OF_NODES = `
objectAllocator.getPrivateIdentifierConstructor = objectAllocator.getIdentifierConstructor;
Object.defineProperty(objectAllocator.getIdentifierConstructor().prototype, 'text', {
  get() {
    return idText(this);
  },
});`;

/** What our sources take from the compiler: members of `ts`. */
function usedNames(folder) {
  const names = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    if (!/['"](?:typescript|[./\w-]*compiler\.ts)['"]/.test(text)) continue;
    for (const [, name] of text.matchAll(/\b(?:ts|compiler\(\))\.(\w+)/g)) names.add(name);
    for (const [, list] of text.matchAll(/\{([\w\s,]+)\} = compiler\(\)/g)) {
      for (const name of list.split(',')) names.add(name.trim());
    }
  }
  return [...names].sort();
}
