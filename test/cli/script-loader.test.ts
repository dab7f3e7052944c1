import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScriptLoader } from '../../src/cli/script-loader.ts';
import { plant } from '../project/tree.ts';

const PROGRAM = `
const { double } = require('./helper.cjs');
const { join } = require('node:path');
module.exports = { answer: () => double(21), path: join(__dirname, 'x'), file: __filename };
`;
const HELPER = 'exports.double = (number) => 2 * number;';
const HASHES = { 'program.cjs': 'p1', 'helper.cjs': 'h1' };
const JAVA = new Set(['java']);

interface Program {
  answer(): number;
  readonly path: string;
  readonly file: string;
}

/** A package that is installed in a project, as far as the loader sees it. */
function installed(): { readonly root: string; readonly dist: string; readonly cache: string } {
  const { root } = plant({
    'node_modules/session-lint/dist/program.cjs': PROGRAM,
    'node_modules/session-lint/dist/helper.cjs': HELPER,
  });
  const modules = join(root, 'node_modules');
  return { root, dist: join(modules, 'session-lint', 'dist'), cache: join(modules, '.cache', 'session-lint') };
}

function load(dist: string, hashes = HASHES, env: NodeJS.ProcessEnv = {}): { loader: ScriptLoader; program: Program } {
  const loader = new ScriptLoader(dist, hashes, env);
  return { loader, program: loader.load('program.cjs') as Program };
}

/** Before the checksum. */
function partsOf(content: Buffer): string | undefined {
  return content.subarray(0, -5).toString('latin1').split('\n').at(-1);
}

describe('ScriptLoader', () => {
  it('runs scripts, which require each other and the modules of Node', () => {
    const { dist } = installed();
    const { program, loader } = load(dist);
    expect(program.answer()).toBe(42);
    expect(program.path).toBe(join(dist, 'x'));
    expect(program.file).toBe(join(dist, 'program.cjs'));
    expect(loader.load('program.cjs')).toBe(program);
  });

  it('keeps compiled code in node_modules/.cache, once for each part of the program', () => {
    const { dist, cache } = installed();
    const first = load(dist);
    first.program.answer();
    first.loader.save(JAVA);
    const files = readdirSync(cache);
    expect(files.map((name) => name.split('-')[0]).toSorted()).toEqual(['helper.cjs', 'program.cjs']);

    const inodes = () => files.map((name) => statSync(join(cache, name)).ino);
    const kept = inodes();
    const second = load(dist);
    expect(second.program.answer()).toBe(42);
    // The same part again: nothing is written.
    second.loader.save(JAVA);
    expect(inodes()).toEqual(kept);

    second.loader.save(new Set(['jsp']));
    const parts = files.map((name) => partsOf(readFileSync(join(cache, name))));
    expect(parts).toEqual(['java jsp', 'java jsp']);
  });

  it('does not take the code of another build, and removes it', () => {
    const { dist, cache } = installed();
    const first = load(dist);
    first.program.answer();
    first.loader.save(JAVA);
    // Of the same length, which is all that V8 compares.
    writeFileSync(join(dist, 'helper.cjs'), HELPER.replace('2 *', '3 *'));
    const second = load(dist, { ...HASHES, 'helper.cjs': 'h2' });
    expect(second.program.answer()).toBe(63);
    second.loader.save(JAVA);
    expect(readdirSync(cache).filter((name) => name.startsWith('helper.cjs'))).toHaveLength(1);
  });

  it('runs without what it kept when that is damaged', () => {
    const { dist, cache } = installed();
    const first = load(dist);
    first.program.answer();
    first.loader.save(JAVA);
    for (const name of readdirSync(cache)) {
      const content = readFileSync(join(cache, name));
      const flipped = Buffer.from(content);
      flipped.fill(0xff, 80, 120);
      for (const damaged of [
        flipped,
        content.subarray(0, content.length / 2),
        Buffer.alloc(0),
        Buffer.from('no code'),
      ]) {
        writeFileSync(join(cache, name), damaged);
        expect(load(dist).program.answer()).toBe(42);
      }
    }
  });

  it('keeps nothing where it is told not to, or cannot write', () => {
    const { root, dist, cache } = installed();
    const first = load(dist, HASHES, { NODE_DISABLE_COMPILE_CACHE: '1' });
    first.loader.save(JAVA);
    expect(() => readdirSync(cache)).toThrow();

    mkdirSync(join(root, 'node_modules', '.cache'));
    writeFileSync(cache, 'a file, where the folder would be');
    const second = load(dist);
    second.loader.save(JAVA);
    expect(second.program.answer()).toBe(42);
  });
});
