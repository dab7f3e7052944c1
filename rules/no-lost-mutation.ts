import { CODE_LANGUAGES, createRule } from '../src/create-rule.ts';
import type { LostMutationKind } from '../src/flow/facts.ts';
import { locationOf, repairOf, reportFacts } from './session-facts.ts';

const NOT_WRITTEN_BACK =
  'and not written back on the path that ends at {{ end }}: other nodes keep the old value. Call setAttribute({{ key }}, …) after the change.';

const messages = {
  lost: `Session attribute {{ key }} is changed by "{{ change }}" ${NOT_WRITTEN_BACK}`,
  lostInCall: `Session attribute {{ key }} is changed inside the call "{{ change }}" ${NOT_WRITTEN_BACK}`,
  likelyLost: `Session attribute {{ key }} is probably changed by "{{ change }}", whose source is not at hand, ${NOT_WRITTEN_BACK}`,
  notCarried:
    '"{{ change }}" changes {{ detail }} of session attribute {{ key }}, which no replication carries: other nodes never see the new value. Keep the value in a field that is serialized, and write the attribute back.',
  storesOldValue:
    '"{{ change }}" stores under {{ key }} the value from before the change: the new value reaches no node. Change the value first, then pass it to setAttribute({{ key }}, …).',
  staleCopy:
    'Session attribute {{ key }} is changed by "{{ change }}", but what is written back is a copy made before the change: other nodes keep the old value. Make the copy after the change, or write back the changed object.',
  sameInstanceIgnored:
    'Session attribute {{ key }} is changed by "{{ change }}" and put back through a session map that ignores the instance it already holds: other nodes keep the old value. Call setAttribute({{ key }}, …) on the HttpSession itself.',
  writeBack: 'Put the object back: {{ statement }}',
} satisfies Record<LostMutationKind | 'writeBack', string>;

export default createRule({
  name: 'no-lost-mutation',
  meta: {
    type: 'problem',
    description: 'Disallow changes to objects read from the session that are not written back',
    presets: { recommended: 'error', strict: 'error', java: 'error' },
    languages: CODE_LANGUAGES,
    messages,
    fixable: 'code',
    hasSuggestions: true,
  },
  create(context) {
    const { sourceCode } = context;

    return reportFacts(context, 'lost-mutation', (fact) => {
      context.report({
        loc: locationOf(sourceCode, fact.range),
        messageId: fact.kind,
        data: { key: fact.key, change: fact.change, end: fact.end, detail: fact.detail },
        ...repairOf(sourceCode, fact.writeBack),
      });
    });
  },
});
