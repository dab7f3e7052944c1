/** Starts nginx, httpd or HAProxy on a configuration of ours, and stops it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type ProgramName = 'nginx' | 'httpd' | 'haproxy';

interface Program {
  readonly binary: string;
  readonly needs: readonly string[];
  readonly package: string;
  readonly run: (folder: string, file: string) => readonly string[];
  readonly check: (folder: string, file: string) => readonly string[];
}

const PROGRAMS: Readonly<Record<ProgramName, Program>> = {
  nginx: {
    binary: '/usr/sbin/nginx',
    needs: ['/usr/sbin/nginx'],
    package: 'nginx',
    run: (folder, file) => ['-p', folder, '-e', join(folder, 'error.log'), '-c', file],
    check: (folder, file) => ['-t', '-p', folder, '-e', join(folder, 'error.log'), '-c', file],
  },
  httpd: {
    binary: '/usr/sbin/apache2',
    needs: ['/usr/sbin/apache2', '/usr/lib/apache2/modules/mod_jk.so'],
    package: 'apache2 libapache2-mod-jk',
    run: (folder, file) => ['-X', '-d', folder, '-f', file],
    check: (folder, file) => ['-t', '-d', folder, '-f', file],
  },
  haproxy: {
    binary: '/usr/sbin/haproxy',
    needs: ['/usr/sbin/haproxy'],
    package: 'haproxy',
    run: (_, file) => ['-db', '-f', file],
    check: (_, file) => ['-c', '-f', file],
  },
};

/** @throws {Error} that says what to install */
export function requirePrograms(names: readonly ProgramName[]): void {
  const missing = names
    .filter((name) => PROGRAMS[name].needs.some((file) => !existsSync(file)))
    .map((name) => PROGRAMS[name].package);
  if (missing.length === 0) return;
  throw new Error(
    `Not installed: ${missing.join(', ')}. Try: apt-get install --no-install-recommends ${missing.join(' ')}`,
  );
}

/** What the program says of the file without running it, and whether it takes it. */
export function checkConfiguration(name: ProgramName, folder: string, file: string): { ok: boolean; output: string } {
  const { binary, check } = PROGRAMS[name];
  const { status, stdout, stderr } = spawnSync(binary, check(folder, file), { encoding: 'utf8', cwd: folder });
  return { ok: status === 0, output: stdout + stderr };
}

export interface Running {
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;

/** Resolves when the port answers. @throws {Error} with what the program said, if it ends before that */
export async function startProgram(name: ProgramName, folder: string, file: string, port: number): Promise<Running> {
  const { binary, run } = PROGRAMS[name];
  const child: ChildProcess = spawn(binary, run(folder, file), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const killed = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(killed);
  };
  const limit = Date.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > limit) {
      await stop();
      throw new Error(`${name} did not start: ${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { stop };
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
