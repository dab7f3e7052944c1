/** What a page holds, in the words of test/cluster/jasper/JasperSequence.java: to be compared with what Jasper reads. */
import { readFileSync } from 'node:fs';
import { JSP_URI, type Attribute, type JspPage, type PageContent } from '../../../src/languages/jsp/ast.ts';
import { buildPage } from '../../../src/languages/jsp/build-page.ts';
import { decode } from '../../../src/project/decode.ts';
import { pagePropertiesOf } from '../../../src/project/jsp-config.ts';

/** One list for each node: what it is, and its texts. */
export type Sequence = string[][];

export function sequenceOf(path: string): Sequence {
  const { ast, preludes, codas } = buildPage(decode(readFileSync(path)).text, path);
  const properties = pagePropertiesOf(path);
  const lines: Sequence = [];
  const included = (trees: readonly JspPage[], files: readonly string[]): void => {
    for (const [index, tree] of trees.entries())
      lines.push(['include', files[index] ?? ''], ...tree.body.flatMap(linesOf));
  };
  included(preludes, properties.preludes);
  lines.push(...ast.body.flatMap(linesOf));
  included(codas, properties.codas);
  return lines;
}

/**
 * What is not compared: characters beyond ASCII, since each decodes pages in its own way; line ends, which XML makes one
 * character; the order of attributes, which XML does not keep; backslashes in values, which Jasper keeps as escapes for its EL
 * parser, or as an expression of one character, and which are resolved here.
 */
export function normalized([kind = '', ...texts]: readonly string[]): string {
  const plain = texts.map((text) => text.replace(/\r\n?/g, '\n').replace(/[^\n\t\x20-\x7e]+/g, '?'));
  if (kind !== 'action') return JSON.stringify([kind, ...plain]);
  const [name = '', ...rest] = plain;
  const attributes = Array.from(
    { length: rest.length / 2 },
    (_, i) => `${rest[2 * i] ?? ''}=${valueText(rest[2 * i + 1] ?? '')}`,
  );
  return JSON.stringify([kind, name, ...attributes.sort()]);
}

function valueText(value: string): string {
  const script = /^<?%=([\s\S]*)%>?$/.exec(value);
  return (script === null ? value : `<%=${script[1] ?? ''}%>`)
    .replace(/[$#]\{'(\\\\|[$#])'\}/g, '$1')
    .replaceAll('\\', '');
}

function linesOf(node: PageContent): Sequence {
  switch (node.type) {
    case 'Scriptlet':
      return [['scriptlet', node.code]];
    case 'ScriptExpression':
      return [['expression', node.code]];
    case 'Declaration':
      return [['declaration', node.code]];
    case 'ElExpression':
      return [['el', `${node.deferred ? '#' : '$'}{${node.expression}}`]];
    case 'TemplateText':
      return [];
    case 'Directive':
      if (node.name !== 'include') return [['directive', node.name]];
      return [['include', fileOf(node.attributes)], ...(node.included?.body.flatMap(linesOf) ?? [])];
    case 'TemplateElement':
      return [['element', node.name], ...node.body.flatMap(linesOf)];
    case 'Action': {
      const below = node.body?.flatMap(linesOf) ?? [];
      if (node.uri === JSP_URI && node.localName === 'root') return below;
      const texts = node.attributes.flatMap((attribute) => [attribute.name, valueOf(attribute)]);
      return [['action', `${node.prefix}:${node.localName}`, ...texts], ...below];
    }
  }
}

function fileOf(attributes: readonly Attribute[]): string {
  const file = attributes.find(({ name }) => name === 'file');
  return file === undefined ? '' : valueOf(file);
}

function valueOf({ parts }: Attribute): string {
  return parts
    .map((part) => {
      switch (part.type) {
        case 'AttributeText':
          return part.text;
        case 'ElExpression':
          return `${part.deferred ? '#' : '$'}{${part.expression}}`;
        case 'ScriptExpression':
          return `<%=${part.code}%>`;
      }
    })
    .join('');
}
