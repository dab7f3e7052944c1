/** The program as it is installed: the build in dist, started as a process of its own. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROKEN, KEPT, LOST, testFolder } from './run-cli.ts';

const BIN = resolve('bin/session-lint.js');

function start(argv: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [BIN, ...argv], { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
}

describe('bin/session-lint.js', () => {
  test('says the same on one thread and on several', () => {
    const folder = testFolder({ 'a/Broken.java': BROKEN });
    for (let i = 0; i < 6; i++) {
      folder.write(`a/Lost${i}.java`, LOST);
      folder.write(`b/Kept${i}.java`, KEPT);
    }
    const argv = ['--format', 'json', '--stats', '--concurrency'];
    const one = start([...argv, '1'], folder.path);
    const three = start([...argv, '3'], folder.path);
    expect(one.stderr).toContain('on 1 thread\n');
    expect(three.stderr).toContain('on 3 threads\n');
    expect(three.stdout).toBe(one.stdout);
    expect(three.status).toBe(1);
    expect(JSON.parse(one.stdout)).toHaveLength(13);
  });

  test.each([
    ['200 ifs', `${'if (x > 0) {\n'.repeat(200)}cart.add("a");${'}'.repeat(200)}`],
    ['2,000 else-ifs', `if (x < 0) { }${' else if (x > 1) { }\n'.repeat(2_000)} cart.add("a");`],
    ['600 parentheses', `int y = ${'('.repeat(600)}x${')'.repeat(600)}; cart.add("a");`],
  ])(
    'reads code that is nested as only generators nest it: %s',
    (_, body) => {
      const text = `import java.util.List;
class Deep {
  void add(javax.servlet.http.HttpSession session, int x) {
    List<String> cart = (List<String>) session.getAttribute("cart");
    ${body}
  }
}
`;
      const { stdout } = start(['--format', 'json'], testFolder({ 'Deep.java': text }).path);
      const [{ messages }] = JSON.parse(stdout) as [{ messages: { ruleId: string | null }[] }];
      expect(messages.map(({ ruleId }) => ruleId)).toEqual(['session-lint/no-lost-mutation']);
    },
    120_000,
  );

  test('tells the outcome by its exit code', () => {
    const folder = testFolder({ 'Kept.java': KEPT, 'Lost.java': LOST });
    expect(start(['Kept.java'], folder.path).status).toBe(0);
    expect(start(['Lost.java'], folder.path).status).toBe(1);
    expect(start(['Gone.java'], folder.path).status).toBe(2);
  });

  test('reads standard input', () => {
    const { path } = testFolder();
    const argv = [BIN, '--stdin', '--stdin-filename', 'Lost.java', '--format', 'json'];
    const { stdout, status } = spawnSync(process.execPath, argv, {
      cwd: path,
      maxBuffer: 1 << 26,
      encoding: 'utf8',
      input: LOST,
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ errorCount: 1 }]);
  });
});
