import { Hono } from 'hono';
import { CookieStore, sessionMiddleware } from 'hono-sessions';
import { overFetch } from './fetch-app.mjs';

const NAMES = ['cart', 'user', 'visits', 'list', 'lines', 'notice'];

export async function start({ module, seed }) {
  const instance = () => {
    const app = new Hono();
    app.use(
      '*',
      sessionMiddleware({
        store: new CookieStore(),
        encryptionKey: process.env.SESSION_SECRET,
        cookieOptions: { path: '/' },
      }),
    );
    app.post('/seed', (c) => {
      for (const [key, value] of Object.entries(structuredClone(seed))) c.get('session').set(key, value);
      return c.json({});
    });
    app.get('/read', (c) => c.json(Object.fromEntries(NAMES.map((name) => [name, c.get('session').get(name)]))));
    app.route('/', module.default);
    return (request) => app.fetch(request);
  };
  return overFetch({ a: instance(), b: instance(), scenarios: module.default.routes.map(({ path }) => path.slice(1)) });
}
