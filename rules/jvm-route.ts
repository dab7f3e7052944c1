import { resolve } from 'node:path';
import { ADVICE_SCHEMA, createConfigRule, type AdviceOption } from '../src/create-rule.ts';
import type { XmlDocument } from '../src/languages/xml/ast.ts';
import { balancerRouteFaults, engineRouteFaults, type RouteFault } from '../src/project/topology/routes.ts';
import { settingsOf } from '../src/settings.ts';
import {
  BALANCER_LANGUAGES,
  onBalancer,
  repairOf,
  type BalancerHandlers,
  type BalancerRoot,
} from './balancer-facts.ts';

const messages = {
  missing:
    'This Engine has no jvmRoute, so its session ids carry no route, but the balancer ({{ balancer }}: {{ directive }}) finds the server by it: requests go to all servers in turn. Add jvmRoute with one of {{ routes }}.',
  duplicate:
    'jvmRoute "{{ route }}" is also that of {{ other }}: the balancer cannot tell the two nodes apart, and sends requests to the wrong one. Give each node a jvmRoute of its own.',
  unknownToBalancer:
    'The balancer ({{ balancer }}) has no route "{{ route }}", only {{ routes }}: sessions of this node are never sent back to it. Make jvmRoute and the route of the balancer equal.',
  dotInRoute:
    'mod_jk ({{ balancer }}) takes "{{ domain }}", what stands before the first dot of jvmRoute "{{ route }}", for a domain, not for the name of a worker. Write the route without a dot, or give the worker that domain.',
  noSuchNode:
    'No Engine has the jvmRoute "{{ route }}" ({{ file }}: {{ routes }}): no session id ever names this route, and requests go to all servers in turn. Make route and jvmRoute equal.',
  routePattern:
    'The pattern "{{ pattern }}" takes word characters only, so that nothing, or only the end, of the route "{{ route }}" is found: sessions with it are not kept on their server. Take all behind the first dot: "~^[^.]+\\.(?<route>.+)$".',
  suggestRepair: '{{ title }}',
} satisfies Record<RouteFault['kind'] | 'suggestRepair', string>;

interface Handlers extends BalancerHandlers {
  readonly XmlDocument?: (node: XmlDocument) => void;
}

export default createConfigRule<BalancerRoot | XmlDocument, Handlers, keyof typeof messages, [AdviceOption?]>({
  name: 'jvm-route',
  meta: {
    type: 'problem',
    description: 'Require that the jvmRoute of each Engine is unique and known to the balancer',
    presets: { recommended: 'warn', strict: 'error', config: 'warn' },
    languages: ['session-lint/xml', ...BALANCER_LANGUAGES],
    messages,
    advice: ['dotInRoute'],
    schema: ADVICE_SCHEMA,
    fixable: 'code',
    hasSuggestions: true,
  },
  create(context) {
    const { sourceCode } = context;
    const { peers } = settingsOf(context);
    const report = ({ kind, range, data, repair }: RouteFault): void =>
      context.report({ loc: sourceCode.getLoc({ range }), messageId: kind, data: { ...data }, ...repairOf(repair) });

    return {
      XmlDocument: (document) =>
        engineRouteFaults(document, { path: resolve(context.filename), peers }).forEach(report),
      ...onBalancer(context, (reading, path) => balancerRouteFaults(reading, { path, peers }).forEach(report)),
    };
  },
});
