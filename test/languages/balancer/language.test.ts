/** The languages `session-lint/nginx` and `session-lint/balancer` in ESLint 9 and 10. */
import { Linter as Linter10 } from 'eslint';
import { Linter as Linter9 } from 'eslint-9';
import { describe, expect, test } from 'vitest';
import sessionLint from '../../../src/index.ts';

interface AnyLinter {
  verify(
    text: string,
    config: object[],
    options: object,
  ): { ruleId: string | null; line: number; column: number; message: string; fatal?: boolean | undefined }[];
}

const LINTERS: readonly (readonly [string, AnyLinter])[] = [
  ['ESLint 9', new Linter9({ configType: 'flat', cwd: '/nowhere' })],
  ['ESLint 10', new Linter10({ configType: 'flat', cwd: '/nowhere' })],
];

const NGINX = ['upstream tomcats {', '  ip_hash;', '  server a:1 backup;', '}'];
const HAPROXY = ['backend tomcats', '  mode http', '  appsession A len 5', '  server a a:1'];

describe.each(LINTERS)('%s', (_, linter) => {
  function lint(file: string, lines: readonly string[], more: object = {}): string[] {
    const config = [
      ...['balancer', 'nginx'].map((name) => ({
        files: name === 'nginx' ? ['**/nginx.conf'] : ['**/*.conf', '**/*.cfg'],
        plugins: { 'session-lint': sessionLint },
        language: `session-lint/${name}`,
        rules: { 'session-lint/effective-affinity': 'error' },
        linterOptions: { reportUnusedDisableDirectives: 'warn' },
        ...more,
      })),
    ];
    return linter
      .verify(lines.join('\n'), config, { filename: `/nowhere/${file}` })
      .map(
        ({ line, column, ruleId, fatal, message }) =>
          `${line}:${column} ${ruleId ?? (fatal === true ? 'fatal' : message)}`,
      );
  }

  test.each([
    ['nginx.conf', NGINX, '3:14'],
    ['site.conf', NGINX, '3:14'],
    ['haproxy.cfg', HAPROXY, '3:3'],
    // The content is right, not the name.
    ['nginx.conf', HAPROXY, '3:3'],
  ])('finds what there is in %s', (file, lines, place) => {
    expect(lint(file, lines)).toEqual([`${place} session-lint/effective-affinity`]);
  });

  test('disable comments', () => {
    const [upstream = '', hash = '', server = '', end = ''] = NGINX;
    const rest = [hash, server, end];
    expect(lint('nginx.conf', ['# eslint-disable session-lint/effective-affinity', upstream, ...rest])).toEqual([]);
    expect(
      lint('nginx.conf', [upstream, hash, `${server} # session-lint-disable-line effective-affinity -- why`, end]),
    ).toEqual([]);
    expect(lint('a.conf', [upstream, hash, '# session-lint-disable-next-line', server, end])).toEqual([]);
    expect(lint('haproxy.cfg', [HAPROXY[0] ?? '', '# eslint-disable-next-line', ...HAPROXY.slice(1)])).toEqual([
      expect.stringMatching(/^2:1 Unused eslint-disable/),
      '4:3 session-lint/effective-affinity',
    ]);
    expect(lint('a.conf', ['# eslint session-lint/effective-affinity: "off"', ...NGINX])).toEqual([]);
  });

  test('a file that does not parse is one finding', () => {
    expect(lint('nginx.conf', ['http {', '  upstream a {', '    server b:1;', '  }'])).toEqual(['1:1 fatal']);
    expect(lint('httpd.conf', ['<VirtualHost *:80>', '  ProxyPass / http://a/'])).toEqual(['1:1 fatal']);
  });

  test('templates, files of others and empty files are nothing to complain about', () => {
    expect(
      lint('nginx.conf', ['upstream a {', '  {% for x in y %}', '  server {{ x }};', '  {% endfor %}', '}']),
    ).toEqual([]);
    expect(lint('logstash.conf', ['input {', '  beats { port => 5044 }'])).toEqual([]);
    expect(lint('setup.cfg', ['[metadata]', 'name = x'])).toEqual([]);
    expect(lint('nginx.conf', [])).toEqual([]);
    expect(lint('nginx.conf', ['\u0000\u0001\ufffd{{{;;;"'])).toEqual([]);
  });

  test('language options are an error', () => {
    expect(() => lint('nginx.conf', NGINX, { languageOptions: { version: 1 } })).toThrow(/no option "version"/);
  });
});
