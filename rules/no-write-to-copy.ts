import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  copy: '"{{ change }}" changes a copy: {{ library }} makes {{ expression }} anew at each read, so nothing of this reaches the session. Use {{ remedy }}.',
  deleteIgnored:
    '{{ library }} does not notice that {{ key }} is deleted, and the value is still there on the next request. Use {{ remedy }}.',
  rebound:
    'This gives the variable {{ name }} another value, and leaves the session as it is. Change properties of the session.',
  emptyMerge:
    '{{ library }} merges with defu, where null, undefined and empty lists do not replace what is there: {{ key }} keeps its old value. Use replaceUserSession() with the whole session.',
  useSet: 'Use {{ statement }}.',
};

export default createRule({
  name: 'no-write-to-copy',
  meta: {
    type: 'problem',
    description: 'Disallow changes that a session library never sees, made to a copy or in a form that it ignores',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    fixable: 'code',
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'no-write-to-copy', messages),
});
