/**
 * What the project model needs to know of a balancer's file, whatever product it belongs to. The parsers of the languages
 * fill it (src/languages/nginx, src/languages/balancer); nothing here is a judgement.
 */
import type { Range } from '../../languages/shared/syntax.ts';

export interface BalancedServer {
  /** As written: `10.0.0.1:8080`, `ajp://tomcat1:8009`, `worker1`, `unix:/run/a.sock`. */
  readonly written: string;
  /** Null where it is not known: a socket, a placeholder, a variable. */
  readonly host: string | null;
  readonly port: number | null;
  /** The suffix of the session id by which requests are sent here, literal; null when there is none. */
  readonly route: string | null;
  /** Never gets a request: nginx `down`, httpd `status=+D`, mod_jk `activation=stopped`, HAProxy `disabled`. */
  readonly down: boolean;
  /** Only gets requests when others fail. */
  readonly backup: boolean;
  readonly range: Range;
  readonly routeRange: Range | null;
}

export type Affinity =
  /** No directive keeps a client on one server. `method`: what chooses the server, where it is not simply the next one. */
  | { readonly kind: 'none'; readonly method?: string }
  /** One does; in its own words: `ip_hash`, `sticky cookie srv_id`, `stickysession=JSESSIONID`. */
  | { readonly kind: 'some'; readonly directive: string; readonly range: Range; readonly byRoute: boolean }
  /** There may be one: a variable target, an include, a placeholder. */
  | { readonly kind: 'unknown' };

export interface BalancedGroup {
  /** `backend` of `upstream backend`, `mycluster` of `balancer://mycluster`, `lb` of `worker.lb.…`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly servers: readonly BalancedServer[];
  /** False when more servers may come from elsewhere: an `include` in the block, a resolver, a template. */
  readonly complete: boolean;
  readonly affinity: Affinity;
  /** Reached by HTTP or AJP requests, as far as the file tells: not fastcgi, not TCP. */
  readonly carriesHttp: boolean;
}

export interface BalancerModel {
  readonly product: 'nginx' | 'httpd' | 'mod_jk' | 'haproxy';
  readonly groups: readonly BalancedGroup[];
}

/** Servers that are in rotation: neither down nor only a backup. */
export function usableServers({ servers }: BalancedGroup): readonly BalancedServer[] {
  return servers.filter(({ down, backup }) => !down && !backup);
}
