/** Reports for CI servers name files as the repository does, wherever in it the run starts. */
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testFolder } from './run-cli.ts';

// Not complete: one finding.
const JAVA = 'class A { void f(HttpSession session) {\n';

describe.each(['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'])('%s', (name) => {
  const folder = () => testFolder({ 'Broken.java': JAVA });

  test('is what github is told paths from', async () => {
    const shop = folder();
    const { path } = shop;
    const { stdout } = await shop.run(['--format', 'github'], { env: { [name]: dirname(path) } });
    expect(stdout).toContain(`::error file=${basename(path)}/Broken.java,line=`);
  });

  test('is what gitlab is told paths from', async () => {
    const shop = folder();
    const { path } = shop;
    const { stdout } = await shop.run(['--format', 'gitlab'], { env: { [name]: dirname(path) } });
    expect(JSON.parse(stdout)).toMatchObject([{ location: { path: `${basename(path)}/Broken.java` } }]);
  });

  test('is the root of sarif', async () => {
    const shop = folder();
    const { path } = shop;
    const { stdout } = await shop.run(['--format', 'sarif'], { env: { [name]: dirname(path) } });
    expect(stdout).toContain(`"uri": "${basename(path)}/Broken.java"`);
    expect(stdout).toContain(`"uri": "file://${dirname(path)}/"`);
  });

  test.each(['/elsewhere', '.', ''])('does not count when it is %j', async (value) => {
    const { stdout } = await folder().run(['--format', 'github'], { env: { [name]: value } });
    expect(stdout).toContain('::error file=Broken.java,line=');
  });

  test('is nothing that people are shown', async () => {
    const shop = folder();
    const { path } = shop;
    const { stdout } = await shop.run(['--format', 'compact'], { env: { [name]: dirname(path) } });
    expect(stdout).toMatch(/^Broken\.java: line/);
  });
});
