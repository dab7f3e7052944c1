/** `upstream` blocks of nginx: servers, balancing method, affinity. */
import type { NginxDirective, NginxWord } from '../../../languages/nginx/ast.ts';
import type { Range } from '../../../languages/shared/syntax.ts';
import type { Affinity, BalancedServer } from '../balancer-model.ts';
import { hasPlaceholder } from '../placeholder.ts';
import type { NginxMaps } from './nginx-maps.ts';
import { levelOf, type NginxNeighbours } from './nginx-scopes.ts';
import { isContainerCookie, isSessionCookie } from './words.ts';

export interface Upstream {
  readonly directive: NginxDirective;
  readonly name: NginxWord;
  readonly servers: readonly BalancedServer[];
  readonly complete: boolean;
  readonly affinity: Affinity;
  /** Balancing methods and `sticky`, in the order of the file. */
  readonly methods: readonly Method[];
}

export interface Method {
  readonly directive: NginxDirective;
  /** `unknown`: a key or a module of which nothing is known. */
  readonly affinity: 'yes' | 'no' | 'unknown';
  readonly isSticky: boolean;
  readonly byRoute: boolean;
}

/** Directives of `upstream` that do not choose the server, in nginx and in wide-spread modules. */
const NO_METHODS = new Set([
  'server',
  'zone',
  'keepalive',
  'keepalive_timeout',
  'keepalive_requests',
  'keepalive_time',
  'queue',
  'state',
  'resolver',
  'resolver_timeout',
  'ntlm',
  'bind_conn',
  'check',
  'check_http_send',
  'check_http_expect_alive',
  'check_keepalive_requests',
  'healthcheck_enabled',
  'dyups_interface',
  'slow_start',
  'server_tokens',
]);

/** No key of these keeps a client on one server: they differ from one request to the next. */
const CHANGING = new Set([
  'request_uri',
  'uri',
  'document_uri',
  'request',
  'request_id',
  'args',
  'query_string',
  'is_args',
  'msec',
  'time_local',
  'time_iso8601',
  'connection',
  'connection_requests',
  'remote_port',
  'request_time',
  'request_length',
  'request_method',
  'request_filename',
]);

const VARIABLE = /\$\{?(\w+)\}?/g;

export function readUpstream(directive: NginxDirective, maps: NginxMaps, neighbours: NginxNeighbours): Upstream | null {
  const { block, args } = directive;
  const [name] = args;
  if (block === null || name === undefined) return null;
  const { directives, complete } = levelOf(directive, block.body, neighbours);
  const servers: BalancedServer[] = [];
  const methods: Method[] = [];
  let known = complete;
  for (const one of directives) {
    const { value } = one.name;
    if (value === 'server') {
      const server = readServer(one);
      if (server === null) known = false;
      else servers.push(server);
      if (mayBeMany(one)) known = false;
    } else if (value === 'include') known = false;
    else if (value.includes('lua') || value === 'state') known = false;
    if (!NO_METHODS.has(value) && value !== 'include' && !isMark(value)) methods.push(readMethod(one, maps));
  }
  return { directive, name, servers, complete: known, affinity: affinityOf(methods, complete), methods };
}

/** A template's own marks are words like others. */
function isMark(value: string): boolean {
  return value.startsWith('<%') || hasPlaceholder(value);
}

function readServer({ args, range }: NginxDirective): BalancedServer | null {
  const [address, ...parameters] = args;
  if (address === undefined || /^(?:\$\{[^}]*\}|@\w+@)$/.test(address.value)) return null;
  const written = address.value;
  const route = parameters.find(({ value }) => /^(?:route|srun_id)=/.test(value));
  const has = (flag: string): boolean => parameters.some(({ value }) => value === flag);
  const { host, port } = addressOf(written);
  return {
    written,
    host,
    port,
    route: route?.value.slice(route.value.indexOf('=') + 1) ?? null,
    routeRange: route?.range ?? null,
    down: has('down'),
    backup: has('backup'),
    range,
  };
}

/** A service record, and a name that is resolved again and again, stand for any number of servers. */
function mayBeMany({ args }: NginxDirective): boolean {
  return args.some(({ value }) => value === 'resolve' || value.startsWith('service=') || value.startsWith('<%'));
}

export function addressOf(written: string): { readonly host: string | null; readonly port: number | null } {
  if (hasPlaceholder(written) || written.startsWith('unix:')) return { host: null, port: null };
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(written);
  if (match === null) return { host: null, port: null };
  const [, host = '', port] = match;
  return { host, port: port === undefined ? null : Number(port) };
}

function readMethod(directive: NginxDirective, maps: NginxMaps): Method {
  const { name, args } = directive;
  const first = args[0]?.value ?? '';
  const base = { directive, isSticky: false, byRoute: false };
  switch (name.value) {
    case 'ip_hash':
      return { ...base, affinity: 'yes' };
    case 'least_conn':
    case 'least_time':
    case 'random':
    case 'round_robin':
    case 'fair':
      return { ...base, affinity: 'no' };
    case 'hash':
      return { ...base, affinity: hashAffinity(first) };
    case 'sticky': {
      const words = args.map(({ value }) => value);
      if (first !== 'route') return { ...base, isSticky: true, affinity: 'yes' };
      const raw = rawRouteVariables(words.slice(1));
      // What a variable holds only a map tells.
      const mapped = words.slice(1).some((word) => maps.has(word.replace(/^\$\{?(\w+)\}?$/, '$1')));
      return { ...base, isSticky: true, byRoute: true, affinity: raw ? 'no' : mapped ? 'yes' : 'unknown' };
    }
    case 'jvm_route':
      return { ...base, isSticky: true, byRoute: true, affinity: 'yes' };
    case 'session_sticky':
      return { ...base, isSticky: true, affinity: 'yes' };
    default:
      return { ...base, affinity: 'unknown' };
  }
}

function hashAffinity(key: string): Method['affinity'] {
  const variables = [...key.matchAll(VARIABLE)].map((match) => match[1] ?? '');
  if (variables.some((variable) => CHANGING.has(variable))) return 'no';
  return isSessionCookieKey(key) ? 'no' : 'yes';
}

/** `$cookie_JSESSIONID` and nothing else. */
export function isSessionCookieKey(key: string): boolean {
  const cookie = /^\$\{?cookie_(\w+)\}?$/.exec(key)?.[1];
  return cookie !== undefined && isSessionCookie(cookie);
}

/** All variables are session cookies or their parameters as they come, with the id in front of the route. */
export function rawRouteVariables(words: readonly string[]): boolean {
  const names = words.map((word) => /^\$\{?(?:cookie|arg)_(\w+)\}?$/.exec(word)?.[1]);
  return names.length > 0 && names.every((name) => name !== undefined && isContainerCookie(name));
}

/** What is in effect: the last method replaces those before it, `sticky` included; `sticky` keeps the method before it. */
function affinityOf(methods: readonly Method[], complete: boolean): Affinity {
  const last = methods.at(-1);
  if (last === undefined) return complete ? { kind: 'none' } : { kind: 'unknown' };
  if (methods.some(({ affinity }) => affinity === 'unknown')) return { kind: 'unknown' };
  if (last.affinity === 'no') {
    const isInTurn = last.isSticky || last.directive.name.value === 'round_robin';
    return { kind: 'none', ...(!isInTurn && { method: textOf(last.directive) }) };
  }
  return { kind: 'some', directive: textOf(last.directive), range: last.directive.range, byRoute: last.byRoute };
}

export function textOf({ name, args }: NginxDirective): string {
  return [name, ...args].map(({ value }) => value).join(' ');
}

export function rangeOfWords({ name, args }: NginxDirective): Range {
  return [name.range[0], (args.at(-1) ?? name).range[1]];
}
