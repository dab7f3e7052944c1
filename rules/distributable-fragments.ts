import { createXmlRule, XML_LANGUAGES } from '../src/create-rule.ts';
import { insertDistributable } from '../src/project/distributable/insertion.ts';
import { isSilent, mayBeFilledIn, mentionsIn } from '../src/project/distributable/mentions.ts';
import { isPackagedFragment, jarsSwitchingOff } from '../src/project/distributable/merged-fragments.ts';

const messages = {
  fragmentMissing:
    'This fragment is not distributable, so every application that this jar is put into stops replicating its sessions, and Tomcat logs nothing. Add <distributable/> to <web-fragment>.',
  jarMissing:
    'The web-fragment.xml in {{ jars }} has no <distributable/>, so this whole application is not distributable, and Tomcat logs nothing. Update the library, leave its fragment out with <absolute-ordering>, or set metadata-complete="true".',
};

export default createXmlRule({
  name: 'distributable-fragments',
  meta: {
    type: 'problem',
    description: 'Disallow web fragments that switch off the distribution of the whole application',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    fixable: 'code',
  },
  create(context) {
    const { filename, sourceCode } = context;

    return {
      XmlDocument(document) {
        const { kind, root } = document;
        if (root === undefined || root.name !== root.localName) return;
        const mentions = mentionsIn(document);
        if (kind === 'web-fragment') {
          if (!isSilent(mentions) || mayBeFilledIn(root) || !isPackagedFragment(filename)) return;
          const { range, text } = insertDistributable(root, sourceCode.text);
          context.report({
            loc: sourceCode.getLoc({ range: root.nameRange }),
            messageId: 'fragmentMissing',
            fix: (fixer) => fixer.replaceTextRange([...range], text),
          });
        } else if (kind === 'web-app') {
          const [element] = mentions.active;
          if (element === undefined) return;
          const jars = jarsSwitchingOff(filename, document);
          if (jars.length === 0) return;
          context.report({ loc: sourceCode.getLoc(element), messageId: 'jarMissing', data: { jars: jars.join(', ') } });
        }
      },
    };
  },
});
