/** The projects that `prepare.mjs` made, and programs run in them. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = fileURLToPath(new URL('.', import.meta.url));
export const root = fileURLToPath(new URL('../..', import.meta.url));
export type Consumer = 'eslint-9' | 'eslint-10' | 'alone';

interface Packed {
  /** The folder with the projects. */
  readonly build: string;
  readonly tarball: string;
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
  /** In bytes. */
  readonly size: number;
  readonly unpackedSize: number;
}

export const packed = JSON.parse(
  readFileSync(join(root, 'node_modules/.cache/session-lint-package.json'), 'utf8'),
) as Packed;
export const { build } = packed;

/** The package as it lies in a project. */
export function packageIn(consumer: Consumer): string {
  return join(build, consumer, 'node_modules', 'session-lint');
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without network, and without what npm or the test runner told this process. */
export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|VITEST|CI$|GITHUB_)/.test(name));
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...Object.fromEntries(own), npm_config_offline: 'true', NO_COLOR: '1', ...env },
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/**
 * A project of files of all kinds, beside the packages that a consumer installed: Node.js looks for packages in the folders
 * above, as in a monorepo.
 */
export function shopIn(consumer: Consumer): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(build, consumer, 'shop-')));
  cpSync(join(root, 'fixtures/projects/corner-shop'), path, { recursive: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function emptyFolder(): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-package-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The oldest Node.js of each line that is supported, from the npm registry, and the one that runs the tests. */
export function nodeVersions(): readonly { readonly version: string; readonly path: string }[] {
  const lines = ['20', '22', '24'].map((line) => {
    const folder = join(here, 'node_modules', `node-${line}-${process.platform}-${process.arch}`);
    const path = join(folder, 'bin', 'node');
    if (!existsSync(path)) throw new Error(`There is no Node.js ${line} for ${process.platform} ${process.arch}.`);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { version, path };
  });
  return [...lines, { version: process.versions.node, path: process.execPath }];
}

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number }[];
}

/** `path:line rule` of each finding, from ESLint's array of results. */
export function findingsOf(json: string, folder: string): readonly string[] {
  return (JSON.parse(json) as readonly Result[])
    .flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line }) => `${filePath.replace(`${folder}/`, '')}:${line} ${String(ruleId)}`),
    )
    .toSorted();
}

interface Expected {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
}

/** What the shop is known to have. */
export function expectedFindings(): readonly string[] {
  const expected = JSON.parse(
    readFileSync(join(root, 'fixtures/projects/corner-shop/expected.json'), 'utf8'),
  ) as readonly Expected[];
  return expected.map(({ path, line, rule }) => `${path}:${line} session-lint/${rule}`).toSorted();
}
