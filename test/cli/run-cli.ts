/** The command line in this process, on a folder of its own. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { FileResult } from '../../src/cli/results.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Record<string, string>;
  /** Absolute; the folder itself when left out. */
  readonly cwd?: string;
}

export interface TestFolder {
  readonly path: string;
  /** Writes a file; folders are made as needed. */
  write(name: string, content: string | Uint8Array): string;
  run(argv: readonly string[], options?: RunOptions): Promise<CliRun>;
  /** Runs with `--format json` and gives the parsed results, with paths relative to the folder. */
  json(argv: readonly string[], options?: RunOptions): Promise<FileResult[]>;
}

export function testFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): TestFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const folder: TestFolder = {
    path,
    write(name, content) {
      const target = join(path, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      return target;
    },
    run: (argv, options) => runCli(argv, options?.cwd ?? path, options),
    async json(argv, options) {
      const { stdout, stderr } = await folder.run([...argv, '--format', 'json'], options);
      if (!stdout.startsWith('[')) throw new Error(`No JSON: ${stdout}${stderr}`);
      const results = JSON.parse(stdout) as FileResult[];
      return results.map((result) => ({ ...result, filePath: result.filePath.replace(`${path}/`, '') }));
    },
  };
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  return folder;
}

async function runCli(
  argv: readonly string[],
  cwd: string,
  { stdin = '', env = {} }: RunOptions = {},
): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    stdin: oneChunk(typeof stdin === 'string' ? Buffer.from(stdin) : stdin),
    cwd,
    env,
  });
  return { code, stdout, stderr };
}

async function* oneChunk(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(chunk);
}

/** A class with one lost change, at line 7. */
export const LOST = `import java.util.List;
import javax.servlet.http.HttpSession;

class Lost {
  void add(HttpSession session, String item) {
    List<String> cart = (List<String>) session.getAttribute("cart");
    cart.add(item);
  }
}
`;

/** The same class, with the change written back. */
export const KEPT = LOST.replace('cart.add(item);', 'cart.add(item);\n    session.setAttribute("cart", cart);');

/** Needs no parse: nothing in it has to do with sessions. */
export const PLAIN = 'class Plain { int x; }\n';

export const BROKEN = `class Broken {
  void f(javax.servlet.http.HttpSession session) {
    session.getAttribute("x";
  }
}
`;

export const LOST_RULE = 'session-lint/no-lost-mutation';
