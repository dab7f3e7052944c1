/**
 * What the tests of the package need from elsewhere, installed before they run: the packed package in projects with ESLint 9,
 * with ESLint 10 and without ESLint, and globally. The tests themselves then work offline.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLocked } from '../../scripts/install-locked.mjs';
import { pack } from '../../scripts/pack.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
/** Says where the projects are: apart from this repository, which is none of their business. */
const place = join(root, 'node_modules', '.cache', 'session-lint-package.json');

installLocked(here);
if (existsSync(place)) rmSync(JSON.parse(readFileSync(place, 'utf8')).build, { recursive: true, force: true });
const build = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-package-')));
const packed = pack(build);
mkdirSync(dirname(place), { recursive: true });
writeFileSync(place, JSON.stringify({ build, ...packed }));

for (const name of ['eslint-9', 'eslint-10']) {
  cpSync(join(here, name), join(build, name), { recursive: true });
  npm(name, 'ci', '--ignore-scripts');
  npm(name, 'install', '--save-dev', packed.tarball);
}
mkdirSync(join(build, 'alone'));
writeFileSync(join(build, 'alone', 'package.json'), '{ "private": true }\n');
npm('alone', 'install', '--save-dev', packed.tarball);
npm('.', 'install', '--global', '--prefix', join(build, 'global'), packed.tarball);

function npm(folder, ...args) {
  const { status } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: join(build, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}.`);
}
