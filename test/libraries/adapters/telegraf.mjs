import { session, Telegraf } from 'telegraf';
import { jsonStore, redis } from '../http.mjs';
import { BOT, overUpdates } from './bots.mjs';

export async function start({ module, seed, redisPort }) {
  const storage = jsonStore(await redis(redisPort));
  const bot = new Telegraf('1:token');
  bot.botInfo = BOT;
  bot.use(session({ store: storage, defaultSession: () => ({}) }));
  bot.use(module.default);
  return overUpdates({ a: bot, storage, key: '1:1', seed, scenarios: ['push', 'set', 'timer', 'awaited'] });
}
