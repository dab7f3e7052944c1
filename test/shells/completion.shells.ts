/** `--completion` in the real shells. One that is not installed makes its tests fail. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { KEPT, testFolder, type TestFolder } from '../cli/run-cli.ts';

type Shell = 'bash' | 'zsh' | 'fish';

async function withScript(shell: Shell): Promise<TestFolder> {
  const folder = testFolder({ 'Kept.java': KEPT, 'conf/server.xml': '<Server/>' });
  const { stdout, code } = await folder.run(['--completion', shell]);
  expect(code).toBe(0);
  folder.write('script', stdout);
  return folder;
}

function start(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, HOME: cwd, TERM: 'dumb', LC_ALL: 'C.UTF-8' },
  });
  if (error !== undefined) throw error;
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** As readline would call it: words broken where bash breaks them. */
function bash(folder: TestFolder, line: string): string[] {
  const words = line.split(/ +|(?<=[=:])|(?=[=:])/);
  const program = `source ./script
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_session_lint
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return start('bash', ['--norc', '-c', program], folder.path)
    .split('\n')
    .filter((word) => word !== '');
}

/** In a terminal of its own: what is typed, a tab, and what the shell makes of it. */
function zsh(folder: TestFolder, line: string): string {
  const program = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= PROMPT_EOL_MARK= ; unsetopt zle_bracketed_paste beep; autoload -Uz compinit; compinit -u -D; source ./script"
zpty -w shell 'shown() { print -r -- "<<$BUFFER>>"; BUFFER=; zle accept-line }; zle -N shown; bindkey "^X" shown; echo re""ady'
zpty -r shell output '*ready*'
zpty -w -n shell ${JSON.stringify(line)}$'\\t\\x18'
zpty -r shell output '*\\>\\>*'
print -r -- "$output"
zpty -d shell`;
  const output = start('zsh', ['-f', '-c', program], folder.path);
  return /<<(.*)>>/.exec(output)?.[1] ?? output;
}

function fish(folder: TestFolder, line: string): string[] {
  const output = start('fish', ['--no-config', '-c', `source ./script; complete -C '${line}'`], folder.path);
  return output
    .split('\n')
    .filter((word) => word !== '')
    .map((word) => word.split('\t')[0] ?? '');
}

const IDS = Object.keys(rules);

describe('bash', () => {
  test.each([
    ['session-lint --form', ['--format']],
    ['session-lint -f sar', ['sarif']],
    ['session-lint --format=sar', ['sarif']],
    ['session-lint --preset st', ['strict']],
    ['session-lint --explain no-lost', ['no-lost-mutation']],
    ['session-lint --explain ', IDS],
    ['session-lint --rule no-lost', ['no-lost-mutation:']],
    ['session-lint --rule no-lost-mutation:w', ['warn']],
    ['session-lint --rule no-lost-mutation:', ['off', 'warn', 'error']],
    ['session-lint --output-file sa', ['sarif=']],
    ['session-lint --output-file sarif=Ke', ['Kept.java']],
    ['session-lint --config Ke', ['Kept.java']],
    ['session-lint --init h', ['hook']],
    ['session-lint --quiet Ke', ['Kept.java']],
    ['session-lint con', ['conf']],
    ['session-lint --max-warnings ', []],
  ])('%s', async (line, words) => {
    expect(bash(await withScript('bash'), line)).toEqual(words);
  });
});

describe('fish', () => {
  test.each([
    ['session-lint --form', ['--format']],
    ['session-lint -f sar', ['sarif']],
    ['session-lint --format=sar', ['--format=sarif']],
    ['session-lint --explain no-lost', ['no-lost-mutation']],
    ['session-lint --rule no-lost-mutation:w', ['no-lost-mutation:warn']],
    ['session-lint --output-file sa', ['sarif=']],
    ['session-lint --config Ke', ['Kept.java']],
    ['session-lint Ke', ['Kept.java']],
    ['session-lint --max-warnings ', []],
  ])('%s', async (line, words) => {
    expect(fish(await withScript('fish'), line)).toEqual(words);
  });
});

describe('zsh', () => {
  test.each([
    ['session-lint --forma', 'session-lint --format='],
    ['session-lint -f sar', 'session-lint -f sarif '],
    ['session-lint --format=sar', 'session-lint --format=sarif '],
    ['session-lint --explain no-lost', 'session-lint --explain no-lost-mutation '],
    ['session-lint --rule no-lost', 'session-lint --rule no-lost-mutation:'],
    ['session-lint --rule no-lost-mutation:w', 'session-lint --rule no-lost-mutation:warn '],
    ['session-lint --output-file sa', 'session-lint --output-file sarif='],
    ['session-lint --output-file sarif=Ke', 'session-lint --output-file sarif=Kept.java '],
    ['session-lint Ke', 'session-lint Kept.java '],
  ])('%s', async (line, completed) => {
    expect(zsh(await withScript('zsh'), line)).toBe(completed);
  });
});
