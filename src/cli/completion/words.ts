/** What can stand where on the command line, from the declaration of the options. */
import type { Command } from 'commander';
import { FORMAT_NAMES } from '../format/formats.ts';
import { RULE_CATALOGUE } from '../../rule-catalogue.ts';

export interface CompletedOption {
  /** As written: `-f`, `--format`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly values: Values;
}

export type Values =
  /** It takes none. */
  | { readonly kind: 'none' }
  /** It takes one that cannot be told. */
  | { readonly kind: 'free' }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'files' }
  /** `no-lost-mutation:warn`. */
  | { readonly kind: 'rule-and-level'; readonly rules: readonly string[]; readonly levels: readonly string[] }
  /** `json=report.json`. */
  | { readonly kind: 'format-and-file'; readonly formats: readonly string[] };

const LEVELS = ['off', 'warn', 'error'];

/** Of the options whose words are no declared choices. */
function wordsOf(option: string): Values | undefined {
  const ids = Object.keys(RULE_CATALOGUE);
  switch (option) {
    case '--format':
      return { kind: 'words', words: FORMAT_NAMES, optional: false };
    case '--explain':
      return { kind: 'words', words: ids, optional: false };
    case '--rule':
      return { kind: 'rule-and-level', rules: ids, levels: LEVELS };
    case '--output-file':
      return { kind: 'format-and-file', formats: FORMAT_NAMES };
    case '--concurrency':
      return { kind: 'words', words: ['auto'], optional: false };
    case '--encoding':
      return {
        kind: 'words',
        words: ['GBK', 'GB18030', 'Big5', 'Shift_JIS', 'EUC-KR', 'ISO-8859-1', 'windows-1252'],
        optional: false,
      };
    default:
      return undefined;
  }
}

export function completedOptions(command: Command): readonly CompletedOption[] {
  const help = command.createHelp();
  return help.visibleOptions(command).map((option) => {
    const { long, short, required, optional, argChoices, flags, description } = option;
    const takesFile = /<(?:[^>]*\b)?(?:file|path|folder)>|\[(?:file|path|folder)\]/.test(flags);
    const known = wordsOf(long ?? '');
    const values: Values =
      !required && !optional
        ? { kind: 'none' }
        : argChoices !== undefined
          ? { kind: 'words', words: argChoices, optional }
          : (known ?? { kind: takesFile ? 'files' : 'free' });
    return { flags: [short, long].filter((flag) => flag !== undefined), description, values };
  });
}
