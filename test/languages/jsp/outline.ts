/** Pages as short text, one line a node, for tests that compare what was read. */
import type { Attribute, JspPage, PageContent, PageRole } from '../../../src/languages/jsp/ast.ts';
import { soloContext, syntaxOf, type ParseContext } from '../../../src/languages/jsp/parse-context.ts';
import { parseJspSyntax } from '../../../src/languages/jsp/parse-jsp.ts';
import { parseXmlSyntax } from '../../../src/languages/jsp/parse-xml.ts';

export const CORE = 'http://java.sun.com/jsp/jstl/core';

/** A file alone, with the prefixes `c` and `x` declared. */
export function parsePage(text: string, options: Partial<ParseContext> = {}, path = '/p.jsp'): JspPage {
  const role: PageRole = 'page';
  const context: ParseContext = {
    ...soloContext(role),
    prefixes: new Map([
      ['c', CORE],
      ['x', 'urn:x'],
    ]),
    ...options,
  };
  const frame = { path, text, base: 0, chain: [path] };
  return syntaxOf(path, text, null) === 'xml' ? parseXmlSyntax(frame, context) : parseJspSyntax(frame, context);
}

/** Children are indented. Text is shown as it stands in the source. */
export function outline(page: JspPage, text: string): string[] {
  return page.body.flatMap((node) => lines(node, text, ''));
}

function lines(node: PageContent, text: string, indent: string): string[] {
  const own = (label: string, content: string): string => `${indent}${label} ${JSON.stringify(content)}`;
  switch (node.type) {
    case 'Scriptlet':
    case 'ScriptExpression':
    case 'Declaration':
      return [own(node.type, node.code)];
    case 'ElExpression':
      return [own(node.deferred ? 'El#' : 'El$', node.expression)];
    case 'TemplateText':
      return [own('Text', text.slice(...node.range))];
    case 'Directive':
      return [`${indent}@${node.name}${attributesOf(node.attributes)}`];
    case 'TemplateElement':
      return [`${indent}<${node.name}>${attributesOf(node.attributes)}`, ...below(node.body, text, indent)];
    case 'Action':
      return [
        `${indent}<${node.prefix}:${node.localName}${node.body === null ? '/' : ''}>${attributesOf(node.attributes)}`,
        ...below(node.body ?? [], text, indent),
      ];
  }
}

function below(body: readonly PageContent[], text: string, indent: string): string[] {
  return body.flatMap((child) => lines(child, text, `${indent}  `));
}

function attributesOf(attributes: readonly Attribute[]): string {
  return attributes.map(({ name, parts }) => ` ${name}=[${parts.map(partOf).join(', ')}]`).join('');
}

function partOf(part: Attribute['parts'][number]): string {
  switch (part.type) {
    case 'AttributeText':
      return JSON.stringify(part.text);
    case 'ElExpression':
      return `${part.deferred ? '#' : '$'}{${part.expression}}`;
    case 'ScriptExpression':
      return `<%=${part.code}%>`;
  }
}
