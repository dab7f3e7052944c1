/** Manifests that say how many copies of an application run: Kubernetes, Compose, serverless platforms, nginx. */
import { basename, join } from 'node:path';
import { parseNginx } from '../../languages/nginx/parse.ts';
import { listFolder, readText } from '../file-access.ts';
import type { ProjectCache } from '../project-cache.ts';
import { readBalancer } from '../topology/balancer/read.ts';
import { usableServers, type BalancedServer } from '../topology/balancer-model.ts';
import { connectorPorts } from '../topology/tomcat-server.ts';
import { topologyOf } from '../topology/topology.ts';
import type { ClusterEvidence } from './cluster-evidence.ts';
import { pm2CommandEvidence } from './pm2.ts';
import { lineOf, parsedYaml, type YamlNode } from './yaml-file.ts';

/** Folders of manifests, by the names that they usually have. */
const MANIFEST_FOLDERS =
  /^(?:\.?k8s|kubernetes|kube|deploy|deployments?|manifests|charts?|helm|infra|infrastructure|ops|docker|\.docker|nginx|config|conf|conf\.d|base|overlays|templates|production|prod|\.platform|\.ebextensions)$/i;
const MAX_DEPTH = 4;
const MAX_FILES = 300;

/** Databases, caches and proxies are scaled for reasons of their own. */
const INFRASTRUCTURE =
  /(?:^|[/-])(?:redis|valkey|memcached|mongo|postgres|postgresql|mysql|mariadb|nginx|traefik|haproxy|envoy|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|minio|prometheus|grafana|worker|celery)[\w.-]*(?::|$)/i;

/** All of one folder of the repository and of the manifest folders below it. */
export function deploymentEvidence(folder: string, cache: ProjectCache): readonly ClusterEvidence[] {
  const found: ClusterEvidence[] = [];
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: folder, depth: 0 }];
  let files = 0;
  for (const { path, depth } of waiting) {
    for (const [name, kind] of listFolder(path, cache)) {
      if (kind === 'folder' && depth < MAX_DEPTH && (depth > 0 || MANIFEST_FOLDERS.test(name))) {
        if (name !== 'node_modules' && name !== '.git') waiting.push({ path: join(path, name), depth: depth + 1 });
      }
      if (kind !== 'file' || !isManifest(name, depth) || ++files > MAX_FILES) continue;
      const text = readText(join(path, name));
      if (text !== undefined) found.push(...evidenceIn(join(path, name), text, cache));
    }
  }
  return found;
}

function isManifest(name: string, depth: number): boolean {
  if (
    /^(?:(?:docker-)?compose[\w.-]*\.ya?ml|serverless\.(?:ya?ml|json)|vercel\.json|netlify\.toml|wrangler\.(?:toml|jsonc?)|Procfile|(?:[\w.-]*\.)?[Dd]ockerfile(?:\.[\w.-]+)?)$/.test(
      name,
    )
  ) {
    return true;
  }
  if (/\.conf(?:\.template)?$/.test(name) || name.startsWith('nginx')) return true;
  return /\.ya?ml$/.test(name) && (depth > 0 || /deploy|k8s|kube|stack|hpa|app/.test(name));
}

function evidenceIn(file: string, text: string, cache: ProjectCache): readonly ClusterEvidence[] {
  const name = basename(file);
  if (/^(?:docker-)?compose/.test(name)) return composeEvidence(file, text);
  if (name.startsWith('serverless.'))
    return serverlessEvidence(file, text, /^\s*(?:functions|"functions")\s*:/m, 'functions');
  if (name === 'vercel.json') return serverlessEvidence(file, text, /"(?:functions|builds)"\s*:/, 'Vercel functions');
  if (name === 'netlify.toml')
    return serverlessEvidence(file, text, /^\s*(?:\[functions|functions\s*=)/m, 'Netlify functions');
  if (name.startsWith('wrangler.')) return serverlessEvidence(file, text, /^\s*"?main"?\s*[=:]/m, 'Cloudflare Workers');
  if (name === 'Procfile' || /dockerfile/i.test(name)) {
    return [...pm2CommandEvidence(file, text, file.slice(0, -name.length)), ...productionEvidence(file, text)];
  }
  if (/\.ya?ml$/.test(name)) return kubernetesEvidence(file, text);
  return nginxEvidence(file, text, cache);
}

function evidence(
  kind: ClusterEvidence['kind'],
  file: string,
  line: number,
  text: string,
  hosts: ClusterEvidence['hosts'] = 'many',
): ClusterEvidence {
  return { kind, file, line, text, hosts, script: undefined };
}

function serverlessEvidence(file: string, text: string, sign: RegExp, what: string): readonly ClusterEvidence[] {
  const match = sign.exec(text);
  if (match === null) return [];
  const line = lineOf(text, match.index + match[0].search(/\S/));
  return [evidence('serverless', file, line, `runs it as ${what}, each call perhaps in another process`)];
}

/** `NODE_ENV=production` in an image: what it runs is meant to last, though nothing tells how many there are. */
function productionEvidence(file: string, text: string): readonly ClusterEvidence[] {
  const match = /NODE_ENV[=\s]+['"]?production/.exec(text);
  return match === null
    ? []
    : [evidence('production', file, lineOf(text, match.index), 'runs it in production', 'one')];
}

function many(node: YamlNode | undefined): node is YamlNode {
  const count = Number(node?.scalar);
  return Number.isFinite(count) && count > 1;
}

function composeEvidence(file: string, text: string): readonly ClusterEvidence[] {
  if (!/replicas|scale/.test(text)) return [];
  const found: ClusterEvidence[] = [];
  for (const document of parsedYaml(text)) {
    for (const [name, service] of document.at('services')?.entries ?? []) {
      const image = service.at('image')?.scalar;
      if (service.at('build') === undefined && typeof image === 'string' && INFRASTRUCTURE.test(image)) continue;
      if (INFRASTRUCTURE.test(name)) continue;
      for (const count of [service.at('deploy', 'replicas'), service.at('scale')]) {
        if (many(count)) {
          found.push(
            evidence('compose', file, count.line, `runs ${String(count.scalar)} replicas of the service "${name}"`),
          );
        }
      }
    }
  }
  return found;
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'DeploymentConfig', 'Rollout']);

function kubernetesEvidence(file: string, text: string): readonly ClusterEvidence[] {
  if (!/replicas|maxReplicas|replicaCount/i.test(text)) return [];
  const found: ClusterEvidence[] = [];
  for (const document of parsedYaml(text)) {
    const kind = document.at('kind')?.scalar;
    const name = document.at('metadata', 'name')?.scalar;
    const shown = typeof name === 'string' ? ` of "${name}"` : '';
    if (typeof name === 'string' && INFRASTRUCTURE.test(name)) continue;
    if (typeof kind === 'string' && WORKLOADS.has(kind)) {
      const count = document.at('spec', 'replicas');
      const images = document.at('spec', 'template', 'spec', 'containers')?.items.map((one) => one.at('image')?.scalar);
      const isOther =
        images?.length !== 0 && images?.every((image) => typeof image === 'string' && INFRASTRUCTURE.test(image));
      if (many(count) && isOther !== true) {
        found.push(evidence('kubernetes', file, count.line, `runs ${String(count.scalar)} replicas${shown}`));
      }
    }
    if (kind === 'HorizontalPodAutoscaler') {
      const count = document.at('spec', 'maxReplicas');
      if (many(count)) {
        found.push(
          evidence('kubernetes', file, count.line, `lets it grow to ${String(count.scalar)} replicas${shown}`),
        );
      }
    }
    // A chart's values.yaml.
    const chart = kind === undefined ? document.at('replicaCount') : undefined;
    if (many(chart)) found.push(evidence('kubernetes', file, chart.line, `runs ${String(chart.scalar)} replicas`));
  }
  return found;
}

/** An `upstream` with two servers or more that are not mere stand-ins, nor the Tomcats of the same repository. */
function nginxEvidence(file: string, text: string, cache: ProjectCache): readonly ClusterEvidence[] {
  if (!text.includes('upstream')) return [];
  const parsed = parseNginx(text);
  const model = parsed.ok ? readBalancer(file, text, parsed.ast, cache) : null;
  return (model?.groups ?? []).flatMap((group) => {
    const servers = usableServers(group);
    if (servers.length < 2 || isTomcats(servers, file, cache)) return [];
    const line = lineOf(text, group.nameRange[0]);
    return group.affinity.kind === 'some'
      ? [evidence('sticky', file, line, `keeps each user on one of ${servers.length} servers`)]
      : [evidence('nginx', file, line, `spreads requests over ${servers.length} servers in upstream "${group.name}"`)];
  });
}

/** Told by the ports that Tomcats of the repository listen on. */
function isTomcats(servers: readonly BalancedServer[], file: string, cache: ProjectCache): boolean {
  const ports = topologyOf(file, cache).servers.flatMap(({ document }) => connectorPorts(document));
  return servers.every(({ port }) => port !== null && ports.includes(port));
}
