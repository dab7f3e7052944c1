/** A git repository of its own, in which commits are made as a user makes them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
/** Where `prepare.mjs` puts things. */
const build = join(here, '../../node_modules/.cache/session-lint-hooks');

export interface Ran {
  readonly code: number | null;
  /** Both streams. */
  readonly output: string;
}

export class Repository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-hooks-')));

  constructor() {
    this.git('init', '--quiet');
  }

  write(name: string, text: string): void {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.root, name), 'utf8');
  }

  /** @throws {Error} when git fails */
  git(...args: string[]): string {
    const { code, output } = this.run('git', ...args);
    if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${String(code)}:\n${output}`);
    return output;
  }

  /** Stages the files and commits; a hook may refuse. */
  commit(...names: string[]): Ran {
    this.git('add', '--', ...names);
    return this.run('git', 'commit', '--message', 'A change');
  }

  commits(): number {
    const { code, output } = this.run('git', 'rev-list', '--count', 'HEAD');
    return code === 0 ? Number(output) : 0;
  }

  run(command: string, ...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...environment(), PATH: [join(this.root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) },
    });
    return { code: status, output: stdout + stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Nothing of the user's own git, and no network. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && !name.startsWith('npm_'));
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: join(here, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    PRE_COMMIT_HOME: join(build, 'pre-commit'),
    npm_config_offline: 'true',
    NO_COLOR: '1',
  };
}

/** The clone of this repository, and its commit, which `prepare.mjs` made. */
export const tool = { path: join(build, 'tool'), revision: readFileSync(join(build, 'revision'), 'utf8') };

/** The packed package. */
export function tarball(): string {
  const [name] = readdirSync(build).filter((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error('There is no tarball: run test/hooks/prepare.mjs first.');
  return join(build, name);
}

/** A change that is lost on other nodes, and the repair that `--fix` makes of it. */
export function cartClass(name: string): string {
  return `import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;

class ${name} {
    void add(HttpServletRequest request, String item) {
        HttpSession session = request.getSession();
        List<String> cart = (List<String>) session.getAttribute("cart");
        cart.add(item);
    }
}
`;
}

export const WRITE_BACK = 'session.setAttribute("cart", cart);';

export function repairedCartClass(name: string): string {
  return cartClass(name).replace('cart.add(item);', `$&\n        ${WRITE_BACK}`);
}
