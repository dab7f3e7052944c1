/** The scripts name everything that `--help` names. What shells make of them is tested in test/shells. */
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { testFolder } from './run-cli.ts';

describe('--completion', () => {
  test.each(['bash', 'zsh', 'fish'])('%s', async (shell) => {
    const folder = testFolder();
    const { code, stdout, stderr } = await folder.run(['--completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const help = (await folder.run(['--help'])).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1] ?? '');
    expect(options).toContain('completion');
    for (const option of options) expect(stdout).toContain(shell === 'fish' ? ` -l ${option} ` : `--${option}`);
    for (const word of [...Object.keys(rules), 'recommended', 'sarif', 'html', 'redisson'])
      expect(stdout).toContain(word);
  });

  test('of another shell', async () => {
    const { code, stderr } = await testFolder().run(['--completion', 'csh']);
    expect(code).toBe(2);
    expect(stderr).toContain('Allowed choices are bash, zsh, fish');
  });
});
