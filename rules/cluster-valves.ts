import { ADVICE_SCHEMA, createXmlRule, XML_LANGUAGES, type AdviceOption } from '../src/create-rule.ts';
import { valveFindings } from '../src/project/tomcat/valves.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  noReplicationValve:
    'This <Cluster> lists {{ valve }}, so Tomcat does not add its own valves, and no ReplicationValve is among the listed ones: changes are never sent. Other nodes know the session, but none of its attributes. Add a ReplicationValve.',
  notClusterValve:
    '{{ className }} is no ClusterValve, and a <Cluster> drops every other valve without a message. Move it into the <{{ container }}>.',
  noSessionListener:
    'This <Cluster> lists {{ listener }}, so Tomcat does not add its own listener, and no ClusterSessionListener is among the listed ones: sessions that the other nodes send are not heard. Add a ClusterSessionListener.',
  filterSwallows:
    'The filter has "{{ pattern }}", which matches every request, and requests that it matches replicate nothing: sessions arrive on the other nodes without attributes. List static files only, or leave the filter empty.',
  filterSwallowsPages:
    'The filter has "{{ pattern }}", which matches pages such as *.{{ example }}, and requests that it matches replicate nothing: what these pages put into the session is missing on the other nodes. List static files only.',
  filterSemicolon:
    'From Tomcat 7.0.8 on the filter is one regular expression; a list with semicolons matches no request, so everything is replicated, static files too. Write {{ joined }}.',
  plainSingleSignOn:
    'SingleSignOn keeps who is signed on in one node, although this <{{ container }}> has a cluster: on another node users have to sign on again. Use {{ meant }}.',
  suggestMove: 'Move it into the <{{ container }}>.',
  suggestClass: 'Use {{ meant }}.',
  suggestListener: 'Add a ClusterSessionListener.',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId, [AdviceOption?]>({
  name: 'cluster-valves',
  meta: {
    type: 'problem',
    description: 'Require the valves and listeners that a Tomcat cluster needs to send and to hear',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    advice: ['filterSemicolon'],
    fixable: 'code',
    hasSuggestions: true,
    schema: ADVICE_SCHEMA,
    defaultOptions: [{}],
  },
  create(context) {
    return onTomcatFile<MessageId, MessageId>(context, valveFindings);
  },
});
