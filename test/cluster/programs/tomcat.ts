/** Starts Tomcats from the jars of Debian's libtomcat10-java, on folders of ours, and stops them. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Running } from './program.ts';

const JARS = '/usr/share/java';

function jars(): readonly string[] {
  const names = readdirSync(JARS).filter((name) => /^tomcat10-(?!embed|i18n)[a-z-]+\.jar$/.test(name));
  return names.map((name) => join(JARS, name));
}

/** @throws {Error} that says what to install */
export function requireTomcat(): void {
  const javac = spawnSync('javac', ['-version']).status === 0;
  if (javac && existsSync(join(JARS, 'tomcat10-catalina-ha.jar'))) return;
  throw new Error(
    'Not installed: a JDK or Tomcat. Try: apt-get install --no-install-recommends default-jdk-headless libtomcat10-java',
  );
}

/** Compiles what runs in the servers: the node and what its configuration names into `folder/node`, the servlet into `folder/classes`. @throws {Error} */
export function compilePrograms(folder: string): void {
  for (const [name, target] of [
    ['TomcatNode.java', 'node'],
    ['SilentListener.java', 'node'],
    ['CountServlet.java', 'classes'],
  ] as const) {
    const output = join(folder, target);
    mkdirSync(output, { recursive: true });
    const source = fileURLToPath(new URL(name, import.meta.url));
    const { status, stderr } = spawnSync('javac', ['-d', output, '-cp', jars().join(':'), source], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name} does not compile: ${stderr}`);
  }
}

export interface TomcatNode extends Running {
  /** False: it refused its configuration. */
  readonly started: boolean;
  /** What it has logged so far. */
  log(): string;
}

const START_LIMIT_MS = 50_000;

/** Resolves when the server has started, or has refused to. @throws {Error} with the log, if it does neither in time */
export async function startTomcat(compiled: string, base: string): Promise<TomcatNode> {
  const classPath = [join(compiled, 'node'), ...jars()].join(':');
  const options = [
    '-XX:TieredStopAtLevel=1',
    '-Djava.net.preferIPv4Stack=true',
    '-Duser.language=en',
    '-cp',
    classPath,
  ];
  const child = spawn('java', [...options, 'TomcatNode', base], { cwd: base, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    const killed = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(killed);
  };
  const limit = Date.now() + START_LIMIT_MS;
  while (!said.includes('NODE ')) {
    if (child.exitCode !== null || Date.now() > limit) {
      await stop();
      throw new Error(`Tomcat did not start: ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { started: said.includes('NODE STARTED'), log: () => log, stop };
}
