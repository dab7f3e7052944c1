/** What in a repository says that the application runs in several processes. */
export interface ClusterEvidence {
  readonly kind: 'pm2' | 'cluster' | 'kubernetes' | 'compose' | 'serverless' | 'nginx' | 'production' | 'sticky';
  /** Absolute. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** A clause that follows the place: `runs 'max' instances`. */
  readonly text: string;
  /** The processes may be on different hosts. */
  readonly hosts: 'one' | 'many';
  /** File that the processes run, as far as it is named: a worker of its own is no server. */
  readonly script: string | undefined;
}
