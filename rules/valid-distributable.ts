import { ADVICE_SCHEMA, createXmlRule, XML_LANGUAGES } from '../src/create-rule.ts';
import type { XmlDocument, XmlElement } from '../src/languages/xml/ast.ts';
import type { Range } from '../src/languages/shared/syntax.ts';
import { ownText } from '../src/languages/xml/query.ts';
import { insertDistributable, isOutOfOrder, wholeElement } from '../src/project/distributable/insertion.ts';
import { mentionsIn, type Mentions } from '../src/project/distributable/mentions.ts';
import { needOf } from '../src/project/distributable/need.ts';
import {
  contextAttributes,
  isIgnoredDefault,
  otherContainerReads,
  servletVersionByDtd,
  unclusteredServerOf,
} from '../src/project/distributable/reading.ts';

const NOT_DISTRIBUTABLE = 'the application is not distributable, and Tomcat logs nothing';

const messages = {
  content:
    'The text "{{ text }}" in <distributable> means nothing: Tomcat makes the application distributable at the start tag, whatever the text says. Write <distributable/>, or remove the element.',
  nested: `<distributable/> counts only directly in <{{ root }}>; inside <{{ parent }}> it is not read, ${NOT_DISTRIBUTABLE}. Move it up.`,
  prefixed: `Tomcat reads descriptors without name spaces, so <{{ name }}> in <{{ root }}> is an unknown element: ${NOT_DISTRIBUTABLE}. Write the descriptor without prefixes.`,
  wrongCase: `Names of elements are case-sensitive, and <{{ name }}> is none that containers know: ${NOT_DISTRIBUTABLE}. Write <distributable/>.`,
  commentedOut: `<distributable/> is commented out here, and nowhere else: ${NOT_DISTRIBUTABLE}. Take it out of the comment.`,
  order:
    'The document type of Servlet {{ version }} wants <distributable/> behind icon, display-name and description and before all other elements. Tomcat takes it anywhere, containers that validate refuse the descriptor. Move it there.',
  ignoredDefault:
    'Tomcat 7 and later do not take <distributable/> from defaults for all applications: this has no effect. Write it in the WEB-INF/web.xml of each application.',
  ignoredAttribute:
    'Tomcat 7 and later overwrite the attribute "distributable" of a Context with what the web.xml says: this has no effect. Write <distributable/> in the WEB-INF/web.xml.',
  withoutCluster:
    'This application is distributable, but {{ server }} has no active <Cluster>, so Tomcat keeps its sessions on one node.',
  suggestRemove: 'Remove <distributable>.',
  suggestEmpty: 'Write <distributable/>.',
  suggestMove: 'Move it directly into <{{ root }}>.',
  suggestUncomment: 'Take it out of the comment.',
  suggestRemoveAttribute: 'Remove the attribute.',
};

export default createXmlRule({
  name: 'valid-distributable',
  meta: {
    type: 'problem',
    description: 'Enforce that <distributable/> stands where it has an effect',
    presets: { recommended: 'error', strict: 'error', config: 'error' },
    languages: XML_LANGUAGES,
    messages,
    fixable: 'code',
    hasSuggestions: true,
    advice: ['withoutCluster'],
    schema: ADVICE_SCHEMA,
  },
  create(context) {
    const { filename, sourceCode } = context;
    const { text } = sourceCode;
    const at = (range: Range) => sourceCode.getLoc({ range });

    function checkElements(document: XmlDocument, root: XmlElement, mentions: Mentions): void {
      for (const element of mentions.active) {
        const inside = ownText(element).trim();
        if (inside !== '') reportContent(element, inside);
      }
      // With one in its right place the others do no harm.
      if (mentions.active.length > 0) return;
      for (const element of mentions.nested) reportNested(element, root);
      for (const element of mentions.wrongCase) {
        context.report({
          loc: at(element.nameRange),
          messageId: 'wrongCase',
          data: { name: element.name },
          fix: (fixer) => fixer.replaceTextRange([...element.range], '<distributable/>'),
        });
      }
      if (!otherContainerReads(filename)) {
        for (const element of mentions.prefixed) {
          const data = { name: element.name, root: root.name };
          context.report({ loc: at(element.nameRange), messageId: 'prefixed', data });
        }
      }
      const [commented] = mentions.commentedOut;
      const others = [...mentions.nested, ...mentions.wrongCase, ...mentions.prefixed];
      if (commented === undefined || others.length > 0) return;
      if (document.kind === 'web-app' && needOf(filename, document) === undefined) return;
      const alone = commented.comment.value.trim() === text.slice(...commented.element.range);
      context.report({
        loc: at(commented.element.range),
        messageId: 'commentedOut',
        suggest: alone
          ? [
              {
                messageId: 'suggestUncomment',
                fix: (fixer) => fixer.replaceTextRange([...commented.comment.range], '<distributable/>'),
              },
            ]
          : [],
      });
    }

    function reportContent(element: XmlElement, inside: string): void {
      const data = { text: inside.length > 40 ? `${inside.slice(0, 39)}…` : inside };
      context.report({
        loc: at(element.range),
        messageId: 'content',
        data,
        suggest: [
          { messageId: 'suggestRemove', fix: (fixer) => fixer.removeRange([...wholeElement(element, text)]) },
          { messageId: 'suggestEmpty', fix: (fixer) => fixer.replaceTextRange([...element.range], '<distributable/>') },
        ],
      });
    }

    function reportNested(element: XmlElement, root: XmlElement): void {
      const parent = element.parent?.type === 'XmlElement' ? element.parent.name : root.name;
      const insertion = insertDistributable(root, text);
      context.report({
        loc: at(element.nameRange),
        messageId: 'nested',
        data: { root: root.name, parent },
        suggest: [
          {
            messageId: 'suggestMove',
            data: { root: root.name },
            fix: (fixer) => [
              fixer.replaceTextRange([...insertion.range], insertion.text),
              fixer.removeRange([...wholeElement(element, text)]),
            ],
          },
        ],
      });
    }

    function checkOrder(document: XmlDocument, root: XmlElement, { active }: Mentions): void {
      const version = servletVersionByDtd(document);
      const [element, ...more] = active;
      if (version === null || element === undefined || more.length > 0 || !isOutOfOrder(element, root)) return;
      const insertion = insertDistributable(root, text);
      context.report({
        loc: at(element.range),
        messageId: 'order',
        data: { version },
        fix: (fixer) => [
          fixer.replaceTextRange([...insertion.range], insertion.text),
          fixer.removeRange([...wholeElement(element, text)]),
        ],
      });
    }

    return {
      XmlDocument(document) {
        const { kind, root } = document;
        if (root === undefined) return;
        if (kind === 'web-app' || kind === 'web-fragment') {
          const mentions = mentionsIn(document);
          checkElements(document, root, mentions);
          if (kind === 'web-app') checkOrder(document, root, mentions);
          const [element] = mentions.active;
          if (element === undefined) return;
          const server = unclusteredServerOf(filename, document);
          if (server === undefined) return;
          context.report({ loc: at(element.range), messageId: 'withoutCluster', data: { server } });
        } else if (kind === 'default-web-app') {
          const [element] = mentionsIn(document).active;
          if (element !== undefined && isIgnoredDefault(filename, document)) {
            context.report({ loc: at(element.range), messageId: 'ignoredDefault' });
          }
        } else {
          for (const attribute of contextAttributes(filename, document)) {
            context.report({
              loc: at(attribute.range),
              messageId: 'ignoredAttribute',
              suggest: [
                {
                  messageId: 'suggestRemoveAttribute',
                  fix: (fixer) => fixer.removeRange([...wholeElement(attribute, text)]),
                },
              ],
            });
          }
        }
      },
    };
  },
});
