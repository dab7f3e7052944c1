import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  keepsSession:
    '"{{ statement }}" does not log out: the stored session stays as it was, and the next request is logged in again, on every node. Use req.session.destroy().',
  neverEnds:
    '"{{ statement }}" takes the methods away that express-session calls when the response ends: the request never finishes. Use req.session.regenerate(), or set the properties one by one.',
  destroy: 'End the session: {{ statement }}',
};

export default createRule({
  name: 'no-ineffective-logout',
  meta: {
    type: 'problem',
    description: 'Disallow assignments to the session that do not end it',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'no-ineffective-logout', messages),
});
