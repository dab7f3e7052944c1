/** What a file of the project says about the session manager that will serve the application. */
export interface SessionEvidence {
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** The line, trimmed. */
  readonly text: string;
}

/**
 * How much a signal weighs. A filter that replaces the container's session decides, whatever the container does. Then what is
 * configured, from the application's own descriptor to a server configuration that happens to lie in the tree. Then what is
 * merely on the class path.
 */
export const weights = {
  replacingFilter: 5,
  applicationDescriptor: 4,
  serverConfiguration: 3,
  library: 2,
  /** Says which container, not that it replicates in a special way: only for managers under which nothing is silenced. */
  container: 1,
} as const;

export interface SessionSignal {
  readonly manager: string;
  readonly weight: number;
  readonly evidence: SessionEvidence;
}
