import { createXmlRule, XML_LANGUAGES } from '../src/create-rule.ts';
import { classFindings } from '../src/project/tomcat/classes.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  noClassName:
    'This <{{ name }}> has no className. Tomcat assumes none here: it refuses the whole server.xml ("No class name specified") and does not start. Name the class.',
  wrongGeneration:
    '{{ className }} belongs to another generation of Tomcat than {{ has }}: the class cannot be loaded, and Tomcat does not start. Use the classes of one generation, org.apache.catalina.cluster for 5.x, org.apache.catalina.ha and .tribes from 6.0 on.',
  removedClass:
    'Tomcat {{ versions }} has no class {{ className }}; {{ last }} was the last that had it. The class cannot be loaded, and Tomcat does not start. Leave it out or use its successor.',
  maybeRemovedClass:
    '{{ className }} exists up to Tomcat {{ last }} only, and nothing says that the servers are so old. Later ones cannot load it and do not start. Leave it out or use its successor.',
  laterClass:
    'Tomcat {{ versions }} has no class {{ className }}; it came with {{ first }}. The class cannot be loaded, and Tomcat does not start. Leave it out, or upgrade.',
  unknownClass:
    'No Tomcat has a class {{ className }}. It cannot be loaded, and Tomcat does not start. Check the name and the package.',
  managerType:
    '{{ className }} is no cluster manager: Tomcat fails on it ("argument type mismatch") and does not start. Use a DeltaManager or a BackupManager.',
  wrongType:
    '{{ className }} is a class for <{{ wanted }}>, not for <{{ name }}>: Tomcat fails on it ("argument type mismatch") and does not start. Name a class for <{{ name }}>.',
  suggestClass: 'Use {{ meant }}.',
  suggestRemoval: 'Leave the <{{ name }}> out.',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId>({
  name: 'cluster-classes',
  meta: {
    type: 'problem',
    description: 'Require classes in <Cluster> that this generation of Tomcat has and that fit their elements',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    fixable: 'code',
    hasSuggestions: true,
  },
  create(context) {
    return onTomcatFile<MessageId, MessageId>(context, classFindings);
  },
});
