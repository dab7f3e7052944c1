import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  missing:
    '"{{ change }}"{{ earlier }} changes a session that {{ library }} keeps in memory until it is told to save, and no such call follows on the path that ends at {{ end }}{{ throws }}: the next request does not see the change. Add {{ commit }} before the response.',
  floating:
    'The promise of "{{ call }}" is not awaited, so the response may be sent before {{ library }} has made the cookie: the change is lost. Put await before it.',
  notSent:
    'What "{{ call }}" gives is the cookie with the session, and nothing sends it: the change is lost. Put it into the response as the header Set-Cookie.',
  afterCommit:
    '"{{ change }}"{{ earlier }} comes after {{ library }} saved the session, and nothing saves it again: the next request does not see the change. Move it before the call that saves, or add {{ commit }}.',
  addCommit: 'Save the session: {{ statement }}',
  addAwait: 'Wait until the session is saved.',
  toUpdate: 'Pass the change to update: {{ statement }}',
};

export default createRule({
  name: 'require-commit',
  meta: {
    type: 'problem',
    description: 'Require changes of a session to be saved by the call that its library needs',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'require-commit', messages),
});
