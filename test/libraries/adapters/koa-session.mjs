import * as koaSession from 'koa-session';
import { jsonStore, redis } from '../http.mjs';
import { startKoa } from './koa.mjs';

const session = koaSession.createSession ?? koaSession.default?.default ?? koaSession.default;

export async function start(context) {
  const store = jsonStore(await redis(context.redisPort));
  return startKoa(context, (app) => app.use(session({ store }, app)));
}
