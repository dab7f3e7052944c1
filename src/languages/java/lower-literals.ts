/** Values of literals (JLS 3.10). */
import type { IToken, LiteralCstNode } from 'java-parser';
import type { Literal } from './ast.ts';
import { first, onlyToken, tokenRange } from './cst.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  s: ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

const ESCAPE = /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(\r\n?|\n)|([\s\S]))/g;

/** Resolves escapes. A backslash before a line end, allowed in text blocks only, joins the lines. */
function unescapeJava(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (all, unicode?: string, octal?: string, lineEnd?: string, letter?: string) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (lineEnd !== undefined) return '';
    return SIMPLE_ESCAPES[letter ?? ''] ?? all;
  });
}

const BLANK = /^[ \t\f]*$/;

/** Content of a text block: common indentation and trailing blanks removed (JLS 3.10.6), then escapes resolved. */
function textBlockValue(image: string): string {
  const lines = image.slice(3, -3).split(/\r\n|\r|\n/);
  lines.shift();
  let indent = Number.POSITIVE_INFINITY;
  lines.forEach((line, index) => {
    const isLast = index === lines.length - 1;
    if (!isLast && BLANK.test(line)) return;
    indent = Math.min(indent, line.length - line.trimStart().length);
  });
  const stripped = lines.map((line) => (BLANK.test(line) ? '' : line.slice(indent).replace(/[ \t\f]+$/, '')));
  return unescapeJava(stripped.join('\n'));
}

/** The number, or the text as written when a double cannot hold it. Hexadecimal and the like wrap as in Java: 0xFFFFFFFF is -1. */
function integerValue(image: string): number | string {
  const isLong = /[lL]$/.test(image);
  const digits = image.replace(/_|[lL]$/g, '');
  const isOctal = /^0[0-7]+$/.test(digits);
  let value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  if (/^0./.test(digits)) value = BigInt.asIntN(isLong ? 64 : 32, value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : image;
}

function floatValue(image: string): number {
  const digits = image.replace(/_/g, '');
  const hex = /^0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)/.exec(digits);
  if (hex === null) return Number.parseFloat(digits);
  const [, whole = '', fraction = '', exponent = '0'] = hex;
  return Number.parseInt(`${whole}${fraction}` || '0', 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}

function literal(token: IToken, kind: Literal['kind'], value: Literal['value']): Literal {
  return { type: 'Literal', range: tokenRange(token), kind, value };
}

export function stringLiteral(token: IToken): Literal {
  const { image } = token;
  return literal(token, 'string', image.startsWith('"""') ? textBlockValue(image) : unescapeJava(image.slice(1, -1)));
}

export function nullLiteral(token: IToken): Literal {
  return literal(token, 'null', null);
}

export function lowerLiteral(node: LiteralCstNode): Literal {
  const { StringLiteral, TextBlock, CharLiteral, Null, integerLiteral, floatingPointLiteral, booleanLiteral } =
    node.children;
  const string = StringLiteral ?? TextBlock;
  if (string !== undefined) return stringLiteral(first(string));
  if (integerLiteral !== undefined) {
    const token = onlyToken(first(integerLiteral));
    return literal(token, 'integer', integerValue(token.image));
  }
  if (Null !== undefined) return nullLiteral(first(Null));
  if (booleanLiteral !== undefined) {
    const token = onlyToken(first(booleanLiteral));
    return literal(token, 'boolean', token.image === 'true');
  }
  if (CharLiteral !== undefined) {
    const token = first(CharLiteral);
    return literal(token, 'char', unescapeJava(token.image.slice(1, -1)));
  }
  const token = onlyToken(first(floatingPointLiteral));
  return literal(token, 'float', floatValue(token.image));
}
