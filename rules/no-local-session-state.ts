import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  moduleState:
    '"{{ name }}" keeps what belongs to a user session in the memory of this process: other nodes, and this one after a restart, do not have it. Keep it in the session or in a shared store.',
};

export default createRule({
  name: 'no-local-session-state',
  meta: {
    type: 'problem',
    description: 'Disallow state of users that is kept in one process',
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: SCRIPT_LANGUAGES,
    messages,
  },
  create: (context) => reportProblems(context, 'no-local-session-state', messages),
});
