import { createXmlRule, XML_LANGUAGES } from '../src/create-rule.ts';
import { managerFindings } from '../src/project/tomcat/managers.ts';
import { onTomcatFile } from './tomcat-file.ts';

const messages = {
  overridesCluster:
    'This <Manager> ({{ className }}) takes the place of the cluster manager that {{ where }} configures: Tomcat warns once that it does not implement ClusterManager, and sessions stay on one node. Leave the <Manager> out, or make it a DeltaManager or BackupManager.',
  needsCluster:
    'A {{ className }} needs a <Cluster> in the Engine or Host, and {{ where }} has none: "The session manager failed to start", and the application answers 404. Configure the <Cluster>, or leave the <Manager> out.',
  suggestRemoval: 'Leave the <{{ name }}> out.',
};

type MessageId = keyof typeof messages;

export default createXmlRule<MessageId>({
  name: 'cluster-manager',
  meta: {
    type: 'problem',
    description: 'Disallow a <Manager> in a <Context> that keeps the cluster from managing its sessions',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    hasSuggestions: true,
  },
  create(context) {
    return onTomcatFile<MessageId, MessageId>(context, (file) => managerFindings(file));
  },
});
