/** Fastify applications with some session plugin. */
import Fastify from 'fastify';
import { overHttp } from '../http.mjs';

export async function startFastify({ module, seed }, register, dataOf) {
  const scenarios = [];
  const instance = async (isFirst) => {
    const app = Fastify();
    await register(app);
    app.post('/seed', async (request) => {
      for (const [key, value] of Object.entries(structuredClone(seed))) request.session.set(key, value);
      return {};
    });
    app.get('/read', async (request) => dataOf(request.session));
    if (isFirst) {
      app.addHook('onRoute', ({ method, url }) => {
        if (method === 'POST') scenarios.push(url.slice(1));
      });
    }
    await app.register(module.default);
    return app.listen({ host: '127.0.0.1', port: 0 });
  };
  return overHttp({ a: await instance(true), b: await instance(false), scenarios });
}
