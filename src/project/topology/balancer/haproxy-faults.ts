/** What keeps affinity from working in HAProxy. Each fault was seen on HAProxy 2.6. */
import type { BalancerWord, HaproxyConfig, HaproxyLine } from '../../../languages/balancer/ast.ts';
import { settingOf, textOf, type Proxy } from './haproxy.ts';
import { lineEndOf } from './line-end.ts';
import type { AffinityFault, BalancerGroup, Repair } from './reading.ts';
import { isSessionCookie } from './words.ts';

export function proxyFaults(
  proxy: Proxy,
  group: BalancerGroup | null,
  config: HaproxyConfig,
): readonly AffinityFault[] {
  return [...cookieFaults(proxy, group), ...stickFaults(proxy, group, config), ...appsession(proxy, group)];
}

function cookieFaults(proxy: Proxy, group: BalancerGroup | null): readonly AffinityFault[] {
  const cookie = settingOf(proxy, 'cookie');
  const [name, ...options] = cookie?.args ?? [];
  const usable = proxy.servers.filter(({ down, backup }) => !down && !backup);
  if (cookie === undefined || name === undefined || group?.complete !== true || usable.length < 2) return [];
  const own = proxy.lines.includes(cookie);
  const data = { cookie: name.value, backend: proxy.name };
  const base = { group, needs: 'nothing', repair: null } as const;
  if (proxy.mode === 'tcp') {
    if (!own || !proxy.isModeKnown) return [];
    const mode = settingOf(proxy, 'mode') === undefined ? 'mode tcp, which holds where none is named,' : 'mode tcp';
    return [{ ...base, kind: 'cookieInTcpMode', range: cookie.range, data: { ...data, mode } }];
  }
  if (proxy.mode !== 'http' || options.some(({ value }) => value === 'dynamic')) return [];
  const bound = usable.filter((server) => server.cookie !== null);
  if (bound.length === usable.length) return [];
  if (bound.length === 0) {
    // The values are free to choose; the names of the servers are unique and known to those who read logs.
    const edits = usable.flatMap(({ line }) => {
      const [, end] = line.range;
      const label = line.args[0]?.value;
      return label === undefined ? [] : [{ range: [end, end] as const, text: ` cookie ${label}` }];
    });
    const repair: Repair = { edits, safe: false, title: 'Give each server its name as the value of the cookie.' };
    return [{ ...base, kind: 'cookieUnbound', range: own ? cookie.range : proxy.nameRange, data, repair }];
  }
  return usable
    .filter((server) => server.cookie === null)
    .map(({ line }) => ({ ...base, kind: 'cookieUnbound', range: line.range, data }) as const);
}

/** Fields of a table that count or flag something: it is for rate limits. */
const COUNTERS = /gpc|gpt|conn|http|sess|bytes|glitch/;

function stickFaults(proxy: Proxy, group: BalancerGroup | null, config: HaproxyConfig): readonly AffinityFault[] {
  const { lines } = proxy;
  const sticks = lines.filter(({ keyword }) => keyword.value === 'stick');
  const table = lines.find(({ keyword }) => keyword.value === 'stick-table');
  const usable = proxy.servers.filter(({ down, backup }) => !down && !backup);
  if (group?.complete !== true || usable.length < 2) return [];
  const base = { group, needs: 'nothing' } as const;
  const matching = sticks.filter(({ args }) => args[0]?.value === 'on' || args[0]?.value === 'match');
  if (table !== undefined && matching.length === 0 && !isUsedElsewhere(table, proxy, config)) {
    if (group.affinity.kind === 'some') return [];
    const [, end] = table.range;
    const repair: Repair | null = table.args.some(({ value }) => value === 'ip')
      ? {
          edits: [{ range: [end, end], text: `${newLineAs(table, proxy.text)}stick on src` }],
          safe: false,
          title: 'Add "stick on src".',
        }
      : null;
    return [{ ...base, kind: 'stickUnused', range: table.range, data: { backend: proxy.name }, repair }];
  }
  const stores = sticks.some(({ args }) => args[0]?.value === 'store-response');
  const other =
    settingOf(proxy, 'cookie') !== undefined ||
    /^(?:source|hash)$/.test(settingOf(proxy, 'balance')?.args[0]?.value ?? '');
  if (stores || other) return [];
  // With a second key the client may be known by that one.
  if (matching.some((line) => sessionCookieOf(line) === null)) return [];
  return matching.flatMap((line) => {
    const key = line.args[1];
    const cookie = sessionCookieOf(line);
    if (key === undefined || cookie === null) return [];
    const data = { stick: textOf(line), cookie, backend: proxy.name };
    return [
      {
        ...base,
        kind: 'stickNeverStored',
        range: line.range,
        data,
        repair: storeResponse(line, key, cookie, proxy),
      } as const,
    ];
  });
}

/** Both halves: what the response sets is stored, what the request brings is looked up. */
function storeResponse(line: HaproxyLine, key: BalancerWord, cookie: string, proxy: Proxy): Repair {
  const [on] = line.args;
  const [start, end] = line.range;
  const text = `stick store-response res.cook(${cookie})${newLineAs(line, proxy.text)}stick match ${key.value}`;
  return {
    edits: [{ range: on === undefined ? [start, end] : [start, key.range[1]], text }],
    safe: false,
    title: 'Store what the response sets, and match what the request brings.',
  };
}

/** A line end, and the blanks in front of a line. */
function newLineAs({ range: [start] }: HaproxyLine, text: string): string {
  return lineEndOf(text) + text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
}

function sessionCookieOf({ args }: HaproxyLine): string | null {
  const name = /^(?:req\.)?cook(?:ie)?\(([^)]+)\)$/.exec(args[1]?.value ?? '')?.[1];
  return name !== undefined && isSessionCookie(name) ? name : null;
}

function isUsedElsewhere(table: HaproxyLine, { name, lines }: Proxy, config: HaproxyConfig): boolean {
  const store = table.args.findIndex(({ value }) => value === 'store');
  if (store >= 0 && COUNTERS.test(table.args[store + 1]?.value ?? '')) return true;
  if (lines.some((line) => /track-sc|sc\d?_|src_/.test(textOf(line)))) return true;
  return namedTables(config).has(name);
}

const tablesOf = new WeakMap<HaproxyConfig, ReadonlySet<string>>();

/** Names of tables that lines refer to: `table shop`, `sc_http_req_rate(0,shop)`, `table_cnt(shop)`. */
function namedTables(config: HaproxyConfig): ReadonlySet<string> {
  const known = tablesOf.get(config);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const section of config.body) {
    if (section.type !== 'HaproxySection') continue;
    for (const { args } of section.body) {
      for (const [index, { value }] of args.entries()) {
        if (args[index - 1]?.value === 'table') names.add(value);
        for (const [, name = ''] of value.matchAll(/[(,]([^(),]{1,200})(?=\))/g)) names.add(name);
      }
    }
  }
  tablesOf.set(config, names);
  return names;
}

function appsession({ lines, name }: Proxy, group: BalancerGroup | null): readonly AffinityFault[] {
  return lines
    .filter(({ keyword }) => keyword.value === 'appsession')
    .map(
      (line) =>
        ({
          kind: 'appsessionGone',
          range: line.range,
          data: { backend: name },
          repair: null,
          group,
          needs: 'nothing',
        }) as const,
    );
}
