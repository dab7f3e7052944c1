/** A web shop with something to find in every kind of file, as a repository of its own with ESLint and session-lint in it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface Finding {
  readonly rule: string;
  /** The text that the finding covers. */
  readonly covers: string;
  /** The title of the quick fix, from its first word; `Fix this …` for what `--fix` would do as well. Null: there is none. */
  readonly quickFix: string | null;
}

export interface ShopFile {
  readonly name: string;
  /** As editors call the language. */
  readonly languageId: string;
  readonly text: string;
  readonly finds: Finding;
}

export const SHOP: readonly ShopFile[] = [
  {
    name: 'src/main/java/shop/Cart.java',
    languageId: 'java',
    text: `package shop;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

public class Cart {
  void add(HttpServletRequest request, String item) {
    List<String> größe = (List<String>) request.getSession().getAttribute("cart");
    größe.add(item);
  }
}
`,
    finds: {
      rule: 'no-lost-mutation',
      covers: 'größe.add(item)',
      quickFix: 'Fix this session-lint/no-lost-mutation problem',
    },
  },
  {
    name: 'src/main/java/shop/Names.java',
    languageId: 'java',
    text: `package shop;

import jakarta.servlet.http.HttpSession;
import java.util.List;

public class Names {
  void clear(HttpSession session) {
    ((List<String>) session.getAttribute("names")).clear();
  }
}
`,
    finds: {
      rule: 'no-lost-mutation',
      covers: '((List<String>) session.getAttribute("names")).clear()',
      quickFix: 'Put the object back',
    },
  },
  {
    name: 'src/main/webapp/cart.jsp',
    languageId: 'jsp',
    text: `<% java.util.List cart = (java.util.List) session.getAttribute("cart"); %>
<p>購物車</p> <% cart.add(request.getParameter("item")); %>
`,
    finds: {
      rule: 'no-lost-mutation',
      covers: 'cart.add(request.getParameter("item"))',
      quickFix: 'Fix this session-lint/no-lost-mutation problem',
    },
  },
  {
    name: 'src/main/webapp/WEB-INF/web.xml',
    languageId: 'xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<web-app version="6.0">
  <display-name>Shop</display-name>
</web-app>
`,
    finds: {
      rule: 'require-distributable',
      covers: 'web-app',
      quickFix: 'Fix this session-lint/require-distributable problem',
    },
  },
  {
    name: 'deploy/server.xml',
    languageId: 'xml',
    text: `<Server port="8005" shutdown="SHUTDOWN">
  <Service name="Catalina">
    <Connector port="8080"/>
    <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"/>
    <Engine name="Catalina" defaultHost="localhost">
      <Host name="localhost" appBase="webapps"/>
    </Engine>
  </Service>
</Server>
`,
    finds: { rule: 'cluster-placement', covers: 'Cluster', quickFix: 'Move' },
  },
  {
    name: 'deploy/nginx.conf',
    languageId: 'nginx',
    text: `http {
  upstream tomcats {
    server 10.0.0.1:8080;
    server 10.0.0.2:8080;
  }
  server {
    location / { proxy_pass http://tomcats; }
  }
}
`,
    finds: { rule: 'require-affinity', covers: 'tomcats', quickFix: 'Add' },
  },
  {
    name: 'edge/haproxy.cfg',
    languageId: 'haproxy',
    text: `listen tomcat
    bind :80
    mode http
    balance roundrobin
    server a 10.0.0.1:8080
    server b 10.0.0.2:8080
`,
    finds: { rule: 'require-affinity', covers: 'tomcat', quickFix: null },
  },
  {
    name: 'src/main/webapp/WEB-INF/tags/add.tag',
    languageId: 'jsp',
    text: '<%@ attribute name="item" %>\n${sessionScope.cart.add(item)}\n',
    finds: { rule: 'no-lost-mutation', covers: 'sessionScope.cart.add(item)', quickFix: null },
  },
  {
    name: 'web/handler.ts',
    languageId: 'typescript',
    text: `import { getIronSession } from 'iron-session';

export async function handler(request: Request, response: Response): Promise<void> {
  const session = await getIronSession<{ user?: number }>(request, response, { cookieName: 'c', password: 'x' });
  session.user = 1;
}
`,
    finds: { rule: 'require-commit', covers: 'session.user = 1', quickFix: 'Save the session' },
  },
  {
    name: 'web/plain.js',
    languageId: 'javascript',
    text: `import { getIronSession } from 'iron-session';

export async function handler(request, response) {
  const session = await getIronSession(request, response, {});
  session.user = 1;
}
`,
    finds: { rule: 'require-commit', covers: 'session.user = 1', quickFix: 'Save the session' },
  },
];

const CONFIG = `import sessionLint from 'session-lint';
import tseslint from 'typescript-eslint';

export default [
  ...sessionLint.configs.recommended,
  ...sessionLint.configs.typescript,
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
];
`;

/** `eslint` is the folder in node_modules of the version that the project uses. */
export function makeProject(eslint: 'eslint' | 'eslint-9'): { readonly path: string; readonly remove: () => void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-editor-')));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  write('.git/HEAD', '');
  write('package.json', '{ "type": "module", "dependencies": { "iron-session": "8.0.4" } }\n');
  write('eslint.config.js', CONFIG);
  for (const { name, text } of SHOP) write(name, text);
  mkdirSync(join(path, 'node_modules'));
  const link = (from: string, name: string): void => symlinkSync(from, join(path, 'node_modules', name), 'dir');
  link(repository, 'session-lint');
  link(join(repository, 'node_modules', eslint), 'eslint');
  link(join(repository, 'node_modules', 'typescript-eslint'), 'typescript-eslint');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
