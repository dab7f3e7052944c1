/** The readers of httpd, mod_jk and HAProxy configuration, and which file is whose. */
import { describe, expect, test } from 'vitest';
import type { HttpdItem } from '../../../src/languages/balancer/ast.ts';
import { dialectOf } from '../../../src/languages/balancer/dialect.ts';
import { parseHaproxy } from '../../../src/languages/balancer/parse-haproxy.ts';
import { parseHttpd } from '../../../src/languages/balancer/parse-httpd.ts';
import { parseJk } from '../../../src/languages/balancer/parse-jk.ts';
import { parseBalancer } from '../../../src/languages/balancer/parse.ts';

describe('whose file it is', () => {
  test.each([
    ['nginx', 'upstream a {\n  server b:1;\n}'],
    ['nginx', 'location / {\n proxy_pass http://a;\n}'],
    ['httpd', '<VirtualHost *:80>\n ServerName a\n</VirtualHost>'],
    ['httpd', 'ProxyPass / http://a/\nserver a;'],
    ['mod_jk', '# workers\nworker.list=a\nworker.a.type=lb'],
    ['haproxy', 'backend a\n  server b 10.0.0.1:80 check'],
    ['haproxy', 'defaults\n  mode http\n'],
    // Other programs.
    [null, '[metadata]\nname = x\n'],
    [null, 'server=10.0.0.1\nport=80\n'],
    [null, '# upstream a { server b; }\n'],
    [null, 'input {\n  beats { port => 5044 }\n}\noutput { elasticsearch { hosts => ["a"] } }'],
    [null, 'subnet 10.0.0.0 netmask 255.0.0.0 {\n range 10.0.0.5 10.0.0.9;\n}'],
    [null, ''],
  ])('%s: %j', (dialect, text) => {
    expect(dialectOf(text)).toBe(dialect);
    if (dialect === null) expect(parseBalancer(text)).toMatchObject({ ok: true, ast: { dialect: 'unknown' } });
  });
});

describe('httpd', () => {
  function shown(item: HttpdItem): string {
    const words = [item.name, ...item.args].map(({ value }) => value).join('|');
    return item.type === 'HttpdDirective' ? words : `<${words}>(${item.body.map(shown).join(' ')})`;
  }

  test.each([
    ['A b  c\n', 'A|b|c'],
    ['A "b c" \'d "e\'', 'A|b c|d "e'],
    ['A "b \\"c\\" \\\\d \\e"', 'A|b "c" \\d \\e'],
    ['A b \\\n  c\\\nd', 'A|b|cd'],
    ['A b \\\r\n  c', 'A|b|c'],
    ['# a \\\n still a comment\nB', 'B'],
    ['A b#c', 'A|b#c'],
    ['<Proxy "balancer://a">\n B c\n</Proxy>', '<Proxy|balancer://a>(B|c)'],
    ['<proxy balancer://a >\n</PROXY>', '<proxy|balancer://a>()'],
    ['<A>\n<B x>\nC\n</B>\n</A>', '<A>(<B|x>(C))'],
  ])('%j', (text, expected) => {
    const { ast, error } = parseHttpd(text);
    expect(error).toBeNull();
    expect(ast.body.map(shown).join(' ')).toBe(expected);
  });

  test('has exact places', () => {
    const text = '<Proxy balancer://a>\n  BalancerMember "http://b" \\\n    route=c # d\n</Proxy>';
    const [proxy] = parseHttpd(text).ast.body;
    const member = proxy?.type === 'HttpdSection' ? proxy.body[0] : undefined;
    const at = (range: readonly [number, number] | undefined) => text.slice(...(range ?? [0, 0]));
    expect(at(proxy?.range)).toBe(text);
    expect(at(proxy?.args[0]?.range)).toBe('balancer://a');
    expect(at(member?.args[0]?.range)).toBe('"http://b"');
    expect(at(member?.args[1]?.range)).toBe('route=c');
  });

  test.each([
    ['<A>\nB', 0, '<A> was not closed'],
    ['</A>', 0, '</A> closes no section'],
    ['<A>\n</B>', 4, 'Expected </A> but saw </B>'],
    ['<A b\nC', 0, 'The section has no ">" at the end of its line'],
    ['<>', 0, 'The section has no name'],
  ])('%j is an error', (text, offset, message) => {
    expect(parseHttpd(text).error).toEqual({ offset, message });
  });
});

describe('mod_jk', () => {
  test('reads pairs, comments and places', () => {
    const text = '# a\nworker.list = b , c # d\n\nworker.b.host=\nnothing\n x\\#y = 1';
    const { ast, comments } = parseJk(text);
    expect(ast.body.map(({ key, value }) => `${key.value}=${value.value}`)).toEqual([
      'worker.list=b , c',
      'worker.b.host=',
      'x\\#y=1',
    ]);
    expect(ast.body.map(({ range }) => text.slice(...range))).toEqual([
      'worker.list = b , c',
      'worker.b.host=',
      'x\\#y = 1',
    ]);
    expect(comments.map(({ value }) => value)).toEqual([' a', ' d']);
  });
});

describe('HAProxy', () => {
  function show(text: string): string[] {
    const { ast, error } = parseHaproxy(text);
    if (error !== null) throw new Error(error.message);
    return ast.body.map((item) => {
      const words = [item.keyword, ...item.args].map(({ value }) => value).join('|');
      if (item.type === 'HaproxyLine') return words;
      return `${words}: ${item.body.map(({ keyword, args }) => [keyword, ...args].map(({ value }) => value).join('|')).join(', ')}`;
    });
  }

  test.each([
    ['backend a\n server b c:1 # d\n', ['backend|a: server|b|c:1']],
    ['backend a\nserver b\nlisten c\n d', ['backend|a: server|b', 'listen|c: d']],
    ['x y\nglobal\n a', ['x|y', 'global: a']],
    ['listen a\n b "c d"e \'f\\\' g\\ h\\#i\n', ['listen|a: b|c de|f\\|g h#i']],
    ['listen a\n b c#d\n', ['listen|a: b|c']],
    ['listen a\n b "#" \'"\'\n', ['listen|a: b|#|"']],
    ['\ufefflisten a\r\n b\r\n', ['listen|a: b']],
  ])('%j', (text, expected) => {
    expect(show(text)).toEqual(expected);
  });

  test('has exact places', () => {
    const text = 'listen a\n  server b "c d" # e\n';
    const [section] = parseHaproxy(text).ast.body;
    const line = section?.type === 'HaproxySection' ? section.body[0] : undefined;
    expect(text.slice(...(section?.range ?? [0, 0]))).toBe('listen a\n  server b "c d"');
    expect(text.slice(...(line?.range ?? [0, 0]))).toBe('server b "c d"');
    expect(line?.args.map(({ range }) => text.slice(...range))).toEqual(['b', '"c d"']);
  });

  test('a quote that is not closed', () => {
    expect(parseBalancer('listen a\n  mode http\n  b "c\n')).toMatchObject({
      ok: false,
      error: { line: 3, column: 5 },
    });
  });
});
