import { ADVICE_SCHEMA, createXmlRule, XML_LANGUAGES, type AdviceOption } from '../src/create-rule.ts';
import { attributeFindings } from '../src/project/tomcat/attributes.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  flatAttribute:
    '{{ name }} is an attribute of Tomcat 5.x. This class does not have it in current versions: Tomcat logs "failed to set property [{{ name }}]" and goes on without the value. From 6.0 on, {{ instead }}.',
  unknownAttribute:
    'This <{{ element }}> has no attribute {{ name }} in Tomcat {{ versions }}{{ hint }}: the value is ignored.',
  contextDistributed:
    'A <Context> has no attribute {{ name }}, and none that makes sessions replicate. Put <distributable/> into the web.xml of the application.',
  invalidSendOptions:
    '{{ name }}="{{ value }}" is neither a number nor a list of names that Tomcat knows: it is logged, and the default {{ default }} is used. Write a number, or, from Tomcat 9.0 on, a list such as sync,use_ack.',
  syncWithoutAck:
    '{{ name }}="{{ value }}" asks for a synchronized acknowledgement but for no acknowledgement, so it has no effect. Write {{ meant }}.',
  expireOnShutdown:
    '{{ name }}="true" expires the sessions of a node that is stopped on all nodes: a restart logs its users out although the others have their sessions. Set it to false.',
  suggestRename: 'Write {{ meant }} in place of {{ name }}.',
  suggestRemoval: 'Leave {{ name }} out.',
  suggestOptions: 'Write "{{ meant }}".',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId, [AdviceOption?]>({
  name: 'cluster-attributes',
  meta: {
    type: 'problem',
    description: 'Disallow attributes in a cluster configuration that Tomcat ignores or takes otherwise than meant',
    presets: { recommended: 'warn', strict: 'error', config: 'warn' },
    languages: XML_LANGUAGES,
    messages,
    advice: ['syncWithoutAck'],
    fixable: 'code',
    hasSuggestions: true,
    schema: ADVICE_SCHEMA,
    defaultOptions: [{}],
  },
  create(context) {
    return onTomcatFile<MessageId, MessageId>(context, attributeFindings);
  },
});
