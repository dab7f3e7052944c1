/** The ESLint language `session-lint/jsp`. */
import { resolve } from 'node:path';
import type { File, FileProblem, Language, OkParseResult, ParseResult } from '@eslint/core';
import { useDocument } from '../../project/use-document.ts';
import { LanguageSourceCode } from '../shared/source-code.ts';
import type { JspComment, JspNode, JspPage } from './ast.ts';
import { buildPage } from './build-page.ts';
import type { Page } from './page.ts';
import { pageComments } from './page-comments.ts';
import { problemOf } from './page-problem.ts';
import { visitorKeys } from './visitor-keys.ts';

export class JspSourceCode extends LanguageSourceCode<JspPage> {
  readonly page: Page;

  constructor({ text, page, comments }: { text: string; page: Page; comments: readonly JspComment[] }) {
    super({ text, ast: page.ast, comments, visitorKeys });
    this.page = page;
  }

  /** What is broken in a page is told here, since an error of the parser would keep the rest from being looked at. */
  override applyInlineConfig(): ReturnType<LanguageSourceCode<JspPage>['applyInlineConfig']> {
    const { problems, configs } = super.applyInlineConfig();
    const broken = problemOf(this.page);
    if (broken === null) return { problems, configs };
    const start = this.getLocFromIndex(broken.offset);
    const problem: FileProblem = {
      ruleId: null,
      message: `Parsing error: ${broken.message}`,
      loc: { start, end: start },
    };
    return { problems: [...problems, problem], configs };
  }
}

export type JspLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: JspSourceCode;
  RootNode: JspPage;
  Node: JspNode;
}>;

const CLASSES: Readonly<Record<string, (type: string) => boolean>> = {
  scripting: (type) => type === 'Scriptlet' || type === 'ScriptExpression' || type === 'Declaration',
  expression: (type) => type.endsWith('Expression'),
};

export const jspLanguage: JspLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: visitorKeys as unknown as Record<string, string[]>,
  defaultLanguageOptions: {},

  validateLanguageOptions(languageOptions: Record<string, unknown>): void {
    const [unknown] = Object.keys(languageOptions);
    if (unknown !== undefined) {
      throw new TypeError(`The language session-lint/jsp has no option "${unknown}": it takes no language options.`);
    }
  },

  matchesSelectorClass(className: string, node: JspNode): boolean {
    const matches = CLASSES[className.toLowerCase()];
    if (matches === undefined) throw new Error(`Unknown selector class ":${className}" for JSP.`);
    return matches(node.type);
  },

  parse(file: File): ParseResult<JspPage> {
    const text = textOf(file);
    // What is included is read while the page is parsed, before any rule runs.
    useDocument(file.physicalPath, text);
    const page = buildPage(text, resolve(file.physicalPath));
    return { ok: true, ast: page.ast, page, comments: pageComments(page.ast, text) };
  },

  createSourceCode(file: File, input: OkParseResult<JspPage>): JspSourceCode {
    const page = input['page'] as Page;
    return new JspSourceCode({ text: textOf(file), page, comments: input['comments'] as readonly JspComment[] });
  },
};

function textOf(file: File): string {
  return typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body);
}
