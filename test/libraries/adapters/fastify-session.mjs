import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import { dataOf, redis } from '../http.mjs';
import { startFastify } from './fastify.mjs';

export async function start(context) {
  const client = await redis(context.redisPort);
  // What connect-redis does, with the callbacks of this library.
  const store = {
    get: (id, done) => {
      client.get(id).then((text) => done(null, text === null ? null : JSON.parse(text)), done);
    },
    set: (id, session, done) => {
      client.set(id, JSON.stringify(session)).then(() => done(null), done);
    },
    destroy: (id, done) => {
      client.del(id).then(() => done(null), done);
    },
  };
  const register = async (app) => {
    await app.register(fastifyCookie);
    await app.register(fastifySession, { secret: process.env.SESSION_SECRET, cookie: { secure: false }, store });
  };
  return startFastify(context, register, dataOf);
}
