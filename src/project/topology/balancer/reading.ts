/** What one balancer file says of sessions: its groups of servers, and what in it keeps affinity from working. */
import type { Range } from '../../../languages/shared/syntax.ts';
import type { BalancedGroup, BalancerModel } from '../balancer-model.ts';

/** Of one file. Nobody writes more by hand, and each is compared with all that uses it. */
export const MAX_GROUPS = 1000;

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Repair {
  readonly edits: readonly Edit[];
  /** Automatic: what it does is what the author meant. Otherwise a suggestion. */
  readonly safe: boolean;
  /** What a suggestion says; `Add "ip_hash;".` */
  readonly title: string;
}

export interface BalancerGroup extends BalancedGroup {
  /**
   * `application`: something sends requests of users here. `other`: only static files, an API or a protocol without sessions.
   * `unused`: nothing in the files at hand does. `unknown`: a variable may name it, or not all files are at hand.
   */
  readonly usage: 'application' | 'other' | 'unused' | 'unknown';
  /** What in the file says that a servlet container with sessions is behind it, such as `JSESSIONID`; null for nothing. */
  readonly hint: string | null;
  /** How affinity would be added. */
  readonly repair: Repair | null;
}

/**
 * What nginx, httpd, mod_jk and HAProxy do with each is on the page of the rule effective-affinity, with their own messages.
 */
export type FaultKind =
  | 'methodRedefined'
  | 'hashOnSessionCookie'
  | 'stickyRouteRaw'
  | 'backupRefused'
  | 'cookiePath'
  | 'setCookieLost'
  | 'nonIdempotent'
  | 'addressOfProxy'
  | 'stickyTooNew'
  | 'stickyWithoutRoute'
  | 'routeWithoutSticky'
  | 'keysOnReverse'
  | 'stickyCase'
  | 'jkStickyOff'
  | 'cookieUnbound'
  | 'cookieInTcpMode'
  | 'stickUnused'
  | 'stickNeverStored'
  | 'appsessionGone';

export interface AffinityFault {
  readonly kind: FaultKind;
  readonly range: Range;
  readonly data: Readonly<Record<string, string>>;
  readonly repair: Repair | null;
  /** The group that suffers; null where the file names none. */
  readonly group: BalancerGroup | null;
  /**
   * What else must be true: `sessions`, that the servers keep sessions; `unreplicated`, that they do, and that nothing
   * replicates them.
   */
  readonly needs: 'nothing' | 'sessions' | 'unreplicated';
}

/** How a session id is cut into id and route, where the balancer says so itself. */
export interface RoutePattern {
  readonly range: Range;
  readonly pattern: string;
  readonly repair: Repair;
}

export interface BalancerReading extends BalancerModel {
  readonly groups: readonly BalancerGroup[];
  readonly faults: readonly AffinityFault[];
  /** Patterns that cut a route of word characters only (`\w+$`) out of a session id. */
  readonly routePatterns: readonly RoutePattern[];
}
