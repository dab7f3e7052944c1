/** Which folders and files a walk leaves out: .gitignore files, patterns of the user, and what never holds sources. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Patterns in .gitignore syntax, relative to a folder. */
export interface IgnoreList {
  /** Absolute. */
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** Patterns of the user. Plain data: they are sent to worker threads as they are. */
export interface UserIgnores extends IgnoreList {
  /** Where they are written: `session-lint.config.json`, `--ignore-pattern`. */
  readonly source: string;
}

/** Why a path is left out. */
export interface IgnoreReason {
  readonly pattern: string;
  readonly source: string;
}

const NEVER_SOURCES = new Set(['node_modules', '.git', '.hg', '.svn']);

/** Where builds put their results. Below a source folder the same names are Java packages (`com.acme.build`). */
const BUILD_OUTPUT = new Set(['target', 'build', 'dist']);
const SOURCE_FOLDERS = new Set(['src', 'source', 'sources', 'java', 'javasource', 'main', 'test']);

/**
 * True for a folder that is left out whatever the project says.
 * @param above names of the folders between the root of the project and this one
 */
export function isBuiltInIgnored(name: string, above: readonly string[]): boolean {
  if (NEVER_SOURCES.has(name)) return true;
  return BUILD_OUTPUT.has(name) && !above.some((folder) => SOURCE_FOLDERS.has(folder.toLowerCase()));
}

/** The ignore files that hold for one folder: its own, then those of the folders above. Immutable. */
export class IgnoreScope {
  readonly #matcher: Ignore;
  readonly #folder: string;
  readonly #source: string;
  readonly #above: IgnoreScope | undefined;

  private constructor(folder: string, source: string, matcher: Ignore, above: IgnoreScope | undefined) {
    this.#folder = folder;
    this.#source = source;
    this.#matcher = matcher;
    this.#above = above;
  }

  static of({ folder, patterns, source = '.gitignore' }: IgnoreList & Partial<UserIgnores>, above?: IgnoreScope) {
    return new IgnoreScope(folder, source, ignore({ ignorecase: false }).add([...patterns]), above);
  }

  /** The lists of the user as one scope, the later ones over the earlier. */
  static ofUser(lists: readonly UserIgnores[]): IgnoreScope | undefined {
    return lists.reduce<IgnoreScope | undefined>((above, list) => IgnoreScope.of(list, above), undefined);
  }

  /** The nearest scope that has something to say about the path decides, as in git. */
  ignores(path: string, isFolder: boolean): boolean {
    return this.reasonFor(path, isFolder) !== undefined;
  }

  /** The pattern that leaves the path out, or undefined where none does. */
  reasonFor(path: string, isFolder: boolean): IgnoreReason | undefined {
    const inside = relativePath(this.#folder, path);
    if (inside !== undefined) {
      const answer = this.#matcher.test(isFolder ? `${inside}/` : inside);
      if (answer.rule !== undefined) return { pattern: answer.rule.pattern, source: this.#source };
      if (answer.unignored) return undefined;
    }
    // As deep as there are folders with ignore files between the path and the root: a few at most.
    return this.#above?.reasonFor(path, isFolder);
  }
}

/** The scope of a folder whose .gitignore file is added, when there is one. */
export function withGitignore(folder: string, above: IgnoreScope | undefined): IgnoreScope | undefined {
  const patterns = readPatterns(join(folder, '.gitignore'));
  return patterns === undefined ? above : IgnoreScope.of({ folder, patterns }, above);
}

/** The ignore files between the root of the work tree and `folder`, `folder` itself left out. */
export function scopeAbove(folder: string): IgnoreScope | undefined {
  const root = workTreeRoot(folder);
  if (root === undefined || root === folder) return root === undefined ? undefined : repositoryExcludes(root);
  const between: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    between.unshift(at);
    if (at === root) break;
  }
  return between.reduce((scope, at) => withGitignore(at, scope), repositoryExcludes(root));
}

/** The nearest folder at or above this one that holds a `.git`. */
export function workTreeRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function repositoryExcludes(root: string): IgnoreScope | undefined {
  const patterns = readPatterns(join(root, '.git', 'info', 'exclude'));
  return patterns === undefined ? undefined : IgnoreScope.of({ folder: root, patterns });
}

function readPatterns(path: string): readonly string[] | undefined {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return undefined;
  }
}

/** With `/` between names; undefined when the path is not below the folder. Both are absolute and normalized. */
function relativePath(folder: string, path: string): string | undefined {
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  if (!path.startsWith(prefix) || path.length === prefix.length) return undefined;
  const inside = path.slice(prefix.length);
  return sep === '/' ? inside : inside.replaceAll(sep, '/');
}
