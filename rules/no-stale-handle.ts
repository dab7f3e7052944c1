import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  replaced:
    '"{{ call }}" makes a new session, and this runs before it is there: the change goes to the old one, which is discarded. Move it into the callback, or wait for the new session.',
  alias:
    '{{ name }} is the session from before "{{ call }}", which made a new one: the change goes to the old one, which is discarded. Read the session from the request again.',
  destroyed:
    'The session was ended by "{{ call }}", and nothing saves it any more: this change is lost, or fails. Make it before, or in a new session, in the callback of regenerate().',
  readAgain: 'Read the session again: {{ statement }}',
};

export default createRule({
  name: 'no-stale-handle',
  meta: {
    type: 'problem',
    description: 'Disallow changes through a session object that was replaced',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'no-stale-handle', messages),
});
