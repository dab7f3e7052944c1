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
  // Methods as properties: they are replaced, and called with the parser that they belong to.
  input: IToken[];
  comments?: IToken[];
  readonly errors: readonly RecognitionError[];
  readonly currIdx: number;
  compilationUnit: (this: Recognizer) => CstNode;
  annotation: (this: Recognizer) => CstNode;
  isBackTracking: (this: Recognizer) => boolean;
  cstPostNonTerminal: (this: Recognizer, node: CstNode, rule: string) => void;
  LA: (this: Recognizer, distance: number) => IToken;
  SAVE_ERROR: (this: Recognizer, error: RecognitionError) => RecognitionError;
  raiseNoAltException: (this: Recognizer) => never;
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
    parser.comments = [];
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
        if (category.categoryMatchesMap !== undefined) category.categoryMatchesMap[tokenType.tokenTypeIdx] = false;
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

/** Chevrotain tells its own errors by this name, and asks nothing else of them. */
class NoAlternative extends Error implements Pick<RecognitionError, 'token'> {
  override readonly name = 'NoViableAltException';
  readonly token: IToken;
  readonly resyncedTokens: readonly IToken[] = [];

  constructor(token: IToken) {
    super('No alternative fits.');
    this.token = token;
  }
}

/**
 * What chevrotain does where no alternative fits, without the message, for which it computes every token sequence that
 * would. The grammar tries out type arguments at each `<`: nearly every `i < 10` of a file failed at that price.
 */
function raiseNoAlternative(this: Recognizer): never {
  const error = new NoAlternative(this.LA(1)) as unknown as RecognitionError;
  throw this.isBackTracking() ? error : this.SAVE_ERROR(error);
}

/**
 * Runs the parser with some of its methods replaced; others outside this package may use the same parser. The originals
 * are assigned, not uncovered by deleting: V8 keeps an object from which something was deleted as a slow hash table.
 */
function run(tokens: IToken[], rule: Rule, methods: Partial<Recognizer>): { cst: CstNode; error?: RecognitionError } {
  const parser = recognizer();
  const originals: Partial<Recognizer> = {};
  for (const name of Object.keys(methods) as (keyof Recognizer)[]) Object.assign(originals, { [name]: parser[name] });
  parser.input = tokens;
  Object.assign(parser, methods);
  // The grammar tries alternatives and takes errors back by the thousand: none needs to know where in our code it was made.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const cst = parser[rule]();
    const error = parser.errors[0];
    return error === undefined ? { cst } : { cst, error };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Object.assign(parser, originals);
    // Lets go of the tokens and, through them, of the text.
    parser.input = [];
  }
}

/** `onNode` is called with each complete node that becomes part of the tree, innermost first. */
export function recognize(
  tokens: IToken[],
  rule: Rule,
  onNode: (node: CstNode) => void,
): { cst: CstNode; error?: RecognitionError } {
  const attach = recognizer().cstPostNonTerminal;
  return run(tokens, rule, {
    cstPostNonTerminal(this: Recognizer, node: CstNode, name: string): void {
      if (!this.isBackTracking()) onNode(node);
      attach.call(this, node, name);
    },
    raiseNoAltException: raiseNoAlternative,
  });
}

/**
 * Where a parse that failed got stuck. The parser reports the token at which it had to decide, which may be far before
 * the one that fits no alternative: the last token it looked at before it gave up. A second, watched run finds that one.
 */
export function findOffender(tokens: IToken[], rule: Rule, error: RecognitionError): IToken | undefined {
  const { LA, SAVE_ERROR } = recognizer();
  let latest = 0;
  let furthest = 0;
  let stuckAt: number | undefined;
  const stuck = new WeakMap<RecognitionError, number>();
  const { error: again } = run(tokens, rule, {
    LA(this: Recognizer, distance: number): IToken {
      latest = this.currIdx + distance;
      if (latest > furthest) furthest = latest;
      return LA.call(this, distance);
    },
    raiseNoAltException(this: Recognizer): never {
      stuckAt = latest;
      return raiseNoAlternative.call(this);
    },
    SAVE_ERROR(this: Recognizer, raised: RecognitionError): RecognitionError {
      stuck.set(raised, stuckAt ?? furthest);
      stuckAt = undefined;
      return SAVE_ERROR.call(this, raised);
    },
  });
  if (again === undefined) return undefined;
  const decided = tokens.indexOf(error.token);
  const found = stuck.get(again) ?? decided;
  // Guards of the grammar look one token ahead of the decision, whatever it is.
  const tolerance = error.name === 'NoViableAltException' ? 0 : 1;
  if (decided < 0 || found <= decided + tolerance) return undefined;
  return tokens[found] ?? LA.call(recognizer(), Number.MAX_SAFE_INTEGER);
}
