/** Which file of the project an import means: relative paths, and the aliases of tsconfig.json and the frameworks. */
import { dirname, extname, join, resolve } from 'node:path';
import { ancestorsOf, isWithin, listFolder, readText } from '../file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';
import { packageOf } from './node-package.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** In TypeScript one writes the name of the file that will be there. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

interface Aliases {
  /** Patterns with at most one `*`, and what they stand for, absolute. */
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const aliasTables: CacheTable<Aliases> = { name: 'path aliases' };
const resolved: CacheTable<string | null> = { name: 'resolved modules' };

/** Absolute path of a file that exists; undefined for packages and what is not found. */
export function resolveModule(specifier: string, from: string, cache: ProjectCache = sharedCache): string | undefined {
  const folder = dirname(from);
  return cache.derived(resolved, `${folder}\0${specifier}`, () => find(specifier, folder, cache) ?? null) ?? undefined;
}

function find(specifier: string, folder: string, cache: ProjectCache): string | undefined {
  if (specifier.startsWith('.')) return fileAt(resolve(folder, specifier), cache);
  for (const { pattern, targets } of aliasesOf(folder, cache).paths) {
    const rest = match(pattern, specifier);
    if (rest === undefined) continue;
    for (const target of targets) {
      const found = fileAt(target.replace('*', rest), cache);
      if (found !== undefined) return found;
    }
  }
  const root = packageOf(folder, cache)?.root;
  if (root === undefined) return undefined;
  // What Remix, Nuxt, SvelteKit and their templates set up without a word in the tsconfig of the project.
  for (const [prefix, folders] of [
    ['~/', ['app', 'src', '.']],
    ['@/', ['src', 'app', '.']],
    ['~~/', ['.']],
    ['#server/', ['server']],
    ['$lib/', ['src/lib']],
  ] as const) {
    if (!specifier.startsWith(prefix)) continue;
    for (const base of folders) {
      const found = fileAt(join(root, base, specifier.slice(prefix.length)), cache);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function match(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : undefined;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  if (!specifier.startsWith(head) || !specifier.endsWith(tail) || specifier.length < head.length + tail.length) {
    return undefined;
  }
  return specifier.slice(head.length, specifier.length - tail.length);
}

function fileAt(path: string, cache: ProjectCache): string | undefined {
  const extension = extname(path);
  const base = path.slice(0, path.length - extension.length);
  const candidates = [
    ...(SOURCES_OF[extension] ?? []).map((one) => base + one),
    ...(EXTENSIONS.includes(extension) ? [path] : []),
    ...EXTENSIONS.map((one) => path + one),
    ...EXTENSIONS.map((one) => join(path, `index${one}`)),
  ];
  return candidates.find((one) => isFile(one, cache));
}

function isFile(path: string, cache: ProjectCache): boolean {
  const at = path.lastIndexOf('/');
  const kind = listFolder(path.slice(0, at), cache).get(path.slice(at + 1));
  return kind === 'file';
}

function aliasesOf(folder: string, cache: ProjectCache): Aliases {
  const config = configAbove(folder, cache);
  if (config === undefined) return { paths: [] };
  return cache.fromFile(aliasTables, config, readAliases);
}

function configAbove(folder: string, cache: ProjectCache): string | undefined {
  const root = packageOf(folder, cache)?.root;
  for (const one of ancestorsOf(folder)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      if (listFolder(one, cache).get(name) === 'file') return join(one, name);
    }
    if (root === undefined || one === root || !isWithin(one, root)) return undefined;
  }
  return undefined;
}

/** `paths` and `baseUrl` of the file itself; what it extends is not read. */
function readAliases(path: string): Aliases {
  const text = readText(path);
  const options = text === undefined ? undefined : compilerOptions(text);
  if (options === undefined) return { paths: [] };
  const { baseUrl, paths } = options;
  const base = resolve(dirname(path), typeof baseUrl === 'string' ? baseUrl : '.');
  const found: { pattern: string; targets: string[] }[] = [];
  if (typeof paths === 'object' && paths !== null) {
    for (const [pattern, targets] of Object.entries(paths)) {
      if (!Array.isArray(targets)) continue;
      const absolute = targets.filter((one) => typeof one === 'string').map((one) => resolve(base, one));
      found.push({ pattern, targets: absolute });
    }
  }
  if (typeof baseUrl === 'string') found.push({ pattern: '*', targets: [join(base, '*')] });
  return { paths: found };
}

function compilerOptions(text: string): { readonly baseUrl?: unknown; readonly paths?: unknown } | undefined {
  try {
    const config = JSON.parse(withoutComments(text)) as { readonly compilerOptions?: unknown } | null;
    const options = config?.compilerOptions;
    return typeof options === 'object' && options !== null ? options : undefined;
  } catch {
    return undefined;
  }
}

/** tsconfig.json may have comments and commas before a closing bracket. */
function withoutComments(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      const start = at++;
      while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
      result += text.slice(start, at + 1);
    } else if (char === '/' && text.charAt(at + 1) === '/') {
      while (at < text.length && text.charAt(at) !== '\n') at++;
    } else if (char === '/' && text.charAt(at + 1) === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 1;
    } else if (char === ',') {
      const next = /^[\s]*([\]}])?/.exec(text.slice(at + 1, at + 200));
      if (next?.[1] === undefined) result += char;
    } else {
      result += char;
    }
  }
  return result;
}
