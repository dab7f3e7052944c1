/**
 * The file being linted, where its text is not the one on disk: an unsaved buffer of an editor, standard input, or a file
 * between two passes of fixes. Whatever asks for the file of that path must see this text, or the analysis of one file would
 * mix two versions of it: its tree from the buffer, and its class, page or server from the disk. Only one buffer is ever known,
 * for ESLint shows its plugins no other.
 */
import { resolve } from 'node:path';

interface OpenDocument {
  readonly path: string;
  readonly text: string;
  /** Takes the place of the stamp of the file on disk; another text has another. */
  readonly stamp: string;
}

interface Current {
  readonly path: string;
  readonly text: string;
}

let current: Current | undefined;
let open: OpenDocument | undefined;
let count = 0;

/**
 * Says which file is being linted from now on. `onDisk` gives the text of the file on disk, undefined where there is none; it
 * is asked once for each text.
 */
export function setCurrentDocument(path: string, text: string, onDisk: (path: string) => string | undefined): void {
  const absolute = resolve(path);
  if (current?.path === absolute && current.text === text) return;
  current = { path: absolute, text };
  open = onDisk(absolute) === text ? undefined : { path: absolute, text, stamp: `open:${++count}` };
}

/** The path of the file being linted; undefined before the first. */
export function currentPath(): string | undefined {
  return current?.path;
}

/** The buffer at this path; undefined where the file on disk is what counts. */
export function openDocumentAt(path: string): OpenDocument | undefined {
  return open?.path === path ? open : undefined;
}

/** The stamp of the buffer, if there is one whose path matches. */
export function openStamp(paths: RegExp): string | undefined {
  return open !== undefined && paths.test(open.path) ? open.stamp : undefined;
}
