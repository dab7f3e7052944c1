import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  unguarded:
    '{{ value }} is read from Redis, changed here and written back by "{{ write }}": of two requests that do so at once, the second undoes the change of the first. Change it in one step, in a script or with a command for one field, or guard it with WATCH.',
};

export default createRule({
  name: 'no-read-modify-write',
  meta: {
    type: 'problem',
    description: 'Disallow session records in Redis that are read, changed and written back without a guard',
    presets: { strict: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
  },
  create: (context) => reportProblems(context, 'no-read-modify-write', messages),
});
