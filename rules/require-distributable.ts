import { createXmlRule, XML_LANGUAGES } from '../src/create-rule.ts';
import { insertDistributable } from '../src/project/distributable/insertion.ts';
import { isSilent, mayBeFilledIn, mentionsIn } from '../src/project/distributable/mentions.ts';
import { needOf } from '../src/project/distributable/need.ts';
import { describeSignal } from '../src/project/topology/signals.ts';
import { settingsOf } from '../src/settings.ts';

const messages = {
  missing:
    'This web application is not distributable: Tomcat keeps its sessions on one node and logs nothing, whatever <Cluster> is configured. Add <distributable/> to <web-app>.',
  missingInCluster:
    'This web application is not distributable, although {{ signal }}: Tomcat keeps its sessions on one node and logs nothing, and the next node starts a new session. Add <distributable/> to <web-app>.',
};

export default createXmlRule({
  name: 'require-distributable',
  meta: {
    type: 'problem',
    description: 'Require <distributable/> in the descriptors of web applications',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    fixable: 'code',
  },
  create(context) {
    return {
      XmlDocument(document) {
        const { kind, root } = document;
        if (kind !== 'web-app' || root === undefined || root.name !== root.localName) return;
        // What looks like the element and is not, is the business of valid-distributable.
        if (!isSilent(mentionsIn(document)) || mayBeFilledIn(root)) return;
        const { peers } = settingsOf(context);
        const need = needOf(context.filename, document, peers);
        if (need === undefined) return;
        const { signal, topology } = need;
        const { range, text } = insertDistributable(root, context.sourceCode.text);
        context.report({
          loc: context.sourceCode.getLoc({ range: root.nameRange }),
          ...(signal === undefined
            ? { messageId: 'missing' }
            : { messageId: 'missingInCluster', data: { signal: describeSignal(signal, topology.root) } }),
          fix: (fixer) => fixer.replaceTextRange([...range], text),
        });
      },
    };
  },
});
