import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  bigint: 'A BigInt in the session ("{{ change }}") cannot be written as JSON: {{ effect }}. Keep it as a string.',
  becomesEmpty:
    'A value of type {{ type }} in the session ("{{ change }}") is an empty object after {{ library }} has stored it: what was in it is gone in the next request. Keep {{ remedy }}.',
  dropped:
    'A value of type {{ type }} in the session ("{{ change }}") is left out when {{ library }} stores it: the next request does not have it. Keep data only.',
  losesClass:
    'A value of type {{ type }} in the session ("{{ change }}") is a plain object after {{ library }} has stored it: its methods are gone in the next request. Keep plain data, and make the object anew from it.',
  becomesText:
    'A value of type {{ type }} in the session ("{{ change }}") is a string after {{ library }} has stored it, whatever its declared type says. Declare a string or a number.',
  textValue:
    'A value of type {{ type }} in the session ("{{ change }}") is a string after {{ library }} has stored it. Store a string or a number, or make the value anew where it is read.',
  unstoredKey:
    '{{ library }} leaves out keys that begin with "{{ prefix }}", so that "{{ change }}" is not in the session on the next request. Choose another name.',
  toPlain: 'Store {{ statement }}.',
  throws:
    'A value of type {{ type }} in the session ("{{ change }}") is nothing that {{ library }} can store: the request fails. Keep plain data.',
};

export default createRule({
  name: 'serializable-attribute',
  meta: {
    type: 'problem',
    description: 'Disallow session values that the store cannot carry',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    advice: ['textValue'],
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'serializable-attribute', messages),
});
