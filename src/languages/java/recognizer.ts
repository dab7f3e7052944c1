/**
 * The lexer and the parser behind java-parser, driven one at a time. Its `lexAndParse` turns every problem into a text
 * that has to be taken apart again; the parser itself gives the token at which it failed.
 */
import { lexAndParse, type CstNode, type IToken } from 'java-parser';

export interface RecognitionError extends Error {
  /** The end of the file is a token with an empty image and no offsets. */
  readonly token: IToken;
  readonly context: { readonly ruleStack: readonly string[] };
}

interface Recognizer {
  input: IToken[];
  comments?: IToken[];
  readonly errors: readonly RecognitionError[];
  readonly currIdx: number;
  compilationUnit(): CstNode;
  annotation(): CstNode;
  isBackTracking(): boolean;
  cstPostNonTerminal(node: CstNode, rule: string): void;
  LA(distance: number): IToken;
  SAVE_ERROR(error: RecognitionError): RecognitionError;
  raiseNoAltException(occurrence: number, description: string | undefined): never;
}

type TokenType = IToken['tokenType'];

export interface LexicalError {
  readonly offset: number;
  /** The character that begins no token, or null where a `}` closes nothing. */
  readonly character: string | null;
}

/** `lexAndParse` calls the method of its parser that it is told to call: `valueOf` hands out the parser, with tokens loaded. */
const HAND_OUT_PARSER = 'valueOf';

function tokenize(text: string): { parser: Recognizer; tokens: IToken[] } {
  const { cst, tokens } = lexAndParse(text, HAND_OUT_PARSER);
  return { parser: cst as unknown as Recognizer, tokens };
}

const LEXICAL_ERROR = /^Sad sad panda, lexing errors detected in line: (\d+), column: (\d+)!\n([\s\S]*)$/;
const ERROR_OFFSET = /<- at offset: (\d+), skipped/;

export function lex(text: string): IToken[] | LexicalError {
  try {
    const { parser, tokens } = tokenize(text);
    delete parser.comments;
    parser.input = [];
    return tokens;
  } catch (error) {
    const match = error instanceof Error ? LEXICAL_ERROR.exec(error.message) : null;
    if (match === null) throw error;
    const [, line = '1', column = '1', detail = ''] = match;
    const known = ERROR_OFFSET.exec(detail)?.[1];
    if (known !== undefined) return { offset: Number(known), character: characterAt(text, Number(known)) };
    return { offset: offsetOf(text, Number(line), Number(column)), character: null };
  }
}

function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  const lineEnd = /\r\n|\r|\n/g;
  for (let current = 1; current < line && lineEnd.exec(text) !== null; current++) start = lineEnd.lastIndex;
  return Math.min(start + column - 1, text.length);
}

interface TokenTypes {
  readonly name: TokenType;
  readonly string: TokenType;
  readonly textBlock: TokenType;
}

let knownTypes: TokenTypes | undefined;

/** Types of tokens, taken from the lexer itself. */
export function tokenTypes(): TokenTypes {
  if (knownTypes === undefined) {
    const [name, string, textBlock] = tokenize('a "" """\n"""').tokens.map((token) => token.tokenType);
    if (name === undefined || string === undefined || textBlock === undefined) {
      throw new Error('The lexer of java-parser does not know names and literals.');
    }
    knownTypes = { name, string, textBlock };
  }
  return knownTypes;
}

interface Category {
  readonly name: string;
  readonly categoryMatchesMap?: Record<number, boolean>;
}

/**
 * `=` and `instanceof` belong to the category of binary operators, although rules of their own always take them. The
 * parser, which does not know that, compares both readings up to the end of the expression, and keeps what it saw: time
 * and memory for each assignment. Taking them out of the category changes no tree.
 */
function separateOperators(): void {
  for (const { tokenType } of tokenize('= instanceof').tokens) {
    for (const category of (tokenType.CATEGORIES ?? []) as readonly Category[]) {
      if (category.name === 'BinaryOperator' && tokenType.tokenTypeIdx !== undefined) {
        delete category.categoryMatchesMap?.[tokenType.tokenTypeIdx];
      }
    }
  }
}

let shared: Recognizer | undefined;

function recognizer(): Recognizer {
  if (shared === undefined) {
    separateOperators();
    shared = tokenize('').parser;
  }
  return shared;
}

/** What a list of tokens is read as. */
export type Rule = 'compilationUnit' | 'annotation';

/** `onNode` is called with each complete node that becomes part of the tree, innermost first. */
export function recognize(
  tokens: IToken[],
  rule: Rule,
  onNode: (node: CstNode) => void,
): { cst: CstNode } | { error: RecognitionError } {
  const parser = recognizer();
  const attach = parser.cstPostNonTerminal;
  parser.input = tokens;
  try {
    parser.cstPostNonTerminal = function (this: Recognizer, node: CstNode, name: string): void {
      if (!this.isBackTracking()) onNode(node);
      attach.call(this, node, name);
    };
    const cst = parser[rule]();
    const error = parser.errors[0];
    return error === undefined ? { cst } : { error };
  } finally {
    // Lets go of the tokens and, through them, of the text.
    parser.input = [];
    delete (parser as Partial<Recognizer>).cstPostNonTerminal;
  }
}

/**
 * Where a parse that failed got stuck. The parser reports the token at which it had to decide, which may be far before
 * the one that fits no alternative: the last token it looked at before it gave up. A second, watched run finds that one.
 */
export function findOffender(tokens: IToken[], rule: Rule, error: RecognitionError): IToken | undefined {
  const parser = recognizer();
  const original = { LA: parser.LA, raise: parser.raiseNoAltException, save: parser.SAVE_ERROR };
  let latest = 0;
  let furthest = 0;
  let stuckAt: number | undefined;
  const stuck = new WeakMap<RecognitionError, number>();
  try {
    parser.LA = function (this: Recognizer, distance: number): IToken {
      latest = this.currIdx + distance;
      if (latest > furthest) furthest = latest;
      return original.LA.call(this, distance);
    };
    parser.raiseNoAltException = function (this: Recognizer, occurrence: number, description?: string): never {
      stuckAt = latest;
      return original.raise.call(this, occurrence, description);
    };
    parser.SAVE_ERROR = function (this: Recognizer, raised: RecognitionError): RecognitionError {
      const found = stuckAt ?? furthest;
      stuckAt = undefined;
      stuck.set(raised, found);
      return original.save.call(this, raised);
    };
    parser.input = tokens;
    parser[rule]();
    const again = parser.errors[0];
    if (again === undefined) return undefined;
    const decided = tokens.indexOf(error.token);
    const found = stuck.get(again) ?? decided;
    // Guards of the grammar look one token ahead of the decision, whatever it is.
    const tolerance = error.name === 'NoViableAltException' ? 0 : 1;
    if (decided < 0 || found <= decided + tolerance) return undefined;
    return tokens[found] ?? original.LA.call(parser, Number.MAX_SAFE_INTEGER);
  } finally {
    parser.input = [];
    const own = parser as Partial<Recognizer>;
    delete own.LA;
    delete own.raiseNoAltException;
    delete own.SAVE_ERROR;
  }
}
