import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOST, LOST_RULE, testFolder } from './run-cli.ts';

/** A word in the bytes of an encoding, none of which is valid UTF-8. */
const WORDS: readonly (readonly [encoding: string, word: string, hex: string])[] = [
  ['GBK', '购物车', 'b9baceefb3b5'],
  ['GB2312', '购物车', 'b9baceefb3b5'],
  ['GB18030', '购物车', 'b9baceefb3b5'],
  ['Big5', '購物車', 'c1caaaaba8ae'],
  ['Shift_JIS', '買い物かご', '948382a295a882a982b2'],
  ['EUC-KR', '장바구니', 'c0e5b9d9b1b8b4cf'],
  ['EUC-JP', '買い物', 'c7e3a4a4caaa'],
  ['ISO-8859-1', 'déjà', '64e96ae0'],
  ['ISO-8859-2', 'košík', '6b6fb9ed6b'],
  ['ISO-8859-15', 'déjà €', '64e96ae020a4'],
  ['windows-1251', 'корзина', 'eaeef0e7e8ede0'],
  ['windows-1252', '“été” €', '93e974e9942080'],
  ['Cp1252', '“été” €', '93e974e9942080'],
  ['ISO8859_1', 'déjà', '64e96ae0'],
  ['MS932', '買い物かご', '948382a295a882a982b2'],
];

const MARK = '@@';

/** ASCII, with the word in the place of each mark. */
function inBytes(text: string, hex: string): Buffer {
  const pieces = text.split(MARK).flatMap((piece) => [Buffer.from(hex, 'hex'), Buffer.from(piece)]);
  return Buffer.concat(pieces.slice(1));
}

const SCRIPTLET = '<% java.util.List l = (java.util.List) session.getAttribute("l"); %>';
const CHANGE = `<p>${MARK}</p><% l.add("${MARK}"); %>`;

function page(head: string): string {
  return `${head}\r\n${SCRIPTLET}\r\n${CHANGE}\r\n`;
}

describe.each(WORDS)('%s', (encoding, word, hex) => {
  const found = { ruleId: LOST_RULE, line: 3, column: `<p>${word}</p><% `.length + 1 };

  test.each([
    ['pageEncoding', 'a.jsp', `<%@ page pageEncoding="${encoding}" contentType="text/html; charset=UTF-8" %>`],
    ['contentType', 'a.jsp', `<%@ page contentType="text/html; charset=${encoding}" %>`],
    [
      'contentType of a directive in XML form',
      'a.jspf',
      `<jsp:directive.page contentType='text/html;charset=${encoding}'/>`,
    ],
  ])('is read as %s says', async (_, name, head) => {
    const [result] = await testFolder({ [name]: inBytes(page(head), hex) }).json([]);
    expect(result?.messages).toMatchObject([found]);
    expect(result?.source).toContain(`<p>${word}</p>`);
  });

  test('is read as --encoding says', async () => {
    const [result] = await testFolder({ 'a.jsp': inBytes(page(''), hex) }).json(['--encoding', encoding]);
    expect(result?.messages).toMatchObject([found]);
    expect(result?.source).toContain(`<p>${word}</p>`);
  });

  test('is read as the configuration says', async () => {
    const config = JSON.stringify({ encoding });
    const folder = testFolder({
      'Lost.java': inBytes(LOST.replace('(item);', `(item); // ${MARK}`), hex),
      'session-lint.config.json': config,
    });
    const [result] = await folder.json([]);
    expect(result?.source).toContain(`// ${word}`);
  });

  test('is kept by --fix, byte for byte', async () => {
    const text = LOST.replace('(item);', `(item); // ${MARK}`).replace('class', `// ${MARK}\nclass`);
    const folder = testFolder({ 'Lost.java': inBytes(text, hex) });
    expect((await folder.run(['--fix', '--encoding', encoding])).code).toBe(0);
    const inserted = text.replace(/cart\.add\(item\);.*/, '$&\n    session.setAttribute("cart", cart);');
    expect(readFileSync(join(folder.path, 'Lost.java')).toString('latin1')).toBe(
      inBytes(inserted, hex).toString('latin1'),
    );
  });
});

describe('what a page declares', () => {
  const korean = 'c0e5b9d9b1b8b4cf';

  test('comes after UTF-8, since it is often wrong', async () => {
    const text = page('<%@ page pageEncoding="GBK" %>').replaceAll(MARK, '購物車');
    const [result] = await testFolder({ 'a.jsp': text }).json([]);
    expect(result?.source).toContain('<p>購物車</p>');
  });

  test('comes before --encoding', async () => {
    const bytes = inBytes(page('<%@ page pageEncoding="EUC-KR" %>'), korean);
    const [result] = await testFolder({ 'a.jsp': bytes }).json(['--encoding', 'Big5']);
    expect(result?.source).toContain('<p>장바구니</p>');
  });

  test('may be said in web.xml', async () => {
    const group =
      '<jsp-property-group><url-pattern>*.jsp</url-pattern><page-encoding>EUC-KR</page-encoding></jsp-property-group>';
    const results = await testFolder({
      'WEB-INF/web.xml': `<web-app version="3.1"><jsp-config>${group}</jsp-config></web-app>`,
      'a.jsp': inBytes(page(''), korean),
      'WEB-INF/b.jsp': 'session',
    }).json([]);
    const result = results.find(({ filePath }) => filePath === 'a.jsp');
    expect(result?.source).toContain('<p>장바구니</p>');
  });

  test('holds for the included file alone', async () => {
    const folder = testFolder({
      'a.jsp': `${SCRIPTLET}<%@ include file="b.jspf" %><p>中</p>`,
      'b.jspf': inBytes(`<%@ page pageEncoding="EUC-KR" %>${CHANGE}`, korean),
    });
    const results = await folder.json([]);
    const messages = results.flatMap((result) => result.messages);
    expect(messages).toMatchObject([{ ruleId: LOST_RULE }]);
  });

  test('an encoding that is not known or does not fit is passed over', async () => {
    const gbk = inBytes(
      page('<%@ page pageEncoding="no-such" contentType="text/html; charset=UTF-8" %>'),
      'b9baceefb3b5',
    );
    const [result] = await testFolder({ 'a.jsp': gbk }).json([]);
    expect(result?.source).toContain('<p>购物车</p>');
  });
});

describe('options', () => {
  test.each([
    [['--encoding', 'klingon'], '--encoding: "encoding" must be the name of an encoding'],
    [['--ext', 'inc'], '--ext: "extensions" must be an extension with its dot'],
    [['--ext', '.inc=perl'], '--ext: "extensions[".inc"]" must be one of "java", "jsp"'],
  ])('%j is a mistake', async (argv, message) => {
    const { code, stderr } = await testFolder({ 'a.jsp': '' }).run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  const lost = `${SCRIPTLET}<% l.add(1); %>`;

  test.each([['.inc=jsp'], ['.inc'], ['.INC=JSP']])('--ext %s', async (argument) => {
    const folder = testFolder({ 'a.inc': lost, 'b.INC': lost, 'c.txt': lost });
    const results = await folder.json(['--ext', argument]);
    expect(results.map(({ filePath, messages }) => [filePath, messages.length])).toEqual([
      ['a.inc', 1],
      ['b.INC', 1],
    ]);
    // What was said in one run does not hold in the next.
    const { code, stderr } = await folder.run([]);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no file to lint');
  });

  test('extensions of the configuration', async () => {
    const config = JSON.stringify({ extensions: { '.html': 'jsp' } });
    const [result] = await testFolder({ 'a.html': lost, 'session-lint.config.json': config }).json([]);
    expect(result?.messages).toHaveLength(1);
  });
});
