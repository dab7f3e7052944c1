/** What a rule is told: where, which of its messages, and how it may be mended. */
import type { Range } from '../../languages/shared/syntax.ts';

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Suggestion<Id extends string = string> {
  readonly id: Id;
  readonly data: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

export interface ConfigFinding<Id extends string = string, SuggestionId extends string = string> {
  /** The rule's message id. */
  readonly id: Id;
  readonly range: Range;
  readonly data: Readonly<Record<string, string>>;
  /** Only what is proved to be safe. */
  readonly fix?: readonly Edit[] | undefined;
  readonly suggest?: Suggestion<SuggestionId> | undefined;
}
