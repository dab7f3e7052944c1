import { createConfigRule } from '../src/create-rule.ts';
import { usableServers } from '../src/project/topology/balancer-model.ts';
import type { BalancerGroup, BalancerReading } from '../src/project/topology/balancer/reading.ts';
import { isAnotherService } from '../src/project/topology/balancer/sessions.ts';
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
  noAffinity:
    'The {{ count }} servers of "{{ group }}" take requests {{ spread }}, and nothing keeps a client on one of them. They keep sessions, as {{ evidence }} tells, and {{ why }}: the next server starts a new session. Add {{ remedy }}, or {{ help }}.',
  asynchronousReplication:
    'The {{ count }} servers of "{{ group }}" take requests {{ spread }}, and {{ cluster }} replicates sessions asynchronously: the next request may be served before the changes of this one have arrived. Add {{ remedy }}, or set channelSendOptions="6" on the Cluster.',
  stickyStore:
    'The {{ count }} servers of "{{ group }}" take requests {{ spread }}, but the session store in {{ cluster }} expects each session to stay on one node: changes made on two nodes overwrite each other. Add {{ remedy }}, or configure the store as not sticky.',
  suggestRepair: '{{ title }}',
};

type MessageId = keyof typeof messages;

const REMEDIES: Readonly<Record<BalancerReading['product'], string>> = {
  nginx: '"ip_hash;" or "sticky cookie …;" (nginx 1.29.6 and later)',
  httpd: 'route=… to each BalancerMember and stickysession=JSESSIONID|jsessionid to the balancer',
  mod_jk: 'sticky_session=true',
  haproxy: '"cookie SERVERID insert indirect nocache" with a cookie on each server, or "balance source"',
};

const MESSAGE_OF: Readonly<Record<'none' | 'asynchronous' | 'sticky-store', MessageId>> = {
  none: 'noAffinity',
  asynchronous: 'asynchronousReplication',
  'sticky-store': 'stickyStore',
};

/** Two lines for one address are one server with more weight. */
function differentServers(group: BalancerGroup): number {
  return new Set(usableServers(group).map(({ written }) => written)).size;
}

export default createConfigRule<BalancerRoot, BalancerHandlers, MessageId, [AssumeSessions?]>({
  name: 'require-affinity',
  meta: {
    type: 'problem',
    description: 'Require session affinity where a balancer has several servers that do not replicate sessions',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: BALANCER_LANGUAGES,
    messages,
    hasSuggestions: true,
    schema: [{ type: 'object', properties: ASSUME_SESSIONS, additionalProperties: false }],
    defaultOptions: [{}],
  },
  create(context) {
    const [options = {}] = context.options;

    return onBalancer(context, ({ product, groups, faults }, path) => {
      for (const group of groups) {
        const { affinity, complete, carriesHttp } = group;
        if (affinity.kind !== 'none' || !complete || !carriesHttp || differentServers(group) < 2) continue;
        if (isAnotherService(group, groups, path)) continue;
        const grounds = groundsFor(group, path, options);
        const replication = grounds?.sessions.replication;
        if (grounds === null || replication === undefined || replication === 'works' || replication === 'unknown')
          continue;
        // What was meant to keep clients on one server, and does not, is the business of effective-affinity.
        const reported = faults.some(
          ({ group: of, needs }) =>
            of === group && (needs === 'nothing' || (needs === 'unreplicated' && replication === 'none')),
        );
        if (reported) continue;
        context.report({
          loc: context.sourceCode.getLoc({ range: group.nameRange }),
          messageId: MESSAGE_OF[replication],
          data: {
            count: String(differentServers(group)),
            group: group.name,
            spread: affinity.method === undefined ? 'in turn' : `by "${affinity.method}"`,
            evidence: grounds.evidence,
            remedy: REMEDIES[product],
            ...withoutReplication(grounds),
            cluster: grounds.sessions.configuredIn ?? '',
          },
          ...repairOf(group.repair),
        });
      }
    });
  },
});
