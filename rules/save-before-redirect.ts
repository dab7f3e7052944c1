import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  redirectRace:
    '"{{ call }}" sends the client to another page while {{ library }} is still storing "{{ change }}": a request that comes at once, on this node or another, reads the old session. Redirect in the callback of {{ session }}.save().',
  suggestSave: 'Redirect when the session is saved: {{ statement }}',
};

export default createRule({
  name: 'save-before-redirect',
  meta: {
    type: 'problem',
    description: 'Require a changed session to be saved before the client is sent to another page',
    presets: { strict: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'save-before-redirect', messages),
});
