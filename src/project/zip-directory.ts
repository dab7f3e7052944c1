/** The directory at the end of a zip file: names, sizes and checksums of all that is in it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { digestOf, isNoting, note } from './reading.ts';

const MAX_DIRECTORY_BYTES = 8_000_000;
/** The end record of a zip with the longest comment. */
const TAIL_BYTES = 22 + 65_535;

/** Undefined for what is no zip file, or a very large one. */
export function readZipDirectory(path: string): Buffer | undefined {
  const directory = directoryOf(path);
  if (isNoting()) note(path, 'directory', digestOfDirectory(directory), null);
  return directory;
}

export function zipDirectoryDigest(path: string): string {
  return digestOfDirectory(directoryOf(path));
}

function digestOfDirectory(directory: Buffer | undefined): string {
  return directory === undefined ? '' : digestOf(directory);
}

function directoryOf(path: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return undefined;
    const tail = readAt(descriptor, Math.max(0, stat.size - TAIL_BYTES), Math.min(stat.size, TAIL_BYTES));
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (end < 0 || end + 20 > tail.length) return undefined;
    const size = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (size > MAX_DIRECTORY_BYTES || start + size > stat.size) return undefined;
    return readAt(descriptor, start, size);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
}
