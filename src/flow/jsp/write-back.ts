/**
 * Repairs of a page. A change in a scriptlet is repaired there, as in Java; a change by an action or EL with a tag behind it,
 * which is only suggested: whether the page may use it is for its author to say.
 */
import type { PageContent } from '../../languages/jsp/ast.ts';
import type { Page } from '../../languages/jsp/page.ts';
import { CORE_URIS } from '../../models/jsp/tags.ts';
import type { Loss } from '../analysis.ts';
import type { WriteBack } from '../facts.ts';
import type { JavaFile } from '../java/classes.ts';
import { writeBackFor } from '../java/write-back.ts';
import { constantKey } from '../key.ts';
import { contentsOf, attributeText } from './declarations.ts';

export function pageWriteBack(loss: Loss, file: JavaFile, page: Page): WriteBack | null {
  const inJava = writeBackFor(loss, file);
  if (inJava !== null && isInScriptlet(inJava.at, page)) return inJava;
  return tagBehind(loss, page);
}

/** Behind a statement, within the delimiters of one scriptlet or declaration of the file itself. */
function isInScriptlet(at: number, page: Page): boolean {
  if (!/[;}]/.test(page.text.charAt(at - 1)) || page.locate(at).includedAt !== null) return false;
  for (const node of contentsOf(page)) {
    const isCode = node.type === 'Scriptlet' || node.type === 'Declaration';
    if (isCode && node.start < at && at <= node.end) return true;
  }
  return false;
}

function tagBehind(loss: Loss, page: Page): WriteBack | null {
  const name = constantKey(loss.key);
  if (name === undefined || !/^[A-Za-z_$][\w$]*$/.test(name) || loss.exit.status.vain !== null) return null;
  if (loss.changes.length > 1) return null;
  const place = placeOf(loss, page);
  const prefix = corePrefix(page);
  if (place === undefined || prefix === undefined) return null;
  const text = `<${prefix}:set var="${name}" value="\${sessionScope.${name}}" scope="session"/>`;
  return { at: place.range[1], text, safe: false };
}

/** The action, or the EL in template text, that makes the change: a tag can follow it. */
function placeOf({ site }: Loss, page: Page): PageContent | undefined {
  if (page.locate(site.span.start).includedAt !== null) return undefined;
  let found: PageContent | undefined;
  for (const node of contentsOf(page)) {
    const isPlace = node.type === 'Action' ? node.openRange[0] === site.span.start : node.type === 'ElExpression';
    if (isPlace && node.range[0] <= site.span.start && node.range[1] >= site.span.end) found ??= node;
  }
  return found;
}

/** The prefix that the page has given to JSTL's core library. */
function corePrefix(page: Page): string | undefined {
  for (const node of contentsOf(page)) {
    if (node.type === 'Action' && CORE_URIS.includes(page.libraryOf(node.uri))) return node.prefix;
    if (node.type !== 'Directive' || node.name !== 'taglib') continue;
    const uri = attributeText(node, 'uri');
    if (uri !== undefined && CORE_URIS.includes(page.libraryOf(uri))) return attributeText(node, 'prefix');
  }
  return undefined;
}
