import type { CompletedOption } from './words.ts';

/** For bash 4 and later. It breaks words at `=` and `:`, so that `--format=sa` arrives as three words. */
export function bashScript(options: readonly CompletedOption[]): string {
  const cases = options.flatMap((option) => caseOf(option));
  const all = options.flatMap(({ flags }) => flags).join(' ');
  return `# Completion of session-lint for bash: eval "$(session-lint --completion bash)"
_session_lint() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} option
  COMPREPLY=()
  # What stands before the mark that bash broke the word at.
  local mark=""
  if [[ $cur == [=:] ]]; then
    mark=$cur option=$prev prev=\${COMP_WORDS[COMP_CWORD-2]} cur=""
  elif [[ $prev == [=:] ]]; then
    mark=$prev option=\${COMP_WORDS[COMP_CWORD-2]} prev=\${COMP_WORDS[COMP_CWORD-3]}
  fi
  if [[ $mark == = && $option == -* ]]; then
    prev=$option mark=""
  fi
  case $prev$mark in
${cases.join('\n')}
  esac
  if [[ -z $mark && $cur == -* ]]; then
    COMPREPLY=($(compgen -W ${quoted(all)} -- "$cur"))
  else
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
  fi
}
complete -F _session_lint session-lint
`;
}

function caseOf({ flags, values }: CompletedOption): readonly string[] {
  const pattern = flags.join('|');
  const words = (list: readonly string[]) => `COMPREPLY=($(compgen -W ${quoted(list.join(' '))} -- "$cur"))`;
  const files = `compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur")`;
  switch (values.kind) {
    case 'none':
      return [];
    case 'free':
      return [`    ${pattern}) return ;;`];
    case 'files':
      return [`    ${pattern}) ${files}; return ;;`];
    case 'words':
      // After an option whose value may be left out, anything else may follow as well.
      return [
        `    ${pattern}) ${words(values.words)}${values.optional ? '; [[ ${#COMPREPLY[@]} -gt 0 ]] && return' : '; return'} ;;`,
      ];
    case 'rule-and-level':
      return [
        `    ${pattern}) compopt -o nospace 2>/dev/null; ${words(values.rules)}; COMPREPLY=("\${COMPREPLY[@]/%/:}"); return ;;`,
        `    ${flags.map((flag) => `${flag}:`).join('|')}) ${words(values.levels)}; return ;;`,
      ];
    case 'format-and-file':
      return [
        `    ${pattern}) compopt -o nospace 2>/dev/null; ${words(values.formats)}; COMPREPLY=("\${COMPREPLY[@]/%/=}"); return ;;`,
        `    ${flags.map((flag) => `${flag}=`).join('|')}) ${files}; return ;;`,
      ];
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
