import { ADVICE_PROPERTY, createConfigRule, type AdviceOption } from '../src/create-rule.ts';
import type { FaultKind } from '../src/project/topology/balancer/reading.ts';
import {
  ASSUME_SESSIONS,
  BALANCER_LANGUAGES,
  groundsFor,
  onBalancer,
  repairOf,
  withoutReplication,
  type AssumeSessions,
  type BalancerHandlers,
  type BalancerRoot,
} from './balancer-facts.ts';

const messages = {
  methodRedefined:
    '"{{ winner }}" replaces "{{ loser }}" in upstream "{{ upstream }}": nginx uses the last balancing method and only warns "load balancing method redefined", so clients are not kept on one server by "{{ loser }}". Keep one method; "sticky" comes after it.',
  hashOnSessionCookie:
    '{{ key }} is empty in the first request, which goes to any server of "{{ upstream }}", and the session id that this server makes points to another one: sessions start again until a server happens to fit. Hash a value that the client has from the start, such as $remote_addr.',
  stickyRouteRaw:
    '"sticky route" compares all of {{ variables }}, session id included, with the routes of the servers of "{{ upstream }}": they are never equal, and requests go in turn. Cut the route out with a map: "~^[^.]+\\.(?<route>.+)$" $route.',
  backupRefused:
    'nginx does not start with "backup" on {{ server }} of "{{ upstream }}": the balancing method "{{ method }}" does not support it. Write "down", or leave the server out.',
  cookiePath:
    'The application behind sets its session cookie for the path {{ context }}, but browsers see it as {{ location }} and never send the cookie back: each request starts a new session. Add "{{ added }}".',
  setCookieLost:
    'With "{{ directive }}" the session cookie {{ effect }}. Restrict it to the locations of static files.',
  nonIdempotent:
    'With "non_idempotent" a POST that one server of "{{ upstream }}" may have carried out already is sent to another one, where the session is not the same. Remove it.',
  addressOfProxy:
    '"{{ method }}" in upstream "{{ upstream }}" looks at the address of the peer, and "{{ sign }}" says that this is another proxy: all clients behind it go to one server. Add set_real_ip_from and real_ip_header.',
  stickyTooNew:
    '"{{ directive }}" is part of nginx since 1.29.6 (before that only of NGINX Plus), and {{ file }} takes nginx {{ version }}, which does not start with it. Take a newer nginx, or use ip_hash.',
  stickyWithoutRoute:
    '"{{ sticky }}" looks for the route of a member in the session cookie, but this member of balancer "{{ balancer }}" has no route=…: requests go to all members in turn. Give each BalancerMember the jvmRoute of its Tomcat as route.',
  routeWithoutSticky:
    'The members of balancer "{{ balancer }}" have routes, but without stickysession httpd looks for them nowhere: requests go to all members in turn. Add {{ added }} to the balancer.',
  keysOnReverse:
    '"{{ key }}" has no effect on ProxyPassReverse, which takes a path and a URL only. Move it to the ProxyPass or ProxySet of the balancer.',
  stickyCase:
    'Names of cookies are compared with case: balancer "{{ balancer }}" finds jsessionid in rewritten URLs only, never in the cookie JSESSIONID. Write stickysession=JSESSIONID|jsessionid.',
  jkStickyOff:
    'sticky_session is switched off for the worker "{{ worker }}" (its default is true): requests of one session go to all members in turn, and {{ why }}. Remove the line, or {{ help }}.',
  cookieUnbound:
    'Backend "{{ backend }}" has "cookie {{ cookie }}", but this server has no "cookie" value of its own: what it answers sets no cookie, and its clients go to all servers in turn. Give each server line a "cookie" with a value.',
  cookieInTcpMode:
    'In {{ mode }} HAProxy ignores "cookie {{ cookie }}" of backend "{{ backend }}": clients go to all servers in turn. Use mode http, or "balance source".',
  stickUnused:
    'Nothing of backend "{{ backend }}" reads this stick-table: clients go to all servers in turn. Add a "stick on" rule.',
  stickNeverStored:
    '"{{ stick }}" of backend "{{ backend }}" learns the session from requests, when the server that made it has already answered: the request after log-in goes anywhere. Add "stick store-response res.cook({{ cookie }})" and match with "stick match".',
  appsessionGone:
    'HAProxy does not start with "appsession" in backend "{{ backend }}": it was removed in 1.6. Use "cookie SERVERID insert indirect nocache" with a cookie on each server.',
  suggestRepair: '{{ title }}',
} satisfies Record<FaultKind | 'suggestRepair', string>;

export default createConfigRule<
  BalancerRoot,
  BalancerHandlers,
  keyof typeof messages,
  [(AssumeSessions & AdviceOption)?]
>({
  name: 'effective-affinity',
  meta: {
    type: 'problem',
    description: 'Disallow session affinity that is configured but does not work',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: BALANCER_LANGUAGES,
    messages,
    advice: ['addressOfProxy'],
    fixable: 'code',
    hasSuggestions: true,
    schema: [{ type: 'object', properties: { ...ASSUME_SESSIONS, ...ADVICE_PROPERTY }, additionalProperties: false }],
    defaultOptions: [{}],
  },
  create(context) {
    const [options = {}] = context.options;

    return onBalancer(context, ({ faults }, path) => {
      for (const { kind, range, data, repair, group, needs } of faults) {
        const grounds = needs === 'nothing' ? null : groundsFor(group, path, options);
        if (needs !== 'nothing') {
          if (needs === 'sessions' && grounds === null) continue;
          // A fault of affinity itself shows that there are sessions.
          if (needs === 'unreplicated' && (grounds?.sessions.replication ?? 'none') !== 'none') continue;
        }
        context.report({
          loc: context.sourceCode.getLoc({ range }),
          messageId: kind,
          data: { ...data, ...(needs === 'unreplicated' && withoutReplication(grounds)) },
          ...repairOf(repair),
        });
      }
    });
  },
});
