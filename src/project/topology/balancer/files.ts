/** The balancer files of a project, parsed, and which of them are read together by one nginx or httpd. */
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { BalancerConfig } from '../../../languages/balancer/ast.ts';
import { parseBalancer } from '../../../languages/balancer/parse.ts';
import type { NginxConfig } from '../../../languages/nginx/ast.ts';
import { parseNginx } from '../../../languages/nginx/parse.ts';
import { hasControlMarks } from '../../../languages/shared/placeholders.ts';
import { ancestorsOf, isWithin, listFolder, readText } from '../../file-access.ts';
import type { CacheTable, ProjectCache } from '../../project-cache.ts';
import { surveyOf } from '../../survey.ts';
import { topologyRootOf } from '../root.ts';
import { lacksSticky, nginxVersionNear } from './nginx-version.ts';
import type { NginxNeighbours } from './nginx-scopes.ts';

export interface ParsedBalancer {
  readonly file: string;
  readonly text: string;
  readonly ast: BalancerConfig | NginxConfig;
}

const parsed: CacheTable<ParsedBalancer | undefined> = { name: 'balancer files' };

const NAME = /\.(?:conf|cfg|nginx|vhost)$|^[^.]+$|haproxy|workers.*\.properties$/i;
/** Folders of a server's configuration that are not its root. */
const PART =
  /^(?:(?:sites|conf|mods|modules|streams?|upstreams?)-(?:enabled|available)|conf\.d|conf\.modules\.d|extra|vhosts?(?:\.d)?|sites|snippets|includes?|upstreams?|locations?|servers?|default\.d)$/i;
const MAIN = ['nginx.conf', 'httpd.conf', 'apache2.conf'];
const MAX_NEIGHBOURS = 200;
/** How far above a fragment its main file is looked for. */
const MAX_LEVELS_UP = 4;

/** A file as it is on disk; undefined when it is no balancer's, does not parse, or comes from a generator. */
export function parsedBalancer(path: string, cache: ProjectCache): ParsedBalancer | undefined {
  return cache.fromFile(parsed, path, (file) => {
    const text = readText(file);
    if (text === undefined || hasControlMarks(text)) return undefined;
    const result = parseBalancer(text);
    const isOurs = result.ok && (result.ast.type === 'NginxConfig' || result.ast.dialect !== 'unknown');
    return isOurs ? { file, text, ast: result.ast } : undefined;
  });
}

/** All balancer files of the project of `path`, in the order of their paths. */
function balancerFilesOf(path: string, cache: ProjectCache): readonly ParsedBalancer[] {
  const root = topologyRootOf(path, cache);
  const found: ParsedBalancer[] = [];
  for (const file of surveyOf(root, cache).deployment) {
    if (!NAME.test(basename(file))) continue;
    const balancer = parsedBalancer(file, cache);
    if (balancer !== undefined) found.push(balancer);
  }
  return found;
}

/** Other files that the same server reads: below the folder of its main file. */
export function neighboursOf(path: string, cache: ProjectCache): readonly ParsedBalancer[] {
  const base = serverFolder(path, cache);
  return balancerFilesOf(path, cache)
    .filter(({ file }) => file !== path && serverFolder(file, cache) === base)
    .slice(0, MAX_NEIGHBOURS);
}

/** The folder that the main file of a server lies in, or would lie in. */
function serverFolder(path: string, cache: ProjectCache): string {
  const root = topologyRootOf(path, cache);
  const folder = dirname(path);
  const above = ancestorsOf(folder)
    .slice(0, MAX_LEVELS_UP)
    .filter((one) => isWithin(one, root));
  const main = above.find((one) => MAIN.some((name) => listFolder(one, cache).has(name)));
  if (main !== undefined) return main;
  return PART.test(basename(folder)) && folder !== root ? dirname(folder) : folder;
}

export function nginxNeighbours(path: string, own: NginxConfig, cache: ProjectCache): NginxNeighbours {
  const base = serverFolder(path, cache);
  const isFragment = !isMain(own);
  const near = neighboursOf(path, cache).flatMap(({ ast, file }) =>
    ast.type === 'NginxConfig' ? [{ ast, file }] : [],
  );
  // Two whole configurations side by side are two servers, or two states of one.
  const joined = near.filter(({ ast, file }) => !isMain(ast) || (isFragment && basename(file) === 'nginx.conf'));
  const root = topologyRootOf(path, cache);
  const version = nginxVersionNear(dirname(path), root, cache);
  return {
    others: joined.map(({ ast }) => ast),
    withoutSticky:
      version !== null && lacksSticky(version)
        ? { file: relative(root, version.file).split(sep).join('/'), version: version.version }
        : null,
    include: (pattern) => {
      const files = includedFiles(pattern, base, root, cache);
      if (files === null) return null;
      const trees = files.map((file) => (file === path ? own : nginxTree(file, cache)));
      return trees.includes(null) ? null : (trees as NginxConfig[]);
    },
  };
}

const fragments: CacheTable<NginxConfig | null> = { name: 'nginx fragments' };

/** Any file that is included is nginx's, whatever its lines look like. */
function nginxTree(path: string, cache: ProjectCache): NginxConfig | null {
  const balancer = parsedBalancer(path, cache);
  if (balancer?.ast.type === 'NginxConfig') return balancer.ast;
  return cache.fromFile(fragments, path, (file) => {
    const text = readText(file);
    const result = text === undefined || hasControlMarks(text) ? undefined : parseNginx(text);
    return result?.ok === true ? result.ast : null;
  });
}

function isMain({ body }: NginxConfig): boolean {
  return body.some(({ name }) => name.value === 'http' || name.value === 'events');
}

/**
 * Files that a pattern names, relative to the folder of the main file as nginx has it; a path of the target machine
 * (`/etc/nginx/conf.d/*.conf`) is looked for in the tree. Null when nothing in the tree can be meant. Never outside the tree.
 */
function includedFiles(pattern: string, base: string, root: string, cache: ProjectCache): readonly string[] | null {
  const relative = pattern.startsWith('/') ? /^\/(?:[^/]+\/)*?nginx\/(?:conf\/)?(.+)$/.exec(pattern)?.[1] : pattern;
  if (relative === undefined || relative.includes('$')) return null;
  const path = resolve(base, relative);
  const folder = dirname(path);
  if (!isWithin(path, root) || /[*?[]/.test(folder)) return null;
  const listing = listFolder(folder, cache);
  const name = basename(path);
  if (!/[*?[]/.test(name)) return listing.get(name) === 'file' ? [path] : null;
  const test = globTest(name);
  const names = [...listing].filter(([entry, kind]) => kind === 'file' && !entry.startsWith('.') && test.test(entry));
  if (names.length === 0 && listing.size === 0) return null;
  return names.map(([entry]) => join(folder, entry)).sort();
}

/** Of a glob in a file name: `*`, `?` and `[a-z]`. */
function globTest(glob: string): RegExp {
  const source = glob.replace(/\[[!^]?[^\]]*\]|[.+^${}()|[\]\\*?]/g, (mark) => {
    if (mark === '*') return '[^/]*';
    if (mark === '?') return '[^/]';
    if (mark.length > 1) return `[${mark.slice(1, -1).replace(/^!/, '^').replace(/[\\[]/g, '\\$&')}]`;
    return `\\${mark}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /(?!)/;
  }
}
