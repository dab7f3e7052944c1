/** Applications that are functions from Request to Response. */
import { keepCookies } from '../http.mjs';

export function overFetch({ a, b, scenarios }) {
  const send = async (app, path, jar, method) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app(new Request(`http://shop.example${path}`, { method, headers: { cookie } }));
    keepCookies(jar, response);
    return response.text();
  };
  return {
    scenarios,
    seed: (jar) => send(a, '/seed', jar, 'POST'),
    // A request that fails is one that saves nothing.
    hit: (name, jar) => send(a, `/${name}`, jar, 'POST').catch(() => undefined),
    read: async (jar) => JSON.parse((await send(b, '/read', new Map(jar), 'GET')) || '{}'),
  };
}
