/** What keeps affinity from working in an nginx configuration. Each fault was seen on nginx 1.22 and 1.31. */
import type { NginxConfig, NginxDirective } from '../../../languages/nginx/ast.ts';
import type { NginxMaps } from './nginx-maps.ts';
import { inherited, type Level, type NginxNeighbours, type PlacedDirective } from './nginx-scopes.ts';
import {
  isSessionCookieKey,
  rangeOfWords,
  rawRouteVariables,
  textOf,
  type Method,
  type Upstream,
} from './nginx-upstream.ts';
import { lineEndOf } from './line-end.ts';
import { isForOthers, passHint, type Pass } from './nginx-passes.ts';
import { usableServers } from '../balancer-model.ts';
import type { AffinityFault, BalancerGroup, Edit, Repair, RoutePattern } from './reading.ts';
import { containerWord, isContainerCookie, isOtherService } from './words.ts';

type Group = BalancerGroup | null;

export function upstreamFaults(
  text: string,
  upstream: Upstream,
  group: BalancerGroup,
  maps: NginxMaps,
  { withoutSticky }: NginxNeighbours,
): readonly AffinityFault[] {
  return [
    ...redefined(text, upstream, group),
    ...sessionCookieKeys(upstream, group),
    ...rawRoutes(text, upstream, group, maps),
    ...refusedBackups(upstream, group),
    ...(withoutSticky === null ? [] : tooNew(upstream, group, withoutSticky)),
  ];
}

/** The method that came before, and what replaced it. A method in front of `sticky` stays in effect. */
function redefined(text: string, { methods, directive }: Upstream, group: BalancerGroup): readonly AffinityFault[] {
  const faults: AffinityFault[] = [];
  for (const [index, method] of methods.entries()) {
    const winner = methods[index + 1];
    if (winner === undefined || winner.isSticky || method.affinity !== 'yes') continue;
    if (!isOwn(winner.directive, directive) || !isOwn(method.directive, directive)) continue;
    faults.push({
      kind: 'methodRedefined',
      range: rangeOfWords(winner.directive),
      data: { winner: textOf(winner.directive), loser: textOf(method.directive), upstream: group.name },
      repair: reordered(text, method, winner),
      group,
      needs: 'nothing',
    });
  }
  return faults;
}

/** A method and `sticky` both take effect in the other order. Of two methods only one can stay. */
function reordered(text: string, loser: Method, winner: Method): Repair {
  const [first, second] = [loser.directive, winner.directive];
  const earlier = text.slice(...first.range);
  const later = text.slice(...second.range);
  if (loser.isSticky) {
    const edits = [
      { range: first.range, text: later },
      { range: second.range, text: earlier },
    ];
    return { edits, safe: true, title: `Put "${later}" before "${earlier}".` };
  }
  return { edits: [lineRemoved(text, second)], safe: false, title: `Remove "${later}".` };
}

function isOwn(directive: NginxDirective, upstream: NginxDirective): boolean {
  return upstream.block?.body.includes(directive) ?? false;
}

function lineRemoved(text: string, { range: [start, end] }: NginxDirective): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineFeed = text.indexOf('\n', end);
  const lineEnd = lineFeed < 0 ? text.length : lineFeed;
  const alone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd).trim() === '';
  return alone
    ? { range: [lineStart, Math.min(lineEnd + 1, text.length)], text: '' }
    : { range: [start, end], text: '' };
}

function sessionCookieKeys({ methods, directive }: Upstream, group: BalancerGroup): readonly AffinityFault[] {
  return methods.flatMap((method) => {
    const key = method.directive.args[0];
    if (method.directive.name.value !== 'hash' || key === undefined || !isSessionCookieKey(key.value)) return [];
    if (!isOwn(method.directive, directive) || usableServers(group).length < 2) return [];
    const range = key.range;
    const repair: Repair = {
      edits: [{ range, text: '$remote_addr' }],
      safe: false,
      title: 'Use the address of the client, which does not change with the session.',
    };
    const data = { key: key.value, upstream: group.name };
    return [{ kind: 'hashOnSessionCookie', range, data, repair, group, needs: 'unreplicated' } as const];
  });
}

function rawRoutes(
  text: string,
  { methods, directive }: Upstream,
  group: BalancerGroup,
  maps: NginxMaps,
): readonly AffinityFault[] {
  return methods.flatMap((method) => {
    const [kind, ...variables] = method.directive.args;
    if (method.directive.name.value !== 'sticky' || kind?.value !== 'route') return [];
    if (!isOwn(method.directive, directive) || !rawRouteVariables(variables.map(({ value }) => value))) return [];
    const [first] = variables;
    const last = variables.at(-1);
    if (first === undefined || last === undefined) return [];
    const cookie = variables.find(({ value }) => value.startsWith('$cookie_'));
    const start = text.lastIndexOf('\n', directive.range[0] - 1) + 1;
    const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
    const eol = lineEndOf(text);
    const map =
      `${indent}map ${(cookie ?? first).value} $session_route {${eol}` +
      `${indent}    "~^[^.]+\\.(?<route>.+)$" $route;${eol}${indent}}${eol}${eol}`;
    const range = [first.range[0], last.range[1]] as const;
    const repair: Repair | null = maps.has('session_route')
      ? null
      : {
          edits: [
            { range: [start, start], text: map },
            { range, text: '$session_route' },
          ],
          safe: false,
          title: 'Cut the route out of the session id with a map.',
        };
    const data = { variables: text.slice(...range), upstream: group.name };
    return [{ kind: 'stickyRouteRaw', range, data, repair, group, needs: 'nothing' } as const];
  });
}

/** ngx_http_upstream_server checks the flags that the method has set: these three lack that of backup. */
const REFUSE_BACKUP = new Set(['ip_hash', 'hash', 'random']);

/** What a `server` line may say is decided by the method in front of it; behind it the method says nothing any more. */
function refusedBackups({ methods, directive }: Upstream, group: BalancerGroup): readonly AffinityFault[] {
  const faults: AffinityFault[] = [];
  for (const server of directive.block?.body ?? []) {
    const backup = server.args.slice(1).find(({ value }) => value === 'backup');
    if (server.name.value !== 'server' || backup === undefined) continue;
    const method = methods.findLast((one) => one.directive.range[1] <= server.range[0] && !one.isSticky);
    if (method === undefined || !REFUSE_BACKUP.has(method.directive.name.value)) continue;
    const data = { method: method.directive.name.value, server: server.args[0]?.value ?? '', upstream: group.name };
    const repair: Repair = {
      edits: [{ range: backup.range, text: 'down' }],
      safe: false,
      title: 'Take the server out of rotation with "down".',
    };
    faults.push({ kind: 'backupRefused', range: backup.range, data, repair, group, needs: 'nothing' });
  }
  return faults;
}

/** Modules of others have a `sticky`, too, without these words. */
const CORE_STICKY = new Set(['cookie', 'route', 'learn']);

function tooNew(
  { methods, directive }: Upstream,
  group: BalancerGroup,
  { file, version }: NonNullable<NginxNeighbours['withoutSticky']>,
): readonly AffinityFault[] {
  return methods.flatMap(({ directive: sticky }) => {
    const word = sticky.args[0]?.value ?? '';
    if (sticky.name.value !== 'sticky' || !CORE_STICKY.has(word) || !isOwn(sticky, directive)) return [];
    const data = { directive: `sticky ${word}`, file, version };
    return [
      { kind: 'stickyTooNew', range: rangeOfWords(sticky), data, repair: null, group, needs: 'nothing' } as const,
    ];
  });
}

export function locationFaults(
  text: string,
  passes: readonly Pass[],
  placed: readonly PlacedDirective[],
  groups: readonly BalancerGroup[],
): readonly AffinityFault[] {
  const own = new Set(placed.map(({ directive }) => directive));
  const byName = new Map(groups.map((group) => [group.name, group]));
  const faults = passes.flatMap((pass) => {
    const group = byName.get(pass.target) ?? null;
    if (!pass.http || isForOthers(pass) || isOtherService(pass.target)) return [];
    return [
      ...cookiePath(text, pass, group),
      ...lostCookies(pass, group, own),
      ...resentRequests(text, pass, group, own),
      ...addressOfProxy(pass, group),
    ];
  });
  // Several locations share the directives of the level around them.
  const seen = new Set<string>();
  return faults.filter(({ kind, range }) => {
    const key = `${kind}:${range[0]}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The group, or a stand-in for a single server, so that what the location says of a container counts. */
function withHint(pass: Pass, group: Group): Group {
  const hint = group?.hint ?? containerWord(pass.target) ?? passHint(pass);
  if (group !== null) return group.hint === hint ? group : { ...group, hint };
  const [url] = pass.placed.directive.args;
  if (url === undefined) return null;
  return {
    name: pass.target,
    nameRange: url.range,
    servers: [],
    complete: false,
    affinity: { kind: 'unknown' },
    carriesHttp: true,
    usage: 'application',
    hint,
    repair: null,
  };
}

/** Directives of other modules that may give a cookie another path. */
const OTHER_WAYS = [
  'header_filter_by_lua_block',
  'header_filter_by_lua_file',
  'header_filter_by_lua',
  'more_set_headers',
];

/**
 * A servlet container sets its cookie for the path of the application, the first segment of the URL that it sees. Where users
 * see another path, browsers never send the cookie back.
 */
function cookiePath(text: string, pass: Pass, group: Group): readonly AffinityFault[] {
  const { uri, path, pathKind, placed } = pass;
  const context = /^\/[\w.-]+/.exec(uri ?? '')?.[0];
  if (context === undefined || path === null || pathKind !== 'prefix' || uri?.includes('$') === true) return [];
  if (/\.\w+$/.test(context) || isForOthers({ ...pass, path: uri })) return [];
  if (path === context || path.startsWith(`${context}/`)) return [];
  const rewritten = inherited(placed.levels, 'proxy_cookie_path');
  const rewrites = inherited(placed.levels, 'rewrite').directives.some(({ args }) => args[2]?.value === 'break');
  if (rewritten.directives.length > 0 || !rewritten.certain || rewrites) return [];
  // Other ways of giving the cookie another path.
  if (placed.levels.some((level) => OTHER_WAYS.some((name) => level.named(name).length > 0))) return [];
  const [url] = placed.directive.args;
  if (url === undefined) return [];
  const visible = path.length > 1 ? path.replace(/\/$/, '') : path;
  const [, end] = placed.directive.range;
  const lineStart = text.lastIndexOf('\n', placed.directive.range[0] - 1) + 1;
  const before = text.slice(lineStart, placed.directive.range[0]);
  const added = `proxy_cookie_path ${context} ${visible};`;
  const separator = /^[ \t]*$/.test(before) ? `${lineEndOf(text)}${before}` : ' ';
  return [
    {
      kind: 'cookiePath',
      range: url.range,
      data: { context, location: path, added },
      repair: { edits: [{ range: [end, end], text: separator + added }], safe: true, title: `Add "${added}"` },
      group: withHint(pass, group),
      needs: 'sessions',
    },
  ];
}

function namesSetCookie({ args }: NginxDirective): boolean {
  return args.some(({ value }) => value.toLowerCase() === 'set-cookie');
}

/** Hidden from the client, or cached for all clients. Both together are the way to cache what is static. */
function lostCookies(pass: Pass, group: Group, own: ReadonlySet<NginxDirective>): readonly AffinityFault[] {
  const { levels } = pass.placed;
  const hidden = inherited(levels, 'proxy_hide_header').directives.find(namesSetCookie);
  const ignored = inherited(levels, 'proxy_ignore_headers').directives.find(namesSetCookie);
  const cache = inherited(levels, 'proxy_cache').directives.some(({ args }) => args[0]?.value !== 'off');
  const cached = ignored !== undefined && cache;
  if (hidden !== undefined && ignored !== undefined) return [];
  const found = hidden ?? (cached ? ignored : undefined);
  if (found === undefined || !own.has(found)) return [];
  const effect =
    hidden === undefined
      ? "is kept in the cache, so that one user's session cookie goes to others"
      : 'never reaches the browser, so that each request starts a new session';
  const data = { directive: textOf(found), effect };
  return [
    {
      kind: 'setCookieLost',
      range: rangeOfWords(found),
      data,
      repair: null,
      group: withHint(pass, group),
      needs: 'sessions',
    },
  ];
}

function resentRequests(
  text: string,
  pass: Pass,
  group: Group,
  own: ReadonlySet<NginxDirective>,
): readonly AffinityFault[] {
  if (group === null || usableServers(group).length < 2) return [];
  const [next] = inherited(pass.placed.levels, 'proxy_next_upstream').directives;
  const word = next?.args.find(({ value }) => value === 'non_idempotent');
  if (next === undefined || word === undefined || !own.has(next)) return [];
  const start = text.slice(0, word.range[0]).trimEnd().length;
  const repair: Repair = {
    edits: [{ range: [start, word.range[1]], text: '' }],
    safe: false,
    title: 'Remove "non_idempotent".',
  };
  const data = { upstream: group.name };
  return [{ kind: 'nonIdempotent', range: word.range, data, repair, group: withHint(pass, group), needs: 'sessions' }];
}

const CLIENT_HEADER = /\$http_x_(?:forwarded_for|forwarded_proto|real_ip)|\$proxy_protocol_addr/;

/** Behind another proxy all clients have its address, unless nginx is told to look at what the proxy says. */
function addressOfProxy(pass: Pass, group: Group): readonly AffinityFault[] {
  if (group?.affinity.kind !== 'some') return [];
  const { directive, range } = group.affinity;
  if (!/^(?:ip_hash|hash \$(?:remote_addr|binary_remote_addr)\b)/.test(directive)) return [];
  const { levels } = pass.placed;
  if (levels.some((level) => level.named('set_real_ip_from').length > 0)) return [];
  if (levels.some(({ complete }) => !complete)) return [];
  const sign = signOfProxy(levels);
  if (sign === null) return [];
  const data = { method: directive.replace(/;$/, ''), sign, upstream: group.name };
  return [{ kind: 'addressOfProxy', range, data, repair: null, group, needs: 'sessions' }];
}

/** Only who stands behind another proxy passes on, or trusts, what it says. */
function signOfProxy(levels: readonly Level[]): string | null {
  for (const level of levels) {
    const listens = level.named('listen').filter(({ args }) => args.some(({ value }) => value === 'proxy_protocol'));
    const headers = level.named('proxy_set_header');
    const trusted = headers.filter(({ args }) => args.slice(1).some(({ value }) => CLIENT_HEADER.test(value)));
    const [first] = [...listens, ...trusted];
    if (first !== undefined) return textOf(first);
  }
  return null;
}

/** Maps from the session cookie to its route that stop at the first character that is no word character. */
export function routePatternsOf(
  config: NginxConfig,
  upstreams: readonly Upstream[],
  maps: NginxMaps,
): readonly RoutePattern[] {
  const used = new Set(
    upstreams.flatMap(({ methods }) =>
      methods
        .filter(({ byRoute }) => byRoute)
        .flatMap(({ directive }) => directive.args.map(({ value }) => value.replace(/^\$/, ''))),
    ),
  );
  return [...maps.values()].flatMap(({ source, target, entries }) => {
    const name = /^\$(?:cookie_(\w+)|request_uri|uri|arg_\w+)$/.exec(source);
    if (name === null || (name[1] !== undefined && !isContainerCookie(name[1]) && !used.has(target))) return [];
    return entries.flatMap(({ pattern }) => {
      const { value, range } = pattern;
      if (!/^~\*?.*\\w[+*]\)?\$?$/.test(value) || !isInFile(config, range, value)) return [];
      const group = /\(\?P?<(\w+)>/.exec(value)?.[1] ?? 'route';
      const text = `"~^[^.]+\\.(?<${group}>.+)$"`;
      const edits = [{ range, text }];
      const safe = name[1] !== undefined;
      return [{ range, pattern: value, repair: { edits, safe, title: `Take all behind the first dot: ${text}` } }];
    });
  });
}

/** Maps are gathered from all files. */
function isInFile({ body }: NginxConfig, range: readonly [number, number], value: string): boolean {
  const waiting = [...body];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.name.range === range && next.name.value === value) return true;
    if (next.range[0] <= range[0]) for (const child of next.block?.body ?? []) waiting.push(child);
  }
  return false;
}
