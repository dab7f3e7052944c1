/** The package as npm would publish it, from the `dist` that is there. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param destination an existing folder
 * @returns the path of the tarball, and what it holds: `{ path, size, mode }`, the size in bytes
 */
export function pack(destination) {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`npm pack failed:\n${stdout}${stderr}`);
  const [{ filename, files, size, unpackedSize }] = JSON.parse(stdout);
  return { tarball: join(destination, filename), files, size, unpackedSize };
}
