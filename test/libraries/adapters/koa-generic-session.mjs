import session from 'koa-generic-session';
import { jsonStore, redis } from '../http.mjs';
import { startKoa } from './koa.mjs';

export async function start(context) {
  const store = jsonStore(await redis(context.redisPort));
  return startKoa(context, (app) => app.use(session({ store })));
}
