/** Asks git, as a program of its own and never through a shell. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { CliIo } from './io.ts';
import { UserError } from './user-error.ts';

export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  /** What git says on its standard error, without "fatal: ". */
  readonly complaint: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The name to start git by. Windows looks for programs in the folder that they are started in before it looks at PATH, and a
 * repository may hold a git.exe: this variable, in the environment of this process, has it look at PATH only. Node.js 20 does not
 * heed it yet (libuv 1.46).
 */
export function gitProgram(): string {
  if (process.platform === 'win32') process.env['NoDefaultCurrentDirectoryInExePath'] = '1';
  return 'git';
}

/** The repository around a folder. */
export class Repository {
  /** The top folder of the work tree, absolute. */
  readonly root: string;
  readonly #env: Env;
  /** The option of the user that needs git, for messages. */
  readonly #option: string;

  private constructor(root: string, env: Env, option: string) {
    this.root = root;
    this.#env = env;
    this.#option = option;
  }

  /**
   * The repository that the folder lies in. Hooks of git run with GIT_DIR, which is meant for the top folder and would make any
   * other one the root of the work tree: it only counts where there is no repository without it. The index that a hook is
   * to look at (GIT_INDEX_FILE) counts for the hook's own repository.
   * @throws {UserError} without git, and outside of a repository
   */
  static async around({ cwd, env: given }: Pick<CliIo, 'cwd' | 'env'>, option: string): Promise<Repository> {
    const env: Env = { ...process.env, ...given, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };
    const { GIT_DIR: hookDir, GIT_INDEX_FILE: index } = env;
    const plain: Env = { ...env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
    const ask = (how: Env) => git(['rev-parse', '--show-toplevel', '--absolute-git-dir'], cwd, how, option);
    let answer = await ask(plain);
    let used: Env = plain;
    if (answer.code !== 0 && hookDir !== undefined) {
      answer = await ask(env);
      used = env;
    }
    if (answer.code !== 0) {
      if (!answer.complaint.includes('not a git repository'))
        throw new UserError(`${option}: git says: ${answer.complaint}.`);
      throw new UserError(`${option} needs a git repository, and ${cwd} is in none.`);
    }
    const [root = '', folder = ''] = answer.output.toString('utf8').split(/\r?\n/);
    if (used === plain && index !== undefined) {
      const hooks = hookDir === undefined ? folder : await gitDirOf(env, root, option);
      if (hooks === folder) used = { ...plain, GIT_INDEX_FILE: resolve(root, index) };
    }
    return new Repository(root, used, option);
  }

  ask(args: readonly string[], input?: string): Promise<GitAnswer> {
    return git(args, this.root, this.#env, this.#option, input);
  }

  /** @throws {UserError} when git cannot tell */
  async paths(args: readonly string[]): Promise<readonly string[]> {
    return this.fields((await this.run(args)).toString('utf8')).map((path) => resolve(this.root, path));
  }

  fields(output: string): readonly string[] {
    return output.split('\0').filter((field) => field !== '');
  }

  async run(args: readonly string[], input?: string): Promise<Buffer> {
    const { code, output, complaint } = await this.ask(args, input);
    if (code !== 0) throw new UserError(`${this.#option}: git ${args[0] ?? ''} failed: ${complaint}.`);
    return output;
  }
}

async function gitDirOf(env: Env, root: string, option: string): Promise<string> {
  const { output } = await git(['rev-parse', '--absolute-git-dir'], root, env, option);
  return output.toString('utf8').trimEnd();
}

function git(args: readonly string[], cwd: string, env: Env, option: string, input = ''): Promise<GitAnswer> {
  return new Promise((done, fail) => {
    const child = spawn(gitProgram(), args, { cwd, env: { ...env }, stdio: 'pipe', windowsHide: true });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.once('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT' || error.code === 'EACCES';
      fail(missing ? new UserError(`${option} needs git, which cannot be started: is it installed?`) : error);
    });
    child.once('close', (code) => {
      const [first = ''] = Buffer.concat(errors).toString('utf8').trim().split(/\r?\n/);
      const complaint = first.replace(/^(?:fatal|error): /, '').replace(/\.$/, '');
      done({ code: code ?? 1, output: Buffer.concat(output), complaint });
    });
    // Git may have ended before it has read all.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
