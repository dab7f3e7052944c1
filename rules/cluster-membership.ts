import { resolve } from 'node:path';
import { ADVICE_SCHEMA, createXmlRule, XML_LANGUAGES, type AdviceOption } from '../src/create-rule.ts';
import { membershipFindings } from '../src/project/tomcat/membership.ts';
import { peersPlace } from '../src/project/tomcat/peers-place.ts';
import { containerEvidence } from '../src/project/tomcat/surroundings.ts';
import { settingsOf } from '../src/settings.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  loopbackReceiver:
    '{{ name }}="{{ address }}" is the address that the other nodes are told to send to, and none but this machine reaches it. Use auto or the address of the machine in the network.',
  loopbackWithPeers:
    '{{ name }}="{{ address }}" is the address that the other nodes are told to send to, and the other nodes are on other machines: they send to themselves. Use auto or the address of the machine in the network.',
  autoBindStatic:
    'The other nodes have a fixed list of addresses and ports, but this receiver tries {{ ports }} ports: where the first is in use it takes another, and nobody finds it. Set autoBind="1".',
  staticSelf:
    'This member, {{ host }}:{{ port }}, is the node itself. A StaticMembershipInterceptor lists the others only: the node sends to itself, the start hangs for a minute, and updates are lost. Take the member out.',
  noLocalMember:
    'A StaticMembershipService needs the node itself in its list, and no member is {{ host }}:{{ port }}: Tomcat does not start ("There is no localMember in static member list"). Add a <LocalMember>, or the <Member> that is this node.',
  badUniqueId:
    'uniqueId="{{ value }}" is not sixteen bytes in the form {0,1,2,…,15}: Tomcat drops it and uses zeros. Write sixteen numbers from -128 to 127, without blanks.',
  sameUniqueId: 'Another member of this list has uniqueId="{{ value }}", too. Give each member its own.',
  memberParent:
    'A McastService takes no <{{ name }}>: Tomcat fails on it (NoSuchMethodException) and does not start. List members in a StaticMembershipService or a StaticMembershipInterceptor.',
  membershipOff:
    'channelStartOptions="{{ value }}" starts the channel without its membership, and nothing lists the other nodes: the nodes never meet. Leave the attribute out.',
  startOptionsStatic:
    'channelStartOptions="{{ value }}" does not start all services, and a StaticMembershipService needs all of them (15, the default). Leave the attribute out.',
  noMulticastAddress:
    '{{ name }}="{{ address }}" is no multicast address: Tomcat does not start ("Not a multicast address"). Take one from 224.0.0.0 to 239.255.255.255, such as 228.0.0.4, the same on all nodes.',
  badMulticastPort:
    '{{ name }}="{{ port }}" is no port that nodes could meet at: Tomcat does not start. Take one from 1 to 65535, the same on all nodes.',
  dropTimeTooShort:
    'Nodes send a heartbeat every {{ beat }} ms and take each other for gone after {{ drop }} ms without one, so they drop each other between two heartbeats, and no TcpFailureDetector keeps them. Set {{ name }} to several times the frequency (Tomcat has 3000 and 500), and add a TcpFailureDetector.',
  multicastInContainer:
    'Nodes find each other by multicast here, and {{ evidence }} says that they run in containers, where most networks carry none. Use a CloudMembershipService (kubernetes or dns) or static members.',
  suggestAuto: 'Use auto.',
  suggestRemoval: 'Leave {{ name }} out.',
  suggestFixedPort: 'Set autoBind="1".',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId, [AdviceOption?]>({
  name: 'cluster-membership',
  meta: {
    type: 'problem',
    description: 'Disallow membership settings with which the nodes of a Tomcat cluster never meet',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    advice: ['autoBindStatic', 'multicastInContainer'],
    hasSuggestions: true,
    schema: ADVICE_SCHEMA,
    defaultOptions: [{}],
  },
  create(context) {
    const path = resolve(context.filename);
    return onTomcatFile<MessageId, MessageId>(context, (file) => {
      const { peers } = settingsOf(context);
      return membershipFindings({
        file,
        containers: containerEvidence(path),
        peers: peersPlace(path, peers),
      });
    });
  },
});
