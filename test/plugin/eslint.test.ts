/** The plugin in the ESLint versions that are supported, and the command line, must say the same. */
import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import { describe, expect, test } from 'vitest';
import type { ResultMessage } from '../../src/cli/results.ts';
import sessionLint from '../../src/index.ts';
import { BROKEN, KEPT, LOST, PLAIN, testFolder } from '../cli/run-cli.ts';

const DISABLED = LOST.replace(
  'cart.add(item);',
  'cart.add(item); // eslint-disable-line session-lint/no-lost-mutation -- read only',
);
const UNUSED = `/* eslint-disable session-lint/no-lost-mutation */\n${KEPT}`;
const UNUSED_PLAIN = `// eslint-disable-next-line\n${PLAIN}`;

const FILES = {
  'src/Broken.java': BROKEN,
  'src/Disabled.java': DISABLED,
  'src/Kept.java': KEPT,
  'src/Lost.java': LOST,
  'src/LostTwice.java': LOST.replace(
    'class Lost',
    LOST.slice(LOST.indexOf('class')).replace('Lost', 'First') + 'class Lost',
  ),
  'src/Plain.java': PLAIN,
  'src/Unused.java': UNUSED,
  'src/UnusedPlain.java': UNUSED_PLAIN,
};

/** What both give, without what only the command line adds. */
function comparable(
  results: readonly { filePath: string; messages: unknown; suppressedMessages: unknown }[],
  cwd: string,
) {
  return results.map(({ filePath, messages, suppressedMessages }) => ({
    filePath: filePath.replace(`${cwd}/`, ''),
    messages: (messages as ResultMessage[]).map(withoutTrace),
    suppressedMessages: (suppressedMessages as ResultMessage[]).map(withoutTrace),
  }));
}

function withoutTrace(message: ResultMessage): Record<string, unknown> {
  // ESLint 9 sets nodeType on every message.
  const added = ['trace', 'nodeType'];
  // The command line removes an unused directive without the blank that ESLint puts in its place.
  if (message.message.startsWith('Unused ')) added.push('fix');
  return Object.fromEntries(
    Object.entries(message).filter(([key, value]) => !added.includes(key) && value !== undefined),
  );
}

describe.each([
  ['9', ESLint9],
  ['10', ESLint10],
])('ESLint %s', (version, ESLint) => {
  test('is of that version', () => {
    expect(ESLint.version.split('.')[0]).toBe(version);
  });

  test.each(['recommended', 'strict', 'java'] as const)('finds with %s what the command line finds', async (preset) => {
    const folder = testFolder(FILES);
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: sessionLint.configs[preset] as never,
    });
    const fromEslint = comparable(await eslint.lintFiles(['src']), folder.path);
    const fromCli = comparable(await folder.json(['--preset', preset]), folder.path);
    expect(fromCli).toEqual(fromEslint);
    const counts = fromCli.map(({ filePath, messages, suppressedMessages }) => [
      filePath,
      messages.length,
      suppressedMessages.length,
    ]);
    expect(counts).toEqual([
      ['src/Broken.java', 1, 0],
      ['src/Disabled.java', 0, 1],
      ['src/Kept.java', 0, 0],
      ['src/Lost.java', 1, 0],
      ['src/LostTwice.java', 2, 0],
      ['src/Plain.java', 0, 0],
      ['src/Unused.java', 1, 0],
      ['src/UnusedPlain.java', 1, 0],
    ]);
  });

  test('refuses settings that are not valid', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const settings = { 'session-lint': { sessionManager: 'abacus' } };
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: [...sessionLint.configs.recommended, { settings }] as never,
    });
    await expect(eslint.lintFiles(['.'])).rejects.toThrow(/sessionManager must be one of "auto", /);
  });
});
