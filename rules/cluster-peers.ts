import { ADVICE_SCHEMA, createXmlRule, XML_LANGUAGES, type AdviceOption } from '../src/create-rule.ts';
import { peerFindings } from '../src/project/tomcat/peers.ts';
import { peersOf, strangersOf, topologyOf } from '../src/project/topology/topology.ts';
import { settingsOf } from '../src/settings.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  managerMismatch:
    'The sessions of this node are made by a {{ own }}, those of {{ peer }} by a {{ wanted }}. The nodes do not understand each other: the start hangs for a minute, and nothing is replicated. Use one class on all nodes.',
  levelMismatch:
    'The <Cluster> is in the {{ level }} here and in the {{ other }} in {{ peer }}. The managers of one application have different names then ("Context manager doesn\'t exist"), and nothing is replicated. Put it into the same place on all nodes.',
  hostNameMismatch:
    'The Host is called "{{ own }}" here and "{{ wanted }}" in {{ peer }}. With the <Cluster> in the <Engine> the name of the Host is part of the manager\'s name, so the nodes do not exchange sessions. Use one name, or put the <Cluster> into the <Host>.',
  groupMismatch:
    'This node looks for others at {{ own }}, and {{ peer }} at {{ wanted }}: they never meet. Use the same multicast address and port on all nodes.',
  sharedGroup:
    '{{ peer }} belongs to another cluster and uses the same multicast group {{ group }}: where their networks meet they become one cluster. Give each cluster an address or port of its own.',
  portClash:
    'This receiver tries port {{ port }} only, and so does {{ peer }} on the same machine: the second Tomcat does not start ("Address already in use"). Give each node its own port, or a larger autoBind.',
  sameUniqueId: '{{ peer }} has uniqueId="{{ value }}" for its local member, too. Give each node its own.',
  contextMismatch:
    '{{ docBase }} is deployed under "{{ own }}" here and under "{{ wanted }}" in {{ peer }}. Sessions go by the name of the context, so these two exchange none. Use one path on all nodes.',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId, [AdviceOption?]>({
  name: 'cluster-peers',
  meta: {
    type: 'problem',
    description: 'Require the nodes of a Tomcat cluster to agree on what they have to share',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    advice: ['sharedGroup'],
    schema: ADVICE_SCHEMA,
    defaultOptions: [{}],
  },
  create(context) {
    return onTomcatFile<MessageId, MessageId>(context, (file) => {
      if (file.document.kind !== 'tomcat-server') return [];
      const { peers } = settingsOf(context);
      const { root } = topologyOf(file.path);
      return peerFindings({ file, peers: peersOf(file.path, peers), strangers: strangersOf(file.path, peers), root });
    });
  },
});
