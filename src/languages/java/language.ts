/** The ESLint language `session-lint/java`. */
import type { File, FileError, Language, OkParseResult, ParseResult } from '@eslint/core';
import type { ParsedDirective } from '../shared/directives.ts';
import { LanguageSourceCode } from '../shared/source-code.ts';
import type { Comment, CompilationUnit, Node } from './ast.ts';
import { parseJava } from './parse.ts';
import { suppressionDirectives } from './suppress-warnings.ts';
import { visitorKeys } from './visitor-keys.ts';

export class JavaSourceCode extends LanguageSourceCode<CompilationUnit> {
  constructor({ text, ast, comments }: { text: string; ast: CompilationUnit; comments: readonly Comment[] }) {
    super({ text, ast, comments, visitorKeys });
  }

  protected override allDirectives(comments: readonly ParsedDirective[]): readonly ParsedDirective[] {
    // Most files do not name us at all.
    return this.text.includes('session-lint') ? [...comments, ...suppressionDirectives(this.ast, comments)] : comments;
  }
}

export type JavaLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: JavaSourceCode;
  RootNode: CompilationUnit;
  Node: Node;
}>;

function emptyUnit(text: string): CompilationUnit {
  return { type: 'CompilationUnit', range: [0, text.length], packageName: null, imports: [], types: [] };
}

function textOf(file: File): string {
  return typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body);
}

const CLASSES: Readonly<Record<string, (type: string) => boolean>> = {
  statement: (type) => type === 'Block' || type === 'LocalVariableDeclaration' || type.endsWith('Statement'),
  declaration: (type) => type.endsWith('Declaration'),
  pattern: (type) => type.endsWith('Pattern'),
};

export const javaLanguage: JavaLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: visitorKeys as unknown as Record<string, string[]>,
  defaultLanguageOptions: {},

  validateLanguageOptions(languageOptions: Record<string, unknown>): void {
    const [unknown] = Object.keys(languageOptions);
    if (unknown !== undefined) {
      throw new TypeError(`The language session-lint/java has no option "${unknown}": it takes no language options.`);
    }
  },

  matchesSelectorClass(className: string, node: Node): boolean {
    const matches = CLASSES[className.toLowerCase()];
    if (matches === undefined) throw new Error(`Unknown selector class ":${className}" for Java.`);
    return matches(node.type);
  },

  parse(file: File): ParseResult<CompilationUnit> {
    const text = textOf(file);
    const result = parseJava(text);
    if (result.ok) return { ok: true, ast: result.ast, comments: result.comments };
    // A template of a code generator is no Java, and nothing to complain about.
    if (result.error === null) return { ok: true, ast: emptyUnit(text), comments: [] };
    const { message, line, column } = result.error;
    const error: FileError = { message, line, column };
    return { ok: false, errors: [error] };
  },

  createSourceCode(file: File, input: OkParseResult<CompilationUnit>): JavaSourceCode {
    return new JavaSourceCode({ text: textOf(file), ast: input.ast, comments: input['comments'] as Comment[] });
  },
};
