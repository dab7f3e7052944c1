import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  afterResponse:
    'The session is changed after "{{ call }}": {{ library }} saved it when the response ended, so the change is not reliably saved. Change the session first, then answer.',
  headersSent:
    'The session is changed after "{{ call }}": {{ library }} sends the session with the header lines, which are gone, so the change is lost. Change the session first, then answer.',
  detached:
    '"{{ change }}" changes the session {{ where }}, and nothing waits for that before the response is finished and the session saved: the change is lost. Wait for it before answering, or save the session there.',
  lateHook:
    'This runs in {{ hook }}, when {{ library }} has saved the session already: the change is lost. Make it earlier, or save the session here.',
  socket:
    'Outside an HTTP request nothing saves the session, and this object is as old as the connection: the change is lost, or undoes newer ones. Call reload(), then change it, then save().',
  bypassed:
    '"{{ call }}" takes the response out of the hands of the framework, so that the step that saves the session never runs: this change is lost. Save the session before.',
  moveResponse: 'Answer after the change.',
  addSave: 'Save the session: {{ statement }}',
};

export default createRule({
  name: 'no-detached-write',
  meta: {
    type: 'problem',
    description:
      'Disallow session changes that come after the session was saved, in late callbacks, timers and sockets',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'no-detached-write', messages),
});
