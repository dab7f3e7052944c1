import { createRule } from '../src/create-rule.ts';
import type { MutationAfterWrite } from '../src/flow/facts.ts';
import { locationOf, repairOf, sessionFacts } from './session-facts.ts';

const messages = {
  afterSet:
    'Session attribute {{ key }} is changed by "{{ change }}" after it was written, and a session manager that serializes inside setAttribute has already taken the old value when the path ends at {{ end }}. Move the change before setAttribute({{ key }}, …), or write the attribute again.',
  likelyAfterSet:
    'Session attribute {{ key }} is probably changed by "{{ change }}", whose source is not at hand, after it was written, and a session manager that serializes inside setAttribute has already taken the old value when the path ends at {{ end }}. Move the change before setAttribute({{ key }}, …), or write the attribute again.',
  writeBack: 'Write the attribute again: {{ statement }}',
};

export default createRule({
  name: 'no-mutation-after-set',
  meta: {
    type: 'problem',
    description: 'Disallow changes to an object after it was written to the session',
    presets: { strict: 'error' },
    languages: ['session-lint/java'],
    messages,
    fixable: 'code',
    hasSuggestions: true,
  },
  create(context) {
    const { sourceCode } = context;

    function report(fact: MutationAfterWrite): void {
      context.report({
        loc: locationOf(sourceCode, fact.range),
        messageId: fact.certainty === 'proved' ? 'afterSet' : 'likelyAfterSet',
        data: { key: fact.key, change: fact.change, end: fact.end },
        ...repairOf(sourceCode, fact.writeBack),
      });
    }

    return {
      CompilationUnit() {
        for (const fact of sessionFacts(context)) if (fact.fact === 'mutation-after-write') report(fact);
      },
    };
  },
});
