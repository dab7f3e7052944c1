/** From paths and globs to the files to lint. */
import { type Dirent, type Stats, readdirSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { kindOf } from '../file-kinds.ts';
import {
  type IgnoreReason,
  IgnoreScope,
  isBuiltInIgnored,
  scopeAbove,
  type UserIgnores,
  withGitignore,
  workTreeRoot,
} from './ignore-rules.ts';
import { UserError } from './user-error.ts';

export type Found =
  | { readonly type: 'file'; readonly path: string }
  /** A folder that could not be listed. */
  | { readonly type: 'unreadable'; readonly path: string; readonly reason: string }
  /** A file that the user named, of a kind that is not linted. */
  | { readonly type: 'unsupported'; readonly path: string }
  /** A file or folder that the user named, and that patterns of the user leave out. */
  | { readonly type: 'ignored'; readonly path: string; readonly reason: IgnoreReason };

interface Request {
  readonly cwd: string;
  readonly targets: readonly string[];
  readonly ignores: readonly UserIgnores[];
}

/**
 * Each file once, in no particular order. Symbolic links are not followed below a folder: one that stays in the tree
 * leads to what is visited anyway, one that leaves it is none of our business. A path that the user names is followed.
 * @throws {UserError} for a path that does not exist, or a glob that matches nothing
 */
export function* discover({ cwd, targets, ignores }: Request): Generator<Found> {
  const userScope = IgnoreScope.ofUser(ignores);
  const seen = new Set<string>();
  for (const target of targets.length === 0 ? ['.'] : targets) {
    for (const found of discoverTarget(target, cwd, userScope)) {
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      yield found;
    }
  }
}

/**
 * Of files that are known already, those that the targets hold and that nothing leaves out. A file that git tracks is linted
 * although a .gitignore names it.
 * @throws {UserError} for a target that does not exist
 */
export function* discoverAmong(paths: readonly string[], { cwd, targets, ignores }: Request): Generator<Found> {
  const userScope = IgnoreScope.ofUser(ignores);
  const isWanted = (targets.length === 0 ? ['.'] : targets).map((target) => targetTest(target, cwd));
  for (const path of paths) {
    if (kindOf(path) === undefined || !isWanted.some((test) => test(path))) continue;
    const names = namesAbove(dirname(path), cwd);
    if (names.some((name, depth) => isBuiltInIgnored(name, names.slice(0, depth)))) continue;
    if (!userScope?.ignores(path, false)) yield { type: 'file', path };
  }
}

function targetTest(target: string, cwd: string): (path: string) => boolean {
  const named = resolve(cwd, target);
  if (statOf(named) !== undefined)
    return (path) => path === named || path.startsWith(named.endsWith(sep) ? named : named + sep);
  const { matches } = globOf(target);
  return (path) => matches(globSubject(path, target, cwd));
}

function globOf(target: string): { readonly base: string; readonly matches: (name: string) => boolean } {
  const { isGlob, base } = picomatch.scan(target);
  if (!isGlob) throw new UserError(`The path ${target} does not exist.`);
  const pattern = sep === '/' ? target : target.replaceAll(sep, '/');
  return { base, matches: picomatch(pattern.replace(/^(\.\/)+/, ''), { dot: true }) };
}

function* discoverTarget(target: string, cwd: string, userScope: IgnoreScope | undefined): Generator<Found> {
  const path = resolve(cwd, target);
  const stats = statOf(path);
  const reason = stats && userScope?.reasonFor(path, stats.isDirectory());
  if (reason !== undefined) {
    yield { type: 'ignored', path, reason };
    return;
  }
  if (stats?.isDirectory()) {
    yield* walk({ root: path, cwd, userScope });
    return;
  }
  if (stats !== undefined) {
    // A pipe or a device would block or never end.
    if (!stats.isFile()) throw new UserError(`${target} is neither a file nor a folder.`);
    if (kindOf(path) === undefined) yield { type: 'unsupported', path };
    else yield { type: 'file', path };
    return;
  }
  const glob = globOf(target);
  const base = resolve(cwd, glob.base);
  const { matches } = glob;
  let any = false;
  if (statOf(base)?.isDirectory()) {
    for (const found of walk({ root: base, cwd, userScope, withOthers: true })) {
      const name = globSubject(found.path, target, cwd);
      if (found.type === 'unsupported' ? !matches(name) : found.type === 'file' && !matches(name)) continue;
      any = true;
      if (found.type !== 'unsupported') yield found;
    }
  }
  if (!any) throw new UserError(`No file matches the pattern ${target}.`);
}

/** What the pattern is matched with: the path as the pattern spells it, absolute or relative to the working folder. */
function globSubject(path: string, glob: string, cwd: string): string {
  const absolute = resolve(glob) === glob;
  const subject = absolute ? path : relative(cwd, path);
  return sep === '/' ? subject : subject.replaceAll(sep, '/');
}

interface Walk {
  readonly root: string;
  readonly cwd: string;
  readonly userScope: IgnoreScope | undefined;
  readonly withOthers?: boolean;
}

interface Folder {
  readonly path: string;
  /** Names from the root of the project down to this folder. */
  readonly names: readonly string[];
  readonly scope: IgnoreScope | undefined;
}

/** Without a repository the project is taken to start in the working folder; folders above it say nothing. */
function namesAbove(root: string, cwd: string): readonly string[] {
  const top = workTreeRoot(root) ?? cwd;
  const inside = relative(top, root).split(sep);
  return inside[0] === '..' || inside[0] === '' ? [basename(root)] : inside;
}

/** `withOthers` gives the files of other kinds as well. */
function* walk({ root, cwd, userScope, withOthers = false }: Walk): Generator<Found> {
  const stack: Folder[] = [{ path: root, names: namesAbove(root, cwd), scope: scopeAbove(root) }];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder.path, { withFileTypes: true });
    } catch (error) {
      yield { type: 'unreadable', path: folder.path, reason: error instanceof Error ? error.message : String(error) };
      continue;
    }
    const hasGitignore = entries.some((entry) => entry.name === '.gitignore');
    const scope = hasGitignore ? withGitignore(folder.path, folder.scope) : folder.scope;
    const prefix = folder.path.endsWith(sep) ? folder.path : folder.path + sep;
    for (const entry of entries) {
      // Not join: it would normalize again what is normalized, at a third of the cost of the walk.
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (isBuiltInIgnored(entry.name, folder.names)) continue;
        if (scope?.ignores(path, true) || userScope?.ignores(path, true)) continue;
        stack.push({ path, names: [...folder.names, entry.name], scope });
      } else if (entry.isFile()) {
        const supported = kindOf(path) !== undefined;
        if (!supported && !withOthers) continue;
        if (scope?.ignores(path, false) || userScope?.ignores(path, false)) continue;
        yield { type: supported ? 'file' : 'unsupported', path };
      }
    }
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
