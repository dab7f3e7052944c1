/** What the build does to java-parser, so that it starts in a fraction of its time and parses the same. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compactSets } from './compact-unicode.mjs';
import { chevrotainWithHints } from './lexer-hints.mjs';
import { recordDecisions } from './record-decisions.mjs';
import { javaSamples } from './samples.mjs';

const LOOKAHEAD = fileURLToPath(new URL('lookahead.mjs', import.meta.url));

export function quickJavaParser() {
  return {
    name: 'quick-java-parser',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^chevrotain-allstar$/ }, ({ importer }) =>
        importer === LOOKAHEAD ? undefined : { path: LOOKAHEAD },
      );
      esbuild.onResolve({ filter: /^session-lint:decisions$/ }, () => ({ path: 'decisions', namespace: 'decisions' }));
      esbuild.onLoad({ filter: /.*/, namespace: 'decisions' }, async () => ({
        loader: 'js',
        contents: `export const decisions = ${JSON.stringify(JSON.stringify(await recordDecisions(javaSamples())))};`,
      }));
      esbuild.onResolve({ filter: /^chevrotain$/ }, ({ importer, resolveDir }) =>
        /[\\/]java-parser[\\/]src[\\/]tokens\.js$/.test(importer)
          ? { path: 'chevrotain', namespace: 'hints', pluginData: resolveDir }
          : undefined,
      );
      esbuild.onLoad({ filter: /.*/, namespace: 'hints' }, async ({ pluginData }) => ({
        loader: 'js',
        resolveDir: pluginData,
        contents: await chevrotainWithHints(),
      }));
      // The grammar's 2,000 parts are made with it; that of lodash looks at inherited and symbolic keys, too, which they have none of.
      esbuild.onLoad({ filter: /[\\/]lodash-es[\\/]pickBy\.js$/ }, () => ({
        loader: 'js',
        contents: `export default function pickBy(object, test) {
          const picked = {};
          for (const key of Object.keys(object)) if (test(object[key], key)) picked[key] = object[key];
          return picked;
        }`,
      }));
      esbuild.onLoad({ filter: /[\\/]java-parser[\\/]src[\\/]unicodesets\.js$/ }, async ({ path }) => ({
        loader: 'js',
        contents: compactSets(await import(pathToFileURL(path).href)),
      }));
    },
  };
}
