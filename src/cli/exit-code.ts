/** What the process tells its caller. */
export const ExitCode = {
  /** Nothing of error severity, and no more warnings than allowed. */
  clean: 0,
  /** Findings of error severity, or more warnings than --max-warnings allows. */
  findings: 1,
  /** A mistake in the command line or in a configuration, or an internal error. */
  failure: 2,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
