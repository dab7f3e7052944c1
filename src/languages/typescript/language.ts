/** The ESLint language `session-lint/typescript`: TypeScript and JavaScript, with or without JSX. */
import type { File, FileError, Language, OkParseResult, ParseResult } from '@eslint/core';
import { LanguageSourceCode } from '../shared/source-code.ts';
import { visitorKeys, type Comment, type Program } from './ast.ts';
import { directiveComments } from './comments.ts';
import { parseTypeScript } from './parse.ts';

export type TypeScriptLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: LanguageSourceCode<Program>;
  RootNode: Program;
  Node: Program;
}>;

/** What configurations say of scripts, ESLint's own default one included, and what makes no difference here. */
const OF_SCRIPTS = new Set(['sourceType', 'ecmaVersion', 'globals', 'parser', 'parserOptions']);

function textOf(file: File): string {
  return typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body);
}

export const typescriptLanguage: TypeScriptLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: visitorKeys as unknown as Record<string, string[]>,
  defaultLanguageOptions: {},

  validateLanguageOptions(languageOptions: Record<string, unknown>): void {
    const unknown = Object.keys(languageOptions).find((name) => !OF_SCRIPTS.has(name));
    if (unknown !== undefined) {
      throw new TypeError(
        `The language session-lint/typescript has no option "${unknown}": it takes only those of ESLint's scripts.`,
      );
    }
  },

  parse(file: File): ParseResult<Program> {
    const text = textOf(file);
    const ast: Program = { type: 'Program', range: [0, text.length] };
    const result = parseTypeScript(text, file.path);
    if (!result.ok) return { ok: false, errors: [result.error satisfies FileError] };
    return { ok: true, ast, comments: directiveComments(result.sourceFile) };
  },

  createSourceCode(file: File, input: OkParseResult<Program>): LanguageSourceCode<Program> {
    const comments = input['comments'] as readonly Comment[];
    return new LanguageSourceCode({ text: textOf(file), ast: input.ast, comments, visitorKeys, ruleScope: 'shared' });
  },
};
