/** httpd with mod_proxy_balancer, and mod_jk's directives in it, as a balancer. */
import type { BalancerWord, HttpdConfig, HttpdDirective, HttpdItem } from '../../../languages/balancer/ast.ts';
import type { Range } from '../../../languages/shared/syntax.ts';
import { usableServers, type Affinity, type BalancedServer } from '../balancer-model.ts';
import { hasPlaceholder } from '../placeholder.ts';
import { MAX_GROUPS, type AffinityFault, type BalancerGroup, type BalancerReading, type Repair } from './reading.ts';
import { containerWord, isOtherService, isServicePath, isStaticPath, servletPathWord } from './words.ts';

interface Parameter {
  readonly key: string;
  readonly value: string;
  readonly word: BalancerWord;
}

interface Member {
  readonly directive: HttpdDirective;
  readonly url: BalancerWord;
  readonly parameters: readonly Parameter[];
}

interface Cluster {
  readonly name: string;
  nameRange: Range;
  readonly members: Member[];
  readonly parameters: Parameter[];
  /** Paths that are passed to it. */
  readonly paths: string[];
  /** Inside a macro, a condition or a template: members may come and go. */
  uncertain: boolean;
}

interface Placed {
  readonly directive: HttpdDirective;
  /** Sections around it, innermost first. */
  readonly sections: readonly { readonly name: string; readonly first: string }[];
}

const BALANCER = /^balancer:\/\/([^/?\s]+)/i;
const CONDITIONAL = new Set(['macro', 'ifdefine', 'if', 'elseif', 'else', 'ifversion']);
const MAX_SECTIONS = 50;

/** @param others parsed files of the same server, for what is defined elsewhere */
export function readHttpd(config: HttpdConfig, others: readonly HttpdConfig[] = []): BalancerReading {
  const own = placedDirectives(config.body);
  const elsewhere = others.flatMap((other) => placedDirectives(other.body));
  const variables = definitions([...own, ...elsewhere]);
  const clusters = new Map<string, Cluster>();
  const faults: AffinityFault[] = [];
  for (const placed of own) readDirective(placed, clusters, variables, true);
  const declared = [...clusters.values()].filter(({ members }) => members.length > 0).slice(0, MAX_GROUPS);
  // What other files say of the balancers of this one: a ProxyPass in a virtual host of its own.
  for (const placed of elsewhere) readDirective(placed, clusters, variables, false);
  const setsRouteId = [...own, ...elsewhere].some(({ directive }) => setsCookie(directive, 'ROUTEID'));
  const groups = declared.map((cluster) => {
    const group = groupOf(cluster);
    faults.push(...clusterFaults(cluster, group, setsRouteId));
    return group;
  });
  for (const { directive } of own) faults.push(...reverseFaults(directive));
  return { product: 'httpd', groups, faults: faults.sort((a, b) => a.range[0] - b.range[0]), routePatterns: [] };
}

function placedDirectives(body: readonly HttpdItem[]): readonly Placed[] {
  const placed: Placed[] = [];
  const waiting: { item: HttpdItem; sections: Placed['sections'] }[] = [];
  const push = (items: readonly HttpdItem[], sections: Placed['sections']): void => {
    for (let i = items.length - 1; i >= 0; i--) {
      const item = items[i];
      if (item !== undefined) waiting.push({ item, sections });
    }
  };
  push(body, []);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { item, sections } = next;
    if (item.type === 'HttpdDirective') placed.push({ directive: item, sections });
    else if (sections.length < MAX_SECTIONS) {
      const section = { name: item.name.value.toLowerCase(), first: item.args[0]?.value ?? '' };
      push(item.body, [section, ...sections]);
    }
  }
  return placed;
}

/** `Define NAME value`; the last one counts, and a name without a value is only a flag. */
function definitions(placed: readonly Placed[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { directive } of placed) {
    const [name, value] = directive.args;
    if (isNamed(directive, 'define') && name && value) variables.set(name.value, value.value);
  }
  return variables;
}

function isNamed({ name }: HttpdDirective, wanted: string): boolean {
  return name.value.toLowerCase() === wanted;
}

function resolved(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => variables.get(name) ?? whole);
}

function readDirective(
  { directive, sections }: Placed,
  clusters: Map<string, Cluster>,
  variables: ReadonlyMap<string, string>,
  own: boolean,
): void {
  const uncertain = sections.some(({ name }) => CONDITIONAL.has(name));
  const around = sections.find(({ name }) => name === 'proxy')?.first;
  const location = sections.find(({ name }) => name === 'location' || name === 'locationmatch')?.first;
  const words = directive.args.map((word) => ({ word, value: resolved(word.value, variables) }));
  const target = words.findIndex(({ value }) => BALANCER.test(value));
  const named = words[target]?.value ?? (around === undefined ? '' : resolved(around, variables));
  const key = BALANCER.exec(named)?.[1]?.toLowerCase();
  if (key === undefined) return;
  const range = words[target]?.word.range ?? directive.name.range;
  const cluster = clusters.get(key) ?? emptyCluster(BALANCER.exec(named)?.[1] ?? key, range);
  if (!own && !clusters.has(key)) return;
  clusters.set(key, cluster);
  const parameters = parametersOf(words);
  switch (directive.name.value.toLowerCase()) {
    case 'balancermember': {
      const url = words.find(({ value }, index) => index !== target && !/^\w+=/.test(value))?.word;
      if (url === undefined) return;
      cluster.uncertain ||= uncertain;
      if (!own) cluster.uncertain = true;
      else if (cluster.members.length === 0) cluster.nameRange = target < 0 ? url.range : range;
      if (own) cluster.members.push({ directive, url, parameters });
      return;
    }
    case 'proxyset':
      cluster.parameters.push(...parameters);
      return;
    case 'proxypass':
    case 'proxypassmatch':
      cluster.parameters.push(...parameters);
      cluster.paths.push(target === 0 ? (location ?? '/') : (words[0]?.value ?? '/'));
      return;
    case 'rewriterule':
      cluster.paths.push(words[0]?.value ?? '/');
      return;
    case 'sethandler':
      cluster.paths.push(location ?? '/');
      return;
    default:
  }
}

function emptyCluster(name: string, nameRange: Range): Cluster {
  return { name, nameRange, members: [], parameters: [], paths: [], uncertain: false };
}

function parametersOf(words: readonly { readonly word: BalancerWord; readonly value: string }[]): readonly Parameter[] {
  return words.flatMap(({ word, value }) => {
    const equals = /^(\w+)=(.*)$/.exec(value);
    const [, key = '', text = ''] = equals ?? [];
    return equals === null ? [] : [{ key: key.toLowerCase(), value: text, word }];
  });
}

function valueOf(parameters: readonly Parameter[], key: string): Parameter | undefined {
  return parameters.findLast((parameter) => parameter.key === key);
}

function serverOf({ directive, url, parameters }: Member): BalancedServer {
  const route = valueOf(parameters, 'route');
  const status = parameters.filter(({ key }) => key === 'status').map(({ value }) => value);
  const match = /^\w+:\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(url.value);
  const known = match !== null && !hasPlaceholder(url.value);
  return {
    written: url.value,
    host: known ? (match[1] ?? null) : null,
    port: known && match[2] !== undefined ? Number(match[2]) : null,
    route: route?.value ?? null,
    routeRange: route?.word.range ?? null,
    down: status.some((value) => /\+?[^-]*[DS]/i.test(value) && !value.startsWith('-')),
    backup: status.some((value) => /[HR]/i.test(value) && !value.startsWith('-')),
    range: directive.range,
  };
}

function groupOf(cluster: Cluster): BalancerGroup {
  const { name, nameRange, members, paths, uncertain } = cluster;
  const servers = members.map(serverOf);
  const usable = servers.filter(({ down, backup }) => !down && !backup);
  const sticky = valueOf(cluster.parameters, 'stickysession');
  const complete = !uncertain && !members.some(({ url }) => /^(?:\$\{[^}]*\}|@\w+@|\$\w+)$/.test(url.value));
  return {
    name,
    nameRange,
    servers,
    complete,
    affinity: affinityOf(sticky, usable),
    carriesHttp: members.every(({ url }) => /^(?:https?|ajp|h2c?|wss?|\$\{|@)/i.test(url.value)),
    usage: usageOf(name, paths),
    hint: hintOf(cluster),
    repair: null,
  };
}

function affinityOf(sticky: Parameter | undefined, usable: readonly BalancedServer[]): Affinity {
  if (sticky === undefined) return { kind: 'none' };
  if (hasPlaceholder(sticky.value)) return { kind: 'unknown' };
  if (!usable.some(({ route }) => route !== null)) return { kind: 'none' };
  if (isLowerCase(sticky.value)) return { kind: 'none' };
  const byRoute = sticky.value.split('|').some((name) => name.toLowerCase() === 'jsessionid');
  return { kind: 'some', directive: `stickysession=${sticky.value}`, range: sticky.word.range, byRoute };
}

/** The cookie's name is compared with case; only the parameter of the URL is written in lower case. */
function isLowerCase(value: string): boolean {
  return value === 'jsessionid';
}

function usageOf(name: string, paths: readonly string[]): BalancerGroup['usage'] {
  if (isOtherService(name)) return 'other';
  if (paths.length === 0) return 'unused';
  const forUsers = paths.some((path) => servletPathWord(path) !== null || !(isStaticPath(path) || isServicePath(path)));
  return forUsers ? 'application' : 'other';
}

function hintOf({ name, members, parameters, paths }: Cluster): string | null {
  const words = [
    name,
    ...members.map(({ url }) => url.value),
    ...parameters.map(({ value }) => value),
    ...members.flatMap((member) => member.parameters.map(({ value }) => value)),
  ];
  for (const word of words) {
    if (/^ajps?:\/\//i.test(word)) return 'ajp://';
    const found = containerWord(word);
    if (found !== null) return found;
  }
  return paths.map(servletPathWord).find((word) => word !== null) ?? null;
}

function clusterFaults(cluster: Cluster, group: BalancerGroup, setsRouteId: boolean): readonly AffinityFault[] {
  const usable = usableServers(group);
  if (!group.complete || usable.length < 2) return [];
  const sticky = valueOf(cluster.parameters, 'stickysession');
  const withRoute = usable.filter(({ route }) => route !== null);
  const base = { group, needs: 'nothing' } as const;
  if (sticky === undefined) {
    const [first] = withRoute;
    if (first?.routeRange == null || cluster.parameters.some(({ key }) => key === 'lbset')) return [];
    const cookie = setsRouteId ? 'ROUTEID' : 'JSESSIONID|jsessionid';
    const data = { balancer: group.name, added: `stickysession=${cookie}` };
    return [{ ...base, kind: 'routeWithoutSticky', range: first.routeRange, data, repair: null }];
  }
  if (hasPlaceholder(sticky.value)) return [];
  const faults: AffinityFault[] = [];
  if (withRoute.length === 0) {
    const data = { sticky: sticky.word.value, balancer: group.name };
    faults.push({ ...base, kind: 'stickyWithoutRoute', range: sticky.word.range, data, repair: null });
  } else {
    for (const { route, range } of usable) {
      const data = { sticky: sticky.word.value, balancer: group.name };
      if (route === null) faults.push({ ...base, kind: 'stickyWithoutRoute', range, data, repair: null });
    }
  }
  if (isLowerCase(sticky.value)) {
    const [, end] = sticky.word.range;
    const start = end - sticky.value.length - (sticky.word.quoted ? 1 : 0);
    const repair: Repair = {
      edits: [{ range: [start, start + sticky.value.length], text: 'JSESSIONID|jsessionid' }],
      safe: true,
      title: 'Name the cookie as well: JSESSIONID|jsessionid.',
    };
    faults.push({ ...base, kind: 'stickyCase', range: sticky.word.range, data: { balancer: group.name }, repair });
  }
  return faults;
}

/** `Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/"`. */
function setsCookie({ name, args }: HttpdDirective, cookie: string): boolean {
  if (name.value.toLowerCase() !== 'header') return false;
  return args.some(({ value }) => value.startsWith(`${cookie}=`));
}

const BALANCER_KEYS = new Set([
  'stickysession',
  'nofailover',
  'lbmethod',
  'route',
  'scolonpathdelim',
  'stickysessionsep',
  'loadfactor',
]);

/** ProxyPassReverse rewrites headers of answers; it takes a path and a URL, and httpd passes over what else is there. */
function reverseFaults(directive: HttpdDirective): readonly AffinityFault[] {
  if (!isNamed(directive, 'proxypassreverse')) return [];
  const [key] = directive.args.filter(({ value }) =>
    BALANCER_KEYS.has(/^(\w+)=/.exec(value)?.[1]?.toLowerCase() ?? ''),
  );
  if (key === undefined) return [];
  const data = { key: key.value };
  return [{ kind: 'keysOnReverse', range: key.range, data, repair: null, group: null, needs: 'nothing' }];
}
