/** A client with a cookie jar, as far as cookies of one host and their paths go. */
import { request as httpRequest } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly node: string;
  readonly session: 'known' | 'new' | '';
  readonly cookies: readonly string[];
}

export interface Visit {
  readonly port: number;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that the client has: any of 127.0.0.0/8. */
  readonly from?: string;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

export class Browser {
  readonly #jar = new Map<string, Cookie>();

  /** One request on a connection of its own. Status 0: the connection broke. */
  async visit({ port, path = '/', method = 'GET', headers = {}, from = '127.0.0.1' }: Visit): Promise<Answer> {
    const cookie = [...this.#jar]
      .filter(([, { path: scope }]) => path === scope || path.startsWith(scope.endsWith('/') ? scope : `${scope}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const sent = { ...headers, Connection: 'close', ...(cookie !== '' && { Cookie: cookie }) };
    return new Promise((resolve) => {
      const outgoing = httpRequest(
        { host: '127.0.0.1', port, path, method, headers: sent, localAddress: from, agent: false },
        (response) => {
          response.resume();
          const cookies = response.headers['set-cookie'] ?? [];
          for (const one of cookies) this.#keep(one, path);
          const header = (name: string): string => String(response.headers[name] ?? '');
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              node: header('x-node'),
              session: header('x-session') as Answer['session'],
              cookies,
            }),
          );
        },
      );
      outgoing.on('error', () => resolve({ status: 0, node: '', session: '', cookies: [] }));
      outgoing.end();
    });
  }

  #keep(header: string, requested: string): void {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const equals = pair.indexOf('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5);
    const scope = path ?? (requested.replace(/\/[^/]*$/, '') || '/');
    this.#jar.set(pair.slice(0, equals), { value: pair.slice(equals + 1), path: scope });
  }
}
