import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encode } from '../../src/cli/encode.ts';
import { KEPT, LOST, testFolder } from './run-cli.ts';

describe('--fix', () => {
  test('writes the change back, keeps the permissions and leaves nothing behind', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const path = join(folder.path, 'Lost.java');
    chmodSync(path, 0o640);
    expect(await folder.run(['--fix'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe(KEPT);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder.path)).toEqual(['Lost.java']);
  });

  test('leaves a file alone in which nothing can be fixed', async () => {
    const folder = testFolder({ 'Kept.java': KEPT });
    const before = statSync(join(folder.path, 'Kept.java'));
    await folder.run(['--fix']);
    expect(statSync(join(folder.path, 'Kept.java')).ino).toBe(before.ino);
  });

  test('refuses a file that cannot be written back as it was', async () => {
    // A stray byte after a byte order mark: the decoder has to replace it.
    const bytes = Buffer.concat([Buffer.from('\uFEFF// '), Buffer.from([0xff]), Buffer.from(`\n${LOST}`)]);
    const folder = testFolder({ 'Lost.java': bytes });
    const [result] = await folder.json(['--fix']);
    expect(readFileSync(join(folder.path, 'Lost.java')).equals(bytes)).toBe(true);
    const messages = result?.messages.map(({ message }) => message) ?? [];
    expect(messages[0]).toBe(
      'Fixes were not written: the file is read as utf-8 and cannot be written back without changing other bytes.',
    );
    expect(messages).toHaveLength(2);
  });

  test('refuses a read-only file', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const path = join(folder.path, 'Lost.java');
    chmodSync(path, 0o444);
    const [result] = await folder.json(['--fix']);
    expect(readFileSync(path, 'utf8')).toBe(LOST);
    expect(result?.messages.map(({ message }) => message)[0]).toBe('Fixes were not written: the file is read-only.');
    expect(result?.messages).toHaveLength(2);
    expect(readdirSync(folder.path)).toEqual(['Lost.java']);
  });

  test('with --quiet, leaves warnings alone', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    await folder.run(['--fix', '--quiet', '--rule', 'no-lost-mutation: warn']);
    expect(readFileSync(join(folder.path, 'Lost.java'), 'utf8')).toBe(LOST);
  });
});

describe('--fix, with files that depend on each other', () => {
  const servlet = (name: string, url: string, body: string) => `package app;

import java.util.List;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;

@WebServlet("${url}")
public class ${name} extends HttpServlet {
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    HttpSession session = request.getSession();
    ${body}
  }
}
`;
  /** What has no name can only be suggested to be written back. */
  const ADD = servlet(
    'AddServlet',
    '/add',
    `((List<String>) session.getAttribute("cart")).add("a");
    request.getRequestDispatcher("/store").forward(request, response);`,
  );
  const STORE = servlet(
    'StoreServlet',
    '/store',
    `List<String> cart = (List<String>) session.getAttribute("cart");
    cart.add("b");`,
  );
  const project = () =>
    testFolder({
      'pom.xml': '<project><groupId>app</groupId><artifactId>app</artifactId></project>',
      'src/main/java/app/AddServlet.java': ADD,
      'src/main/java/app/StoreServlet.java': STORE,
    });

  test('judges a file again after a file that it depends on was repaired', async () => {
    const folder = project();
    const before = await folder.json([]);
    expect(before.map(({ filePath, messages }) => [filePath, messages.length])).toEqual([
      ['src/main/java/app/AddServlet.java', 1],
      ['src/main/java/app/StoreServlet.java', 1],
    ]);
    const after = await folder.json(['--fix']);
    expect(after.map(({ messages }) => messages)).toEqual([[], []]);
    expect(after[1]?.output).toContain('session.setAttribute("cart", cart);');
    expect(await folder.json([])).toMatchObject([{ messages: [] }, { messages: [] }]);
  });

  test('does so for results that the cache has', async () => {
    const folder = project();
    await folder.json(['--cache']);
    expect((await folder.json(['--cache', '--fix'])).map(({ messages }) => messages)).toEqual([[], []]);
    expect((await folder.json(['--cache'])).map(({ messages }) => messages)).toEqual([[], []]);
  });

  test('does so on threads', () => {
    const { path } = project();
    const argv = [resolve('bin/session-lint.js'), '--fix', '--stats', '--concurrency', '2'];
    const run = spawnSync(process.execPath, argv, { cwd: path, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stdout: '' });
    expect(run.stderr).toContain('on 2 threads');
  });
});

describe('--fix-dry-run', () => {
  test('shows a diff and writes nothing', async () => {
    const folder = testFolder({ 'Lost.java': LOST });
    const run = await folder.run(['--fix-dry-run']);
    expect(readFileSync(join(folder.path, 'Lost.java'), 'utf8')).toBe(LOST);
    expect(run.code).toBe(0);
    expect(run.stdout).toBe(`--- Lost.java
+++ Lost.java
@@ -5,5 +5,6 @@
   void add(HttpSession session, String item) {
     List<String> cart = (List<String>) session.getAttribute("cart");
     cart.add(item);
+    session.setAttribute("cart", cart);
   }
 }
`);
  });

  test('gives the fixed text in JSON', async () => {
    const [result] = await testFolder({ 'Lost.java': LOST }).json(['--fix-dry-run']);
    expect(result?.output).toBe(KEPT);
    expect(result?.messages).toEqual([]);
  });

  test('works on standard input', async () => {
    const argv = ['--fix-dry-run', '--stdin', '--stdin-filename', 'Lost.java'];
    const [result] = await testFolder().json(argv, { stdin: LOST });
    expect(result?.output).toBe(KEPT);
  });
});

describe('encode', () => {
  test('has no bytes for what the encoding does not hold', () => {
    expect(encode('购', { encoding: 'iso-8859-1', bom: false })).toBeUndefined();
    expect(encode('\u{1F600}', { encoding: 'gb18030', bom: false })).toBeUndefined();
    expect(encode('é', { encoding: 'koi8-r', bom: false })).toBeUndefined();
  });

  test('gives back every two-byte character of GB18030', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    for (let lead = 0xb0; lead <= 0xf7; lead++) {
      const row = Buffer.alloc(2 * 0x5e);
      for (let trail = 0xa1; trail <= 0xfe; trail++) row.set([lead, trail], 2 * (trail - 0xa1));
      expect(encode(decoder.decode(row), { encoding: 'gb18030', bom: false })?.equals(row), String(lead)).toBe(true);
    }
  });
});
