/** One plain sentence for what is wrong with a Java file. */
import type { IToken } from 'java-parser';
import type { LexicalError, RecognitionError } from './recognizer.ts';

/** Where in the file something unexpected stands, by grammar rule; the innermost rule that is listed is named. */
const PLACES: Readonly<Record<string, string>> = {
  annotation: 'in an annotation',
  argumentList: 'in the argument list',
  arrayInitializer: 'in an array initializer',
  block: 'in a block',
  blockStatements: 'in a block',
  catchClause: 'in a catch clause',
  classBody: 'in a class body',
  classBodyDeclaration: 'in a class body',
  enumBody: 'in an enum body',
  expression: 'in an expression',
  forStatement: 'in a for statement',
  formalParameterList: 'in the parameter list',
  importDeclaration: 'in an import',
  interfaceBody: 'in an interface body',
  lambdaParameters: 'in the parameters of a lambda',
  methodBody: 'in place of a method body',
  methodDeclarator: 'in the parameter list',
  moduleDeclaration: 'in a module declaration',
  packageDeclaration: 'in the package declaration',
  recordHeader: 'in the header of a record',
  switchBlock: 'in a switch',
  throws: 'in a throws clause',
  tryStatement: 'in a try statement',
  typeArguments: 'in type arguments',
  typeParameters: 'in type parameters',
  variableInitializer: 'in an initializer',
};

const KINDS: Readonly<Record<string, string>> = {
  StringLiteral: 'a string',
  TextBlock: 'a text block',
  CharLiteral: 'a character literal',
};

const MAX_IMAGE = 30;

function describe(token: IToken): string {
  if (token.image === '') return 'the end of the file';
  const kind = KINDS[token.tokenType.name];
  if (kind !== undefined) return kind;
  // Control characters count as parts of a name.
  const odd = /[\p{C}\p{Z}]/u.exec(token.image)?.[0];
  if (odd !== undefined) return `character ${codePoint(odd)}`;
  return token.image.length > MAX_IMAGE ? `"${token.image.slice(0, MAX_IMAGE)}…"` : `"${token.image}"`;
}

function withoutArticle(description: string): string {
  return description.replace(/^(?:the|a) /, '');
}

function placeOf(error: RecognitionError): string {
  for (const rule of error.context.ruleStack.toReversed()) {
    const place = PLACES[rule];
    if (place !== undefined) return ` ${place}`;
  }
  return '';
}

/** java-parser names what it expected as `--> ';' <--` or `token of type --> Identifier <--`. */
const EXPECTED = /^Expecting (?:token of type )?--> '?(.+?)'? <-- but found/;

function expectedBy(error: RecognitionError): string | null {
  if (error.name !== 'MismatchedTokenException') return null;
  const label = EXPECTED.exec(error.message)?.[1];
  if (label === undefined) return null;
  return label === 'Identifier' ? 'a name' : `"${label}"`;
}

/** `offender` is the token that fits nothing, when it is not the one at which the parser gave up. */
export function syntaxErrorMessage(error: RecognitionError, offender: IToken | undefined): string {
  if (offender !== undefined) return `Unexpected ${withoutArticle(describe(offender))}${placeOf(error)}`;
  const expected = expectedBy(error);
  return expected === null
    ? `Unexpected ${withoutArticle(describe(error.token))}${placeOf(error)}`
    : `Expected ${expected} but found ${describe(error.token)}`;
}

export function lexicalErrorMessage(error: LexicalError): string {
  const { character } = error;
  if (character === null) return 'Unexpected "}" that closes nothing';
  return /[\p{C}\p{Z}]/u.test(character)
    ? `Unexpected character ${codePoint(character)}`
    : `Unexpected character "${character}"`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
