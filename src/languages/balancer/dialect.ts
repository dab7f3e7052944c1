/**
 * Which program a configuration file is for. Names do not tell: `*.conf` and `*.cfg` are used by hundreds of programs, so each
 * line that is typical of one of ours counts, and a file without any is not ours.
 */
export type Dialect = 'nginx' | 'httpd' | 'mod_jk' | 'haproxy';

const TYPICAL: readonly (readonly [Dialect, RegExp])[] = [
  ['mod_jk', /^worker\.[\w.-]+\s*=/],
  [
    'httpd',
    /^(?:<\/?(?:VirtualHost|Proxy|ProxyMatch|Location|LocationMatch|Directory|IfModule|IfDefine|Macro|Files)\b|(?:ProxyPass|ProxyPassMatch|ProxyPassReverse|ProxyRequests|ProxyPreserveHost|BalancerMember|ProxySet|JkMount|JkWorkersFile|JkWorkerProperty|LoadModule|DocumentRoot|RewriteRule|ServerAdmin)\s)/i,
  ],
  [
    'nginx',
    /^(?:(?:upstream|location|map|geo|split_clients)\s[^;]*\{?$|(?:http|server|events|stream)\s*\{|(?:upstream|location|map)\s[^{]*\{|(?:proxy_\w+|server_name|worker_processes|worker_connections|ip_hash|sticky|fastcgi_pass|listen)\b[^;]*;|server\s+[^;{]+;)/,
  ],
  [
    'haproxy',
    /^(?:global$|defaults(?:\s+[\w.-]+)?$|(?:frontend|backend|listen)\s+[\w.${}%-]+(?:\s+\S+)?$|(?:bind|mode|balance|default_backend|use_backend|timeout|stats|option|acl)\s[^;{]*$|server\s+\S+\s+\S+:\d+(?:\s[^;{]*)?$|cookie\s+\S+\s+(?:insert|prefix|rewrite)\b[^;]*$|stick-table\s)/,
  ],
];

const LINES_LOOKED_AT = 4000;
const LONGEST_LINE = 2000;
const LINE = /[^\r\n]+/g;

/** Null for a file of some other program. */
export function dialectOf(text: string): Dialect | null {
  const counts = new Map<Dialect, number>();
  let left = LINES_LOOKED_AT;
  for (const [line] of text.matchAll(LINE)) {
    if (left-- === 0) break;
    const trimmed = line.length > LONGEST_LINE ? '' : line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    for (const [dialect, typical] of TYPICAL) {
      if (typical.test(trimmed)) counts.set(dialect, (counts.get(dialect) ?? 0) + 1);
    }
  }
  let best: Dialect | null = null;
  for (const [dialect, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = dialect;
  return best;
}
