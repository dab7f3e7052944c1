/** Balancer files that are broken, huge, deep or endless: one finding or none, soon. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kindOf } from '../../../src/file-kinds.ts';
import { parseHaproxy } from '../../../src/languages/balancer/parse-haproxy.ts';
import { parseHttpd } from '../../../src/languages/balancer/parse-httpd.ts';
import { parseJk } from '../../../src/languages/balancer/parse-jk.ts';
import { parseBalancer } from '../../../src/languages/balancer/parse.ts';
import { parseNginx } from '../../../src/languages/nginx/parse.ts';
import { decode } from '../../../src/project/decode.ts';
import { rules } from '../../../src/rules.ts';
import { FIXTURES } from '../../fixtures/fixture-files.ts';
import { configFor } from '../../fixtures/lint-fixture.ts';

const RULES = ['require-affinity', 'effective-affinity', 'jvm-route'];
let root = '';
// Each test has a repository of its own: what is known of a folder is kept for a while.
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-hostile-')));
  mkdirSync(join(root, '.git'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** `line rule messageId` of all findings, `line fatal` for a file that cannot be read. */
function lint(file: string, text: string): string[] {
  const linter = new Linter({ configType: 'flat', cwd: '/' });
  const filename = join(root, file);
  const kind = kindOf(filename);
  const own = RULES.filter((rule) => rules[rule]?.meta.languages.includes(kind?.language ?? ''));
  return linter
    .verify(text, configFor({ rules: own }), { filename })
    .map(
      ({ line, ruleId, messageId, fatal }) =>
        `${line} ${fatal === true ? 'fatal' : `${ruleId?.slice(13) ?? ''} ${messageId ?? ''}`}`,
    );
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const PLACES = ['require-affinity', 'effective-affinity', 'jvm-route'].map((rule) => join(FIXTURES, rule));
const SAMPLES = PLACES.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:conf|cfg|properties)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
);

describe('cut off anywhere', () => {
  test.each(SAMPLES)('$name', ({ name, text }) => {
    const file = name.replaceAll(/[\\/]/g, '-');
    for (let end = 0; end < text.length; end += 50) {
      const findings = lint(file, text.slice(0, end));
      const fatal = findings.filter((finding) => finding.endsWith('fatal'));
      expect(fatal.length === 0 || findings.length === 1, findings.join('\n')).toBe(true);
    }
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'upstream a {',
      'server b:1;',
      '}',
      '{',
      ';',
      '"',
      "'",
      '\\',
      '\n',
      '#',
      '$',
      '${',
      ' ',
      'sticky route',
      'proxy_pass http://a/b/',
    ],
    ...[
      '<Proxy balancer://a>',
      '</Proxy>',
      'BalancerMember',
      '\\\n',
      'worker.a.type=lb',
      '=',
      'worker.a.reference=worker.a',
      'map $a $b',
    ],
    ...[
      'backend a',
      'server a b:1',
      'cookie a',
      'stick on',
      'location ~',
      'hash',
      'include a*;',
      'content_by_lua_block {',
      '[[',
      '--[=',
    ],
  );
  test('gives a tree with sound places, or one sentence at a place', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const result of [parseNginx(text), parseBalancer(text)]) {
          if (result.ok || result.error === null) continue;
          const { message, offset } = result.error;
          expect(message).toMatch(/^[A-Z<][^\n]{0,119}$/);
          expect(offset >= 0 && offset <= text.length).toBe(true);
        }
        for (const { ast, comments } of [parseHttpd(text), parseJk(text), parseHaproxy(text)]) {
          for (const { range } of [...ast.body, ...comments]) {
            expect(range[0] >= 0 && range[0] <= range[1] && range[1] <= text.length).toBe(true);
          }
        }
        lint('any.conf', text);
        lint('nginx.conf', text);
      }),
      { numRuns: 300 },
    );
  });
});

const MEGA = 1_000_000;

describe('much of it', () => {
  test.each([
    ['nginx.conf', 'upstream a { server b:1; }\n'],
    ['httpd.conf', 'ProxyPass / balancer://a/\n'],
    ['haproxy.cfg', 'backend a\n  server b c:1\n'],
  ])('50 MB of %s are one finding', (file, line) => {
    expect(lint(file, line.repeat(Math.ceil((50 * MEGA) / line.length)))).toEqual(['1 fatal']);
  });

  test('50 MB of another program are none', () => {
    expect(lint('other.conf', 'a = b\n'.repeat(9 * MEGA))).toEqual([]);
  });

  test('20,000 blocks within each other', () => {
    const deep = 20_000;
    expect(lint('nginx.conf', `${'http {\n'.repeat(deep)}a;${'}'.repeat(deep)}`)).toEqual([]);
    expect(lint('nginx.conf', 'http {\n'.repeat(deep))).toEqual([`${deep} fatal`]);
    expect(lint('httpd.conf', `${'<IfModule a>\n'.repeat(deep)}${'</IfModule>\n'.repeat(deep)}`)).toEqual([]);
  });

  const upstream = (i: number): string => `upstream tomcat${i} {\n server a:1;\n server b:1;\n ip_hash;\n}\n`;
  const location = (i: number): string => `location /l${i}/ { proxy_pass http://tomcat${i % 500}/l${i}/; }\n`;
  const many = (count: number, one: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => one(i)).join('');

  test.each([
    ['nginx.conf', `http {\n${many(500, upstream)}server {\n${many(20_000, location)}}\n}`],
    ['nginx.conf', many(15_000, upstream)],
    ['nginx.conf', `map $a $b {\n${many(40_000, (i) => `k${i} tomcat${i};\n`)}}\n${many(900, upstream)}`],
    [
      'haproxy.cfg',
      `defaults\n mode http\n${many(8_000, (i) => `listen l${i}\n stick-table type ip size 1k\n server a a:1\n server b b:1\n`)}`,
    ],
    [
      'httpd.conf',
      many(
        10_000,
        (i) => `<Proxy balancer://b${i}>\nBalancerMember http://a route=1\nBalancerMember http://b route=2\n</Proxy>\n`,
      ),
    ],
    [
      'a.workers.properties',
      many(
        20_000,
        (i) => `worker.w${i}.type=lb\nworker.w${i}.reference=worker.w${i + 1}\nworker.w${i}.balance_workers=a,b\n`,
      ),
    ],
    ['nginx.conf', `upstream a {\n hash ${'x'.repeat(MEGA)};\n server a:1;\n server ${'${'.repeat(MEGA / 2)}:1;\n}\n`],
    ['nginx.conf', `server { location ${'.'.repeat(MEGA)} { proxy_pass http://${'a.'.repeat(MEGA / 2)}; } }`],
    ['nginx.conf', `location / {\n${'proxy_pass '.repeat(MEGA / 10)};\n}`],
    ['nginx.conf', `proxy_pass {% ${'{%'.repeat(MEGA)}`],
    ['httpd.conf', `ProxyPass / balancer://a/ ${'\\\n'.repeat(MEGA)}`],
    ['haproxy.cfg', `backend a\n server b ${'c'.repeat(MEGA)} ${'"x"'.repeat(MEGA / 3)}\n`],
    [
      'workers.properties',
      `worker.list=${'a,'.repeat(MEGA)}\nworker.a.type=lb\nworker.a.balance_workers=${'#'.repeat(MEGA)}`,
    ],
  ])('%s in bulk ends', (file, text) => {
    lint(file, text);
  });
});

describe('other bytes', () => {
  const text = 'upstream tomcats {\n  ip_hash;\n  server a:1;\n  server b:1 backup;\n}\n';
  test.each([
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['Latin 1', Buffer.concat([Buffer.from('# caf\xe9\n', 'latin1'), Buffer.from(text)]).subarray(7)],
  ])('%s', (_, bytes) => {
    expect(lint('nginx.conf', decode(bytes).text)).toEqual(['4 effective-affinity backupRefused']);
  });

  test('binary files are none', () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256));
    expect(lint('core.conf', decode(bytes).text)).toEqual([]);
    expect(lint('nginx.conf', decode(bytes).text)).toEqual([]);
  });
});

describe('includes', () => {
  const UPSTREAM =
    'http {\n  upstream tomcats {\n    server a:1;\n    server b:1;\n    include more/*.inc;\n  }\n  include sites/*.conf;\n}\n';

  test('that lead in circles', () => {
    write({
      'circle/nginx.conf':
        'http {\n  include a.conf;\n  upstream tomcats {\n server a:1; server b:1;\n include a.conf; }\n}\n',
      'circle/a.conf': 'include b.conf;\ninclude b.conf;\ninclude nginx.conf;\ninclude a.conf;\nserver c:1;\n',
      'circle/b.conf': 'include a.conf;\ninclude nginx.conf;\ninclude b.conf;\n',
    });
    for (const name of ['nginx.conf', 'a.conf', 'b.conf']) {
      expect(lint(`circle/${name}`, readFileSync(join(root, 'circle', name), 'utf8'))).toEqual([]);
    }
  });

  test('are followed within the tree', () => {
    write({
      'good/nginx.conf': UPSTREAM,
      'good/more/affinity.inc': 'ip_hash;\n',
      'good/sites/shop.conf': 'server {\n  location / {\n    proxy_pass http://tomcats;\n  }\n}\n',
    });
    expect(lint('good/nginx.conf', UPSTREAM)).toEqual([]);
  });

  test('count for what they hold', () => {
    write({
      'bare/nginx.conf': UPSTREAM,
      'bare/more/x.inc': 'keepalive 8;\n',
      'bare/sites/shop.conf': 'server { location / { proxy_pass http://tomcats; } }\n',
    });
    expect(lint('bare/nginx.conf', UPSTREAM)).toEqual(['2 require-affinity noAffinity']);
  });

  test('are not followed out of it', () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-outside-')));
    try {
      writeFileSync(join(outside, 'secret.inc'), 'ip_hash;\n');
      const text = UPSTREAM.replace('more/*.inc', `${outside}/secret.inc`);
      write({ 'out/nginx.conf': text });
      // Not at hand: there may be affinity in it.
      expect(lint('out/nginx.conf', text)).toEqual([]);
      const up = UPSTREAM.replace('more/*.inc', '../../../../../../../etc/*');
      write({ 'up/nginx.conf': up, 'up/sites/shop.conf': 'server { location / { proxy_pass http://tomcats; } }\n' });
      lint('up/nginx.conf', up);
      symlinkSync(outside, join(root, 'up', 'linked'));
      lint('up/nginx.conf', UPSTREAM.replace('more/*.inc', 'linked/*.inc'));
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });
});
