/** Session libraries of the settings, in a project that has none of the known ones, and options of rules for one language. */
import { expect, test } from 'vitest';
import { testFolder } from './run-cli.ts';

const CONFIG = JSON.stringify({
  preset: 'typescript',
  rules: { 'require-affinity': ['error', { assumeSessions: true }], 'require-commit': 'error' },
  settings: {
    sessions: [
      {
        name: 'vault',
        modules: ['@shop/vault'],
        factories: ['openVault'],
        saves: 'commit',
        commit: ['seal'],
        properties: true,
      },
    ],
  },
});

const SOURCE = `import { openVault } from '@shop/vault';
export async function rename(id: string) {
  const vault = await openVault(id);
  vault.name = 'x';
}
`;

test('are found where nothing in the file is spelled like them, in files and on standard input', async () => {
  const folder = testFolder({ 'session-lint.config.json': CONFIG, 'a.ts': SOURCE, '.git/HEAD': '' });
  const idsOf = async (argv: readonly string[], stdin = '') => {
    const results = await folder.json(argv, { stdin });
    return results.flatMap(({ messages }) => messages.map(({ messageId }) => messageId));
  };
  expect(await idsOf(['.'])).toEqual(['missing']);
  expect(await idsOf(['--stdin', '--stdin-filename', 'b.ts'], SOURCE)).toEqual(['missing']);
});

test('options of a rule for balancers are checked in their own language', async () => {
  const nginx = 'upstream a { server x; server y; }\nserver { location / { proxy_pass http://a; } }\n';
  const folder = testFolder({ 'session-lint.config.json': CONFIG, 'nginx.conf': nginx, '.git/HEAD': '' });
  const [result] = await folder.json(['nginx.conf']);
  expect(result?.messages.map(({ messageId }) => messageId)).toEqual(['noAffinity']);
  const wrong = await folder.run(['--rule', 'require-affinity: ["error", { "assume": true }]', '.']);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('assume');
});
