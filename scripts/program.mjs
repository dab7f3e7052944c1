/**
 * Bundles the command line as two scripts: what every run needs, and the rest, of which most is the analyses. Runs that find no
 * file worth a parse, as most of a hook do, end with the first one.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

/** What is imported on demand, and yet by every run that searches files. */
const IN_EVERY_RUN = ['src/cli/actions/lint.ts', 'src/cli/format/stylish.ts'];

const URL_NAME = 'sessionLintUrl';

/**
 * @param options of esbuild, for both
 * @param entry what starts the program
 * @param first the path of the first script, which exports what `entry` does
 * @param rest the path of the second one, beside it
 * @returns `inputs`, the paths of all modules that are in them
 */
export async function bundleProgram({ options, entry, first, rest }) {
  // Splitting, which tells what is shared, is for ES modules only: the chunks are bundled again.
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [entry],
    outdir: '.',
    format: 'esm',
    splitting: true,
    write: false,
    minify: false,
    // A script has no import.meta.
    define: { 'import.meta.url': URL_NAME },
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const chunkOf = (source) => [...outputs.keys()].find((name) => outputs.get(name).entryPoint === source);
  const inFirst = closure([entry, ...IN_EVERY_RUN].map(chunkOf), outputs);

  // A part is what the first script imports when it needs it, and what is shared is what the rest imports from the first.
  const parts = new Set();
  const shared = new Set();
  const files = new Map(
    [...texts].map(([name, text]) => {
      if (inFirst.has(name)) return [name, text.replaceAll(/\bimport\("\.\/([^"]+)"\)/g, partOrImport)];
      for (const path of importsOf(name, outputs, 'import-statement')) if (inFirst.has(path)) shared.add(path);
      return [name, text.replaceAll(/\bimport\("\.\/([^"]+)"\)/g, sharedOrImport)];
    }),
  );

  function partOrImport(whole, name) {
    if (inFirst.has(name)) return whole;
    parts.add(name);
    return `require(${JSON.stringify(`./${basename(rest)}`)}).parts[${JSON.stringify(name)}]()`;
  }

  function sharedOrImport(whole, name) {
    if (!inFirst.has(name)) return whole;
    shared.add(name);
    return `Promise.resolve(require(${JSON.stringify(`./${basename(first)}`)}).shared[${JSON.stringify(name)}])`;
  }

  const scripts = { ...options, format: 'cjs', splitting: false, metafile: false };
  await writeScript(first, files, scripts, [
    `export * from './${chunkOf(entry)}';`,
    'export const shared = {',
    ...[...shared].map((name) => `get ${JSON.stringify(name)}() { return require('./${name}'); },`),
    '};',
  ]);
  const fromFirst = (name) => (inFirst.has(name) ? `require('./${basename(first)}').shared['${name}']` : undefined);
  await writeScript(
    rest,
    files,
    scripts,
    ['export const parts = {', ...[...parts].map((name) => `'${name}': () => import('./${name}'),`), '};'],
    fromFirst,
  );
  return { inputs: Object.keys(metafile.inputs) };
}

/** @param outside an expression for what is not in this script */
async function writeScript(path, files, options, lines, outside = () => undefined) {
  const chunks = {
    name: 'chunks',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\.\/.*\.js$/ }, (args) => {
        const name = args.path.slice(2);
        if (!files.has(name)) return undefined;
        return { path: name, namespace: outside(name) === undefined ? 'chunk' : 'outside' };
      });
      esbuild.onLoad({ filter: /.*/, namespace: 'chunk' }, ({ path: name }) => ({
        contents: files.get(name),
        loader: 'js',
      }));
      esbuild.onLoad({ filter: /.*/, namespace: 'outside' }, ({ path: name }) => ({
        contents: `module.exports = ${outside(name)};`,
        loader: 'js',
      }));
    },
  };
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: lines.join('\n'), resolveDir: '.' },
    external: ['./*.cjs'],
    plugins: [chunks],
    banner: { js: `const ${URL_NAME}=require('node:url').pathToFileURL(__filename).href;` },
    write: false,
  });
  writeFileSync(path, inAscii(outputFiles[0].text));
}

/** What esbuild leaves alone in regular expressions and tagged templates: a script in ASCII takes half the memory, and is read faster. */
function inAscii(text) {
  return text.replace(/[^\x00-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function closure(names, outputs) {
  const all = new Set();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (all.has(name)) continue;
    all.add(name);
    open.push(...importsOf(name, outputs, 'import-statement'));
  }
  return all;
}

function importsOf(name, outputs, kind) {
  return outputs
    .get(name)
    .imports.filter((entry) => entry.kind === kind && entry.external !== true)
    .map(({ path }) => basename(path));
}
