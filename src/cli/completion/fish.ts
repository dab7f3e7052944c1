import type { CompletedOption, Values } from './words.ts';

/** For fish 3 and later: `session-lint --completion fish | source`. */
export function fishScript(options: readonly CompletedOption[]): string {
  const lines = options.map(({ flags, description, values }) => {
    const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
    return `complete -c session-lint ${names.join(' ')}${valuesOf(values)} -d ${quoted(description)}`;
  });
  return `# Completion of session-lint for fish: session-lint --completion fish | source
${lines.join('\n')}
`;
}

function valuesOf(values: Values): string {
  const exclusive = (words: readonly string[]) => ` -x -a ${quoted(words.join(' '))}`;
  switch (values.kind) {
    case 'none':
      return '';
    case 'free':
      return ' -x';
    case 'files':
      return ' -r -F';
    case 'words':
      // Fish knows no values that may be left out; as words of their own they complete all the same.
      return values.optional ? ` -f -a ${quoted(values.words.join(' '))}` : exclusive(values.words);
    case 'rule-and-level':
      return exclusive(values.rules.flatMap((rule) => values.levels.map((level) => `${rule}:${level}`)));
    case 'format-and-file':
      return ` -r -F -a ${quoted(values.formats.map((format) => `${format}=`).join(' '))}`;
  }
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
