/** The comments of a page in which directives may stand: those of JSP, of HTML in template text, and of the Java in it. */
import { scanSource } from '../java/source-scan.ts';
import type { EmbeddedText, JspComment, JspPage, PageContent } from './ast.ts';
import { sourceOffset } from './source-map.ts';

/** Only a text that names a linter can have a directive. */
const NAMES_LINTER = /eslint|session-lint/;

/** In source order. */
export function pageComments(page: JspPage, text: string): readonly JspComment[] {
  if (!NAMES_LINTER.test(text)) return page.comments;
  const comments = [...page.comments];
  const pending: PageContent[] = [...page.body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (node.type) {
      case 'Scriptlet':
      case 'ScriptExpression':
      case 'Declaration':
        comments.push(...javaComments(node.code, node));
        break;
      case 'TemplateText':
        comments.push(...htmlComments(text, node.range));
        break;
      case 'Action':
      case 'TemplateElement':
        pending.push(...(node.body ?? []));
        break;
      case 'Directive':
      case 'ElExpression':
        break;
    }
  }
  return comments.sort((a, b) => a.range[0] - b.range[0]);
}

function javaComments(code: string, embedded: EmbeddedText): JspComment[] {
  return scanSource(code).comments.map(({ type, value, range: [start, end] }) => ({
    type,
    value,
    range: [sourceOffset(embedded, start), sourceOffset(embedded, end)],
  }));
}

function htmlComments(text: string, [start, end]: readonly [number, number]): JspComment[] {
  const comments: JspComment[] = [];
  for (let at = text.indexOf('<!--', start); at >= 0 && at < end;) {
    const close = text.indexOf('-->', at + 4);
    if (close < 0 || close + 3 > end) break;
    comments.push({ type: 'HTML', value: text.slice(at + 4, close), range: [at, close + 3] });
    at = text.indexOf('<!--', close + 3);
  }
  return comments;
}
