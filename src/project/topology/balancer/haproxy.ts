/** HAProxy's backends as groups of servers, with what their `defaults` say. */
import type { HaproxyConfig, HaproxyLine, HaproxySection } from '../../../languages/balancer/ast.ts';
import type { Range } from '../../../languages/shared/syntax.ts';
import type { Affinity, BalancedServer } from '../balancer-model.ts';
import { hasPlaceholder } from '../placeholder.ts';
import { proxyFaults } from './haproxy-faults.ts';
import { addressOf } from './nginx-upstream.ts';
import { MAX_GROUPS, type AffinityFault, type BalancerGroup, type BalancerReading } from './reading.ts';
import { containerWord, isOtherService, isServicePath, isStaticPath, servletPathWord } from './words.ts';

/** A `backend` or `listen`, with the `defaults` that it takes. */
export interface Proxy {
  readonly text: string;
  readonly section: HaproxySection;
  readonly name: string;
  readonly nameRange: Range;
  readonly lines: readonly HaproxyLine[];
  readonly defaults: readonly HaproxyLine[];
  readonly servers: readonly ProxyServer[];
  readonly mode: string;
  /** False where no line names the mode, and a file that is read before this one may. */
  readonly isModeKnown: boolean;
}

export interface ProxyServer extends BalancedServer {
  readonly line: HaproxyLine;
  /** Empty when only a `default-server` has one; null when nothing has. */
  readonly cookie: string | null;
}

export function readHaproxy(text: string, config: HaproxyConfig): BalancerReading {
  const proxies = proxiesOf(text, config);
  const groups: BalancerGroup[] = [];
  const faults: AffinityFault[] = [];
  for (const proxy of proxies.slice(0, MAX_GROUPS)) {
    const group = groupOf(proxy, config);
    if (group !== null) groups.push(group);
    faults.push(...proxyFaults(proxy, group, config));
  }
  return { product: 'haproxy', groups, faults: faults.sort((a, b) => a.range[0] - b.range[0]), routePatterns: [] };
}

interface Defaults {
  readonly lines: readonly HaproxyLine[];
  /** Nothing of another file is among them: HAProxy carries the last `defaults` of a file on to the next file. */
  readonly areWhole: boolean;
}

function proxiesOf(text: string, { body }: HaproxyConfig): readonly Proxy[] {
  const proxies: Proxy[] = [];
  const named = new Map<string, Defaults>();
  let defaults: Defaults = { lines: [], areWhole: false };
  for (const section of body) {
    if (section.type !== 'HaproxySection') continue;
    const [name] = section.args;
    const from = section.args.findIndex(({ value }) => value === 'from');
    const base = from < 0 ? undefined : section.args[from + 1]?.value;
    // The first file of a configuration has it, and those that follow take its defaults.
    if (section.keyword.value === 'global') defaults = { ...defaults, areWhole: true };
    if (section.keyword.value === 'defaults') {
      const inherited = base === undefined ? undefined : named.get(base);
      const areWhole = base === undefined || inherited?.areWhole === true;
      defaults = { lines: [...(inherited?.lines ?? []), ...section.body], areWhole };
      if (name !== undefined && name.value !== 'from') named.set(name.value, defaults);
    }
    if ((section.keyword.value !== 'backend' && section.keyword.value !== 'listen') || name === undefined) continue;
    const inherited = (base === undefined ? undefined : named.get(base)) ?? {
      lines: defaults.lines,
      areWhole: defaults.areWhole && base === undefined,
    };
    const mode = lastOf(section.body, 'mode') ?? lastOf(inherited.lines, 'mode');
    proxies.push({
      text,
      section,
      name: name.value,
      nameRange: name.range,
      lines: section.body,
      defaults: inherited.lines,
      servers: section.body.flatMap((line) => (line.keyword.value === 'server' ? serverOf(line, section) : [])),
      // Without a word it is TCP.
      mode: mode?.args[0]?.value ?? 'tcp',
      isModeKnown: mode !== undefined || inherited.areWhole,
    });
  }
  return proxies;
}

function lastOf(lines: readonly HaproxyLine[], keyword: string): HaproxyLine | undefined {
  return lines.findLast((line) => line.keyword.value === keyword);
}

/** What is in effect: the section's own line, else that of its defaults. */
export function settingOf({ lines, defaults }: Proxy, keyword: string): HaproxyLine | undefined {
  return lastOf(lines, keyword) ?? lastOf(defaults, keyword);
}

function serverOf(line: HaproxyLine, section: HaproxySection): ProxyServer[] {
  const [, address, ...words] = line.args;
  if (address === undefined) return [];
  const values = words.map(({ value }) => value);
  const defaultServer = section.body
    .filter(({ keyword }) => keyword.value === 'default-server')
    .flatMap(({ args }) => args);
  const has = (flag: string): boolean => values.includes(flag) || defaultServer.some(({ value }) => value === flag);
  const at = values.indexOf('cookie');
  const weight = values[values.indexOf('weight') + 1];
  const { host, port } = addressOf(address.value);
  return [
    {
      written: address.value,
      host,
      port,
      route: null,
      routeRange: null,
      down: (has('disabled') && !values.includes('enabled')) || (values.includes('weight') && weight === '0'),
      backup: has('backup'),
      range: line.range,
      line,
      cookie: at < 0 ? (has('cookie') ? '' : null) : (values[at + 1] ?? null),
    },
  ];
}

function groupOf(proxy: Proxy, config: HaproxyConfig): BalancerGroup | null {
  const { name, nameRange, servers, lines, mode } = proxy;
  const templates = lines.some(({ keyword }) => keyword.value === 'server-template');
  if (servers.length === 0) return null;
  // `.if … .endif`, and marks of generators.
  const conditions = lines.some(({ keyword }) => /^[.{<%]/.test(keyword.value));
  const complete = !templates && !conditions && !servers.some(({ line }) => hasPlaceholder(line.args[0]?.value ?? ''));
  return {
    name,
    nameRange,
    servers,
    complete,
    affinity: affinityOf(proxy),
    carriesHttp: mode === 'http',
    usage: usageOf(proxy, config),
    hint: hintOf(proxy, config),
    repair: null,
  };
}

function affinityOf(proxy: Proxy): Affinity {
  const { lines, mode, servers } = proxy;
  const cookie = settingOf(proxy, 'cookie');
  const dynamic = cookie?.args.some(({ value }) => value === 'dynamic') === true;
  if (cookie !== undefined && mode === 'http' && (dynamic || servers.some((server) => server.cookie !== null))) {
    return { kind: 'some', directive: textOf(cookie), range: cookie.range, byRoute: false };
  }
  const stick = lines.find(
    ({ keyword, args }) => keyword.value === 'stick' && /^(?:on|match)$/.test(args[0]?.value ?? ''),
  );
  if (stick !== undefined) return { kind: 'some', directive: textOf(stick), range: stick.range, byRoute: false };
  const persist = lines.some(({ keyword }) => /^(?:use-server|persist|force-persist|appsession)$/.test(keyword.value));
  if (persist) return { kind: 'unknown' };
  const balance = settingOf(proxy, 'balance');
  switch (balance?.args[0]?.value.replace(/\(.*/, '') ?? 'roundrobin') {
    case 'roundrobin':
    case 'static-rr':
      return { kind: 'none' };
    case 'leastconn':
    case 'first':
    case 'random':
    case 'uri':
      return { kind: 'none', ...(balance && { method: textOf(balance) }) };
    case 'source':
      return { kind: 'some', directive: 'balance source', range: balance?.range ?? proxy.nameRange, byRoute: false };
    default:
      return { kind: 'unknown' };
  }
}

export function textOf({ keyword, args }: HaproxyLine): string {
  return [keyword, ...args].map(({ value }) => value).join(' ');
}

function usageOf({ section, name, nameRange }: Proxy, config: HaproxyConfig): BalancerGroup['usage'] {
  if (isOtherService(name)) return 'other';
  if (section.keyword.value === 'listen') {
    const stats = section.body.some(({ keyword }) => keyword.value === 'stats');
    return stats && section.body.every(({ keyword }) => keyword.value !== 'server') ? 'other' : 'application';
  }
  let used = false;
  for (const other of config.body) {
    if (other.type !== 'HaproxySection') continue;
    for (const line of other.body) {
      const [target] = line.args;
      if (line.keyword.value !== 'default_backend' && line.keyword.value !== 'use_backend') continue;
      if (target?.value.includes('%[') === true) return 'unknown';
      if (target?.value !== name) continue;
      used = true;
      if (!isForOthers(line, other)) return 'application';
    }
  }
  // A file with backends only is one of several.
  const fragment = !config.body.some(
    (it) => it.type === 'HaproxySection' && /^(?:frontend|listen)$/.test(it.keyword.value),
  );
  return used ? 'other' : fragment && nameRange[1] > 0 ? 'unknown' : 'unused';
}

/** `use_backend x if is_static`, with `acl is_static path_end .css .js`. */
function isForOthers({ args }: HaproxyLine, section: HaproxySection): boolean {
  const conditions = args.slice(2).map(({ value }) => value);
  if (conditions.some((word) => /static|asset|image|api|media|socket|^ws/i.test(word))) return true;
  const acls = section.body.filter(
    ({ keyword, args: [name] }) => keyword.value === 'acl' && conditions.includes(name?.value ?? ''),
  );
  return acls.some(({ args: words }) =>
    words.slice(2).some(({ value }) => isStaticPath(value) || isServicePath(value)),
  );
}

/** Names, addresses, cookies and checks of the backend, and the paths that lead to it. */
function hintOf({ name, servers, lines }: Proxy, config: HaproxyConfig): string | null {
  const words = [name, ...servers.flatMap(({ line }) => line.args.slice(0, 2).map(({ value }) => value))];
  for (const line of lines) {
    if (/^(?:cookie|stick|option|appsession|http-check)$/.test(line.keyword.value)) words.push(textOf(line));
  }
  for (const word of words) {
    const found = containerWord(word) ?? servletPathWord(word);
    if (found !== null) return found;
  }
  for (const section of config.body) {
    if (section.type !== 'HaproxySection' || section.keyword.value !== 'frontend') continue;
    if (!section.body.some(({ args }) => args[0]?.value === name)) continue;
    for (const line of section.body) {
      const found = line.keyword.value === 'acl' ? servletPathWord(textOf(line)) : null;
      if (found !== null) return found;
    }
  }
  return null;
}
