/** What the directives of a page say of it as a whole. */
import type { Attribute, JspPage, PageContent } from './ast.ts';
import type { PageSettings, WrittenName } from './page.ts';
import { contentOf } from './content.ts';

const IMPORT = /^(?:static\s+)?[\p{L}_$][\p{L}\p{N}_$]*(?:\s*\.\s*[\p{L}_$][\p{L}\p{N}_$]*)*(?:\s*\.\s*\*)?$/u;
const CLASS_NAME = /^[\p{L}_$][\p{L}\p{N}_$.]*$/u;

/** `elIgnored` is what holds when no directive says otherwise. */
export function settingsOf(trees: readonly JspPage[], elIgnored: boolean): PageSettings {
  let declaredElIgnored = elIgnored;
  let session = true;
  let isErrorPage = false;
  let superclass: WrittenName | null = null;
  const imports: WrittenName[] = [];
  for (const node of contentOf(trees)) {
    if (!isPageDirective(node)) continue;
    for (const attribute of node.attributes) {
      const value = plain(attribute)?.name.trim();
      switch (attribute.name) {
        case 'session':
          session = value?.toLowerCase() !== 'false';
          break;
        case 'isErrorPage':
          isErrorPage = value?.toLowerCase() === 'true';
          break;
        case 'isELIgnored':
          declaredElIgnored = value?.toLowerCase() === 'true';
          break;
        case 'extends':
          superclass = namesIn(attribute).find(({ name }) => CLASS_NAME.test(name)) ?? null;
          break;
        case 'import':
          imports.push(...namesIn(attribute).filter(({ name }) => IMPORT.test(name)));
          break;
      }
    }
  }
  return { session, isErrorPage, imports, superclass, elIgnored: declaredElIgnored };
}

function isPageDirective(node: PageContent): node is Extract<PageContent, { type: 'Directive' }> {
  return node.type === 'Directive' && (node.name === 'page' || node.name === 'tag');
}

/** The value when it is one stretch of text without escapes. */
function plain({ parts, valueRange }: Attribute): WrittenName | null {
  const [part, ...others] = parts;
  if (part?.type !== 'AttributeText' || others.length > 0) return null;
  return part.text.length === valueRange[1] - valueRange[0] ? { name: part.text, range: valueRange } : null;
}

/** A list of names with commas. A semicolon at the end, which is left over from Java, is passed over. */
function namesIn(attribute: Attribute): WrittenName[] {
  const value = plain(attribute);
  if (value === null) return [];
  const names: WrittenName[] = [];
  for (const match of value.name.matchAll(/[^,;]+/g)) {
    const name = match[0].trim();
    const start = value.range[0] + match.index + match[0].indexOf(name);
    if (name !== '') names.push({ name, range: [start, start + name.length] });
  }
  return names;
}
