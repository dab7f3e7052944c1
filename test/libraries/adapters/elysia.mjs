/** Each cookie is a session of its own; the browser is what both instances share. */
import { Elysia } from 'elysia';
import { overFetch } from './fetch-app.mjs';

export async function start({ module, seed }) {
  const instance = () => {
    const app = new Elysia();
    app.post('/seed', ({ cookie }) => {
      cookie.cart.set({ value: structuredClone(seed.cart), path: '/' });
      return {};
    });
    app.get('/read', ({ cookie }) => ({ cart: cookie.cart.value }));
    app.use(module.default);
    return (request) => app.handle(request);
  };
  return overFetch({ a: instance(), b: instance(), scenarios: module.default.routes.map(({ path }) => path.slice(1)) });
}
