/** A library that a build file names, or whose jar lies in the project. */
export interface Dependency {
  /** Null where only a file name is known. */
  readonly group: string | null;
  readonly artifact: string;
  /** Null when it is given elsewhere or cannot be worked out. */
  readonly version: string | null;
  /**
   * library: on the application's class path. managed: only a version, for whoever uses the library (dependencyManagement,
   * an imported bill of materials, a parent). plugin: part of the build itself. test: on the class path of tests only.
   */
  readonly role: 'library' | 'managed' | 'plugin' | 'test';
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** The line, trimmed. */
  readonly text: string;
}
