/** One balancer file with what the project knows of it. */
import type { BalancerConfig, HttpdConfig } from '../../../languages/balancer/ast.ts';
import { dialectOf } from '../../../languages/balancer/dialect.ts';
import type { NginxConfig } from '../../../languages/nginx/ast.ts';
import { hasControlMarks } from '../../../languages/shared/placeholders.ts';
import { sharedCache, type ProjectCache } from '../../project-cache.ts';
import { neighboursOf, nginxNeighbours } from './files.ts';
import { readHaproxy } from './haproxy.ts';
import { readHttpd } from './httpd.ts';
import { readJk } from './jk.ts';
import { NO_NEIGHBOURS } from './nginx-scopes.ts';
import { readNginx } from './nginx.ts';
import type { BalancerReading } from './reading.ts';

/** Null for a file of another program, and for a template in which lines come and go. */
export function readBalancer(
  path: string,
  text: string,
  ast: BalancerConfig | NginxConfig,
  cache: ProjectCache = sharedCache,
): BalancerReading | null {
  if (hasControlMarks(text)) return null;
  if (ast.type === 'NginxConfig') {
    // A file that is only called nginx.conf.
    const dialect = dialectOf(text);
    return dialect === null || dialect === 'nginx'
      ? readNginx(text, ast, mayMatter(text) ? nginxNeighbours(path, ast, cache) : NO_NEIGHBOURS)
      : null;
  }
  switch (ast.dialect) {
    case 'httpd': {
      const others = BALANCER_URL.test(text) ? neighboursOf(path, cache).map(({ ast: other }) => other) : [];
      return readHttpd(ast, others.filter(isHttpd));
    }
    case 'mod_jk':
      return readJk(ast);
    case 'haproxy':
      return readHaproxy(text, ast);
    case 'unknown':
      return null;
  }
}

const BALANCER_URL = /balancer:\/\//i;

/** Looking for the files around costs a walk over the project. */
function mayMatter(text: string): boolean {
  return /\bupstream\b|proxy_pass\s{1,20}\S{0,200}:\/\/[^;/\s]{1,200}\/\w|set-cookie|non_idempotent/i.test(text);
}

function isHttpd(ast: BalancerConfig | NginxConfig): ast is HttpdConfig {
  return ast.type === 'BalancerConfig' && ast.dialect === 'httpd';
}
