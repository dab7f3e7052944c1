/**
 * File system access that never throws: a missing, unreadable or vanished path is an ordinary answer. The file being linted
 * has the text that it has in its editor.
 */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, parse, sep } from 'node:path';
import type { CacheTable, ProjectCache } from './project-cache.ts';
import { decode } from './decode.ts';
import { openDocumentAt, setCurrentDocument } from './open-document.ts';

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

function isFile(path: string): boolean {
  return kindOf(path) === 'file';
}

export function isFolder(path: string): boolean {
  return kindOf(path) === 'folder';
}

function kindOf(path: string): 'file' | 'folder' | undefined {
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
  return open === undefined ? bytesOnDisk(path) : Buffer.from(open.text);
}

/** Says which file is being linted, and with what text; see src/project/open-document.ts. */
export function useDocument(path: string, text: string): void {
  setCurrentDocument(path, text, (absolute) => {
    const bytes = bytesOnDisk(absolute);
    return bytes && decode(bytes).text;
  });
}

function bytesOnDisk(path: string): Buffer | undefined {
  try {
    // A pipe or a device would block or never end.
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MAX_FILE_BYTES ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

export function readText(path: string, declared?: readonly string[]): string | undefined {
  const bytes = readBytes(path);
  return bytes && decode(bytes, declared).text;
}

/** The first bytes of a file, as text. */
export function readStart(path: string, bytes: number): string | undefined {
  const open = openDocumentAt(path);
  if (open !== undefined) return open.text.slice(0, bytes);
  let descriptor: number | undefined;
  try {
    if (!isFile(path)) return undefined;
    descriptor = openSync(path, 'r');
    const buffer = Buffer.alloc(Math.min(bytes, fstatSync(descriptor).size));
    return decode(buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0))).text;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const listings: CacheTable<ReadonlyMap<string, EntryKind>> = { name: 'listings' };

/** Names in a folder, exactly as they are spelled on disk (a lookup with existsSync would accept `user.java` for `User.java`
 * on a file system that ignores case). Empty for a path that is no readable folder. */
export function listFolder(path: string, cache: ProjectCache): ReadonlyMap<string, EntryKind> {
  return cache.fromFile(listings, path, readFolder);
}

function readFolder(path: string): ReadonlyMap<string, EntryKind> {
  const names = new Map<string, EntryKind>();
  try {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isFile()) names.set(entry.name, 'file');
      else if (entry.isDirectory()) names.set(entry.name, 'folder');
      else if (entry.isSymbolicLink()) {
        const kind = kindOf(join(path, entry.name));
        if (kind) names.set(entry.name, kind === 'folder' ? 'linked' : kind);
      }
    }
  } catch {
    return names;
  }
  return names;
}

/** The path without symbolic links; the path itself when it cannot be resolved. */
export function realPath(path: string): string {
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
  return [parse(path).root, homedir(), dirname(homedir()), tmpdir(), realPath(tmpdir())].includes(path);
}

/** True when `path` is `folder` or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Path segments, also of a path that a build file spells with backslashes. */
export function segmentsOf(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.');
}
