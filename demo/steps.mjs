/**
 * The steps, in order. A string is prose; `run` is typed and must end with `exit` (0 where nothing is said) and print each of
 * `says`; `write` puts down a file.
 */
const CART = 'src/main/java/com/example/shop/CartServlet.java';

export const chapters = [
  {
    title: 'The project',
    steps: [
      { run: 'git init && git add . && git commit --quiet --message "The shop" && git ls-files' },
      { run: `sed -n 13,23p ${CART}` },
      'It works on one server. On two it does not, and not because of one mistake.',
    ],
  },
  {
    title: 'Install',
    steps: [
      'Until the package is published, from the tarball that `npm pack` makes in a checkout:',
      { run: 'npm install --save-dev ../session-lint-0.1.0.tgz' },
      { run: 'npx session-lint --version' },
      { run: "printf 'node_modules/\\n' > .gitignore && git add . && git commit --quiet --message 'session-lint'" },
    ],
  },
  {
    title: 'Run',
    steps: [
      'Without a path, all of the working folder. There is nothing to configure.',
      {
        run: 'npx session-lint',
        exit: 1,
        says: [
          'no-lost-mutation',
          'require-distributable',
          'require-affinity',
          'cluster-membership',
          'no-detached-write',
          '✖ 8 problems (7 errors, 1 warning) in 7 files',
        ],
      },
      'Each finding has the code, the way from the read to the end of the request, and the line that says that there is a cluster at all.',
    ],
  },
  {
    title: 'Read',
    steps: [
      { run: 'npx session-lint --explain require-distributable', says: ['What breaks', 'When not to use it'] },
      { run: 'npx session-lint --list-rules', says: ['no-lost-mutation'] },
      'A mistake in the command line says what was meant:',
      { run: 'npx session-lint --explain no-lost-mutations', exit: 2, says: ['no-lost-mutation'] },
      { run: 'npx session-lint scr', exit: 2, says: ['scr'] },
    ],
  },
  {
    title: 'Fix',
    steps: [
      'What is proved to be safe, first as a diff:',
      {
        run: 'npx session-lint --fix-dry-run src',
        exit: 0,
        says: ['+<distributable/>'.slice(1), 'setAttribute("cart", cart)'],
      },
      { run: 'npx session-lint --fix src && git diff --stat', says: ['4 files changed'] },
      'The rest needs a person who knows: which address node b has, and that nginx should keep each client on one node.',
      {
        run: `sed -i 's/address="127.0.0.1"/address="10.0.0.12"/' deploy/tomcat-b/conf/server.xml && sed -i 's/upstream shop {/&\\n        ip_hash;/' deploy/nginx/nginx.conf && git diff -U0 deploy | grep '^[-+]'`,
      },
      { run: 'npx session-lint', exit: 1, says: ['✖ 2 problems (1 error, 1 warning) in 1 file'] },
    ],
  },
  {
    title: 'Suppress',
    steps: [
      'In a comment, with the reason:',
      {
        run: `sed -i 's|^app.use(session|// session-lint-disable-next-line no-process-local-store -- moves to Redis with the next release\\n&|' api/src/server.ts && npx session-lint`,
        exit: 1,
        says: ['✖ 1 problem (1 error, 0 warnings)'],
      },
      'A project with many findings takes them as they are, and has new ones reported only:',
      { run: 'npx session-lint --suppress-all' },
      { run: 'npx session-lint', exit: 0 },
      {
        run: 'cat session-lint-suppressions.json',
        says: ['api/src/server.ts', 'session-lint/no-detached-write'],
      },
      'Then the change is moved before the answer, and the entry is taken out, too:',
      {
        run: `sed -i -e '/res.json/d' -e 's|^  req.session.likes.*|&\\n  res.json({ ok: true });|' api/src/server.ts && sed -n '/app.post/,/^})/p' api/src/server.ts`,
      },
      { run: 'npx session-lint --prune-suppressions' },
      { run: 'npx session-lint' },
      { run: "git add . && git commit --quiet --message 'Sessions survive a change of node'" },
    ],
  },
  {
    title: 'Before a commit',
    steps: [
      {
        write: '.pre-commit-config.yaml',
        text: 'repos:\n  - repo: /home/you/session-lint\n    rev: v0.1.0\n    hooks:\n      - id: session-lint\n        language_version: system\n',
      },
      { run: 'git add .pre-commit-config.yaml && pre-commit install --install-hooks' },
      'A colleague adds a page, for a campaign with coupons:',
      {
        write: 'src/main/webapp/campaign.jsp',
        text: '<%@ page contentType="text/html; charset=UTF-8" import="com.example.shop.Cart" %>\n<%\n    Cart cart = (Cart) session.getAttribute("cart");\n    if (cart != null) {\n        cart.setCoupon("SPRING");\n    }\n%>\n<p>Your coupon is in the cart.</p>\n',
      },
      {
        run: "git add . && git commit --message 'Coupons'",
        exit: 1,
        says: ['session-lint.............................................................Failed', 'campaign.jsp'],
      },
      "The same without pre-commit, for a hook of one's own:",
      { run: 'npx session-lint --staged', exit: 1 },
      {
        run: "npx session-lint --fix src/main/webapp && git add . && git commit --message 'Coupons'",
        says: ['session-lint.............................................................Passed'],
      },
      'What a branch changed:',
      { run: 'npx session-lint --since HEAD~1' },
    ],
  },
  {
    title: 'In an editor',
    steps: [
      'The package is an ESLint plugin, so that whatever runs ESLint shows the same:',
      {
        write: 'eslint.config.mjs',
        text: "import sessionLint from 'session-lint';\n\nexport default [...sessionLint.configs.recommended];\n",
      },
      { run: 'npm install --save-dev eslint@10' },
      'With the files as they were in the beginning; first in the way of editors that hand the text of a buffer to ESLint:',
      { run: 'git checkout HEAD~2 -- src deploy' },
      { run: 'npx eslint --stdin --stdin-filename src/main/webapp/cart.jsp < src/main/webapp/cart.jsp', exit: 1 },
      {
        run: `for file in $(git ls-files src deploy); do npx eslint --stdin --stdin-filename "$file" --format json < "$file"; done | grep -o '"ruleId":"[^"]*"' | sort | uniq -c`,
        says: ['no-lost-mutation', 'require-affinity', 'require-distributable', 'cluster-membership'],
      },
      'And over the language server protocol, with the server of the VS Code extension; `editor` opens a file, takes the first quick fix and looks again:',
      {
        run: `editor ${CART} src/main/webapp/cart.jsp src/main/webapp/WEB-INF/web.xml deploy/nginx/nginx.conf deploy/tomcat-b/conf/server.xml`,
        says: ['cart.jsp:6:9  session-lint/no-lost-mutation', 'after it: 0 findings'],
      },
    ],
  },
  {
    title: 'In CI',
    steps: [
      'One run, several formats: GitHub shows the standard output beside the lines, and takes the SARIF file for code scanning.',
      {
        run: 'npx session-lint --format github --output-file sarif=reports/session-lint.sarif --output-file junit=reports/session-lint.xml --output-file checkstyle=reports/checkstyle.xml --output-file gitlab=reports/gl-code-quality.json',
        exit: 1,
        says: ['::error file=src/main/java/com/example/shop/CartServlet.java,line=20,'],
      },
      { run: 'cat reports/session-lint.xml | cut -c 1-160', says: ['<testsuite'] },
      {
        run: `node -p 'JSON.parse(require("fs").readFileSync("reports/session-lint.sarif")).runs[0].results.map((result) => [result.level, result.ruleId, result.locations[0].physicalLocation.artifactLocation.uri].join(" ")).join("\\n")'`,
        says: ['error no-lost-mutation src/main/webapp/cart.jsp'],
      },
      'One page for people, which needs no server and no JavaScript:',
      { run: 'npx session-lint --format html > report.html', exit: 1 },
      {
        run: 'chromium --headless --hide-scrollbars --window-size=1280,2200 --screenshot=report.png "file://$PWD/report.html"',
        picture: 'report.png',
        caption: 'The report: what was found, and the deployment as it was found',
      },
      {
        run: `sed 's/<section id="\\(summary\\|deployment\\)"/& hidden/' report.html > findings.html && chromium --headless --hide-scrollbars --window-size=1280,2000 --screenshot=findings.png "file://$PWD/findings.html"`,
        picture: 'findings.png',
        caption: 'A finding in the report, with the way from the read to the end of the request',
      },
      'The exit code is what a pipeline needs: 0 is clean, 1 has findings, 2 is a mistake in the command line or the configuration.',
    ],
  },
];
