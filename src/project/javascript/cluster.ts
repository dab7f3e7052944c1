/** Whether an application that keeps sessions in its process runs as several processes, and what says so. */
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import type { StoreModel } from '../../models/javascript/model.ts';
import { isFolder, listFolder, readText } from '../file-access.ts';
import { repeatableTable, sharedCache, type ProjectCache } from '../project-cache.ts';
import type { ClusterEvidence } from './cluster-evidence.ts';
import { deploymentEvidence } from './deployment.ts';
import { packageOf, repositoryFolders, type NodePackage } from './node-package.ts';
import { ecosystemEvidence, pm2CommandEvidence } from './pm2.ts';
import { lineOf } from './yaml-file.ts';

const evidences = repeatableTable<readonly ClusterEvidence[]>(
  'evidence of several processes',
  (root, cache) => {
    const project = packageOf(join(root, 'package.json'), cache);
    return project === undefined ? [] : findEvidence(project, cache);
  },
  { madeOf: /\.[cm]?[jt]sx?$/ },
);

export interface StoreVerdict {
  readonly kind: 'processStore' | 'processStoreInProduction' | 'hostStore' | 'yarCache';
  readonly data: Readonly<Record<string, string>>;
}

/** What is to be said of this store in the project of the file; null where nothing shows that it does harm. */
export function localStoreVerdict(
  path: string,
  store: StoreModel,
  cache: ProjectCache = sharedCache,
): StoreVerdict | null {
  if (store.scope !== 'process' && store.scope !== 'host') return null;
  const project = packageOf(path, cache);
  if (project === undefined) return null;
  const found = clusterEvidenceOf(project, cache).filter((one) => concerns(one, path, project, cache));
  const isSticky = found.some(({ kind }) => kind === 'sticky');
  const several = found.filter(({ kind }) => kind !== 'production' && kind !== 'sticky');
  const say = (kind: StoreVerdict['kind'], evidence: ClusterEvidence): StoreVerdict => ({
    kind,
    data: { store: store.name, evidence: clauseOf(evidence, project, cache) },
  });
  if (store.scope === 'host') {
    const other = several.find(({ hosts }) => hosts === 'many');
    return other === undefined ? null : say('hostStore', other);
  }
  const [first] = several;
  if (store.overflowOnly === true) return first === undefined ? null : say('yarCache', first);
  if (first !== undefined && !isSticky) return say('processStore', first);
  const lasting = found.find(({ kind }) => kind === 'production' || kind === 'sticky');
  return lasting === undefined ? null : say('processStoreInProduction', lasting);
}

/** Affinity that clients of Socket.IO need, made within the program. */
const STICKY_HELPERS = ['@socket.io/sticky', '@socket.io/pm2', 'sticky-session', 'socketio-sticky-session'];

/** What shows that the file's application runs in several processes and clients may reach any of them; null if nothing does. */
export function severalProcesses(path: string, cache: ProjectCache = sharedCache): string | null {
  const project = packageOf(path, cache);
  if (project === undefined || STICKY_HELPERS.some((name) => project.dependencies.has(name))) return null;
  const found = clusterEvidenceOf(project, cache).filter((one) => concerns(one, path, project, cache));
  if (found.some(({ kind }) => kind === 'sticky')) return null;
  const several = found.find(({ kind }) => kind !== 'production' && kind !== 'serverless');
  return several === undefined ? null : clauseOf(several, project, cache);
}

/** `ecosystem.config.js (line 5) runs 'max' instances with pm2`. */
function clauseOf({ file, line, text }: ClusterEvidence, project: NodePackage, cache: ProjectCache): string {
  const top = repositoryFolders(project.root, cache).at(-1) ?? project.root;
  return `${relative(top, file).split(sep).join('/')} (line ${line}) ${text}`;
}

/** What says that the package of a file runs as several processes; nothing outside of any package. */
export function processEvidence(path: string, cache: ProjectCache = sharedCache): readonly ClusterEvidence[] {
  const project = packageOf(path, cache);
  return project === undefined ? [] : clusterEvidenceOf(project, cache);
}

/** Everything in the package and the folders around it, up to the repository's own. */
export function clusterEvidenceOf(project: NodePackage, cache: ProjectCache = sharedCache): readonly ClusterEvidence[] {
  return cache.derived(evidences, project.root, () => findEvidence(project, cache));
}

function findEvidence(project: NodePackage, cache: ProjectCache): readonly ClusterEvidence[] {
  const folders = repositoryFolders(project.root, cache);
  return [
    ...scriptEvidence(project),
    ...folders.flatMap((folder) => [...ecosystemEvidence(folder, cache), ...deploymentEvidence(folder, cache)]),
    ...sourceEvidence(project, cache),
  ];
}

function scriptEvidence({ root, scripts }: NodePackage): readonly ClusterEvidence[] {
  const file = join(root, 'package.json');
  const text = readText(file) ?? '';
  return [...scripts.entries()].flatMap(([name, command]) => {
    const line = lineOf(text, Math.max(text.indexOf(`"${name}"`, text.indexOf('"scripts"')), 0));
    const found = pm2CommandEvidence(file, command, root).map((one) => ({ ...one, line }));
    const isProduction = /^(?:start|serve|prod)/.test(name) && /NODE_ENV=['"]?production/.test(command);
    return isProduction
      ? [
          ...found,
          { kind: 'production', file, line, text: 'runs it in production', hosts: 'one', script: undefined } as const,
        ]
      : found;
  });
}

const SOURCE = /\.[cm]?[jt]s$/;
const SOURCE_FOLDERS = ['.', 'src', 'bin', 'server', 'app', 'lib', 'src/server', 'src/bin'];
const MAX_SOURCE_FILES = 200;

/** `cluster.fork()` of node:cluster, and helpers that fork, in the files that usually start a server. */
function sourceEvidence({ root }: NodePackage, cache: ProjectCache): readonly ClusterEvidence[] {
  const found: ClusterEvidence[] = [];
  let files = 0;
  for (const folder of SOURCE_FOLDERS) {
    for (const [name, kind] of listFolder(join(root, folder), cache)) {
      if (kind !== 'file' || !SOURCE.test(name) || /\.(?:test|spec|d)\./.test(name) || ++files > MAX_SOURCE_FILES)
        continue;
      const file = join(root, folder, name);
      const text = readText(file);
      const fork = text === undefined ? undefined : forkIn(text);
      if (text === undefined || fork === undefined) continue;
      found.push({ ...fork, file, line: lineOf(text, fork.at), hosts: 'one', script: undefined });
    }
  }
  return found;
}

function forkIn(text: string): { readonly kind: 'cluster'; readonly at: number; readonly text: string } | undefined {
  const uses =
    /(?:require\(|from\s*|import\s*\(?)\s*['"](?:node:cluster|cluster|throng|@socket\.io\/sticky|@socket\.io\/pm2)['"]/;
  const [module] = uses.exec(text) ?? [];
  if (module === undefined) return undefined;
  const call = /\bcluster\.fork\s*\(|\bthrong\s*\(|\bsetup(?:Master|Primary)\s*\(/.exec(text);
  if (call === null) return undefined;
  return { kind: 'cluster', at: call.index, text: 'starts several worker processes' };
}

const MAX_REACHED = 400;

/**
 * An app of pm2 with a script of its own in the sources concerns only what that script imports. What cannot be followed (a
 * build folder, a package script) concerns everything, unless it is called a worker.
 */
function concerns({ script }: ClusterEvidence, path: string, project: NodePackage, cache: ProjectCache): boolean {
  if (script === undefined) return true;
  if (/(?:worker|queue|cron|job|scheduler)s?\.[cm]?[jt]s$/i.test(basename(script))) return false;
  const start = sourceOf(script, cache);
  if (start === undefined) return true;
  const reached = new Set([start]);
  for (const file of reached) {
    if (file === path) return true;
    if (reached.size > MAX_REACHED) return true;
    const text = readText(file) ?? '';
    for (const [, specifier = ''] of text.matchAll(
      /(?:require\(|from\s*|import\s*\(?)\s*['"](\.{1,2}\/[^'"]*|\.{1,2})['"]/g,
    )) {
      const target = sourceOf(join(dirname(file), specifier), cache);
      if (target !== undefined) reached.add(target);
    }
    // Loaded by a computed path: not to be followed.
    if (/\brequire\s*\(\s*[^'"\s)]|\bimport\s*\(\s*[^'"\s)]/.test(text)) return true;
  }
  return !isSourceOf(start, project);
}

function isSourceOf(file: string, { root }: NodePackage): boolean {
  return !/^(?:dist|build|out|lib|\.next|\.output)[/\\]/.test(relative(root, file));
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

function sourceOf(path: string, cache: ProjectCache): string | undefined {
  const bare = EXTENSIONS.includes(extname(path)) ? path.slice(0, -extname(path).length) : path;
  const candidates = [
    path,
    ...EXTENSIONS.map((extension) => bare + extension),
    ...EXTENSIONS.map((extension) => path + extension),
  ];
  if (isFolder(path)) candidates.push(...EXTENSIONS.map((extension) => join(path, `index${extension}`)));
  return candidates.find((candidate) => listFolder(dirname(candidate), cache).get(basename(candidate)) === 'file');
}
