/**
 * What a run costs, as ratios to floors measured in the same minute on the same machine: times alone say nothing.
 * The trees are synthetic and always the same. `npm run bench -- --files 2800` sets the size of the one of Java files;
 * `npm run bench -- --typescript` measures scripts only.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTree } from './synthetic-tree.mjs';
import { writeTypeScriptTree } from './typescript-tree.mjs';

const cli = fileURLToPath(new URL('../bin/session-lint.js', import.meta.url));
const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const flag = process.argv.indexOf('--files');
const fileCount = flag < 0 ? 2800 : Number(process.argv[flag + 1]);
/** Runs of what takes a fraction of a second: there the noise of the machine weighs most. */
const SHORT = 15;
const work = mkdtempSync(join(tmpdir(), 'session-lint-bench-'));

try {
  if (process.argv.includes('--typescript')) measureScripts();
  else measureJava();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function measureJava() {
  const tree = join(work, 'tree');
  const candidateTree = join(work, 'candidates');
  const { files, bytes, candidates } = writeTree(tree, candidateTree, fileCount);
  console.log(`tree: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${candidates.length} of them with sessions\n`);

  const empty = time(SHORT, ['-e', '0']);
  row('one Java file', time(SHORT, [cli, '--no-config', candidates[0]]), 'node -e 0', empty, 6);
  row('one file without sessions', time(SHORT, [cli, '--no-config', join(tree, 'p0/Plain1.java')]), 'node -e 0', empty);

  const floor = time(SHORT, [script('scan-floor.mjs'), tree]);
  row(
    'tree without sessions',
    time(SHORT, [cli, '--no-config', tree, '--ignore-pattern', '**/Session*.java']),
    'walk, read, scan',
    floor,
    1.5,
  );

  const parsing = time(3, [script('parse-floor.mjs'), candidateTree]);
  row(
    'sessions, one thread',
    time(3, [cli, '--no-config', '--concurrency', '1', candidateTree]),
    'java-parser alone',
    parsing,
    1.3,
  );
  row('sessions, threads', time(3, [cli, '--no-config', candidateTree]), 'java-parser alone', parsing);

  const whole = time(3, [cli, '--no-config', tree]);
  row('whole tree', whole, 'scan + java-parser', floor + parsing);
  const cached = [cli, '--no-config', '--cache', '--cache-location', join(work, 'cache'), tree];
  // The first run fills the cache, the second one notes times that are settled by then.
  time(2, cached);
  row('whole tree, cached', time(SHORT, cached), 'walk, read, scan', floor, 1.2);
  console.log(`\nmemory for the whole tree: ${memoryOf([cli, '--no-config', '--stats', tree])}`);
}

/** 2,000 files, 40 of which have sessions. The floor loads and runs the compiler's parser, and reads all files. */
function measureScripts() {
  const tree = join(work, 'tree');
  const candidateTree = join(work, 'candidates');
  const { files, bytes, candidates } = writeTypeScriptTree(tree, candidateTree, 2000, 40);
  console.log(`tree: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${candidates} of them with sessions\n`);
  const scan = time(7, [script('scan-floor.mjs'), tree, '.ts', 'session']);
  const parsing = time(7, [script('parse-typescript-floor.mjs'), candidateTree]);
  const lint = (...more) => time(7, [cli, '--no-config', ...more, tree]);
  row('tree without sessions', lint('--ignore-pattern', '**/routes*.ts'), 'walk, read, scan', scan, 1.5);
  row('whole tree', lint(), 'scan + typescript', scan + parsing, 1.5);
  row('one thread', lint('--concurrency', '1'), 'scan + typescript', scan + parsing);
  row('without types', lint('--types', 'off'), 'scan + typescript', scan + parsing);
  row('with types', lint('--types', 'on'), 'scan + typescript', scan + parsing);
}

/** The shortest of some runs, in milliseconds: whatever else the machine does only makes them longer. */
function time(runs, args) {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: work, encoding: 'utf8', maxBuffer: 1 << 28 });
    best = Math.min(best, performance.now() - start);
    if (status === null || status > 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  return best;
}

function row(name, milliseconds, floorName, floor, budget) {
  const ratio = (milliseconds / floor).toFixed(2);
  const limit = budget === undefined ? '' : `, budget ${budget}`;
  console.log(
    `${name.padEnd(27)} ${seconds(milliseconds)}  ${floorName.padEnd(19)} ${seconds(floor)}  ratio ${ratio}${limit}`,
  );
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(3).padStart(7)} s`;
}

function memoryOf(args) {
  const { stderr } = spawnSync(process.execPath, args, { cwd: work, encoding: 'utf8', maxBuffer: 1 << 28 });
  return /memory +(.+)/.exec(stderr)?.[1] ?? 'unknown';
}
