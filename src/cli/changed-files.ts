/** The files that git says have changed: those that are staged, or those of a branch. */
import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { kindOf } from '../file-kinds.ts';
import { Repository } from './git.ts';
import type { CliIo } from './io.ts';
import { UserError } from './user-error.ts';

export interface ChangedFiles {
  /** Absolute, sorted. */
  readonly paths: readonly string[];
  /** What is to be linted in the place of what is on disk, by path. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** Submodules are repositories of their own; what a link leads to is somewhere else. */
const FILE_MODE = '100';
const OF_FILES = ['--no-renames', '--ignore-submodules=all', '--no-ext-diff', '--no-relative', '-z'];

/**
 * What the next commit would have. A file that is staged as it lies in the work tree is linted from there; of one that was
 * changed since, or removed, the staged text is given.
 * @throws {UserError}
 */
export async function stagedFiles(io: Pick<CliIo, 'cwd' | 'env'>): Promise<ChangedFiles> {
  const repository = await Repository.around(io, '--staged');
  const staged = await repository.run(['diff', '--cached', '--raw', '--no-abbrev', '--diff-filter=d', ...OF_FILES]);
  const blobs = new Map<string, string>();
  const fields = repository.fields(staged.toString('utf8'));
  for (let at = 0; at + 1 < fields.length; at += 2) {
    // ":100644 100644 <blob> <blob> M"
    const [, mode = '', , blob = '', status] = (fields[at] ?? '').split(' ');
    const path = resolve(repository.root, fields[at + 1] ?? '');
    // What is in conflict has no text that would be committed.
    if (mode.startsWith(FILE_MODE) && status !== 'U' && kindOf(path) !== undefined) blobs.set(path, blob);
  }
  const changedSince = new Set(await repository.paths(['diff', '--name-only', ...OF_FILES]));
  const partly = [...blobs].filter(([path]) => changedSince.has(path));
  return { paths: [...blobs.keys()].sort(), contents: await textsOf(partly, repository) };
}

/** The files of the work tree that differ from where the branch left `revision`, those that git does not know yet included. */
export async function filesSince(revision: string, io: Pick<CliIo, 'cwd' | 'env'>): Promise<ChangedFiles> {
  const option = '--since';
  const repository = await Repository.around(io, option);
  const verify = (name: string) => repository.ask(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  const known = await verify(revision);
  // A name that starts with a dash would be an option.
  if (revision.startsWith('-') || known.code !== 0)
    throw new UserError(`${option}: git knows no revision "${revision}".`);
  if ((await verify('HEAD')).code !== 0) throw new UserError(`${option}: there is no commit yet.`);
  const base = await repository.ask(['merge-base', known.output.toString('latin1').trim(), 'HEAD']);
  if (base.code !== 0) {
    throw new UserError(
      `${option}: "${revision}" and the current branch have no commit in common.`,
      'If the clone is shallow, fetch more of its history, such as with git fetch --unshallow.',
    );
  }
  const commit = base.output.toString('utf8').trim();
  const changed = await repository.paths(['diff', '--name-only', '--diff-filter=d', ...OF_FILES, commit]);
  const untracked = await repository.paths(['ls-files', '--others', '--exclude-standard', '-z']);
  // Links may lead out of the tree.
  const paths = [...new Set([...changed, ...untracked])].filter((path) => isOrdinaryFile(path));
  return { paths: paths.sort(), contents: new Map() };
}

function isOrdinaryFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** One process for all of them. */
async function textsOf(
  blobs: readonly (readonly [path: string, blob: string])[],
  repository: Repository,
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  if (blobs.length === 0) return contents;
  const output = await repository.run(['cat-file', '--batch'], blobs.map(([, blob]) => `${blob}\n`).join(''));
  let at = 0;
  for (const [path] of blobs) {
    // "<blob> blob <size>", the bytes, and a line end.
    const lineEnd = output.indexOf('\n', at);
    const size = Number(output.toString('latin1', at, lineEnd).split(' ')[2]);
    if (!Number.isInteger(size)) throw new Error(`git cat-file gave no text of ${path}`);
    contents.set(path, output.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size + 1;
  }
  return contents;
}
