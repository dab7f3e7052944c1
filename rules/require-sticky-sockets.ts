import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  notSticky:
    'Socket.IO opens a connection with several requests, and {{ evidence }}: those that another process gets are answered with "Session ID unknown". Route each client to one process, or allow WebSocket only: transports: ["websocket"].',
  suggestOption: 'Allow WebSocket only: {{ statement }}',
};

export default createRule({
  name: 'require-sticky-sockets',
  meta: {
    type: 'problem',
    description: 'Require sticky routing for Socket.IO where an application runs in several processes',
    presets: { recommended: 'warn', strict: 'error', typescript: 'warn' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'require-sticky-sockets', messages),
});
