/** The formats by name. A formatter is a function of the results alone, and of how they are to be shown. */
import type { FileResult } from '../results.ts';

export const FORMAT_NAMES = [
  'stylish',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'html',
  'compact',
] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

export interface Presentation {
  /** Paths below it are shown relative to it. */
  readonly cwd: string;
  /** What paths in reports for CI servers are relative to; the working folder where it is not given. */
  readonly root?: string;
  readonly color: boolean;
  /** Width of the terminal; undefined when the output is none. */
  readonly columns?: number | undefined;
  /** Texts before fixes that were made or would be made, by path: shown as a diff. */
  readonly originals?: ReadonlyMap<string, string>;
  /** What the run worked with, for reports that tell it. */
  readonly run?: RunFacts;
  readonly maxWarningsExceeded?: MaxWarningsExceeded | undefined;
}

export interface RunFacts {
  /** As the user wrote them. */
  readonly targets: readonly string[];
  readonly preset: string;
  /** The setting: `auto` where it is found out. */
  readonly sessionManager: string;
  /** Globs of server.xml files, one list per cluster. */
  readonly peers: readonly (readonly string[])[];
  /** Absolute; null when there is none. */
  readonly configFile: string | null;
}

/** ESLint's word for a run that `--max-warnings` lets fail. */
export interface MaxWarningsExceeded {
  readonly maxWarnings: number;
  readonly foundWarnings: number;
}

export type Formatter = (results: readonly FileResult[], presentation: Presentation) => string | Promise<string>;

/**
 * Formatters are loaded when they are used: our own by name, then those of others.
 * @param option what names it, for messages
 * @throws {UserError} when there is none of this name
 */
export async function loadFormatter(name: string, option: string, cwd: string): Promise<Formatter> {
  const own = FORMAT_NAMES.find((known) => known === name);
  if (own !== undefined) return ownFormatter(own);
  const { installedFormatter } = await import('./installed-formatter.ts');
  return installedFormatter(name, option, cwd, FORMAT_NAMES);
}

async function ownFormatter(name: FormatName): Promise<Formatter> {
  switch (name) {
    case 'json':
      return (await import('./json.ts')).formatJson;
    case 'stylish':
      return (await import('./stylish.ts')).formatStylish;
    case 'sarif':
      return (await import('./sarif.ts')).formatSarif;
    case 'github':
      return (await import('./github.ts')).formatGithub;
    case 'gitlab':
      return (await import('./gitlab.ts')).formatGitlab;
    case 'junit':
      return (await import('./junit.ts')).formatJunit;
    case 'checkstyle':
      return (await import('./checkstyle.ts')).formatCheckstyle;
    case 'html':
      return (await import('./html.ts')).formatHtml;
    case 'compact':
      return (await import('./compact.ts')).formatCompact;
  }
}
