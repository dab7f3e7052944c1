import { CODE_LANGUAGES, createRule } from '../src/create-rule.ts';
import { inTurn, locationOf, repairOf, reportFacts, reportProblems } from './session-facts.ts';

const messages = {
  afterSet:
    'Session attribute {{ key }} is changed by "{{ change }}" after it was written, and a session manager that serializes inside setAttribute has already taken the old value when the path ends at {{ end }}. Move the change before setAttribute({{ key }}, …), or write the attribute again.',
  likelyAfterSet:
    'Session attribute {{ key }} is probably changed by "{{ change }}", whose source is not at hand, after it was written, and a session manager that serializes inside setAttribute has already taken the old value when the path ends at {{ end }}. Move the change before setAttribute({{ key }}, …), or write the attribute again.',
  writeBack: 'Write the attribute again: {{ statement }}',
};

/** For session libraries of JavaScript whose `set` clones the value. */
const scriptMessages = {
  clonedBefore:
    '{{ key }} is changed by "{{ change }}" after it was set, and {{ library }} cloned the value inside set: the next request sees it as it was before. Move the change before the set, or set it again.',
  addWrite: 'Set the value again: {{ statement }}',
};

const allMessages = { ...messages, ...scriptMessages };

export default createRule({
  name: 'no-mutation-after-set',
  meta: {
    type: 'problem',
    description: 'Disallow changes to an object after it was written to the session',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: CODE_LANGUAGES,
    messages: allMessages,
    fixable: 'code',
    hasSuggestions: true,
  },
  create(context) {
    const { sourceCode } = context;

    const reportLateChanges = reportFacts(context, 'mutation-after-write', (fact) => {
      context.report({
        loc: locationOf(sourceCode, fact.range),
        messageId: fact.certainty === 'proved' ? 'afterSet' : 'likelyAfterSet',
        data: { key: fact.key, change: fact.change, end: fact.end },
        ...repairOf(sourceCode, fact.writeBack),
      });
    });
    return inTurn(reportLateChanges, reportProblems(context, 'no-mutation-after-set', allMessages));
  },
});
