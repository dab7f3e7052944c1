/** Installs the language server, as the lockfile beside this file names them, unless they are there already. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = join(here, 'package-lock.json');
const installed = join(here, 'node_modules', '.session-lint-lock.json');

if (!existsSync(installed) || readFileSync(wanted, 'utf8') !== readFileSync(installed, 'utf8')) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  copyFileSync(wanted, installed);
}
