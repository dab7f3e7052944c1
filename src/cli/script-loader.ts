/**
 * Loads the scripts of the build with the code that V8 made of them in an earlier run: compiling them takes a third of a
 * short run. Node does the same by itself from 22.1 on (`module.enableCompileCache`); this is for the Node versions before.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

interface LoadedScript {
  readonly name: string;
  readonly script: Script;
  readonly exports: unknown;
  /** What was kept of it covers these parts of the program. */
  readonly parts: ReadonlySet<string>;
}

type ModuleFunction = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {', '\n})'] as const;
/** `node_modules` may be shared between systems. */
const SUFFIX = `-${process.version}-${process.platform}-${process.arch}`;
const SEPARATOR = 0x0a;
const CHECKSUM_LENGTH = 4;

export class ScriptLoader {
  readonly #folder: string;
  readonly #hashes: Readonly<Record<string, string>>;
  readonly #cacheFolder: string | undefined;
  readonly #loaded = new Map<string, LoadedScript>();

  /**
   * @param folder where the scripts are.
   * @param hashes of their contents, by file name: V8 itself compares no more than the lengths of sources.
   */
  constructor(folder: string, hashes: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#hashes = hashes;
    this.#cacheFolder = env['NODE_DISABLE_COMPILE_CACHE'] === undefined ? cacheFolderOf(dirname(folder)) : undefined;
  }

  /** What the script, which is in ASCII, exports. It gets at the others in the same way, by `require('./name.cjs')`. */
  load(name: string): unknown {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known.exports;
    const path = join(this.#folder, name);
    const kept = this.#read(name);
    const script = new Script(WRAPPER.join(readFileSync(path, 'latin1')), {
      filename: path,
      ...(kept !== undefined && { cachedData: kept.code }),
    });
    const parts = script.cachedDataRejected === false && kept !== undefined ? kept.parts : new Set<string>();
    const module: { exports: unknown } = { exports: {} };
    const requireOutside = createRequire(path);
    const requireAny = (id: string) => (id.startsWith('./') ? this.load(id.slice(2)) : (requireOutside(id) as unknown));
    const define = script.runInThisContext() as ModuleFunction;
    define(module.exports as object, requireAny, module, path, this.#folder);
    this.#loaded.set(name, { name, script, exports: module.exports, parts });
    return module.exports;
  }

  /**
   * Keeps the code of what was loaded, with all functions that were called in this run, unless runs before this one called them,
   * too. Nothing is kept where it cannot be written.
   * @param parts of the program that this run used.
   */
  save(parts: ReadonlySet<string>): void {
    const folder = this.#cacheFolder;
    if (folder === undefined) return;
    for (const { name, script, parts: kept } of this.#loaded.values()) {
      const all = new Set([...kept, ...parts]);
      if (all.size === kept.size) continue;
      try {
        mkdirSync(folder, { recursive: true });
        const target = join(folder, this.#fileName(name));
        const temporary = `${target}.${process.pid}`;
        const content = Buffer.concat([script.createCachedData(), Buffer.from(`\n${[...all].join(' ')}\n`)]);
        writeFileSync(temporary, Buffer.concat([content, checksum(content)]));
        renameSync(temporary, target);
        removeOthers(folder, name, basename(target));
      } catch {
        return;
      }
    }
  }

  #read(name: string): { readonly code: Buffer; readonly parts: ReadonlySet<string> } | undefined {
    if (this.#cacheFolder === undefined) return undefined;
    try {
      const file = readFileSync(join(this.#cacheFolder, this.#fileName(name)));
      const content = file.subarray(0, -CHECKSUM_LENGTH);
      // V8 ends the whole process when it is given damaged code.
      if (!checksum(content).equals(file.subarray(-CHECKSUM_LENGTH))) return undefined;
      const end = content.lastIndexOf(SEPARATOR, -2);
      const parts = content
        .toString('latin1', end + 1)
        .trim()
        .split(' ');
      return { code: content.subarray(0, end), parts: new Set(parts) };
    } catch {
      return undefined;
    }
  }

  #fileName(name: string): string {
    return `${name}-${this.#hashes[name] ?? ''}${SUFFIX}`;
  }
}

/** Against damage, not against malice; loading node:crypto for it would take as long as all else that is done here. */
function checksum(content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(CHECKSUM_LENGTH);
  bytes.writeUInt32LE(crc32(content));
  return bytes;
}

/** The usual place for what tools keep: `node_modules/.cache`, of the project that the package is installed in or of its own. */
function cacheFolderOf(packageFolder: string): string {
  const parent = dirname(packageFolder);
  const modules = basename(parent) === 'node_modules' ? parent : join(packageFolder, 'node_modules');
  return join(modules, '.cache', 'session-lint');
}

/** Of former builds; those of other versions of Node stay. */
function removeOthers(folder: string, name: string, current: string): void {
  for (const file of readdirSync(folder)) {
    if (file !== current && file.startsWith(`${name}-`) && file.includes(SUFFIX)) {
      rmSync(join(folder, file), { force: true });
    }
  }
}
