/**
 * What was read of the file system to come to an answer, for whoever wants to know later whether the answer still holds.
 * Nothing is noted until `startRecording`. Reading of other files passes through `file-access.ts`, which notes it here (the type
 * checker alone reads by itself, and says so: `noteUntold`), and
 * what is kept between files (`ProjectCache`, `JavaSources`) keeps the trace of how it came about with it: whoever is given
 * the kept answer has read what it was made from.
 */
import { hash } from 'node:crypto';
import type { Stats } from 'node:fs';

/**
 * - `content`: the bytes of a file, as a digest; empty when it cannot be read
 * - `start N`: the first N bytes
 * - `directory`: the directory at the end of a zip file
 * - `listing`: all names in a folder with what they are, as a digest
 * - `entry NAME`: what one name in a folder is; empty when there is none
 * - `type`: file, folder, or empty for neither
 * - `real`: the path without symbolic links
 */
export interface Observation {
  readonly path: string;
  readonly what: string;
  readonly seen: string;
  /** Of the path when this was seen, as `settledStamp` gives it: as long as it stays, there is no need to look again. */
  stamp: string | null;
}

/** A kept value that can be made again: that it comes out the same is enough, whatever became of what it was made from. */
export interface Repeatable {
  readonly table: string;
  readonly key: string;
  readonly digest: string;
}

/** What one answer was made from: own observations, and other answers. Answers are never made from themselves. */
export class Trace {
  observations = new Set<Observation>();
  parts = new Set<Trace>();
  repeatable: Repeatable | undefined;
  /** Something was read of which nothing is noted: nobody can tell later whether the answer still holds. */
  isUntold = false;

  get isEmpty(): boolean {
    return this.observations.size === 0 && this.parts.size === 0;
  }

  /** Takes over how the same answer was found again. */
  replaceBy(other: Trace): void {
    this.observations = other.observations;
    this.parts = other.parts;
  }
}

/** A change that comes so soon after another may leave no other time behind: file systems count in steps of up to 2 s. */
const SETTLED_MS = 2000;

let recording = false;
let current: Trace | undefined;
let own: readonly string[] = [];
const observations = new Map<string, Observation>();

/** @param ownFiles names of files that runs of ours write: in no folder do they count */
export function startRecording(ownFiles: readonly string[]): void {
  recording = true;
  own = ownFiles;
}

export function stopRecording(): void {
  recording = false;
  current = undefined;
  observations.clear();
}

export function isRecording(): boolean {
  return recording;
}

/** The file itself, or a temporary one beside it. */
export function isOwnFile(name: string): boolean {
  return own.some((known) => name === known || name.startsWith(`.${known}.`));
}

/** Runs `compute` with a trace of its own; what it reads is not noted for the one who asks. */
export function traced<T>(compute: () => T): { readonly value: T; readonly trace: Trace | undefined } {
  if (!recording) return { value: compute(), trace: undefined };
  const before = current;
  const trace = new Trace();
  current = trace;
  try {
    return { value: compute(), trace };
  } finally {
    current = before;
  }
}

/** Whoever asks has been given an answer with this trace. */
export function noteTrace(trace: Trace | undefined): void {
  if (trace === undefined) return;
  if (trace.isUntold) noteUntold();
  if (!trace.isEmpty) current?.parts.add(trace);
}

/** @param stamp of the path, taken before it was looked at */
export function note(path: string, what: string, seen: string, stamp: string | null): void {
  current?.observations.add(observationOf(path, what, seen, stamp));
}

/** One object for the same path, question and answer; the last stamp holds for it. */
export function observationOf(path: string, what: string, seen: string, stamp: string | null): Observation {
  const key = `${path}\0${what}\0${seen}`;
  let observation = observations.get(key);
  if (observation === undefined) {
    observation = { path, what, seen, stamp };
    observations.set(key, observation);
  }
  observation.stamp = stamp;
  return observation;
}

/** A type checker reads by itself, and a text of an editor or of git's index is in no file. */
export function noteUntold(): void {
  if (current !== undefined) current.isUntold = true;
}

/** Where a file is read by somebody of whom nothing is noted, nothing needs to be computed. */
export function isNoting(): boolean {
  return current !== undefined;
}

/** Changes with the file. Null for one that was changed so recently that the next change may leave the same times. */
export function settledStamp(
  stat: Pick<Stats, 'mtimeMs' | 'ctimeMs' | 'size' | 'ino'>,
  now: number = Date.now(),
): string | null {
  const last = Math.max(stat.mtimeMs, stat.ctimeMs);
  // Times of the future tell nothing of the past.
  return last + SETTLED_MS < now ? `${stat.mtimeMs}:${stat.ctimeMs}:${stat.size}:${stat.ino}` : null;
}

/** 120 bits: nobody has to fear that two contents have the same by chance. */
const DIGEST_LENGTH = 20;

export function digestOf(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64').slice(0, DIGEST_LENGTH);
}
