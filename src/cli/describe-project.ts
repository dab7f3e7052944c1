/** What is known of the project around a file, as indented text: for those who ask why a finding is there, or is not. */
import { join, sep } from 'node:path';
import { sessionPackages } from '../models/javascript/prefilter.ts';
import { findManager } from '../models/manager-records.ts';
import type { ManagerModel } from '../models/managers.ts';
import { isFolder, listFolder } from '../project/file-access.ts';
import { processEvidence } from '../project/javascript/cluster.ts';
import { packageOf } from '../project/javascript/node-package.ts';
import { sharedCache } from '../project/project-cache.ts';
import { moduleOf, projectRootOf } from '../project/project-root.ts';
import { detectSessionManager, sessionSignalsFor } from '../project/session-manager.ts';
import { surveyOf } from '../project/survey.ts';
import type { BalancedGroup } from '../project/topology/balancer-model.ts';
import type { TomcatEngine, TomcatServer, Topology } from '../project/topology/model.ts';
import { peersAmong } from '../project/topology/peers.ts';
import { topologyOf } from '../project/topology/topology.ts';
import { readWebApp, webXmlOf } from '../project/web-app.ts';
import type { Settings } from '../settings.ts';
import { displayPath } from './format/display-path.ts';
import { UserError } from './user-error.ts';

/** A line with those that belong to it. */
interface Item {
  readonly text: string;
  readonly items?: readonly Item[];
}

const REPLICATION: Readonly<Record<ManagerModel['replication'], string>> = {
  SET_END: 'stores what was set, as it is at the end of the request',
  SET_EAGER: 'stores what was set, as it is when it is set',
  GET: 'stores what was read or set',
  ALL: 'stores the whole session with each request',
  HASH: 'compares what was read at the end of the request',
  NONE: 'replicates nothing',
};

/**
 * @param path absolute
 * @param named the path as the user wrote it
 * @throws {UserError} for a path that does not exist
 */
export function describeProject(path: string, named: string, settings: Settings, cwd: string): string {
  const folder = isFolder(path);
  if (!folder && !isThere(path)) throw new UserError(`--dump: the path ${named} does not exist.`);
  const show = (other: string): string => (other === cwd ? '.' : displayPath(other, cwd).split(sep).join('/'));
  // The project of a folder is that of a file in it.
  const file = folder ? join(path, 'any') : path;
  const items = [
    ...sourcesOf(file, show),
    ...(isServletProject(file) ? [managerOf(file, settings, show), webAppsOf(file, show)] : []),
    ...topologyItems(topologyOf(file, sharedCache, settings.peers), settings, show),
    ...nodePackageOf(file, show),
  ];
  return `${items.flatMap((item) => linesOf(item, '')).join('\n')}\n`;
}

type Show = (path: string) => string;

/** A session manager is a matter of servlet containers. */
function isServletProject(file: string): boolean {
  const { sourceRoots, files } = surveyOf(projectRootOf(file));
  return sourceRoots.length + files.length > 0 || packageOf(file) === undefined;
}

function isThere(path: string): boolean {
  return listFolder(join(path, '..'), sharedCache).has(path.slice(path.lastIndexOf(sep) + 1));
}

function linesOf({ text, items = [] }: Item, indent: string): readonly string[] {
  return [indent + text, ...items.flatMap((item) => linesOf(item, `${indent}  `))];
}

/** The title alone tells that there is nothing. */
function listed(title: string, items: readonly Item[]): Item {
  // One line of a file may say the same in two ways.
  const different = items.filter(({ text }, at) => items.findIndex((item) => item.text === text) === at);
  return items.length === 0 ? { text: `${title}: none` } : { text: title, items: different };
}

function sourcesOf(file: string, show: Show): readonly Item[] {
  const root = projectRootOf(file);
  const { sourceRoots, truncated } = surveyOf(root);
  const roots = sourceRoots.map(({ path, test }) => ({ text: show(path) + (test ? ' (tests)' : '') }));
  return [
    { text: `project: ${show(root)}${truncated ? ' (too large to be seen as a whole)' : ''}` },
    { text: `module: ${show(moduleOf(file, root))}` },
    listed('source roots', roots),
  ];
}

function managerOf(file: string, { sessionManager }: Settings, show: Show): Item {
  const isAuto = sessionManager === 'auto';
  const found = detectSessionManager(file);
  const name = isAuto ? found.manager : sessionManager;
  const model = findManager(name);
  const about = model === undefined ? name : `${name} (${model.title}; ${REPLICATION[model.replication]})`;
  const [decisive, ...others] = sessionSignalsFor(file).map(({ manager, evidence: { file: at, line, text } }) => ({
    text: `${show(at)}, line ${line}, says ${manager}: ${text}`,
  }));
  if (!isAuto)
    return {
      text: `session manager: ${about}`,
      items: [{ text: 'by the settings' }, ...(decisive ? [decisive] : []), ...others],
    };
  if (decisive === undefined)
    return { text: `session manager: ${about}`, items: [{ text: 'assumed, for nothing in the project names one' }] };
  const rest = others.length === 0 ? [] : [{ text: 'weighs less', items: others }];
  return { text: `session manager: ${about}`, items: [decisive, ...rest] };
}

function webAppsOf(file: string, show: Show): Item {
  const own = webXmlOf(file);
  const all = surveyOf(projectRootOf(file)).files.filter((path) => /[\\/]WEB-INF[\\/]web\.xml$/.test(path));
  const paths = own === undefined || all.includes(own) ? all : [own, ...all];
  const items = paths.map((path): Item => {
    const result = readWebApp(path);
    const mark = path === own ? ' (that of the file)' : '';
    if (!result.ok) return { text: `${show(path)}${mark}: ${result.reason}` };
    const { version, distributable, filters, servlets, listeners } = result.webApp;
    const parts = [
      version === null ? 'no version' : `version ${version}`,
      distributable ? 'distributable' : 'not distributable',
      count(servlets.length, 'servlet'),
      count(filters.length, 'filter'),
      count(listeners.length, 'listener'),
    ];
    return { text: `${show(path)}${mark}: ${parts.join(', ')}` };
  });
  return listed('web applications', items);
}

function topologyItems(topology: Topology, { peers }: Settings, show: Show): readonly Item[] {
  const { root, servers, contexts, balancers, stores, libertyServers, clusterSignals } = topology;
  const contextItems = contexts.map(({ file, scope, manager }) => {
    const className = manager?.attributes.find(({ name }) => name === 'className')?.value;
    const sessions = manager === undefined ? '' : `, <Manager${className === undefined ? '' : ` ${className}`}>`;
    return { text: `${show(file)}: of ${scope === 'application' ? 'an application' : `a ${scope}`}${sessions}` };
  });
  return [
    { text: `deployment: ${show(root)}` },
    listed(
      'servers',
      servers.map((server) => serverItem(server, peersAmong(server.file, servers, root, peers), show)),
    ),
    ...(libertyServers.length === 0
      ? []
      : [
          listed(
            'Liberty servers',
            libertyServers.map(({ file }) => ({ text: show(file) })),
          ),
        ]),
    listed('contexts', contextItems),
    listed(
      'balancers',
      balancers.map(({ file, model }) => ({
        text: `${show(file)}: ${model.product}`,
        items: model.groups.map(groupItem),
      })),
    ),
    listed(
      'session stores',
      stores.map(({ title, evidence }) => ({ text: `${title}: ${show(evidence.file)}, line ${evidence.line}` })),
    ),
    listed(
      'signs of several nodes',
      clusterSignals.map(({ kind, file, line, text }) => ({ text: `${show(file)}, line ${line} (${kind}): ${text}` })),
    ),
  ];
}

function serverItem({ file, version, engines }: TomcatServer, peers: readonly TomcatServer[], show: Show): Item {
  const versions = version.from === version.to ? String(version.from) : `${version.from} to ${version.to}`;
  const others = peers.map((peer) => ({ text: `same cluster as ${show(peer.file)}` }));
  return { text: `${show(file)}: Tomcat ${versions}`, items: [...engines.map(engineItem), ...others] };
}

function engineItem({ jvmRoute, clusters, hosts }: TomcatEngine): Item {
  const route = jvmRoute === undefined ? 'no jvmRoute' : `jvmRoute ${jvmRoute.value}`;
  const items = hosts.map(({ name, clusters: own }) => ({
    text: `host ${name ?? 'without a name'}${own.length === 0 ? '' : `: ${count(own.length, '<Cluster>')}`}`,
  }));
  return {
    text: `engine: ${route}, ${clusters.length === 0 ? 'no <Cluster>' : count(clusters.length, '<Cluster>')}`,
    items,
  };
}

function groupItem({ name, servers, complete, affinity }: BalancedGroup): Item {
  const sticky =
    affinity.kind === 'some' ? affinity.directive : affinity.kind === 'none' ? 'no affinity' : 'affinity not known';
  const items = servers.map(({ written, route, down, backup }) => ({
    text: written + (route === null ? '' : `, route ${route}`) + (down ? ', down' : '') + (backup ? ', backup' : ''),
  }));
  return { text: `${name}: ${count(servers.length, 'server')}${complete ? '' : ' or more'}, ${sticky}`, items };
}

/** Nothing outside of any package. */
function nodePackageOf(file: string, show: Show): readonly Item[] {
  const found = packageOf(file);
  if (found === undefined) return [];
  const libraries = [...found.dependencies].filter(([name]) => sessionPackages().has(name)).sort();
  const evidence = processEvidence(file).map(({ file: at, line, text }) => ({
    text: `${show(at)}, line ${line}, ${text}`,
  }));
  return [
    { text: `package: ${show(join(found.root, 'package.json'))}${found.name === undefined ? '' : ` (${found.name})`}` },
    listed(
      'session libraries',
      libraries.map(([name, range]) => ({ text: `${name} ${range}` })),
    ),
    listed('signs of several processes', evidence),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
