import { RedisStore } from 'connect-redis';
import session from 'express-session';
import { redis } from '../http.mjs';
import { startExpress } from './express.mjs';

export async function start(context) {
  const client = await redis(context.redisPort);
  return startExpress(context, () =>
    session({
      store: new RedisStore({ client }),
      secret: process.env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
    }),
  );
}
