/** Finds and reads the project's configuration file. It is the only file of the project that is executed. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from './import-module.ts';
import { parseUserConfig, type UserConfig } from './config-schema.ts';
import { readJson } from './json-text.ts';
import { UserError } from './user-error.ts';

export interface LoadedConfig extends UserConfig {
  /** Absolute path, or null when there is no configuration file. */
  readonly path: string | null;
  /** What `ignores` are relative to. */
  readonly folder: string;
}

const FILE_NAMES = [
  'session-lint.config.js',
  'session-lint.config.mjs',
  'session-lint.config.ts',
  'session-lint.config.json',
];
const PACKAGE_KEY = 'session-lint';

/**
 * The configuration named by --config, or the nearest one in `cwd` and the folders above it.
 * @throws {UserError}
 */
export async function loadConfigFile(cwd: string, named: string | undefined): Promise<LoadedConfig> {
  const path = named === undefined ? findConfigFile(cwd) : resolve(cwd, named);
  if (path === undefined) return { path: null, folder: cwd, rules: {}, ignores: [] };
  if (named !== undefined && !existsSync(path)) {
    throw new UserError(`The configuration file ${named} does not exist.`);
  }
  const origin = relative(cwd, path) || path;
  const value = await readConfigValue(path, origin);
  return { path, folder: dirname(path), ...parseUserConfig(value, origin) };
}

function findConfigFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = findConfigIn(folder, cwd);
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The configuration that lies in this folder itself. */
export function findConfigIn(folder: string, cwd = folder): string | undefined {
  const own = FILE_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (own !== undefined) return own;
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && hasPackageKey(manifest, relative(cwd, manifest)) ? manifest : undefined;
}

/**
 * A package.json that does not name us is npm's concern, whatever is wrong with it. One that does, and is the nearest that
 * does, is our configuration: a mistake in it must not let a run pass with another one.
 */
function hasPackageKey(manifest: string, origin: string): boolean {
  let text: string;
  try {
    text = readFileSync(manifest, 'utf8');
  } catch {
    return false;
  }
  if (!text.includes(`"${PACKAGE_KEY}"`)) return false;
  const value = valueOf(text, origin);
  return typeof value === 'object' && value !== null && Object.hasOwn(value, PACKAGE_KEY);
}

async function readConfigValue(path: string, origin: string): Promise<unknown> {
  if (basename(path) === 'package.json') {
    const manifest = parseJson(path, origin) as Record<string, unknown>;
    return manifest[PACKAGE_KEY];
  }
  if (extname(path) === '.json') return parseJson(path, origin);
  if (extname(path) === '.ts' && !('typescript' in process.features && process.features.typescript)) {
    throw new UserError(
      `${origin}: this Node.js (${process.version}) cannot load a TypeScript configuration.`,
      'Use Node.js 22.18 or later, or a .js, .mjs or .json file.',
    );
  }
  const { href } = pathToFileURL(path);
  try {
    // The query makes Node read the file again after a change, within one process.
    const module = (await importModule(`${href}?${statSync(path).mtimeMs}`)) as {
      default?: unknown;
    };
    if (module.default === undefined) throw new UserError(`${origin}: the file has no default export.`);
    return module.default;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const where = (await positionOf(error, path, href)) ?? '';
    throw new UserError(`${origin}${where}: the configuration cannot be loaded: ${firstLine(error)}.`);
  }
}

/**
 * `:3:7`, where the file itself is at fault. Errors of syntax have no place for a program that imports: Node shows it only where it
 * ends by them, so that our own parser is asked.
 */
async function positionOf(error: unknown, path: string, href: string): Promise<string | undefined> {
  if (!(error instanceof Error)) return undefined;
  const stack = error.stack ?? '';
  const from = stack.indexOf(`${href}?`);
  const [, at] = from < 0 ? [] : (/^[^:\n)]*(:\d+(?::\d+)?)/.exec(stack.slice(from + href.length)) ?? []);
  if (at !== undefined || error.name !== 'SyntaxError') return at;
  const { parseTypeScript } = await import('../languages/typescript/parse.ts');
  const parsed = parseTypeScript(readFileSync(path, 'utf8'), path);
  return parsed.ok ? undefined : `:${parsed.error.line}:${parsed.error.column}`;
}

function parseJson(path: string, origin: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${origin}: the configuration cannot be read: ${firstLine(error)}.`);
  }
  return valueOf(text, origin);
}

function valueOf(text: string, origin: string): unknown {
  const json = readJson(text.replace(/^\uFEFF/, ''));
  if (json.ok) return json.value;
  throw new UserError(`${origin}:${json.line}:${json.column}: this is not valid JSON: ${json.reason}.`);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}
