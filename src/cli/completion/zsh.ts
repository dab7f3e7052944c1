import type { CompletedOption, Values } from './words.ts';

/** Works as a file `_session-lint` in a folder of `fpath`, and with `source`. */
export function zshScript(options: readonly CompletedOption[]): string {
  const specs = options.flatMap(({ flags, description, values }) =>
    flags.map((flag) => `    ${quoted(specOf(flag, flags, description, values))}`),
  );
  const rules = options.find(({ values }) => values.kind === 'rule-and-level')?.values;
  const formats = options.find(({ values }) => values.kind === 'format-and-file')?.values;
  const [ids, levels] = rules?.kind === 'rule-and-level' ? [rules.rules, rules.levels] : [[], []];
  const names = formats?.kind === 'format-and-file' ? formats.formats : [];
  return `#compdef session-lint
# Completion of session-lint for zsh: source <(session-lint --completion zsh), after compinit.
_session-lint-rule() {
  if compset -P '*:'; then
    compadd -- ${levels.join(' ')}
  else
    compadd -q -S : -- ${ids.join(' ')}
  fi
}
_session-lint-output() {
  if compset -P '*='; then
    _files
  else
    compadd -q -S = -- ${names.join(' ')}
  fi
}
_session-lint() {
  _arguments -S \\
${specs.join(' \\\n')} \\
    '*:file or folder:_files'
}
if [ "\${funcstack[1]}" = "_session-lint" ]; then
  _session-lint "$@"
else
  compdef _session-lint session-lint
fi
`;
}

function specOf(flag: string, flags: readonly string[], description: string, values: Values): string {
  const isRepeatable = /repeatable/.test(description);
  const others = isRepeatable || flags.length === 1 ? '' : `(${flags.join(' ')})`;
  const text = description.replace(/[[\]:\\]/g, '\\$&');
  const equals =
    values.kind !== 'none' && flag.startsWith('--') && !(values.kind === 'words' && values.optional) ? '=' : '';
  return `${isRepeatable ? '*' : others}${flag}${equals}[${text}]${actionOf(values)}`;
}

function actionOf(values: Values): string {
  switch (values.kind) {
    case 'none':
      return '';
    case 'free':
      return ':value: ';
    case 'files':
      return ':file:_files';
    case 'words':
      return `${values.optional ? '::' : ':'}value:(${values.words.join(' ')})`;
    case 'rule-and-level':
      return ':rule:_session-lint-rule';
    case 'format-and-file':
      return ':output:_session-lint-output';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
