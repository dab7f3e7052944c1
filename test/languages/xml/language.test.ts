/** The language in ESLint: directives, unused ones, problems, traversal, and the command line on files of all encodings. */
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../src/project/decode.ts';
import { declaredXmlEncodings } from '../../../src/project/declared-encoding.ts';
import { xmlLanguage } from '../../../src/languages/xml/language.ts';
import sessionLint from '../../../src/index.ts';
import { testFolder } from '../../cli/run-cli.ts';

const linter = new Linter({ configType: 'flat' });

function lint(text: string, rules: Linter.RulesRecord = { 'session-lint/valid-distributable': 'error' }): string[] {
  const config: Linter.Config = {
    files: ['**/*.xml'],
    plugins: { 'session-lint': sessionLint },
    language: 'session-lint/xml',
    rules,
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  };
  return linter
    .verify(text, [config], { filename: 'WEB-INF/web.xml' })
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const BAD = '<web-app>\n<distributable>no</distributable>\n</web-app>';

describe('directives in comments', () => {
  test('switch off a line, the next line, and what follows', () => {
    expect(lint(BAD)).toHaveLength(1);
    expect(
      lint(BAD.replace('</dist', '</dist').replace('able>\n</web', 'able> <!-- eslint-disable-line -->\n</web')),
    ).toEqual([]);
    expect(lint(BAD.replace('\n', '\n<!-- eslint-disable-next-line session-lint/valid-distributable -->\n'))).toEqual(
      [],
    );
    expect(lint(BAD.replace('\n', '\n<!-- session-lint-disable valid-distributable -->\n'))).toEqual([]);
    expect(lint(`<!-- eslint-disable -->\n${BAD}`)).toEqual([]);
  });

  test('that are of no use are reported', () => {
    expect(lint(`<!-- eslint-disable session-lint/valid-distributable -->\n<web-app/>`)).toEqual([
      expect.stringMatching(/^1:1 Unused eslint-disable directive/),
    ]);
  });

  test('configure rules', () => {
    expect(lint(`<!-- eslint session-lint/valid-distributable: "off" -->\n${BAD}`)).toEqual([]);
  });
});

test('a file that cannot be parsed has one problem', () => {
  expect(lint('<web-app>\n  <servlet>\n</web-app>')).toEqual([
    '3:1 Parsing error: The element "servlet" is not closed here',
  ]);
});

test('options are refused', () => {
  expect(() => xmlLanguage.validateLanguageOptions({ strict: true })).toThrow(/no option "strict"/);
});

test('every node is visited, attributes before children, entering and leaving', () => {
  const text = '<?xml version="1.0"?><!DOCTYPE a><a b="1">x<!--c--><d/><![CDATA[e]]></a>';
  const file = { body: text, path: 'x.xml', physicalPath: 'x.xml', bom: false };
  const parsed = xmlLanguage.parse(file, { languageOptions: {} });
  if (!parsed.ok) throw new Error('not parsed');
  const steps = [...xmlLanguage.createSourceCode(file, parsed, { languageOptions: {} }).traverse()];
  expect(steps.filter(({ phase }) => phase === 1).map(({ target }) => (target as { type: string }).type)).toEqual([
    'XmlDocument',
    'XmlInstruction',
    'XmlDoctype',
    'XmlElement',
    'XmlAttribute',
    'XmlText',
    'XmlComment',
    'XmlElement',
    'XmlCdata',
  ]);
  expect(steps.filter(({ phase }) => phase === 2)).toHaveLength(9);
});

describe('encodings', () => {
  const text = (encoding: string, word: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>\n<web-app><!-- ${word} --><distributable>${word}</distributable></web-app>\n`;
  const gbk = (source: string) =>
    Buffer.concat(Array.from(source, (char) => (char === '购' ? Buffer.from([0xb9, 0xba]) : Buffer.from(char))));
  const cases: [string, Buffer, string][] = [
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text('UTF-16', '购')}`, 'utf16le'), '购'],
    ['UTF-16 without a mark', Buffer.from(text('UTF-16', '购'), 'utf16le'), '购'],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${text('UTF-16', '购')}`, 'utf16le').swap16(), '购'],
    ['ISO-8859-1', Buffer.from(text('ISO-8859-1', 'café'), 'latin1'), 'café'],
    ['GBK', gbk(text('GBK', '购')), '购'],
    ['GBK, declared as GB2312', gbk(text('GB2312', '购')), '购'],
    ['UTF-8, wrongly declared', Buffer.from(text('ISO-8859-1', '购')), '购'],
    ['an encoding that does not exist', Buffer.from(text('klingon', 'é'), 'latin1'), 'é'],
  ];

  test.each(cases)('%s', async (_, bytes, word) => {
    expect(decode(bytes, declaredXmlEncodings(bytes)).text).toContain(`<distributable>${word}<`);
    const folder = testFolder({ 'WEB-INF/web.xml': bytes });
    const [result] = await folder.json(['--preset', 'config']);
    expect(result?.messages.map(({ message }) => message)).toEqual([expect.stringContaining(`The text "${word}" in`)]);
  });
});

describe('the command line', () => {
  test('does not read files that no rule is switched on for', async () => {
    const folder = testFolder({ 'A.java': 'class A { HttpSession x; (', 'WEB-INF/web.xml': '<web-app><a></web-app>' });
    const fatal = async (preset: string) =>
      (await folder.json(['--preset', preset]))
        .filter(({ messages }) => messages.length > 0)
        .map(({ filePath }) => filePath);
    expect(await fatal('config')).toEqual(['WEB-INF/web.xml']);
    expect(await fatal('java')).toEqual(['A.java']);
    expect(await fatal('recommended')).toEqual(['A.java', 'WEB-INF/web.xml']);
  });

  test('passes over files of other products unread, and finds those without mention of sessions', async () => {
    const folder = testFolder({
      'a/WEB-INF/web.xml': '<web-app/>',
      'b/server.xml': '<process:Server xmi:version="2.0"/>',
      'c/context-beans.xml': '<beans><bean class="a.B"/></beans>',
      'd/pom.xml': '<project/>',
    });
    const results = await folder.json([]);
    expect(results.map(({ filePath, messages }) => [filePath, messages.length])).toEqual([
      ['a/WEB-INF/web.xml', 1],
      ['b/server.xml', 0],
      ['c/context-beans.xml', 0],
    ]);
  });

  test('a file of 50 MB is one finding', async () => {
    const folder = testFolder({ 'WEB-INF/web.xml': Buffer.alloc(50_000_000, '<web-app>') });
    const [result] = await folder.json([]);
    expect(result?.messages.map(({ message }) => message)).toEqual([expect.stringContaining('too large to be read')]);
  });
});
