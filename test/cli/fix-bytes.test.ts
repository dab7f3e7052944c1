/** A repair changes what it repairs and no other byte, in every kind of file that has repairs and in every encoding. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encode } from '../../src/cli/encode.ts';
import { LOST, testFolder } from './run-cli.ts';

interface Kind {
  readonly name: string;
  /** `…` stands for a word in the encoding, `CHARSET` for its name. */
  readonly text: string;
  /** What `--fix` makes of a piece of it. */
  readonly repair: readonly [from: string, to: string];
}

const KINDS: readonly Kind[] = [
  {
    name: 'Cart.java',
    text: LOST.replace('class', '/* … */ class').replace('(item);', '(item); // …'),
    repair: ['  }\n}', '    session.setAttribute("cart", cart);\n  }\n}'],
  },
  {
    name: 'cart.jsp',
    text: '<%@ page contentType="text/html; charset=CHARSET" %>\n<p>…</p>\n<% java.util.List cart = (java.util.List) session.getAttribute("cart");\n   cart.add("…");\n%>\n<p>…</p>',
    repair: ['\n%>\n', '\n   session.setAttribute("cart", cart);\n%>\n'],
  },
  {
    name: 'WEB-INF/web.xml',
    text: '<?xml version="1.0" encoding="CHARSET"?>\n<!-- … -->\n<web-app version="3.1" xmlns="http://xmlns.jcp.org/xml/ns/javaee">\n  <display-name>…</display-name>\n</web-app>\n',
    repair: ['</display-name>\n', '</display-name>\n  <distributable/>\n'],
  },
  {
    name: 'conf/server.xml',
    text: '<?xml version="1.0" encoding="CHARSET"?>\n<!-- … -->\n<Server port="8005"><Service name="Catalina"><Engine name="Catalina" defaultHost="localhost" jvmRoute="a">\n<cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/>\n<Host name="localhost" appBase="…"/>\n</Engine></Service></Server>',
    repair: ['<cluster', '<Cluster'],
  },
];

const ENCODINGS: readonly (readonly [name: string, charset: string, encoding: string, bom: boolean, word: string])[] = [
  ['UTF-8', 'UTF-8', 'utf-8', false, '购物车 déjà'],
  ['UTF-8 with a byte order mark', 'UTF-8', 'utf-8', true, '购物车 déjà'],
  ['GBK', 'GBK', 'gb18030', false, '购物车'],
  ['ISO-8859-1', 'ISO-8859-1', 'iso-8859-1', false, 'déjà été payé'],
  ['UTF-16 LE with a byte order mark', 'UTF-16', 'utf-16le', true, '购物车'],
  ['UTF-16 BE with a byte order mark', 'UTF-16', 'utf-16be', true, '购物车'],
];

describe.each(KINDS)('$name', ({ name, text, repair }) => {
  describe.each(ENCODINGS)('in %s', (_, charset, encoding, bom, word) => {
    test.each([
      ['LF', '\n'],
      ['CR LF', '\r\n'],
    ])('with %s', async (__, lineEnd) => {
      const bytesOf = (given: string): Buffer => {
        const bytes = encode(given.replaceAll('\n', lineEnd), { encoding, bom: false });
        if (bytes === undefined) throw new Error('the encoding lacks a character');
        return bytes;
      };
      const mark = (bom ? encode('', { encoding, bom }) : undefined) ?? Buffer.alloc(0);
      const inFile = (given: string): Buffer =>
        Buffer.concat([mark, bytesOf(given.replaceAll('…', word).replaceAll('CHARSET', charset))]);
      const folder = testFolder({ [name]: inFile(text) });
      await folder.run(['--fix', '--preset', 'strict']);
      const fixed = text.replace(...repair);
      expect(fixed).not.toBe(text);
      expect(readFileSync(join(folder.path, name)).toString('hex')).toBe(inFile(fixed).toString('hex'));
    });
  });
});
