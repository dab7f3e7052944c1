import { describe, expect, it } from 'vitest';
import type { ElExpression } from '../../../../src/languages/jsp/el/ast.ts';
import { parseEl } from '../../../../src/languages/jsp/el/parse.ts';

/** The tree as a fully bracketed text. */
function show(node: ElExpression): string {
  switch (node.type) {
    case 'ElLiteral':
      return JSON.stringify(node.value);
    case 'ElIdentifier':
      return node.name;
    case 'ElFunction':
      return `${node.prefix}:${node.name}(${node.arguments.map(show).join(', ')})`;
    case 'ElProperty':
      return `${show(node.object)}[${show(node.key)}]`;
    case 'ElCall':
      return `${show(node.callee)}(${node.arguments.map(show).join(', ')})`;
    case 'ElUnary':
      return `(${node.operator} ${show(node.argument)})`;
    case 'ElBinary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'ElConditional':
      return `(${show(node.test)} ? ${show(node.consequent)} : ${show(node.alternate)})`;
    case 'ElAssignment':
      return `(${show(node.left)} = ${show(node.right)})`;
    case 'ElSequence':
      return `(${node.expressions.map(show).join('; ')})`;
    case 'ElLambda':
      return `((${node.parameters.map(show).join(', ')}) -> ${show(node.body)})`;
    case 'ElCollection':
      return `${node.kind}(${node.elements.map(show).join(', ')})`;
    case 'ElMap':
      return `map(${node.entries.map(({ key, value }) => `${show(key)}: ${show(value)}`).join(', ')})`;
  }
}

function parsed(text: string): ElExpression {
  const result = parseEl(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message} at ${result.problem.offset}`);
  return result.expression;
}

describe('parseEl', () => {
  it.each([
    // literals
    ['1', '1'],
    ['1.5e3', '1500'],
    ['.5', '0.5'],
    ['1.', '1'],
    ['true', 'true'],
    ['null', 'null'],
    [`'a"b'`, '"a\\"b"'],
    [`"a\\"b\\\\c\\n"`, '"a\\"b\\\\c\\\\n"'],
    // names, properties, calls
    ['user', 'user'],
    ['用户.名', '用户["名"]'],
    ['user.name', 'user["name"]'],
    [`map['k'][0].x`, 'map["k"][0]["x"]'],
    ['page.empty', 'page["empty"]'],
    ['list.add("x")', 'list["add"]("x")'],
    [`a['add'](1, 2).b`, 'a["add"](1, 2)["b"]'],
    ['fn:length(list)', 'fn:length(list)'],
    ['f(1)(2)', 'f(1)(2)'],
    [
      'sessionScope.list.stream().filter(u -> u.old).toList()',
      'sessionScope["list"]["stream"]()["filter"](((u) -> u["old"]))["toList"]()',
    ],
    // operators by precedence, signs and words
    ['a + b * c', '(a + (b * c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a div 2 mod 3', '((a / 2) % 3)'],
    ['a += b + c', '(a += (b + c))'],
    ['a lt b eq c', '((a < b) == c)'],
    ['a eq b and not c or d', '(((a == b) && (! c)) || d)'],
    ['!a && -b > 0', '((! a) && ((- b) > 0))'],
    ['empty a.b || empty c', '((empty a["b"]) || (empty c))'],
    ['not empty list', '(! (empty list))'],
    ['a ge 1 && a le 2 || a ne 3 && a gt 4', '(((a >= 1) && (a <= 2)) || ((a != 3) && (a > 4)))'],
    ['a instanceof b', '(a instanceof b)'],
    // choice, assignment, sequence
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a ? b ? 1 : 2 : 3', '(a ? (b ? 1 : 2) : 3)'],
    ['a ? b : f(1)', '(a ? b : f(1))'],
    ['a ? x:f(1) : 2', '(a ? x:f(1) : 2)'],
    ['a = b = c', '(a = (b = c))'],
    ['user.name = "x"', '(user["name"] = "x")'],
    ['a = 1; b', '((a = 1); b)'],
    ['(a; b) + 1', '((a; b) + 1)'],
    // lambdas
    ['x -> x + 1', '((x) -> (x + 1))'],
    ['(x, y) -> x * y', '((x, y) -> (x * y))'],
    ['() -> 64', '(() -> 64)'],
    ['(x -> y -> x - y)(1)(2)', '((x) -> ((y) -> (x - y)))(1)(2)'],
    ['incr = x -> x + 1', '(incr = ((x) -> (x + 1)))'],
    ['list.forEach(u -> (u.name = "x"))', 'list["forEach"](((u) -> (u["name"] = "x")))'],
    // collections
    ['[1, "a", [x]]', 'list(1, "a", list(x))'],
    ['[]', 'list()'],
    ['{1, 2}', 'set(1, 2)'],
    ['{}', 'set()'],
    ['{"a": 1, "b": [2]}', 'map("a": 1, "b": list(2))'],
    ['{a ? 1 : 2: 3}', 'map((a ? 1 : 2): 3)'],
    ['{x}', 'set(x)'],
  ])('%s', (text, expected) => {
    expect(show(parsed(text))).toBe(expected);
  });

  it.each([
    ['', 0, 'Unexpected end of expression'],
    ['  ', 2, 'Unexpected end of expression'],
    ['a.', 2, 'Unexpected end of expression, expected a name'],
    ['a b', 2, 'Unexpected "b"'],
    ['a[1', 3, 'Unexpected end of expression, expected "]"'],
    ['f(1', 3, 'Unexpected end of expression, expected ")"'],
    ['a ? b', 5, 'Unexpected end of expression, expected ":"'],
    ['a + ', 4, 'Unexpected end of expression'],
    ['"abc', 0, 'Unterminated string'],
    ['a @ b', 2, 'Unexpected character "@"'],
    ['{1: 2', 5, 'Unexpected end of expression, expected "}"'],
    ['and', 0, 'Unexpected "&&"'],
  ])('rejects %j at %d', (text, offset, message) => {
    expect(parseEl(text)).toEqual({ ok: false, problem: { message, offset } });
  });

  it('gives each node its range', () => {
    const expression = parsed(' user . address[ "a" ] = f( 1 ) ');
    expect(expression).toMatchObject({
      type: 'ElAssignment',
      range: [1, 31],
      left: {
        type: 'ElProperty',
        range: [1, 22],
        object: { range: [1, 15], object: { range: [1, 5] }, key: { range: [8, 15] } },
        key: { range: [17, 20] },
      },
      right: { type: 'ElCall', range: [25, 31] },
    });
  });

  it.each([
    ['parentheses', '('.repeat(100_000)],
    ['signs', '-'.repeat(100_000)],
    ['brackets', 'a['.repeat(100_000)],
    ['lists', '['.repeat(100_000)],
    ['conditions', 'a ? '.repeat(100_000)],
    ['assignments', 'a = '.repeat(100_000)],
    ['lambdas', 'x -> '.repeat(100_000)],
    ['closed parentheses', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`],
  ])('gives up on %s without end', (_, text) => {
    expect(parseEl(text)).toMatchObject({ ok: false });
  });

  it.each([
    ['sums', ' + a'],
    ['properties', '.a'],
    ['calls', '()'],
  ])('gives up on %s without end, but not on many', (_, link) => {
    expect(parseEl(`a${link.repeat(100_000)}`)).toMatchObject({ ok: false });
    expect(parseEl(`a${link.repeat(900)}`)).toMatchObject({ ok: true });
  });

  it('ends on any input', () => {
    const alphabet = [...Array.from('ab1.\'"()[]{}?:;,=<>!&|+-*/% \\#$'), 'empty ', 'not ', ' -> ', ' and '];
    let seed = 7;
    for (let round = 0; round < 3000; round++) {
      let text = '';
      for (let index = 0; index < 12; index++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        text += alphabet[seed % alphabet.length] ?? '';
      }
      const result = parseEl(text);
      if (!result.ok) expect(result.problem.offset).toBeLessThanOrEqual(text.length);
      else expect(result.expression.range[1]).toBeLessThanOrEqual(text.length);
    }
  });
});
