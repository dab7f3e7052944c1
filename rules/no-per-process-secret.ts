import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  randomSecret:
    'The option {{ option }} is made by "{{ call }}", which gives another value in each process and after each start: other nodes reject the cookies of this one, and a restart logs all users out. Read it from the environment, the same for all.',
  randomFallback:
    'Where the option {{ option }} is not set, "{{ call }}" makes it when the process starts, so each process has its own, and the nodes reject the cookies of each other. Refuse to start without it.',
  fromEnvironment: 'Read it from the environment: {{ statement }}',
};

export default createRule({
  name: 'no-per-process-secret',
  meta: {
    type: 'problem',
    description: 'Disallow session secrets that each process makes for itself',
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: SCRIPT_LANGUAGES,
    messages,
    advice: ['randomFallback'],
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'no-per-process-secret', messages),
});
