/**
 * A server that keeps sessions as a servlet container does: in its own memory, with a cookie for the path of the application and
 * the route behind the id. It says in a header whether it knew the session.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BackEnd {
  readonly name: string;
  readonly port: number;
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

export async function startBackEnd({ name, route }: BackEndOptions): Promise<BackEnd> {
  const sessions = new Set<string>();
  const requests: string[] = [];
  let made = 0;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = request.url ?? '/';
    requests.push(`${request.method ?? ''} ${url}`);
    if (url.includes(DIE)) {
      request.socket.destroy();
      return;
    }
    const [, sent = ''] = /(?:^|;\s*)JSESSIONID=([^;]+)/.exec(request.headers.cookie ?? '') ?? [];
    // A prefix of the balancer's own is cut off by it, a route is not.
    const id = sent.replace(/\..*$/, '');
    response.setHeader('X-Node', name);
    response.setHeader('X-Session', sessions.has(id) ? 'known' : 'new');
    if (!sessions.has(id)) {
      const fresh =
        `${name}${(made++).toString().padStart(6, '0')}${Math.random().toString(36).slice(2)}`.toUpperCase();
      sessions.add(fresh);
      const suffix = route();
      const context = /^\/app\b/.test(url) ? '/app' : '/';
      response.setHeader(
        'Set-Cookie',
        `JSESSIONID=${fresh}${suffix === null ? '' : `.${suffix}`}; Path=${context}; HttpOnly`,
      );
    }
    response.end(name);
  };

  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    name,
    port,
    requests,
    reset: () => {
      sessions.clear();
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
