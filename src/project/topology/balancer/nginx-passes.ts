/** Who sends requests where: `proxy_pass` and its like. */
import type { NginxDirective } from '../../../languages/nginx/ast.ts';
import { inherited, type PlacedDirective } from './nginx-scopes.ts';
import { isServicePath, isStaticPath, servletPathWord } from './words.ts';

const PASSES = new Set(['proxy_pass', 'grpc_pass']);
const OTHER_PASSES = new Set(['fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'memcached_pass']);

/** One `proxy_pass` with a literal target. */
export interface Pass {
  readonly placed: PlacedDirective;
  /** `name` or `host:port`, as in the URL. */
  readonly target: string;
  /** With the leading slash; null when the URL has none. */
  readonly uri: string | null;
  /** The location's own path as written; null outside of locations. */
  readonly path: string | null;
  /** `prefix`: that path is a prefix of what is requested. */
  readonly pathKind: 'prefix' | 'regex' | 'exact' | 'none';
  readonly http: boolean;
}

/** Only static files, or an API, by the location's path. */
export function isForOthers({ path }: Pass): boolean {
  if (path === null || servletPathWord(path) !== null) return false;
  return isStaticPath(path) || isServicePath(path);
}

export function passHint({ path, placed }: Pass): string | null {
  const own = servletPathWord(path ?? '');
  if (own !== null) return own;
  const index = inherited(placed.levels, 'index').directives.flatMap(({ args }) => args);
  return index.map(({ value }) => servletPathWord(value)).find((word) => word !== null) ?? null;
}

export function passesOf(placed: readonly PlacedDirective[]): readonly Pass[] {
  return placed.flatMap((one) => {
    const { name, args } = one.directive;
    const http = PASSES.has(name.value);
    const [url] = args;
    if ((!http && !OTHER_PASSES.has(name.value)) || url === undefined) return [];
    const match = /^(?:(?:https?|grpcs?):\/\/)?([^/]+)(\/.*)?$/.exec(url.value);
    if (match === null) return [];
    const [, target = '', uri = null] = match;
    const location = one.levels.find(({ opener }) => opener?.name.value === 'location')?.opener ?? null;
    return [{ placed: one, target, uri, http, ...pathOf(location) }];
  });
}

function pathOf(location: NginxDirective | null): Pick<Pass, 'path' | 'pathKind'> {
  const words = location?.args.map(({ value }) => value) ?? [];
  const [first, second] = words;
  if (first === undefined) return { path: null, pathKind: 'none' };
  if (second === undefined) return { path: first, pathKind: first.startsWith('@') ? 'none' : 'prefix' };
  if (first === '^~') return { path: second, pathKind: 'prefix' };
  return { path: second, pathKind: first === '=' ? 'exact' : 'regex' };
}
