/** The reader of nginx configuration against nginx's own: words, blocks, comments, places, errors. */
import { describe, expect, test } from 'vitest';
import type { NginxConfig, NginxDirective } from '../../../src/languages/nginx/ast.ts';
import { parseNginx } from '../../../src/languages/nginx/parse.ts';

function parsed(text: string): NginxConfig {
  const result = parseNginx(text);
  if (!result.ok) throw new Error(result.error?.message ?? 'a template');
  return result.ast;
}

/** `name(arg|arg){ … }`, with values as nginx sees them. */
function shown({ name, args, block }: NginxDirective): string {
  const words = `${name.value}(${args.map(({ value }) => value).join('|')})`;
  if (block === null) return words;
  return block.foreign ? `${words}{foreign}` : `${words}{${block.body.map(shown).join(' ')}}`;
}

function show(text: string): string {
  return parsed(text).body.map(shown).join(' ');
}

describe('words', () => {
  test.each([
    ['a b c;', 'a(b|c)'],
    ['a\tb\r\n c\n;', 'a(b|c)'],
    ['a "b c" \'d;{}\';', 'a(b c|d;{})'],
    ['a b"c d";', 'a(b"c|d")'],
    [`a "b\\"c" 'd\\'e' f\\ g h\\;i;`, `a(b"c|d'e|f\\ g|h\\;i)`],
    [`a "x\\ty\\\\z\\d";`, 'a(x\ty\\z\\d)'],
    ['a ${b}c $d{e;}', 'a(${b}c|$d){e()}'],
    ['a "${b}" $c;', 'a(${b}|$c)'],
    ['a b#c # d;\ne;', 'a(b#c|e)'],
    ['a b}c;', 'a(b}c)'],
    ['if ($a = "b") { c; }', 'if(($a|=|b|)){c()}'],
    ['a "";', 'a()'],
    ['a{b{c;}}', 'a(){b(){c()}}'],
    ['location ~ ^/(a|b){2}$ { x; }', 'location(~|^/(a|b)){2}$() {x()}'],
  ])('%j', (text, expected) => {
    if (expected.includes('{2}')) {
      // A brace ends the word, as in nginx, where such a pattern must be quoted.
      expect(parseNginx(text)).toMatchObject({ ok: false });
    } else expect(show(text)).toBe(expected);
  });

  test('have exact places', () => {
    const text = 'http {\n  upstream "a b" { server x\\ y:1; } # note\n}';
    const [http] = parsed(text).body;
    const upstream = http?.block?.body[0];
    const server = upstream?.block?.body[0];
    const at = (range: readonly [number, number] | undefined) => text.slice(...(range ?? [0, 0]));
    expect(at(http?.range)).toBe(text);
    expect(at(upstream?.range)).toBe('upstream "a b" { server x\\ y:1; }');
    expect(at(upstream?.args[0]?.range)).toBe('"a b"');
    expect(at(upstream?.block?.range)).toBe('{ server x\\ y:1; }');
    expect(at(server?.range)).toBe('server x\\ y:1;');
    expect(at(server?.args[0]?.range)).toBe('x\\ y:1');
  });

  test('a byte order mark and the other line ends', () => {
    const text = '\ufeffa b;\r\n# c\r\nd;';
    const result = parseNginx(text);
    expect(result.ok && result.comments).toEqual([{ type: 'Line', value: ' c', range: [7, 10] }]);
    expect(show(text)).toBe('a(b) d()');
  });
});

describe('blocks of Lua', () => {
  test.each([
    'local a = "}" -- }\nreturn a',
    "local a = '}' .. '\\'}'",
    'local a = [[ } ]] .. [==[ ]] } ]==]',
    '--[[ } \n } ]] local t = { { 1 }, {} }',
    '--[==[ } ]] } ]==] f()',
  ])('%j', (code) => {
    expect(show(`location / { content_by_lua_block {${code}} }\nroot x;`)).toBe(
      'location(/){content_by_lua_block(){foreign}} root(x)',
    );
  });

  test('that are not closed', () => {
    expect(parseNginx('a;\n  content_by_lua_block { x = "{" ')).toMatchObject({
      ok: false,
      error: { line: 2, column: 3 },
    });
  });
});

describe('errors', () => {
  test.each([
    ['a b', 1, 1, 'The file ends within "a"'],
    ['http {\n  a;', 1, 1, 'The block of "http" is not closed'],
    ['a;\n}', 2, 1, 'Unexpected "}": no block is open'],
    ['a { b }', 1, 7, 'The directive "b" has no ";" at its end'],
    ['a;\n ;', 2, 2, 'Unexpected ";" where a directive should start'],
    ['{', 1, 1, 'Unexpected "{" where a directive should start'],
    ['a "b"c;', 1, 6, 'Unexpected "c" behind a closing quote'],
    ['a\n "b;', 2, 2, 'The quote " is not closed'],
  ])('%j', (text, line, column, message) => {
    expect(parseNginx(text)).toMatchObject({ ok: false, error: { line, column, message } });
  });

  test.each(['server {{ host }};', 'a {\n{% if x %}\n b }', 'a ${X', '<% each %>\na {'])(
    'none for the template %j',
    (text) => {
      const result = parseNginx(text);
      if (text === 'a ${X') expect(result).toMatchObject({ ok: false });
      else expect(result).toEqual({ ok: false, error: null });
    },
  );
});
