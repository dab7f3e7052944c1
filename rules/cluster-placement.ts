import { ADVICE_SCHEMA, createXmlRule, XML_LANGUAGES, type AdviceOption } from '../src/create-rule.ts';
import { commentedFindings } from '../src/project/tomcat/commented.ts';
import { placementFindings } from '../src/project/tomcat/placement.ts';
import { settingsOf } from '../src/settings.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  misplaced:
    'Tomcat reads no <Cluster> in a <{{ parent }}>: it logs "No rules found matching" at most and starts without a cluster, so no session is replicated. Move the <Cluster> into the <Engine> or a <Host> of server.xml.',
  hostOnlyInOld:
    'Tomcat before 5.5.10 reads a <Cluster> in a <Host> only and passes over this one in the <Engine> without a word. Put it into the <Host> unless the servers are 5.5.10 or later.',
  wrongCase:
    'Tomcat tells capital letters from small ones and passes over <{{ name }}> with all that it holds. Write <{{ meant }}>.',
  misspelled:
    'Tomcat knows no element <{{ name }}> here and passes over it with all that it holds. Perhaps <{{ meant }}> was meant.',
  childMisplaced:
    'Tomcat reads no <{{ name }}> in a <{{ parent }}>: it is ignored, and the defaults are used in its place. Move it into the {{ place }}.',
  memberNotRead:
    'Tomcat before 9.0.11 reads no <{{ name }}> in a <Membership>, so this node knows nobody. List the other nodes in a StaticMembershipInterceptor.',
  nestedCluster:
    'Tomcat reads no <Cluster> inside another one: it passes over this one with all that it holds. Take it out, or move its parts into the <Cluster> around it.',
  duplicate:
    'This <{{ container }}> holds another <Cluster> further down, which silently takes the place of this one. Keep only the one that is meant.',
  engineAndHost:
    'The <Engine> around has an active <Cluster> in the same multicast group as this one of the Host "{{ host }}". Both start a channel, take each other for nodes, and fail to exchange sessions ("Context manager doesn\'t exist"). Keep one, or give them different groups.',
  deployerOnEngine:
    'A FarmWarDeployer works in the <Cluster> of a <Host> only; here, in the one of the <Engine>, Tomcat logs an error and deploys nothing to the other nodes. Move the <Cluster> into the <Host>, or leave the <Deployer> out.',
  commentedOut:
    'This <Cluster> is commented out, but {{ evidence }}: sessions are not replicated. Take the comment away if the nodes are to share sessions.',
  suggestMove: 'Move <{{ name }}> into the <{{ target }}>.',
  suggestRename: 'Write <{{ meant }}>.',
  suggestUncomment: 'Take the comment away.',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId, [AdviceOption?]>({
  name: 'cluster-placement',
  meta: {
    type: 'problem',
    description: 'Disallow <Cluster> and its parts where Tomcat does not read them',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    advice: ['hostOnlyInOld', 'commentedOut'],
    fixable: 'code',
    hasSuggestions: true,
    schema: ADVICE_SCHEMA,
    defaultOptions: [{}],
  },
  create(context) {
    return onTomcatFile<MessageId, MessageId>(context, (file) => {
      const { peers } = settingsOf(context);
      return [...placementFindings(file), ...commentedFindings(file, peers)];
    });
  },
});
