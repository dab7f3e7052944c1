import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  randomSecret:
    'The option {{ option }} is made by "{{ call }}", which gives another value in each process and after each start: other nodes reject the cookies of this one, and a restart logs all users out. Read it from the environment, the same for all.',
};

export default createRule({
  name: 'no-per-process-secret',
  meta: {
    type: 'problem',
    description: 'Disallow session secrets that each process makes for itself',
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: SCRIPT_LANGUAGES,
    messages,
  },
  create: (context) => reportProblems(context, 'no-per-process-secret', messages),
});
