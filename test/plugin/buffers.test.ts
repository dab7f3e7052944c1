/** An editor hands ESLint the text of its buffer: whatever asks for that file must get this text, not the one on disk. */
import { join } from 'node:path';
import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import { describe, expect, test } from 'vitest';
import sessionLint from '../../src/index.ts';
import { testFolder } from '../cli/run-cli.ts';

/** `Cart` asks `Tools`, which calls back into `Cart`: the method of the buffer decides. */
const CALLBACK = {
  'src/shop/Cart.java': `package shop;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;

public class Cart {
  void add(HttpSession session, String item) {
    List<String> items = (List<String>) session.getAttribute("cart");
    Tools.fill(items, item);
  }

  static void put(List<String> items, String item) {
    items.size();
  }
}
`,
  'src/shop/Tools.java': `package shop;

import java.util.List;

class Tools {
  static void fill(List<String> items, String item) {
    Cart.put(items, item);
  }
}
`,
};

const CLUSTER = '<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster" channelSendOptions="6"/>';

function server(inEngine: string): string {
  return `<Server port="8005" shutdown="SHUTDOWN">
  <Service name="Catalina">
    <Connector port="8080"/>
    <Engine name="Catalina" defaultHost="localhost">
      ${inEngine}
      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
`;
}

const DEPLOYMENT = {
  'conf/server.xml': server(CLUSTER),
  'webapps/shop/WEB-INF/web.xml': '<web-app version="6.0">\n  <distributable/>\n</web-app>\n',
  'nginx.conf': `http {
  upstream tomcats {
    server 10.0.0.1:8080;
    server 10.0.0.2:8080;
  }
  server {
    location / { proxy_pass http://tomcats; }
  }
}
`,
};

const SCRIPTS = {
  'package.json': '{ "type": "module", "dependencies": { "express": "5.0.0", "express-session": "1.18.0" } }',
  'server.js': `import express from 'express';
import session from 'express-session';

const app = express();
app.use(session({ secret: process.env.SECRET }));
app.listen(3000);
`,
};

const PAGES = {
  'web/WEB-INF/web.xml': '<web-app version="6.0"><distributable/></web-app>',
  'web/page.jsp':
    '<% java.util.List cart = (java.util.List) session.getAttribute("cart"); %>\n<%@ include file="part.jspf" %>\n',
  'web/part.jspf': '<p>nothing</p>\n',
};

describe.each([
  ['9', ESLint9],
  ['10', ESLint10],
])('ESLint %s', (_, ESLint) => {
  function linter(files: Readonly<Record<string, string>>) {
    const folder = testFolder({ ...files, '.git/HEAD': '' });
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: [...sessionLint.configs.recommended, ...sessionLint.configs.typescript] as never,
    });
    const of = async (name: string, text: string): Promise<string[]> => {
      const [result] = await eslint.lintText(text, { filePath: join(folder.path, name) });
      return (result?.messages ?? []).map(
        ({ line, ruleId, messageId, message }) =>
          `${line} ${ruleId?.replace('session-lint/', '') ?? ''} ${messageId ?? message}`,
      );
    };
    return { folder, of };
  }

  test('a class is looked up in its buffer, and on disk again afterwards', async () => {
    const cart = CALLBACK['src/shop/Cart.java'];
    const { of } = linter(CALLBACK);
    expect(await of('src/shop/Cart.java', cart)).toEqual([]);
    const changing = cart.replace('items.size();', 'items.add(item);');
    expect(await of('src/shop/Cart.java', changing)).toEqual(['10 no-lost-mutation lostInCall']);
    expect(await of('src/shop/Cart.java', cart)).toEqual([]);
    // The buffer may have been thrown away since.
    const other = `package shop;
import jakarta.servlet.http.HttpSession;
import java.util.List;
class Other {
  void add(HttpSession session) {
    List<String> items = (List<String>) session.getAttribute("cart");
    Cart.put(items, "x");
  }
}
`;
    await of('src/shop/Cart.java', changing);
    expect(await of('src/shop/Other.java', other)).toEqual([]);
    await of('src/shop/Cart.java', changing);
    const page = `<%@ page import="shop.Cart" %><% Cart.put((java.util.List) session.getAttribute("cart"), ""); %>`;
    expect(await of('src/page.jsp', page)).toEqual([]);
  });

  test('a file that is not on disk yet is linted as well', async () => {
    const { of } = linter({});
    const text = CALLBACK['src/shop/Cart.java'].replace('Tools.fill(', 'put(').replace('.size()', '.add(item)');
    expect(await of('src/shop/Cart.java', text)).toEqual(['10 no-lost-mutation lostInCall']);
  });

  test('a fragment is judged within the page that includes it, with the text of its buffer', async () => {
    const { of } = linter(PAGES);
    const changing = '<p>one</p>\n<p>two</p>\n<% cart.add("x"); %>\n';
    expect(await of('web/part.jspf', PAGES['web/part.jspf'])).toEqual([]);
    expect(await of('web/part.jspf', changing)).toEqual(['3 no-lost-mutation lost']);
    expect(await of('web/part.jspf', `\n${changing}`)).toEqual(['4 no-lost-mutation lost']);
    expect(await of('web/part.jspf', PAGES['web/part.jspf'])).toEqual([]);
    expect(await of('web/page.jsp', PAGES['web/page.jsp'])).toEqual([]);
  });

  test('a page that another one includes is told by the buffer of that one', async () => {
    const { of } = linter({ ...PAGES, 'web/part.jspf': '<% cart.add("x"); %>\n' });
    // In its buffer the page itself writes the attribute back, behind what it includes.
    const writing = `${PAGES['web/page.jsp']}<% session.setAttribute("cart", cart); %>\n`;
    expect(await of('web/page.jsp', writing)).toEqual([]);
    expect(await of('web/part.jspf', '<% cart.add("x"); %>\n')).toEqual(['1 no-lost-mutation lost']);
  });

  test('servers, applications and balancers are judged with the buffer in its place', async () => {
    const { of } = linter(DEPLOYMENT);
    const nginx = DEPLOYMENT['nginx.conf'];
    expect(await of('nginx.conf', nginx)).toEqual([]);
    const webXml = DEPLOYMENT['webapps/shop/WEB-INF/web.xml'];
    expect(await of('webapps/shop/WEB-INF/web.xml', webXml.replace('  <distributable/>\n', ''))).toEqual([
      '1 require-distributable missingInCluster',
    ]);
    const misplaced = server('').replace('<Service name="Catalina">', `<Service name="Catalina">${CLUSTER}`);
    expect(await of('conf/server.xml', misplaced)).toEqual(['2 cluster-placement misplaced']);
    expect(await of('nginx.conf', nginx)).toEqual([]);
  });

  test('a script that starts processes only in its buffer is one of several', async () => {
    const { of } = linter(SCRIPTS);
    const script = SCRIPTS['server.js'];
    expect(await of('server.js', script)).toEqual([]);
    const forking = `import cluster from 'node:cluster';\nif (cluster.isPrimary) cluster.fork();\n${script}`;
    expect(await of('server.js', forking)).toEqual(['7 no-process-local-store processStore']);
    expect(await of('server.js', script)).toEqual([]);
  });
});
