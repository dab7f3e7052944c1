/** Debian's Chromium, or the one that the variable CHROMIUM names. Without one the tests fail. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function launch(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  const executablePath = named ?? CANDIDATES.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('There is no Chromium: install the package chromium, or name one in the variable CHROMIUM.');
  }
  // In a container there is no room for shared memory, and root has no sandbox.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}
