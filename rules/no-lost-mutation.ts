import { CODE_LANGUAGES, createRule } from '../src/create-rule.ts';
import type { LostMutationKind } from '../src/flow/facts.ts';
import { inTurn, locationOf, repairOf, reportFacts, reportProblems } from './session-facts.ts';

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

const ONLY_AFTER_A_WRITE =
  'but {{ library }} saves only what is set, and nothing is set on the path that ends at {{ end }}: the next request does not see the change. Call {{ remedy }} after it.';

/** For session libraries of JavaScript, each with a way of its own to notice changes. */
const scriptMessages = {
  notSet: `{{ key }} is changed in place by "{{ change }}", ${ONLY_AFTER_A_WRITE}`,
  notSetInCall: `{{ key }} is changed in place inside the call "{{ change }}", ${ONLY_AFTER_A_WRITE}`,
  likelyNotSet: `{{ key }} is probably changed in place by "{{ change }}", whose source is not at hand, ${ONLY_AFTER_A_WRITE}`,
  sameReference:
    '{{ key }} is changed in place and then set to what it already is: {{ library }} compares, sees no difference, and does not save it. Call {{ remedy }}.',
  storeRecord:
    '"{{ change }}" changes a session that was read from the store, and nothing puts it back: the change is lost. Call {{ remedy }} after it.',
  addWrite: 'Put the value back: {{ statement }}',
};

const allMessages = { ...messages, ...scriptMessages };

export default createRule({
  name: 'no-lost-mutation',
  meta: {
    type: 'problem',
    description: 'Disallow changes to objects read from the session that are not written back',
    presets: { recommended: 'error', strict: 'error', java: 'error', typescript: 'error' },
    languages: CODE_LANGUAGES,
    messages: allMessages,
    fixable: 'code',
    hasSuggestions: true,
  },
  create(context) {
    const { sourceCode } = context;

    const reportLosses = reportFacts(context, 'lost-mutation', (fact) => {
      context.report({
        loc: locationOf(sourceCode, fact.range),
        messageId: fact.kind,
        data: { key: fact.key, change: fact.change, end: fact.end, detail: fact.detail },
        ...repairOf(sourceCode, fact.writeBack),
      });
    });
    return inTurn(reportLosses, reportProblems(context, 'no-lost-mutation', allMessages));
  },
});
