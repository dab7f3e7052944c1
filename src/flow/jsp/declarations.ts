/** What a page declares for all of it: beans, and the attributes of a tag file. */
import type { Attribute, PageContent } from '../../languages/jsp/ast.ts';
import { JSP_URI } from '../../languages/jsp/ast.ts';
import { contentOf } from '../../languages/jsp/content.ts';
import type { Page } from '../../languages/jsp/page.ts';
import type { BeanDeclaration } from './scopes.ts';

/** The contents of a page and of all that it includes, in order. */
export function contentsOf({ preludes, ast, codas }: Page): Generator<PageContent> {
  return contentOf([...preludes, ast, ...codas]);
}

/** Beans by id. Of two with one id (in two branches), the first: they are of one kind in practice. */
export function beansOf(page: Page): ReadonlyMap<string, BeanDeclaration> {
  const beans = new Map<string, BeanDeclaration>();
  for (const node of contentsOf(page)) {
    if (node.type !== 'Action' || node.uri !== JSP_URI || node.localName !== 'useBean') continue;
    const id = attributeText(node, 'id');
    if (id === undefined || beans.has(id)) continue;
    const scope = attributeText(node, 'scope');
    beans.set(id, {
      scope: scope === 'request' || scope === 'session' || scope === 'application' ? scope : 'page',
      className: attributeText(node, 'class') ?? attributeText(node, 'type'),
    });
  }
  return beans;
}

export function namesOfTagFile({ ast }: Page): readonly string[] {
  if (ast.role !== 'tag') return [];
  return ast.body.flatMap((node) => {
    const name = node.type === 'Directive' && node.name === 'attribute' ? attributeText(node, 'name') : undefined;
    return name === undefined ? [] : [name];
  });
}

export function attributeText(
  { attributes }: { readonly attributes: readonly Attribute[] },
  name: string,
): string | undefined {
  const parts = attributes.find((one) => one.name === name)?.parts;
  const [part] = parts ?? [];
  return parts?.length === 1 && part?.type === 'AttributeText' ? part.text.trim() : undefined;
}
