/**
 * A server that keeps sessions as a servlet container does: in its own memory, with a cookie for the path of the application and
 * the route behind the id. It says in a header whether it knew the session. It speaks HTTP, and AJP for mod_jk.
 */
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { serveAjp } from './ajp.ts';

export interface BackEnd {
  readonly name: string;
  readonly port: number;
  readonly ajpPort: number;
  /** Methods of the requests that have reached it, with their paths. */
  readonly requests: string[];
  reset(): void;
  close(): Promise<void>;
}

export interface BackEndOptions {
  readonly name: string;
  /** Appended to session ids; null for a Tomcat without jvmRoute. */
  readonly route: () => string | null;
}

/** Requests for paths that hold this are taken in and never answered. */
export const DIE = '/die';

/** Names of headers to values; null for a connection that breaks. */
export type Answer = Readonly<Record<string, string>> | null;

export async function startBackEnd({ name, route }: BackEndOptions): Promise<BackEnd> {
  const sessions = new Set<string>();
  const requests: string[] = [];
  let made = 0;

  const answer = (method: string, url: string, cookies: string): Answer => {
    requests.push(`${method} ${url}`);
    if (url.includes(DIE)) return null;
    const [, sent = ''] = /(?:^|;\s*)JSESSIONID=([^;]+)/.exec(cookies) ?? [];
    const id = sent.replace(/\..*$/, '');
    if (sessions.has(id)) return { 'X-Node': name, 'X-Session': 'known' };
    const fresh = `${name}${(made++).toString().padStart(6, '0')}${Math.random().toString(36).slice(2)}`.toUpperCase();
    sessions.add(fresh);
    const suffix = route();
    const context = /^\/app\b/.test(url) ? '/app' : '/';
    const cookie = `JSESSIONID=${fresh}${suffix === null ? '' : `.${suffix}`}; Path=${context}; HttpOnly`;
    return { 'X-Node': name, 'X-Session': 'new', 'Set-Cookie': cookie };
  };

  const http = createServer((request, response) => {
    const headers = answer(request.method ?? '', request.url ?? '/', request.headers.cookie ?? '');
    if (headers === null) request.socket.destroy();
    else response.writeHead(200, headers).end(name);
  });
  const ajp = createTcpServer((socket) => serveAjp(socket, name, answer));
  return {
    name,
    port: await listen(http),
    ajpPort: await listen(ajp),
    requests,
    reset: () => {
      sessions.clear();
      requests.length = 0;
    },
    close: async () => {
      http.closeAllConnections();
      await Promise.all([http, ajp].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
