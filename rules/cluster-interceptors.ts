import { ADVICE_PROPERTY, createXmlRule, XML_LANGUAGES, type AdviceOption } from '../src/create-rule.ts';
import { interceptorFindings } from '../src/project/tomcat/interceptors.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  encryptOrder:
    'The EncryptInterceptor stands behind the TcpFailureDetector: Tomcat refuses the order (ChannelConfigException) and does not start. Put it before the TcpFailureDetector.',
  encryptNoKey:
    'This EncryptInterceptor has no encryptionKey: Tomcat does not start ("Encryption key is required"). Give all nodes the same key, in hexadecimal digits.',
  weakEncryption:
    '{{ value }} does not tell messages that someone has changed ({{ mode }} mode). Use AES/GCM/NoPadding on all nodes.',
  weakDefault:
    'The default of this version is AES/CBC, which does not tell messages that someone has changed. Set encryptionAlgorithm="AES/GCM/NoPadding" on all nodes.',
  noEncryption:
    'This <Cluster> has no EncryptInterceptor: sessions go over the network as clear text, and whoever reaches the port may send some. Add one, or keep the port within a trusted network.',
  staticOrder:
    'For this StaticMembershipInterceptor {{ problem }}: Tomcat warns, and members that are gone are not noticed. Put a TcpPingInterceptor and a TcpFailureDetector before it.',
  suggestAlgorithm: 'Use {{ meant }}.',
};

type MessageId = keyof typeof messages;

interface Options extends AdviceOption {
  readonly requireEncryption?: boolean;
}

export default createXmlRule<MessageId, [Options?]>({
  name: 'cluster-interceptors',
  meta: {
    type: 'problem',
    description:
      'Enforce an order and settings of interceptors with which a Tomcat cluster starts and loses no messages',
    presets: { recommended: 'warn', strict: 'error', config: 'warn' },
    languages: XML_LANGUAGES,
    messages,
    advice: ['weakEncryption', 'weakDefault', 'staticOrder'],
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { ...ADVICE_PROPERTY, requireEncryption: { type: 'boolean' } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
  },
  create(context) {
    const requireEncryption = context.options[0]?.requireEncryption ?? false;
    return onTomcatFile<MessageId, MessageId>(context, (file) => interceptorFindings(file, { requireEncryption }));
  },
});
