/** What the ESLint languages of configuration files have in common: no options, one finding for a file that does not parse. */
import type { File, Language, OkParseResult, ParseResult } from '@eslint/core';
import { LanguageSourceCode } from './source-code.ts';
import type { SourceComment, SyntaxNode, VisitorKeys } from './syntax.ts';

export type ConfigurationLanguage<Root extends SyntaxNode> = Language<{
  LangOptions: Record<string, unknown>;
  Code: LanguageSourceCode<Root>;
  RootNode: Root;
  Node: SyntaxNode;
}>;

type Parsed<Root> =
  | { readonly ok: true; readonly ast: Root; readonly comments: readonly SourceComment[] }
  /** A null error: not for this language, or a template; nothing is said of it. */
  | { readonly ok: false; readonly error: { message: string; line: number; column: number } | null };

export interface ConfigurationLanguageOptions<Root extends SyntaxNode> {
  /** As in `session-lint/nginx`. */
  readonly name: string;
  readonly visitorKeys: VisitorKeys;
  readonly parse: (text: string) => Parsed<Root>;
  readonly emptyRoot: (text: string) => Root;
}

function textOf(file: File): string {
  return typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body);
}

export function configurationLanguage<Root extends SyntaxNode>(
  options: ConfigurationLanguageOptions<Root>,
): ConfigurationLanguage<Root> {
  const { name, visitorKeys, parse, emptyRoot } = options;
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 1,
    nodeTypeKey: 'type',
    visitorKeys: visitorKeys as Record<string, string[]>,
    defaultLanguageOptions: {},

    validateLanguageOptions(languageOptions: Record<string, unknown>): void {
      const [unknown] = Object.keys(languageOptions);
      if (unknown !== undefined) {
        throw new TypeError(`The language ${name} has no option "${unknown}": it takes no language options.`);
      }
    },

    parse(file: File): ParseResult<Root> {
      const text = textOf(file);
      const result = parse(text);
      if (result.ok) return { ok: true, ast: result.ast, comments: result.comments };
      if (result.error === null) return { ok: true, ast: emptyRoot(text), comments: [] };
      const { message, line, column } = result.error;
      return { ok: false, errors: [{ message, line, column }] };
    },

    createSourceCode(file: File, input: OkParseResult<Root>): LanguageSourceCode<Root> {
      const comments = input['comments'] as readonly SourceComment[];
      return new LanguageSourceCode({ text: textOf(file), ast: input.ast, comments, visitorKeys });
    },
  };
}
