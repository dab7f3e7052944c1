/**
 * The verdicts of the rules, against the real libraries: each fixture that says `// run: LIBRARY` on its first line is run on
 * two instances of an application that share one store, and what the linter reports must be what the second one misses.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureCases, FIXTURES, RULE_FOLDERS } from '../fixtures/fixture-files.ts';
import { lintFixture } from '../fixtures/lint-fixture.ts';
import { startRedis, type Redis } from './redis-server.ts';

const here = dirname(fileURLToPath(import.meta.url));
const bundles = join(here, '.build');
const MARK = /^\/\/ run: ([\w-]+)\n/;
const MINUTE = 60_000;

interface Runnable {
  readonly rule: string;
  readonly library: string;
  readonly file: string;
  readonly name: string;
}

type Verdict = 'lost' | 'kept';

type Data = Readonly<Record<string, unknown>>;

const runnables: readonly Runnable[] = RULE_FOLDERS.flatMap((rule) =>
  fixtureCases(rule).flatMap(({ files }) =>
    files.flatMap((file) => {
      const library = MARK.exec(readFileSync(file, 'utf8'))?.[1];
      return library === undefined ? [] : [{ rule, library, file, name: relative(FIXTURES, file) }];
    }),
  ),
);

let redis: Redis | undefined;

beforeAll(async () => {
  mkdirSync(bundles, { recursive: true });
  redis = await startRedis();
}, MINUTE);

afterAll(async () => {
  await redis?.stop();
  rmSync(bundles, { recursive: true, force: true });
});

test('ten libraries or more are run', () => {
  expect(new Set(runnables.map(({ library }) => library)).size).toBeGreaterThanOrEqual(10);
});

describe.each(runnables)('$name', ({ rule, library, file }) => {
  test(
    'what is reported is lost, and what is not is kept',
    async () => {
      const observed = await observe(library, file, redis?.port ?? 0);
      expect(Object.keys(observed)).not.toEqual([]);
      expect(observed).toEqual(judge(rule, file));
    },
    MINUTE,
  );
});

/** By scenario, what happened to the change. */
async function observe(library: string, file: string, port: number): Promise<Record<string, Verdict>> {
  const bundle = join(bundles, `${library}-${basename(dirname(dirname(file)))}-${basename(file, '.ts')}.mjs`);
  // In the folder of the libraries, where its imports are found.
  await build({
    entryPoints: [file],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(here, 'scenarios.mjs'),
    library,
    bundle,
    String(port),
  ]);
  const seen = JSON.parse(stdout) as Record<string, { before: Data; after: Data }>;
  const sources = scenariosOf(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(seen)
      .filter(([name]) => sources.has(name))
      .map(([name, { before, after }]) => {
        // A scenario that sets a notice is about the notice; any other, about all but the key `other`.
        const isKept =
          sources.get(name)?.text.includes('notice') === true
            ? 'notice' in after && after['notice'] !== null
            : differ(before, after);
        return [name, isKept ? 'kept' : 'lost'];
      }),
  );
}

function differ(before: Data, after: Data): boolean {
  const [a, b] = [before, after].map((data) => JSON.stringify({ ...data, other: undefined }));
  return a !== b;
}

/** By scenario, what the linter says of it. */
function judge(rule: string, file: string): Record<string, Verdict> {
  const { text, findings } = lintFixture({ file, rules: [rule] });
  return Object.fromEntries(
    [...scenariosOf(text)].map(([name, { first, last }]) => {
      const isReported = findings.some(({ line }) => line >= first && line <= last);
      return [name, isReported ? 'lost' : 'kept'];
    }),
  );
}

interface Scenario {
  /** One-based lines. */
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** Routes and exported functions: each reaches to the next one. */
function scenariosOf(text: string): Map<string, Scenario> {
  const START =
    /^\s*(?:(?:\w+\.|@)(?:post|command|Post)\('\/?([\w-]+)'|path: '\/([\w-]+)'|export (?:const|async function|function) (\w+))/;
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => {
    const [, route, path, exported] = START.exec(line) ?? [];
    const name = route ?? path ?? exported;
    return name === undefined || name === 'routes' ? [] : [{ name, index }];
  });
  return new Map(
    starts.map(({ name, index }, at) => {
      const end = starts[at + 1]?.index ?? lines.length;
      return [name, { first: index + 1, last: end, text: lines.slice(index, end).join('\n') }];
    }),
  );
}
