/**
 * pm2: `instances` of an ecosystem file, or `-i` of a command. Giving `instances` alone turns cluster mode on (pm2's
 * documentation, "Cluster Mode").
 */
import { join } from 'node:path';
import { listFolder, readText } from '../file-access.ts';
import type { ProjectCache } from '../project-cache.ts';
import type { ClusterEvidence } from './cluster-evidence.ts';
import { exportedLiteral, type Placed, type PlacedValue } from './literal-values.ts';
import { lineOf, parsedYaml } from './yaml-file.ts';

const ECOSYSTEM = /^(?:ecosystem|pm2|process)(?:[.-][\w-]+)*\.(?:c?js|mjs|json|ya?ml)$/;

export function ecosystemEvidence(folder: string, cache: ProjectCache): readonly ClusterEvidence[] {
  const names = [...listFolder(folder, cache)].filter(([name, kind]) => kind === 'file' && ECOSYSTEM.test(name));
  return names.flatMap(([name]) => fileEvidence(join(folder, name), folder));
}

function fileEvidence(file: string, folder: string): readonly ClusterEvidence[] {
  const text = readText(file);
  if (text === undefined || !text.includes('apps') || !/instances|exec_mode/.test(text)) return [];
  const root = /\.ya?ml$/.test(file)
    ? yamlLiteral(text)
    : exportedLiteral(file.endsWith('.json') ? `module.exports = ${text}` : text);
  const apps = entry(root?.value, 'apps')?.value;
  return (Array.isArray(apps) ? (apps as readonly Placed[]) : []).flatMap((app) => appEvidence(app, file, folder));
}

function appEvidence(app: Placed, file: string, folder: string): readonly ClusterEvidence[] {
  const instances = entry(app.value, 'instances');
  const mode = entry(app.value, 'exec_mode');
  const count = instances?.value;
  const isMany = count === undefined ? isCluster(mode?.value) : manyInstances(count);
  if (!isMany) return [];
  const script = entry(app.value, 'script')?.value;
  const place = instances ?? mode;
  return [
    {
      kind: 'pm2',
      file,
      line: place?.line ?? app.line,
      text: count === undefined ? "runs it in pm2's cluster mode" : `runs ${shown(count)} instances with pm2`,
      hosts: 'one',
      script: typeof script === 'string' ? join(folder, script) : undefined,
    },
  ];
}

function isCluster(mode: PlacedValue): boolean {
  return mode === 'cluster' || mode === 'cluster_mode';
}

/** `0`, `max` and negative numbers depend on the number of processors. */
function manyInstances(count: PlacedValue): boolean {
  const number = typeof count === 'string' ? (count === 'max' ? 0 : Number.parseInt(count, 10)) : count;
  return typeof number === 'number' && !Number.isNaN(number) && number !== 1;
}

function shown(count: PlacedValue): string {
  return typeof count === 'number' ? String(count) : `'${typeof count === 'string' ? count : 'max'}'`;
}

function entry(value: PlacedValue, name: string): Placed | undefined {
  return value instanceof Map ? (value as ReadonlyMap<string, Placed>).get(name) : undefined;
}

function yamlLiteral(text: string): Placed | undefined {
  const [first] = parsedYaml(text);
  const apps = first?.at('apps');
  if (apps === undefined) return undefined;
  const list = apps.items.map((app): Placed => {
    const entries = ['instances', 'exec_mode', 'script'].flatMap((name): [string, Placed][] => {
      const found = app.at(name);
      return found === undefined ? [] : [[name, { value: found.scalar, line: found.line }]];
    });
    return { value: new Map(entries), line: app.line };
  });
  return { value: new Map([['apps', { value: list, line: apps.line }]]), line: 1 };
}

/** `pm2 start app.js -i max`, `pm2-runtime dist/main.js --instances 4`: in package scripts, Dockerfiles, Procfiles. */
const COMMAND = /\bpm2(?:-runtime|-docker)?\b[^\n;&|]{0,300}?\s(?:-i|--instances)[\s=,'"]+(max|-?\d+)/g;

export function pm2CommandEvidence(file: string, text: string, folder: string): readonly ClusterEvidence[] {
  if (!text.includes('pm2')) return [];
  return [...text.matchAll(COMMAND)]
    .filter(([, count]) => manyInstances(count))
    .map((match) => {
      const script = /[\w./-]+\.[cm]?[jt]s\b/.exec(match[0])?.[0];
      return {
        kind: 'pm2',
        file,
        line: lineOf(text, match.index),
        text: `starts '${match[1] ?? ''}' instances with pm2`,
        hosts: 'one',
        script: script === undefined ? undefined : join(folder, script),
      };
    });
}
