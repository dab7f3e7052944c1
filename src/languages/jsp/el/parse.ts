/**
 * The parser of the Expression Language: Jakarta EL 5, whose grammar holds those of all versions before it. Recursive
 * descent with a bound on nesting and on the length of chains; no input overflows the stack.
 */
import type { ElBinaryOperator, ElExpression, ElIdentifier } from './ast.ts';
import { lexEl, type ElProblem, type ElToken } from './lex.ts';

export type ElResult =
  { readonly ok: true; readonly expression: ElExpression } | { readonly ok: false; readonly problem: ElProblem };

/** What is written by hand nests a few levels. */
const maxNesting = 200;

/** Operands in a row, or links of `a.b.c`: those who walk the tree go as deep. */
const maxChain = 1000;

/** Binary operators by precedence, loosest first; all are left-associative. */
const levels: readonly (readonly ElBinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>=', 'instanceof'],
  ['+='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** The text between `${` and `}`. An empty expression is a problem, as it is in Jasper. */
export function parseEl(text: string): ElResult {
  const tokens = lexEl(text);
  if ('message' in tokens) return { ok: false, problem: tokens };
  const parser = new Parser(tokens);
  try {
    return { ok: true, expression: parser.whole() };
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    return { ok: false, problem: { message: error.message, offset: error.offset } };
  }
}

class Unexpected extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class Parser {
  readonly #tokens: readonly ElToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly ElToken[]) {
    this.#tokens = tokens;
  }

  whole(): ElExpression {
    const expression = this.#sequence();
    if (this.#peek().kind !== 'end') this.#fail();
    return expression;
  }

  #peek(ahead = 0): ElToken {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('no end token');
    return token;
  }

  #next(): ElToken {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  /** The sign, or the word that stands for it. */
  #is(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return (token.kind === 'sign' || token.kind === 'word') && token.text === text;
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): ElToken {
    if (!this.#is(text)) this.#fail(`expected "${text}"`);
    return this.#next();
  }

  #fail(why?: string): never {
    const token = this.#peek();
    const found = token.kind === 'end' ? 'Unexpected end of expression' : `Unexpected "${token.text}"`;
    throw new Unexpected(why === undefined ? found : `${found}, ${why}`, token.start);
  }

  #nested<T>(parse: () => T): T {
    if (++this.#depth > maxNesting) throw new Unexpected('This expression is nested too deeply', this.#peek().start);
    const result = parse();
    this.#depth--;
    return result;
  }

  #checkChain(length: number): void {
    if (length > maxChain) throw new Unexpected('This expression is too long', this.#peek().start);
  }

  #sequence(): ElExpression {
    const first = this.#assignment();
    if (!this.#is(';')) return first;
    const expressions = [first];
    while (this.#take(';')) expressions.push(this.#assignment());
    return { type: 'ElSequence', range: [first.range[0], this.#end()], expressions };
  }

  #assignment(): ElExpression {
    return this.#nested(() => {
      if (this.#startsLambda()) return this.#lambda();
      const left = this.#choice();
      if (!this.#take('=')) return left;
      const right = this.#assignment();
      return { type: 'ElAssignment', range: [left.range[0], right.range[1]], left, right };
    });
  }

  /** `x ->`, `() ->`, `(x, y) ->` */
  #startsLambda(): boolean {
    if (this.#peek().kind === 'identifier') return this.#is('->', 1);
    if (!this.#is('(')) return false;
    let ahead = 1;
    while (this.#peek(ahead).kind === 'identifier' && this.#is(',', ahead + 1)) ahead += 2;
    if (this.#peek(ahead).kind === 'identifier') ahead++;
    return this.#is(')', ahead) && this.#is('->', ahead + 1);
  }

  #lambda(): ElExpression {
    const { start } = this.#peek();
    const parameters: ElIdentifier[] = [];
    if (this.#take('(')) {
      while (!this.#take(')')) {
        parameters.push(this.#identifier());
        this.#take(',');
      }
    } else {
      parameters.push(this.#identifier());
    }
    this.#expect('->');
    const body = this.#assignment();
    return { type: 'ElLambda', range: [start, body.range[1]], parameters, body };
  }

  #choice(): ElExpression {
    const test = this.#binary(0);
    if (!this.#take('?')) return test;
    return this.#nested(() => {
      const consequent = this.#choiceOrLambda();
      this.#expect(':');
      const alternate = this.#choiceOrLambda();
      return { type: 'ElConditional', range: [test.range[0], alternate.range[1]], test, consequent, alternate };
    });
  }

  #choiceOrLambda(): ElExpression {
    return this.#nested(() => (this.#startsLambda() ? this.#lambda() : this.#choice()));
  }

  #binary(level: number): ElExpression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let length = 1; ; length++) {
      const operator = operators.find((one) => this.#is(one));
      if (operator === undefined) return left;
      this.#checkChain(length);
      this.#next();
      const right = this.#binary(level + 1);
      left = { type: 'ElBinary', range: [left.range[0], right.range[1]], operator, left, right };
    }
  }

  #unary(): ElExpression {
    const operator = (['-', '!', 'empty'] as const).find((one) => this.#is(one));
    if (operator === undefined) return this.#value();
    const { start } = this.#next();
    const argument = this.#nested(() => this.#unary());
    return { type: 'ElUnary', range: [start, argument.range[1]], operator, argument };
  }

  #value(): ElExpression {
    let value = this.#prefix();
    for (let length = 1; ; length++) {
      this.#checkChain(length);
      const start = value.range[0];
      if (this.#take('.')) {
        const name = this.#identifier();
        const key = { type: 'ElLiteral', range: name.range, kind: 'string', value: name.name } as const;
        value = { type: 'ElProperty', range: [start, name.range[1]], object: value, key };
      } else if (this.#take('[')) {
        const key = this.#nested(() => this.#sequence());
        const { end } = this.#expect(']');
        value = { type: 'ElProperty', range: [start, end], object: value, key };
      } else if (this.#is('(') && isCallable(value)) {
        const args = this.#arguments();
        value = { type: 'ElCall', range: [start, this.#end()], callee: value, arguments: args };
      } else {
        return value;
      }
    }
  }

  #prefix(): ElExpression {
    const token = this.#peek();
    const range = [token.start, token.end] as const;
    switch (token.kind) {
      case 'string':
        this.#next();
        return { type: 'ElLiteral', range, kind: 'string', value: token.text };
      case 'integer':
      case 'float':
        this.#next();
        return { type: 'ElLiteral', range, kind: token.kind, value: Number(token.text) };
      case 'identifier':
        return this.#name();
      case 'word':
        if (token.text === 'null') {
          this.#next();
          return { type: 'ElLiteral', range, kind: 'null', value: null };
        }
        if (token.text !== 'true' && token.text !== 'false') this.#fail();
        this.#next();
        return { type: 'ElLiteral', range, kind: 'boolean', value: token.text === 'true' };
      case 'sign':
        return this.#bracketed();
      case 'end':
        return this.#fail();
    }
  }

  #name(): ElExpression {
    const identifier = this.#identifier();
    // `ns:f(` is a function; any other colon belongs to a condition or a map. With blanks around it the two cannot be told
    // apart by the grammar, and a condition is what was meant.
    const colon = this.#peek();
    const isFunction = this.#is(':') && this.#peek(1).kind === 'identifier' && this.#is('(', 2);
    if (!isFunction || colon.start !== identifier.range[1] || this.#peek(1).start !== colon.end) return identifier;
    this.#next();
    const name = this.#identifier().name;
    const args = this.#arguments();
    const range = [identifier.range[0], this.#end()] as const;
    return { type: 'ElFunction', range, prefix: identifier.name, name, arguments: args };
  }

  /** `(…)`, `[…]`, `{…}` */
  #bracketed(): ElExpression {
    const { start } = this.#peek();
    if (this.#take('(')) {
      const inner = this.#nested(() => this.#sequence());
      this.#expect(')');
      return inner;
    }
    if (this.#take('[')) {
      const elements = this.#list(']');
      return { type: 'ElCollection', range: [start, this.#end()], kind: 'list', elements };
    }
    if (!this.#take('{')) this.#fail();
    if (this.#take('}')) return { type: 'ElCollection', range: [start, this.#end()], kind: 'set', elements: [] };
    const first = this.#nested(() => this.#assignment());
    if (!this.#is(':')) {
      const elements = [first, ...(this.#take(',') ? this.#list('}') : this.#close('}'))];
      return { type: 'ElCollection', range: [start, this.#end()], kind: 'set', elements };
    }
    const entries: { key: ElExpression; value: ElExpression }[] = [];
    let key = first;
    for (;;) {
      this.#expect(':');
      entries.push({ key, value: this.#nested(() => this.#assignment()) });
      if (!this.#take(',')) break;
      key = this.#nested(() => this.#assignment());
    }
    this.#expect('}');
    return { type: 'ElMap', range: [start, this.#end()], entries };
  }

  #arguments(): readonly ElExpression[] {
    this.#expect('(');
    return this.#list(')');
  }

  #list(close: string): readonly ElExpression[] {
    const elements: ElExpression[] = [];
    if (this.#take(close)) return elements;
    do elements.push(this.#nested(() => this.#assignment()));
    while (this.#take(','));
    this.#expect(close);
    return elements;
  }

  #close(sign: string): readonly ElExpression[] {
    this.#expect(sign);
    return [];
  }

  #identifier(): ElIdentifier {
    const token = this.#peek();
    if (token.kind !== 'identifier') this.#fail('expected a name');
    this.#next();
    return { type: 'ElIdentifier', range: [token.start, token.end], name: token.text };
  }

  /** End of the last token taken. */
  #end(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }
}

/** A literal is not called. */
function isCallable(value: ElExpression): boolean {
  return value.type !== 'ElLiteral';
}
