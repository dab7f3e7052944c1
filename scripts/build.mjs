/**
 * Builds dist: the plugin as an ES module, the command line as two scripts, what both load on demand (java-parser, the
 * TypeScript parser, YAML) as scripts of their own, and the types of the plugin.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { quickJavaParser } from './java-parser/bundle.mjs';
import { bundleProgram } from './program.mjs';
import { typescriptParser } from './typescript-parser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const JAVA_PARSER = 'java-parser.cjs';
const TYPESCRIPT = 'typescript.cjs';
const YAML = 'yaml.cjs';
const PROGRAM = 'cli.cjs';
const REST = 'analyses.cjs';

const SCRIPTS = [JAVA_PARSER, TYPESCRIPT, YAML].map((name) => `./${name}`);

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/**
 * java-parser takes 0.3 s to set itself up, and ESLint's languages parse synchronously, so it cannot be imported when it
 * is needed: its functions become ones that require the script at their first call.
 */
const lazyJavaParser = {
  name: 'lazy-java-parser',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^java-parser$/ }, () => ({ path: 'java-parser', namespace: 'lazy' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({
      loader: 'js',
      resolveDir: root,
      contents: `
        let loaded;
        export function lexAndParse(...args) {
          loaded ??= require('./${JAVA_PARSER}');
          return loaded.lexAndParse(...args);
        }`,
    }));
  },
};

/** node:crypto takes 3 ms to load, and only reports and caches need it. */
const lazyCrypto = {
  name: 'lazy-crypto',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^node:crypto$/ }, ({ path, namespace }) =>
      namespace === 'lazy-crypto' ? { path, external: true } : { path, namespace: 'lazy-crypto' },
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'lazy-crypto' }, () => ({
      contents: ['createHash', 'hash', 'randomBytes']
        .map((name) => `export const ${name} = (...args) => require('node:crypto').${name}(...args);`)
        .join('\n'),
    }));
  },
};

const REQUIRE = 'createRequire(import.meta.url)';

/** In the sources the compiler is loaded from node_modules; in dist it is a script beside the chunk that asks for it. */
const bundledCompiler = {
  name: 'bundled-compiler',
  setup(esbuild) {
    esbuild.onLoad({ filter: /languages[\\/]typescript[\\/]compiler\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(REQUIRE + "('typescript')", `require('./${TYPESCRIPT}')`),
    }));
  },
};

/** The same for the YAML parser, which few projects need. */
const bundledYaml = {
  name: 'bundled-yaml',
  setup(esbuild) {
    esbuild.onLoad({ filter: /project[\\/]javascript[\\/]yaml-library\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(REQUIRE + "('yaml')", `require('./${YAML}')`),
    }));
  },
};

/**
 * The command line has its own Linter in the bundle. It reads our languages only: ESLint's 300 rules and its JavaScript parser,
 * which its configuration names and nothing calls, would double what has to be loaded.
 */
const noCoreLanguage = {
  name: 'no-core-language',
  setup(esbuild) {
    const stub = (filter, contents) => esbuild.onLoad({ filter }, () => ({ loader: 'js', contents }));
    stub(/[\\/]eslint[\\/]lib[\\/]rules[\\/]index\.js$/, 'module.exports = new Map();');
    stub(
      /[\\/]espree[\\/]dist[\\/]espree\.cjs$/,
      `const refuse = () => { throw new Error('The command line does not read JavaScript with espree.'); };
       module.exports = { parse: refuse, tokenize: refuse, latestEcmaVersion: 2026, name: 'espree', version: '0' };`,
    );
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const program = bundleProgram({
  options: {
    ...common,
    plugins: [lazyJavaParser, lazyCrypto, bundledCompiler, bundledYaml, noCoreLanguage],
    external: SCRIPTS,
  },
  entry: 'src/cli/entry.ts',
  first: join(dist, PROGRAM),
  rest: join(dist, REST),
});
const bundles = await Promise.all([
  build({
    ...common,
    entryPoints: { index: 'src/index.ts' },
    outdir: dist,
    format: 'esm',
    plugins: [lazyJavaParser, bundledCompiler, bundledYaml],
    external: SCRIPTS,
    // Some of what is bundled is CommonJS and calls require.
    banner: {
      js: "import{createRequire as sessionLintRequire}from'node:module';const require=sessionLintRequire(import.meta.url);",
    },
  }),
  build({
    ...common,
    stdin: { contents: "export { lexAndParse } from 'java-parser';", resolveDir: root },
    outfile: join(dist, JAVA_PARSER),
    plugins: [quickJavaParser()],
    format: 'cjs',
  }),
  build({
    ...common,
    stdin: { contents: typescriptParser(root), resolveDir: root },
    outfile: join(dist, TYPESCRIPT),
    treeShaking: true,
    format: 'cjs',
  }),
  build({
    ...common,
    stdin: { contents: "export { isMap, isNode, isScalar, isSeq, parseAllDocuments } from 'yaml';", resolveDir: root },
    outfile: join(dist, YAML),
    format: 'cjs',
  }),
]);
const { inputs } = await program;
checkCompiler();
await buildStart();

writeNotices([
  ...bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  ...inputs,
  'node_modules/typescript/lib/typescript.js',
]);
writeTypes();

/** Loads the scripts, whose compiled code it keeps: it must know them again. */
async function buildStart() {
  const hash = (name) =>
    createHash('sha256')
      .update(readFileSync(join(dist, name)))
      .digest('hex')
      .slice(0, 16);
  const hashes = Object.fromEntries([PROGRAM, REST, JAVA_PARSER, TYPESCRIPT, YAML].map((name) => [name, hash(name)]));
  await build({
    ...common,
    entryPoints: ['src/cli/start.ts'],
    outfile: join(dist, 'start.cjs'),
    format: 'cjs',
    define: { SCRIPT_HASHES: JSON.stringify(hashes) },
  });
}

/** What was left out of the compiler must not be missed. */
function checkCompiler() {
  const ts = createRequire(import.meta.url)(join(dist, TYPESCRIPT));
  const text =
    'export default async function* f<T>({ a = 1, ...b }: T) { /x/u.test(`${<i>{a}</i>}`); class A { @d() m() {} } }';
  const file = ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
  const [statement] = file.statements;
  if (file.parseDiagnostics.length > 0 || statement.name.text !== 'f')
    throw new Error(`The bundled compiler cannot parse: ${text}`);
}

/** The licences of what was bundled ask to be handed on. */
function writeNotices(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    if (!input.includes('node_modules/')) continue;
    let folder = dirname(join(root, input));
    while (!isPackage(folder)) folder = dirname(folder);
    folders.add(folder);
  }
  const notices = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENSE-MIT', 'license', 'LICENSE_APACHE2.txt']
      .map((candidate) => join(folder, candidate))
      .find((candidate) => existsSync(candidate));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(file, 'utf8').trim();
    return { name, notice: `${name} ${version} (${license})\n\n${text}\n` };
  });
  notices.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rule = `\n${'-'.repeat(80)}\n\n`;
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), notices.map(({ notice }) => notice).join(rule));
}

function isPackage(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name !== undefined;
}

/** The types are in files of their own, which import no others of ours; the entry only names the object. */
function writeTypes() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The types cannot be built.\n${stdout}`);
  // The compiler leaves these as they are written; a consumer has no sources.
  for (const name of readdirSync(dist).filter((file) => file.endsWith('.d.ts'))) {
    const text = readFileSync(join(dist, name), 'utf8');
    writeFileSync(join(dist, name), text.replaceAll(/ from '(\.\/[\w-]+)\.ts';/g, " from '$1.js';"));
  }
  writeFileSync(
    join(dist, 'index.d.ts'),
    [
      "import type { SessionLintPlugin } from './plugin-types.js';",
      "export type * from './plugin-types.js';",
      "export type * from './config-types.js';",
      "export type * from './rule-types.js';",
      'declare const sessionLint: SessionLintPlugin;',
      'export default sessionLint;',
      '',
    ].join('\n'),
  );
}

console.log(`built ${relative(process.cwd(), dist) || dist}`);
