/**
 * The typed syntax tree of one expression of the Expression Language (Jakarta EL 5), without its delimiters. `range` holds
 * half-open offsets, in UTF-16 code units, into the text of the expression.
 *
 * Parentheses have no node. A call of a method is a `ElCall` whose callee is a `ElProperty`; `f(x)`, where `f` is a variable
 * or a lambda, has any other callee; `ns:f(x)` and the plain `f(x)` are told apart only when variables are known.
 */
export type ElRange = readonly [start: number, end: number];

interface Node {
  readonly range: ElRange;
}

export interface ElLiteral extends Node {
  readonly type: 'ElLiteral';
  readonly kind: 'string' | 'integer' | 'float' | 'boolean' | 'null';
  readonly value: string | number | boolean | null;
}

export interface ElIdentifier extends Node {
  readonly type: 'ElIdentifier';
  readonly name: string;
}

/** `ns:f(…)`. A function without a prefix is an ElCall of an ElIdentifier. */
export interface ElFunction extends Node {
  readonly type: 'ElFunction';
  readonly prefix: string;
  readonly name: string;
  readonly arguments: readonly ElExpression[];
}

/** `a.b` has a string literal as its key, in the range of the name; `a[b]` any expression. */
export interface ElProperty extends Node {
  readonly type: 'ElProperty';
  readonly object: ElExpression;
  readonly key: ElExpression;
}

export interface ElCall extends Node {
  readonly type: 'ElCall';
  readonly callee: ElExpression;
  readonly arguments: readonly ElExpression[];
}

export interface ElUnary extends Node {
  readonly type: 'ElUnary';
  readonly operator: '-' | '!' | 'empty';
  readonly argument: ElExpression;
}

export type ElBinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | 'instanceof' | '+=' | '+' | '-' | '*' | '/' | '%';

/** Word forms are written as their signs: `eq` is `==`. */
export interface ElBinary extends Node {
  readonly type: 'ElBinary';
  readonly operator: ElBinaryOperator;
  readonly left: ElExpression;
  readonly right: ElExpression;
}

export interface ElConditional extends Node {
  readonly type: 'ElConditional';
  readonly test: ElExpression;
  readonly consequent: ElExpression;
  readonly alternate: ElExpression;
}

export interface ElAssignment extends Node {
  readonly type: 'ElAssignment';
  readonly left: ElExpression;
  readonly right: ElExpression;
}

/** `a; b; c`: the value is that of the last. */
export interface ElSequence extends Node {
  readonly type: 'ElSequence';
  readonly expressions: readonly ElExpression[];
}

export interface ElLambda extends Node {
  readonly type: 'ElLambda';
  readonly parameters: readonly ElIdentifier[];
  readonly body: ElExpression;
}

/** `[a, b]` or `{a, b}`. The empty `{}` is a set. */
export interface ElCollection extends Node {
  readonly type: 'ElCollection';
  readonly kind: 'list' | 'set';
  readonly elements: readonly ElExpression[];
}

export interface ElMap extends Node {
  readonly type: 'ElMap';
  readonly entries: readonly { readonly key: ElExpression; readonly value: ElExpression }[];
}

export type ElExpression =
  | ElLiteral
  | ElIdentifier
  | ElFunction
  | ElProperty
  | ElCall
  | ElUnary
  | ElBinary
  | ElConditional
  | ElAssignment
  | ElSequence
  | ElLambda
  | ElCollection
  | ElMap;
