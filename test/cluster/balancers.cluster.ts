/** Each condition of the rules on balancers, on the real program and in the linter. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindOf } from '../../src/file-kinds.ts';
import { rules } from '../../src/rules.ts';
import { configFor } from '../fixtures/lint-fixture.ts';
import { balancerCases, type BalancerCase, type Effect } from './balancer-cases.ts';
import { DIE, startBackEnd, type BackEnd } from './programs/back-end.ts';
import { Browser } from './programs/browser.ts';
import { checkConfiguration, freePort, requirePrograms, startProgram, type ProgramName } from './programs/program.ts';

const FILE: Readonly<Record<ProgramName, string>> = {
  nginx: 'nginx.conf',
  httpd: 'httpd.conf',
  haproxy: 'haproxy.cfg',
};
const RULES = ['require-affinity', 'effective-affinity', 'jvm-route'];
const REQUESTS = 10;
const CLIENTS = 20;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-cluster-')));
const routes: [string | null, string | null] = [null, null];
const backEnds: BackEnd[] = [];

beforeAll(async () => {
  requirePrograms(['nginx', 'httpd', 'haproxy']);
  // httpd gives up the rights of root.
  chmodSync(folder, 0o755);
  backEnds.push(await startBackEnd({ name: 'a', route: () => routes[0] }));
  backEnds.push(await startBackEnd({ name: 'b', route: () => routes[1] }));
});

afterAll(async () => {
  await Promise.all(backEnds.map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

function around(program: ProgramName, config: string): string {
  const modules = '/usr/lib/apache2/modules';
  switch (program) {
    case 'nginx': {
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path {FOLDER}/${name};`,
      );
      return `daemon off;\nmaster_process off;\npid {FOLDER}/pid;\nevents {}\nhttp {\naccess_log off;\n${paths.join('\n')}\n${config}\n}\n`;
    }
    case 'httpd': {
      const names = [
        'mpm_prefork',
        'authz_core',
        'headers',
        'slotmem_shm',
        'proxy',
        'proxy_http',
        'proxy_balancer',
        'lbmethod_byrequests',
        'jk',
      ];
      const load = names.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n');
      return `${load}\nServerName localhost\nListen 127.0.0.1:{PORT}\nPidFile {FOLDER}/pid\nDefaultRuntimeDir {FOLDER}\nErrorLog {FOLDER}/error.log\nMutex file:{FOLDER}\nUser www-data\nGroup www-data\n${config}\n`;
    }
    case 'haproxy':
      return `defaults\n    mode http\n    timeout connect 2s\n    timeout client 5s\n    timeout server 5s\n\n${config}`;
  }
}

interface Prepared {
  readonly root: string;
  readonly file: string;
  readonly port: number;
  readonly names: readonly string[];
}

let count = 0;

async function prepare({ program, config, files = {}, routes: given = [null, null] }: BalancerCase): Promise<Prepared> {
  const root = join(folder, String(count++));
  mkdirSync(join(root, '.git'), { recursive: true });
  const port = await freePort();
  [routes[0], routes[1]] = given;
  backEnds.forEach((one) => one.reset());
  const [a, b] = backEnds;
  const filled = (template: string): string =>
    template
      .replaceAll('{A}', `127.0.0.1:${a?.port ?? ''}`)
      .replaceAll('{B}', `127.0.0.1:${b?.port ?? ''}`)
      .replaceAll('{A-AJP}', String(a?.ajpPort))
      .replaceAll('{B-AJP}', String(b?.ajpPort))
      .replaceAll('{PORT}', String(port))
      .replaceAll('{FOLDER}', root);
  const all = { ...files, [FILE[program]]: around(program, config) };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), filled(content));
  }
  return { root, file: join(root, FILE[program]), port, names: Object.keys(all) };
}

/** `file rule messageId` of every finding in every file. */
function lint({ root, names }: Prepared): string[] {
  const linter = new Linter({ configType: 'flat', cwd: root });
  return names.flatMap((name) => {
    const file = join(root, name);
    const kind = kindOf(file);
    if (kind === undefined) return [];
    const own = RULES.filter((rule) => rules[rule]?.meta.languages.includes(kind.language));
    return linter
      .verify(readFileSync(file, 'utf8'), configFor({ rules: own }), { filename: file })
      .map(
        ({ ruleId, messageId, message }) =>
          `${name} ${ruleId?.replace('session-lint/', '') ?? ''} ${messageId ?? message}`,
      );
  });
}

/** How many sessions a client starts in a row of requests. */
async function sessionsOf(port: number, path: string): Promise<number> {
  const browser = new Browser();
  let started = 0;
  for (let i = 0; i < REQUESTS; i++) {
    const answer = await browser.visit({ port, path: path + (i % 2 === 0 ? '' : `?${i}`) });
    expect(answer.status).toBe(200);
    if (answer.session === 'new') started++;
  }
  return started;
}

async function nodesOfClients(port: number): Promise<Set<string>> {
  const nodes = new Set<string>();
  for (let i = 0; i < CLIENTS; i++) {
    const answer = await new Browser().visit({ port, headers: { 'X-Forwarded-For': `10.${i}.1.1` } });
    nodes.add(answer.node);
  }
  return nodes;
}

async function show(effect: Exclude<Effect, 'refused'>, port: number, path: string): Promise<void> {
  switch (effect) {
    case 'kept':
      for (let i = 0; i < 3; i++) expect(await sessionsOf(port, path)).toBe(1);
      return;
    case 'lost':
      expect(await sessionsOf(port, path)).toBeGreaterThan(1);
      return;
    case 'restarted': {
      const started: number[] = [];
      for (let i = 0; i < CLIENTS; i++) started.push(await sessionsOf(port, path));
      expect(Math.max(...started)).toBeGreaterThan(1);
      return;
    }
    case 'resent': {
      const answer = await new Browser().visit({ port, path: DIE, method: 'POST' });
      expect(answer.status).toBe(502);
      expect(backEnds.map(({ requests }) => requests)).toEqual([[`POST ${DIE}`], [`POST ${DIE}`]]);
      return;
    }
    case 'one-server':
      expect([...(await nodesOfClients(port))]).toHaveLength(1);
      return;
    case 'spread':
      expect([...(await nodesOfClients(port))].sort()).toEqual(['a', 'b']);
      return;
    case 'shared': {
      const first = await new Browser().visit({ port });
      const second = await new Browser().visit({ port });
      expect(first.cookies).toHaveLength(1);
      expect(second.cookies).toEqual(first.cookies);
      return;
    }
  }
}

describe.each(['nginx', 'httpd', 'haproxy'] as const)('%s', (program) => {
  const cases = balancerCases.filter((one) => one.program === program);

  test.each(cases)('$name: $effect', async (one) => {
    const prepared = await prepare(one);
    const { ok, output } = checkConfiguration(program, prepared.root, prepared.file);
    if (one.says !== undefined) expect(output).toMatch(one.says);
    expect(ok, output).toBe(one.effect !== 'refused');
    expect(lint(prepared).sort()).toEqual([...one.finds].sort());
    if (one.effect === 'refused') return;
    const running = await startProgram(program, prepared.root, prepared.file, prepared.port);
    try {
      await show(one.effect, prepared.port, one.path ?? '/');
    } finally {
      await running.stop();
    }
  });
});
