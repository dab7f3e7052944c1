import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  processStore:
    '{{ store }} keeps sessions in the memory of this process, and {{ evidence }}: a login is seen by one of them only. Use a store that all processes share.',
  processStoreInProduction:
    '{{ store }} keeps sessions in the memory of this process, and {{ evidence }}: all users are logged out by a restart, and a second process does not see their sessions. Use a store that outlives the process.',
  hostStore:
    '{{ store }} keeps sessions on the disk of one host, and {{ evidence }}: the other hosts do not see them. Use a store that all hosts share.',
  yarCache:
    'Sessions that outgrow maxCookieSize (1 KB by default) go to the memory of this process, and {{ evidence }}: the others see an empty session then. Give the plugin a cache that all processes share.',
};

export default createRule({
  name: 'no-process-local-store',
  meta: {
    type: 'problem',
    description: 'Disallow session stores that keep sessions in one process or on one host',
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: SCRIPT_LANGUAGES,
    messages,
  },
  create: (context) => reportProblems(context, 'no-process-local-store', messages),
});
