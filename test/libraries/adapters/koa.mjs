/** Koa applications with some session middleware. */
import Router from '@koa/router';
import Koa from 'koa';
import { dataOf, listen, overHttp } from '../http.mjs';

export async function startKoa({ module, seed }, use) {
  const instance = async () => {
    const app = new Koa();
    app.silent = true;
    app.keys = [process.env.SESSION_SECRET];
    use(app);
    const own = new Router();
    own.post('/seed', (ctx) => {
      Object.assign(ctx.session, structuredClone(seed));
      ctx.body = {};
    });
    own.get('/read', (ctx) => {
      ctx.body = dataOf(ctx.session);
    });
    app.use(own.routes()).use(module.default.routes());
    return listen(app.callback());
  };
  const scenarios = module.default.stack.map(({ path }) => path.slice(1));
  return overHttp({ a: await instance(), b: await instance(), scenarios });
}
