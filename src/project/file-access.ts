/**
 * File system access that never throws: a missing, unreadable or vanished path is an ordinary answer. The file being linted
 * has the text that it has in its editor.
 */
import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, parse, sep } from 'node:path';
import type { CacheTable, ProjectCache } from './project-cache.ts';
import { decode } from './decode.ts';
import { ObservedListing } from './observed-listing.ts';
import { openDocumentAt } from './open-document.ts';
import { digestOf, isNoting, isRecording, note, noteUntold, settledStamp } from './reading.ts';

/** No hand-written source or descriptor is larger. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** `linked`: a symbolic link to a folder; a link to a file is a file. */
export type EntryKind = 'file' | 'folder' | 'linked';

/** Changes whenever the file or the folder changes; undefined when there is none. */
export function stampOf(path: string): string | undefined {
  const open = openDocumentAt(path);
  if (open !== undefined) return open.stamp;
  try {
    const stat = statSync(path);
    return `${stat.mtimeMs}:${stat.ctimeMs}:${stat.size}:${stat.ino}`;
  } catch {
    return undefined;
  }
}

export function isFolder(path: string): boolean {
  return kindOf(path) === 'folder';
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const kind = typeOf(path);
  note(path, 'type', kind ?? '', null);
  return kind;
}

/** Not noted, as are all functions here whose names do not say that they read. */
export function typeOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    return stat.isDirectory() ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for a path that is no readable ordinary file, or larger than any source file. */
export function readBytes(path: string): Buffer | undefined {
  const open = openDocumentAt(path);
  if (open !== undefined) {
    noteUntold();
    return Buffer.from(open.text);
  }
  const { bytes, stat } = fileAt(path);
  if (isNoting()) noteContent(path, 'content', bytes, stat);
  return bytes;
}

/** What is on disk, whatever an editor has; nothing is noted of it. */
export function bytesOnDisk(path: string): Buffer | undefined {
  return fileAt(path).bytes;
}

interface FileContent {
  readonly bytes: Buffer | undefined;
  /** As it was before the file was read. */
  readonly stat: Stats | undefined;
}

function fileAt(path: string): FileContent {
  let stat: Stats | undefined;
  try {
    stat = statSync(path);
    // A pipe or a device would block or never end.
    const isReadable = stat.isFile() && stat.size <= MAX_FILE_BYTES;
    return { bytes: isReadable ? readFileSync(path) : undefined, stat };
  } catch {
    return { bytes: undefined, stat };
  }
}

/** Several questions are asked of one file: as long as its times stay, so does its digest. */
const digests = new Map<string, { readonly stamp: string | null; readonly digest: string }>();

function noteContent(path: string, what: string, bytes: Buffer | undefined, stat: Stats | undefined): void {
  const stamp = stat === undefined ? null : settledStamp(stat);
  const key = `${path}\0${what}`;
  const known = digests.get(key);
  if (known !== undefined && stamp !== null && known.stamp === stamp) {
    note(path, what, known.digest, stamp);
    return;
  }
  const digest = bytes === undefined ? '' : digestOf(bytes);
  if (bytes !== undefined) digests.set(key, { stamp, digest });
  note(path, what, digest, stamp);
}

/** The digest that is noted of a file; empty for one that cannot be read. */
export function contentDigest(path: string): string {
  const { bytes } = fileAt(path);
  return bytes === undefined ? '' : digestOf(bytes);
}

export function readText(path: string, declared?: readonly string[]): string | undefined {
  const bytes = readBytes(path);
  return bytes && decode(bytes, declared).text;
}

/** The first bytes of a file, as text. */
export function readStart(path: string, length: number): string | undefined {
  const open = openDocumentAt(path);
  if (open !== undefined) {
    noteUntold();
    return open.text.slice(0, length);
  }
  const { bytes, stat } = startAt(path, length);
  if (isNoting()) noteContent(path, `start ${length}`, bytes, stat);
  return bytes && decode(bytes).text;
}

function startAt(path: string, length: number): FileContent {
  let descriptor: number | undefined;
  let stat: Stats | undefined;
  try {
    if (typeOf(path) !== 'file') return { bytes: undefined, stat };
    descriptor = openSync(path, 'r');
    stat = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(length, stat.size));
    return { bytes: buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0)), stat };
  } catch {
    return { bytes: undefined, stat };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function startDigest(path: string, length: number): string {
  const { bytes } = startAt(path, length);
  return bytes === undefined ? '' : digestOf(bytes);
}

interface Listing {
  readonly names: ReadonlyMap<string, EntryKind>;
  /** Of the folder before it was listed; only when that is recorded. */
  readonly stamp: string | null;
}

const listings: CacheTable<Listing> = { name: 'listings' };

/** Names in a folder, exactly as they are spelled on disk (a lookup with existsSync would accept `user.java` for `User.java`
 * on a file system that ignores case). Empty for a path that is no readable folder. */
export function listFolder(path: string, cache: ProjectCache): ReadonlyMap<string, EntryKind> {
  const { names, stamp } = cache.fromFile(listings, path, readFolder);
  return isRecording() ? new ObservedListing(path, names, stamp) : names;
}

/** The same, without noting it. */
export function namesIn(path: string, cache: ProjectCache): ReadonlyMap<string, EntryKind> {
  return cache.fromFile(listings, path, readFolder).names;
}

function readFolder(path: string): Listing {
  const names = new Map<string, EntryKind>();
  let stamp = isRecording() ? folderStamp(path) : null;
  try {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isFile()) names.set(entry.name, 'file');
      else if (entry.isDirectory()) names.set(entry.name, 'folder');
      else if (entry.isSymbolicLink()) {
        // Where a link leads may change, and the folder's times stay.
        stamp = null;
        const kind = typeOf(join(path, entry.name));
        if (kind) names.set(entry.name, kind === 'folder' ? 'linked' : kind);
      }
    }
  } catch {
    return { names, stamp };
  }
  return { names, stamp };
}

function folderStamp(path: string): string | null {
  try {
    return settledStamp(statSync(path));
  } catch {
    return null;
  }
}

/** The path without symbolic links; the path itself when it cannot be resolved. */
export function realPath(path: string): string {
  const real = realPathOf(path);
  note(path, 'real', real, null);
  return real;
}

export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** The folder and the folders above it, nearest first, ending with the root of the file system. */
export function ancestorsOf(folder: string): readonly string[] {
  const found = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) found.push(dirname(at));
  return found;
}

/**
 * True for folders whose strays belong to nobody: the root of the file system, the home folder and the one around it, and the
 * folder for temporary files. None is the root of a project.
 */
export function isSharedFolder(path: string): boolean {
  return [parse(path).root, homedir(), dirname(homedir()), tmpdir(), realPathOf(tmpdir())].includes(path);
}

/** True when `path` is `folder` or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Path segments, also of a path that a build file spells with backslashes. */
export function segmentsOf(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.');
}
