/** The fixture makes its own `getSession`, with a store that it takes from here. */
import { redis } from '../http.mjs';
import { startHandlers } from './handlers.mjs';

let client;
const store = {
  get: async (id) => JSON.parse((await client.get(id)) ?? 'null'),
  set: async (id, session) => {
    await client.set(id, JSON.stringify(session));
  },
  destroy: async (id) => {
    await client.del(id);
  },
};
globalThis.sessionStore = store;

export async function start({ module, seed, redisPort }) {
  client = await redis(redisPort);
  const { default: getSession, ...handlers } = module;
  return startHandlers(
    { module: handlers, seed },
    {
      seed: (data) => async (req, res) => {
        Object.assign(await getSession(req, res), structuredClone(data));
        res.end();
      },
      read: async (req, res) => {
        const { cart, user, visits, list, lines, notice } = await getSession(req, res);
        res.end(JSON.stringify({ cart, user, visits, list, lines, notice }));
      },
    },
  );
}
