import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  rewrites:
    'The option {{ option }} is {{ state }}: each request writes the whole session when it ends, so one that only reads, and takes longer, undoes what another request has written meanwhile. Set it to false.',
  storeRewrites:
    'touch() of {{ store }} writes the whole session, so a request that only reads, and takes longer, undoes what another request has written meanwhile, even with resave: false. Use a store whose touch() renews the time only.',
  suggestOption: 'Write {{ statement }}.',
};

export default createRule({
  name: 'no-resave',
  meta: {
    type: 'problem',
    description: 'Disallow options and stores that write the session back although it was only read',
    presets: { strict: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'no-resave', messages),
});
