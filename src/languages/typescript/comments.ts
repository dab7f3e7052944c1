/** Comments that may be directives. The others are of no interest, and most files have none. */
import type ts from 'typescript';
import { compiler, startOf } from './compiler.ts';
import type { Comment } from './ast.ts';

const DIRECTIVE = /(\/\/|\/\*)\s*(?:eslint|session-lint)/g;

export function directiveComments(sourceFile: ts.SourceFile): readonly Comment[] {
  const { text } = sourceFile;
  const comments: Comment[] = [];
  let end = 0;
  for (const match of text.matchAll(DIRECTIVE)) {
    const start = match.index;
    if (start < end || isInToken(sourceFile, start)) continue;
    if (match[1] === '//') {
      const lineEnd = /[\r\n\u2028\u2029]/.exec(text.slice(start));
      end = lineEnd === null ? text.length : start + lineEnd.index;
      comments.push({ type: 'Line', value: text.slice(start + 2, end), range: [start, end] });
    } else {
      const close = text.indexOf('*/', start + 2);
      if (close < 0) continue;
      end = close + 2;
      comments.push({ type: 'Block', value: text.slice(start + 2, close), range: [start, end] });
    }
  }
  return comments;
}

/** The offset is inside a string, a template, a regular expression, or text of JSX. */
function isInToken(sourceFile: ts.SourceFile, offset: number): boolean {
  const ts = compiler();
  let node: ts.Node = sourceFile;
  for (;;) {
    let inner: ts.Node | undefined;
    ts.forEachChild(node, (child) => {
      if (child.pos <= offset && offset < child.end) inner = child;
      return inner;
    });
    if (inner === undefined) break;
    node = inner;
  }
  const isText =
    ts.isStringLiteralLike(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node);
  if (!isText) return false;
  return ts.isJsxText(node) || offset >= startOf(node, sourceFile);
}
