/** The ESLint language `session-lint/xml`: descriptors of web applications and configuration of servers. */
import type { File, FileError, Language, OkParseResult, ParseResult } from '@eslint/core';
import { LanguageSourceCode } from '../shared/source-code.ts';
import type { SourceComment } from '../shared/syntax.ts';
import type { XmlDocument, XmlNode } from './ast.ts';
import { emptyDocument, parseXml } from './parse.ts';
import { nodesOf } from './query.ts';
import { visitorKeys } from './visitor-keys.ts';

export class XmlSourceCode extends LanguageSourceCode<XmlDocument> {
  constructor({ text, ast }: { text: string; ast: XmlDocument }) {
    super({ text, ast, comments: commentsOf(ast), visitorKeys });
  }
}

/** As ESLint's directives want them: the type tells how long the marks are. */
function commentsOf(ast: XmlDocument): SourceComment[] {
  const comments: SourceComment[] = [];
  for (const node of nodesOf(ast)) {
    if (node.type === 'XmlComment') comments.push({ type: 'HTML', value: node.value, range: node.range });
  }
  return comments;
}

export type XmlLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: XmlSourceCode;
  RootNode: XmlDocument;
  Node: XmlNode;
}>;

function textOf(file: File): string {
  return typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body);
}

export const xmlLanguage: XmlLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys,
  defaultLanguageOptions: {},

  validateLanguageOptions(languageOptions: Record<string, unknown>): void {
    const [unknown] = Object.keys(languageOptions);
    if (unknown !== undefined) {
      throw new TypeError(`The language session-lint/xml has no option "${unknown}": it takes no language options.`);
    }
  },

  parse(file: File): ParseResult<XmlDocument> {
    const text = textOf(file);
    const result = parseXml(text, file.path);
    if (result.ok) return { ok: true, ast: result.document };
    if (result.error === null) return { ok: true, ast: emptyDocument(text) };
    const { message, line, column } = result.error;
    const error: FileError = { message, line, column };
    return { ok: false, errors: [error] };
  },

  createSourceCode(file: File, input: OkParseResult<XmlDocument>): XmlSourceCode {
    return new XmlSourceCode({ text: textOf(file), ast: input.ast });
  },
};
