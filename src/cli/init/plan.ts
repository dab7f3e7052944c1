/** What `--init` is going to write, decided before anything is written. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
  /** What is said when it was written; sentences. */
  readonly says: readonly string[];
}

/** Something that cannot be done without changing a file of the user's. */
export interface Refusal {
  /** A clause: `.husky/pre-commit is there already`. */
  readonly reason: string;
  /** What to add by hand. */
  readonly hint: string;
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly refusals: readonly Refusal[];
}
