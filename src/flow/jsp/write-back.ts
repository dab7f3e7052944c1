/**
 * Repairs of a page. A change in a scriptlet is repaired there, as in Java; one by an action or EL with a tag behind it, which
 * is only suggested: where in the page it belongs is for its author to say.
 */
import { JSP_URI, type Action, type PageContent } from '../../languages/jsp/ast.ts';
import type { Page } from '../../languages/jsp/page.ts';
import { CORE_URIS } from '../../models/jsp/tags.ts';
import type { Loss } from '../analysis.ts';
import type { WriteBack } from '../facts.ts';
import type { JavaFile } from '../java/classes.ts';
import { writeBackFor, writeBackOfBean } from '../java/write-back.ts';
import { constantKey } from '../key.ts';
import { contentsOf, attributeText } from './declarations.ts';

export function pageWriteBack(loss: Loss, file: JavaFile, page: Page): WriteBack | null {
  const inJava = writeBackFor(loss, file, false) ?? beanWriteBack(loss, file, page);
  if (inJava !== null && isInScriptlet(inJava.at, page)) return inJava;
  return tagBehind(loss, page);
}

/** `<jsp:useBean id="cart" … scope="session"/>`, changed in a scriptlet. */
function beanWriteBack(loss: Loss, file: JavaFile, page: Page): WriteBack | null {
  const bean = sessionBean(loss, page);
  const id = bean === undefined ? undefined : attributeText(bean, 'id');
  if (bean === undefined || id === undefined || !page.settings.session) return null;
  return writeBackOfBean(loss, file, id, bean.openRange);
}

function sessionBean({ key }: Loss, page: Page): Action | undefined {
  const name = constantKey(key);
  for (const node of contentsOf(page)) {
    if (node.type !== 'Action' || node.uri !== JSP_URI || node.localName !== 'useBean') continue;
    if (attributeText(node, 'id') === name) return attributeText(node, 'scope') === 'session' ? node : undefined;
  }
  return undefined;
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

/** A tag, or a scriptlet for a bean that the page declares, behind what makes the change last. */
function tagBehind(loss: Loss, page: Page): WriteBack | null {
  const name = constantKey(loss.key);
  if (name === undefined || !/^[A-Za-z_$][\w$]*$/.test(name) || loss.exit.status.vain !== null) return null;
  const place = placeOf(loss, page);
  if (place === undefined) return null;
  const prefix = corePrefix(page);
  if (prefix !== undefined) {
    const text = `<${prefix}:set var="${name}" value="\${sessionScope.${name}}" scope="session"/>`;
    return { at: place.range[1], text, safe: false };
  }
  if (page.ast.syntax === 'xml' || !page.settings.session || sessionBean(loss, page) === undefined) return null;
  return { at: place.range[1], text: `<% session.setAttribute("${name}", ${name}); %>`, safe: false };
}

/** The action, or the EL in template text, that makes the last change: a tag can follow it. */
function placeOf({ site, changes }: Loss, page: Page): PageContent | undefined {
  const last = changes.reduce((a, b) => (b.start > a.start ? b : a), site.span);
  if (page.locate(last.start).includedAt !== null) return undefined;
  let found: PageContent | undefined;
  for (const node of contentsOf(page)) {
    const isPlace = node.type === 'Action' ? node.openRange[0] === last.start : node.type === 'ElExpression';
    if (isPlace && node.range[0] <= last.start && node.range[1] >= last.end) found ??= node;
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
