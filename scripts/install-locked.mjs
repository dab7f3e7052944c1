/**
 * Installs what the lockfile of a folder names, unless it is there already: `node scripts/install-locked.mjs test/libraries`.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @throws {Error} when npm fails */
export function installLocked(folder) {
  const wanted = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules', '.session-lint-lock.json');
  if (existsSync(installed) && readFileSync(wanted, 'utf8') === readFileSync(installed, 'utf8')) return;
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}.`);
  copyFileSync(wanted, installed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of process.argv.slice(2)) installLocked(resolve(folder));
}
