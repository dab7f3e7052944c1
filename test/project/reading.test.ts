/** What is recorded to have been read for an answer, and whether that tells when the answer changes. */
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { effectiveConfig } from '../../src/cli/effective-config.ts';
import { lintFile } from '../../src/cli/lint-file.ts';
import { TextLinter } from '../../src/cli/lint-text.ts';
import { loadFrontEnds } from '../../src/cli/load-front-ends.ts';
import { kindOf } from '../../src/file-kinds.ts';
import { sources } from '../../src/flow/java/analyze.ts';
import { isFolder, listFolder, readStart, readText, realPath } from '../../src/project/file-access.ts';
import { ProjectCache, sharedCache } from '../../src/project/project-cache.ts';
import { settledStamp, startRecording, stopRecording, type Trace, traced } from '../../src/project/reading.ts';
import { surveyOf } from '../../src/project/survey.ts';
import { StoredTraces } from '../../src/project/trace-check.ts';
import { TraceWriter } from '../../src/project/trace-data.ts';
import { testFolder } from '../cli/run-cli.ts';

beforeEach(() => startRecording(['own']));
afterEach(() => stopRecording());

function traceOf(read: () => unknown): Trace {
  const { trace } = traced(read);
  if (trace === undefined) throw new Error('nothing was recorded');
  return trace;
}

/** What another process would say of the trace. */
function holds(trace: Trace): boolean {
  const writer = new TraceWriter();
  const number = writer.add(trace);
  const data = JSON.parse(JSON.stringify(writer.take())) as ReturnType<TraceWriter['take']>;
  const stored = new StoredTraces(data, new ProjectCache());
  const answer = stored.holds(number);
  if (answer) expect(pathsIn(stored.traceOf(number))).not.toEqual([]);
  return answer;
}

describe('a trace', () => {
  const names = (listing: ReadonlyMap<string, unknown>): string[] => [...listing.keys()];
  type Case = readonly [name: string, read: (root: string) => unknown, change: (root: string) => void, same: boolean];
  const cases: readonly Case[] = [
    ['a text', (at) => readText(join(at, 'a')), (at) => writeFileSync(join(at, 'a'), 'other'), false],
    ['a text, another file', (at) => readText(join(at, 'a')), (at) => writeFileSync(join(at, 'b'), 'other'), true],
    ['a text, written anew', (at) => readText(join(at, 'a')), (at) => writeFileSync(join(at, 'a'), 'text'), true],
    ['a text that goes', (at) => readText(join(at, 'a')), (at) => rmSync(join(at, 'a')), false],
    ['a text that comes', (at) => readText(join(at, 'new')), (at) => writeFileSync(join(at, 'new'), ''), false],
    ['the start', (at) => readStart(join(at, 'a'), 2), (at) => writeFileSync(join(at, 'a'), 'tent'), true],
    ['another start', (at) => readStart(join(at, 'a'), 2), (at) => writeFileSync(join(at, 'a'), 'to'), false],
    ['a folder', (at) => isFolder(join(at, 'new')), (at) => mkdirSync(join(at, 'new')), false],
    ['a name', (at) => listFolder(at, new ProjectCache()).has('a'), (at) => rmSync(join(at, 'a')), false],
    [
      'a name, others',
      (at) => listFolder(at, new ProjectCache()).has('a'),
      (at) => renameSync(join(at, 'b'), join(at, 'c')),
      true,
    ],
    [
      'no name',
      (at) => listFolder(at, new ProjectCache()).get('new'),
      (at) => writeFileSync(join(at, 'new'), ''),
      false,
    ],
    [
      'all names',
      (at) => names(listFolder(at, new ProjectCache())),
      (at) => renameSync(join(at, 'b'), join(at, 'c')),
      false,
    ],
    [
      'all names, another text',
      (at) => names(listFolder(at, new ProjectCache())),
      (at) => writeFileSync(join(at, 'a'), 'other'),
      true,
    ],
    [
      'all names, a file of our own',
      (at) => names(listFolder(at, new ProjectCache())),
      (at) => writeFileSync(join(at, 'own'), ''),
      true,
    ],
    [
      'where a link leads',
      (at) => realPath(join(at, 'link')),
      (at) => {
        rmSync(join(at, 'link'));
        symlinkSync('b', join(at, 'link'));
      },
      false,
    ],
  ];

  test.each(cases)('of %s', (_, read, change, same) => {
    const { path } = testFolder({ a: 'text', b: 'text' });
    symlinkSync('a', join(path, 'link'));
    const trace = traceOf(() => read(path));
    expect(holds(trace)).toBe(true);
    change(path);
    expect(holds(trace)).toBe(same);
  });

  test('does not look at a file whose times, size and place are the same', () => {
    const folder = testFolder({ a: 'text' });
    const path = join(folder.path, 'a');
    const trace = traceOf(() => readText(path));
    const [observation] = trace.observations;
    expect(observation).toMatchObject({ path, what: 'content', stamp: null });
    // As if it had been read long after it was written.
    if (observation !== undefined) Object.assign(observation, { seen: 'something else' });
    expect(holds(trace)).toBe(false);
  });

  test('has a stamp only for a file that has not just been changed', () => {
    const stat = { mtimeMs: 10_000, ctimeMs: 20_000, size: 3, ino: 7 };
    expect(settledStamp(stat, 21_000)).toBeNull();
    expect(settledStamp(stat, 22_000)).toBeNull();
    expect(settledStamp(stat, 22_001)).toBe('10000:20000:3:7');
    expect(settledStamp({ ...stat, mtimeMs: 50_000 }, 22_001)).toBeNull();
  });

  test('is handed on with what a cache keeps', () => {
    const { path } = testFolder({ a: 'text' });
    const cache = new ProjectCache();
    const table = { name: 'lengths' };
    const length = () => cache.derived(table, 'a', () => readText(join(path, 'a'))?.length);
    const first = traceOf(length);
    const second = traceOf(length);
    expect(pathsIn(first)).toEqual(pathsIn(second));
    expect(pathsIn(second)).toEqual([`${join(path, 'a')} content`]);
    writeFileSync(join(path, 'a'), 'other');
    expect(holds(second)).toBe(false);
  });

  test('holds when what it was made from comes out the same', () => {
    const folder = testFolder({ 'src/p/A.java': 'package p; class A {}', 'pom.xml': '<project/>' });
    const trace = traceOf(() => surveyOf(folder.path, new ProjectCache()));
    expect(holds(trace)).toBe(true);
    folder.write('notes/todo.txt', '');
    folder.write('src/p/A.java', 'package p; class A { int x; }');
    expect(holds(trace)).toBe(true);
    folder.write('web/WEB-INF/web.xml', '<web-app/>');
    expect(holds(trace)).toBe(false);
  });
});

test('a table that is repeated by its name has a name of its own', async () => {
  const { repeatableTable } = await import('../../src/project/project-cache.ts');
  expect(() => repeatableTable('surveys', () => 1)).toThrow('There are two tables of surveys.');
});

function pathsIn(trace: Trace): readonly string[] {
  const found = new Set<string>();
  const waiting = [trace];
  const seen = new Set(waiting);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { path, what } of next.observations) found.add(`${path} ${what}`);
    for (const part of next.parts) {
      if (!seen.has(part)) waiting.push(part);
      seen.add(part);
    }
  }
  return [...found].sort();
}

/**
 * Whatever is kept between files must bring along what it was made from: a file linted after all others is recorded to depend
 * on all that it reads when it is linted alone.
 */
describe('a file among many depends on what it depends on alone', () => {
  const projects = resolve('fixtures/projects');
  test.each(readdirSync(projects))('%s', async (name) => {
    const root = testFolder().path;
    cpSync(join(projects, name), root, { recursive: true });
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => kindOf(path) !== undefined);
    await loadFrontEnds(files);
    const config = await effectiveConfig(root, { config: false, preset: 'strict' });
    const linter = new TextLinter(config);
    const lint = (path: string) => traceOf(() => lintFile(linter, path, { fix: 'none', errorsOnly: false }));
    const forget = (): void => {
      sharedCache.clear();
      sources.clear();
    };
    const alone = new Map(
      files.map((path) => {
        forget();
        return [path, pathsIn(lint(path))];
      }),
    );
    forget();
    for (const path of files) lint(path);
    const missing = files.flatMap((path) => {
      const together = new Set(pathsIn(lint(path)));
      // What is asked of a folder is asked of one file in it, whichever comes first, as if it were a folder.
      const reads = (alone.get(path) ?? []).filter((read) => !read.startsWith(`${path} `));
      return reads.filter((read) => !together.has(read)).map((read) => ({ path, read }));
    });
    expect(missing).toEqual([]);
    expect([...alone.values()].some((reads) => reads.length > 0)).toBe(true);
  });
});

test('a stamp follows a file whose times are set', () => {
  const folder = testFolder({ a: 'text' });
  utimesSync(join(folder.path, 'a'), 1, 1);
  // The time of the change itself cannot be set.
  expect(
    traceOf(() => readText(join(folder.path, 'a')))
      .observations.values()
      .next().value?.stamp,
  ).toBeNull();
});
