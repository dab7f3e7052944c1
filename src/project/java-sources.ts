/** Parsed Java files of the project, kept while memory allows, and what a package folder declares. */
import { join, resolve } from 'node:path';
import type { CompilationUnit } from '../languages/java/ast.ts';
import { parseJava } from '../languages/java/parse.ts';
import { listFolder, readText, stampOf } from './file-access.ts';
import { currentPath } from './open-document.ts';
import { possibleTypeNames, topLevelTypeNames } from './java-text.ts';
import { isRecording, noteTrace, type Trace, traced } from './reading.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';

export interface JavaSource {
  readonly ast: CompilationUnit;
  readonly text: string;
  readonly path: string;
}

export interface JavaSourcesOptions {
  readonly cache?: ProjectCache;
  /** Length of all texts kept, in UTF-16 code units. */
  readonly maxTextLength?: number;
  /** Undefined for a text that is not Java. */
  readonly parse?: (text: string) => CompilationUnit | undefined;
}

/** A tree takes about thirty times the memory of its text, so this bounds the whole to some 250 MB. */
const MAX_TEXT_LENGTH = 8 * 1024 * 1024;

/** No file has this stamp, so that what was primed is compared with the disk before it is used again. */
const PRIMED = 'primed';

interface Kept {
  readonly source: JavaSource | undefined;
  readonly stamp: string | undefined;
  readonly size: number;
  readonly freshUntil: number;
  /** Of the cache, when it was compared with the disk. */
  readonly epoch: number;
  /** What was read for it, when that is recorded. */
  readonly trace: Trace | undefined;
}

export class JavaSources {
  readonly #cache: ProjectCache;
  readonly #maxTextLength: number;
  readonly #parse: (text: string) => CompilationUnit | undefined;
  /** Least recently used first. */
  readonly #kept = new Map<string, Kept>();
  #length = 0;
  #primed: JavaSource | undefined;

  constructor(options: JavaSourcesOptions = {}) {
    this.#cache = options.cache ?? sharedCache;
    this.#maxTextLength = options.maxTextLength ?? MAX_TEXT_LENGTH;
    this.#parse = options.parse ?? parseOrUndefined;
  }

  /** Undefined for a file that is missing or cannot be parsed, which is remembered until the file changes. */
  load(path: string): JavaSource | undefined {
    const absolute = resolve(path);
    if (this.#primed?.path === absolute) {
      if ((currentPath() ?? absolute) === absolute) return this.#primed;
      this.#unprime();
    }
    const entry = this.#entryFor(absolute);
    this.#keep(absolute, entry);
    noteTrace(entry.trace);
    return entry.source;
  }

  #entryFor(path: string): Kept {
    const known = this.#kept.get(path);
    this.#forget(path);
    const isUsable = known !== undefined && (known.trace !== undefined || !isRecording());
    const now = performance.now();
    const { epoch, recheckMs } = this.#cache;
    if (isUsable && now < known.freshUntil && epoch === known.epoch) return known;
    const stamp = stampOf(path);
    const freshUntil = now + recheckMs;
    if (isUsable && known.stamp === stamp) return { ...known, freshUntil, epoch };
    const { value: source, trace } = traced(() => this.#read(path, known?.source));
    // A failure takes no memory to speak of; a small size still makes it leave in its turn.
    return { source, stamp, size: source?.text.length ?? 64, freshUntil, epoch, trace };
  }

  /**
   * The file being linted, as the editor or the command line has it: it is what `load` gives for this path, whatever is on
   * disk, until another file is linted. Its tree is used again later when the file on disk has the same text.
   */
  prime(path: string, text: string, ast: CompilationUnit): void {
    this.#unprime();
    this.#primed = { ast, text, path: resolve(path) };
    this.#forget(this.#primed.path);
  }

  #unprime(): void {
    const last = this.#primed;
    if (last) {
      const size = last.text.length;
      this.#keep(last.path, { source: last, stamp: PRIMED, size, freshUntil: 0, epoch: -1, trace: undefined });
    }
    this.#primed = undefined;
  }

  clear(): void {
    this.#kept.clear();
    this.#length = 0;
    this.#primed = undefined;
  }

  #read(path: string, before: JavaSource | undefined): JavaSource | undefined {
    const text = readText(path);
    if (text === undefined) return undefined;
    if (before?.text === text) return before;
    const ast = this.#parse(text);
    return ast && { ast, text, path };
  }

  #keep(path: string, entry: Kept): void {
    this.#kept.set(path, entry);
    this.#length += entry.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#length <= this.#maxTextLength || oldest === path) break;
      this.#forget(oldest);
    }
  }

  #forget(path: string): void {
    const known = this.#kept.get(path);
    if (!known) return;
    this.#kept.delete(path);
    this.#length -= known.size;
  }
}

function parseOrUndefined(text: string): CompilationUnit | undefined {
  const result = parseJava(text);
  return result.ok ? result.ast : undefined;
}

export interface PackageMembers {
  /** Classes that the file names tell of, with their files. */
  readonly names: ReadonlyMap<string, string>;
  /** The file that declares a top-level class of the package, whatever the file is called. */
  fileOf(name: string): string | undefined;
}

const possibleNames: CacheTable<ReadonlySet<string>> = { name: 'possible types' };
const declaredNames: CacheTable<readonly string[]> = { name: 'top-level types' };

/**
 * The top-level classes in a folder. Looking for a name that no file bears reads every file of the folder, once: a class
 * may stand beside another one in its file.
 */
export function packageMembers(folder: string, cache: ProjectCache = sharedCache): PackageMembers {
  const names = new Map<string, string>();
  for (const [name, kind] of listFolder(resolve(folder), cache)) {
    if (kind !== 'file' || !name.endsWith('.java') || name === 'package-info.java' || name === 'module-info.java')
      continue;
    names.set(name.slice(0, -'.java'.length), join(resolve(folder), name));
  }
  return {
    names,
    fileOf(name) {
      const byName = names.get(name);
      if (byName !== undefined) return byName;
      for (const path of names.values()) {
        const possible = cache.fromFile(possibleNames, path, () => possibleTypeNames(readText(path) ?? ''));
        if (!possible.has(name)) continue;
        const declared = cache.fromFile(declaredNames, path, () => topLevelTypeNames(readText(path) ?? ''));
        if (declared.includes(name)) return path;
      }
      return undefined;
    },
  };
}
