import { createRule, SCRIPT_LANGUAGES } from '../src/create-rule.ts';
import { reportProblems } from './session-facts.ts';

const messages = {
  bigint: '{{ key }} is a BigInt, which JSON cannot write: {{ effect }}. Store a string: {{ remedy }}.',
  becomesEmpty:
    '{{ key }} is a {{ type }}, which {{ library }} stores as {}: the next request gets an empty object. Store {{ remedy }}.',
  dropped:
    '{{ key }} is a {{ type }}, which {{ library }} leaves out: the next request does not have it. Store data only.',
  losesClass:
    '{{ key }} is an instance of {{ type }}, which {{ library }} stores without its class: the next request gets a plain object without methods. Store plain data, and make the object anew from it.',
  becomesText:
    '{{ key }} is declared as {{ type }}, but {{ library }} stores it as a string, and a string it is in the next request. Declare a string or a number.',
  throws: '{{ key }} is a {{ type }}, which {{ library }} refuses to store: the write fails. Store plain data.',
  toPlain: 'Store plain data: {{ statement }}',
};

export default createRule({
  name: 'serializable-attribute',
  meta: {
    type: 'problem',
    description: 'Disallow session values that the store cannot carry',
    presets: { recommended: 'error', strict: 'error', typescript: 'error' },
    languages: SCRIPT_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create: (context) => reportProblems(context, 'serializable-attribute', messages),
});
