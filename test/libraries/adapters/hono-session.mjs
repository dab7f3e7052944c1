import * as honoSession from '@hono/session';
import { Hono } from 'hono';
import { overFetch } from './fetch-app.mjs';

const middleware = honoSession.useSession ?? honoSession.session;

export async function start({ module, seed }) {
  const instance = () => {
    const app = new Hono();
    app.use(middleware({ secret: process.env.SESSION_SECRET }));
    app.post('/seed', async (c) => {
      await c.var.session.update(structuredClone(seed));
      return c.json({});
    });
    app.get('/read', async (c) => c.json((await c.var.session.get()) ?? {}));
    app.route('/', module.default);
    return (request) => app.fetch(request);
  };
  return overFetch({ a: instance(), b: instance(), scenarios: module.default.routes.map(({ path }) => path.slice(1)) });
}
