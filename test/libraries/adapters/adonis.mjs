/** Actions behind the session middleware of AdonisJS, with contexts as its own tests make them. */
import { HttpContextFactory, RequestFactory, ResponseFactory } from '@adonisjs/core/factories/http';
import { SessionMiddlewareFactory } from '@adonisjs/session/factories';
import { listen, overHttp, redis } from '../http.mjs';

export async function start({ module, seed, redisPort }) {
  const client = await redis(redisPort);
  // What the store of @adonisjs/redis does: the whole session as JSON.
  const store = () => ({
    read: async (id) => JSON.parse((await client.get(id)) ?? 'null'),
    write: async (id, values) => {
      await client.set(id, JSON.stringify(values));
    },
    destroy: async (id) => {
      await client.del(id);
    },
    touch: async () => undefined,
  });
  const actions = {
    ...module,
    seed: ({ session }) => {
      for (const [key, value] of Object.entries(structuredClone(seed))) session.put(key, value);
    },
    read: ({ session, response }) => response.send(session.all()),
  };
  const instance = async () => {
    const config = { enabled: true, store: 'redis', stores: { redis: store }, cookieName: 'shop', cookie: { path: '/' } };
    const middleware = await new SessionMiddlewareFactory().merge({ config }).create();
    return listen(async (req, res) => {
      const request = new RequestFactory().merge({ req, res }).create();
      const response = new ResponseFactory().merge({ req, res }).create();
      const ctx = new HttpContextFactory().merge({ request, response }).create();
      request.ctx = response.ctx = ctx;
      try {
        await middleware.handle(ctx, () => actions[req.url.slice(1)](ctx));
        if (!response.hasLazyBody) response.send('');
        response.finish();
      } catch {
        res.statusCode = 500;
        res.end();
      }
    });
  };
  return overHttp({ a: await instance(), b: await instance(), scenarios: Object.keys(module) });
}
