import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  droppedByLogin:
    '"{{ change }}" is gone after {{ call }}, which makes a new session and takes nothing over from the old one. Pass the option { {{ option }}: true }, or change the session in the callback.',
  suggestOption: 'Take the session over: {{ statement }}',
};

export default createRule({
  name: 'keep-session-info',
  meta: {
    type: 'problem',
    description: 'Require session data from before a log-in to be taken over into the new session',
    presets: { strict: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'keep-session-info', messages),
});
