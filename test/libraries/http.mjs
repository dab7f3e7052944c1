/** What the adapters share: a client with a cookie jar, servers on loopback, and data in Redis. */
import { createServer } from 'node:http';
import { createClient } from 'redis';

const TIMEOUT_MS = 1500;

/** A request that ends in time, in an error or never: what counts is what the other instance sees afterwards. */
export async function request(base, path, jar, { method = 'POST', payload } = {}) {
  const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  if (payload !== undefined) headers['content-type'] = 'application/json';
  try {
    const response = await fetch(base + path, {
      method,
      headers,
      redirect: 'manual',
      body: payload === undefined ? undefined : JSON.stringify(payload),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    keepCookies(jar, response);
    return await response.text();
  } catch {
    return undefined;
  }
}

export function keepCookies(jar, response) {
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const isGone = value === '' || /expires=thu, 01 jan 1970|max-age=0(?:;|$)/i.test(line);
    if (isGone) jar.delete(name);
    else jar.set(name, value);
  }
}

export async function listen(handler) {
  const server = createServer(handler);
  return listening(server);
}

export async function listening(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

export async function redis(port) {
  return createClient({ socket: { host: '127.0.0.1', port } }).connect();
}

/** Two instances of an application behind HTTP. */
export function overHttp({ a, b, scenarios }) {
  return {
    scenarios,
    seed: (jar) => request(a, '/seed', jar),
    hit: (name, jar) => request(a, `/${name}`, jar),
    read: async (jar) => parsed(await request(b, '/read', new Map(jar), { method: 'GET' })),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: String(text) };
  }
}

/** A store of (sid, value) pairs as JSON, for libraries that want promises. */
export function jsonStore(client) {
  return {
    get: async (key) => {
      const text = await client.get(key);
      return text === null ? undefined : JSON.parse(text);
    },
    set: async (key, value) => {
      await client.set(key, JSON.stringify(value));
    },
    destroy: async (key) => {
      await client.del(key);
    },
    delete: async (key) => {
      await client.del(key);
    },
  };
}

/** What is stored, without what the library keeps beside it. */
export function dataOf(session) {
  const data = JSON.parse(JSON.stringify(session ?? {}));
  delete data.cookie;
  return data;
}
