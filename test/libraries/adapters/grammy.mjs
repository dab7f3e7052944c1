import { Bot, session } from 'grammy';
import { jsonStore, redis } from '../http.mjs';
import { BOT, overUpdates } from './bots.mjs';

export async function start({ module, seed, redisPort }) {
  const storage = jsonStore(await redis(redisPort));
  const bot = new Bot('1:token', {
    botInfo: { ...BOT, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false },
  });
  bot.use(session({ initial: () => ({}), storage: { read: storage.get, write: storage.set, delete: storage.delete } }));
  bot.use(module.default);
  return overUpdates({ a: bot, storage, key: '1', seed, scenarios: commandsOf(module) });
}

/** The library does not tell which commands there are. */
const commandsOf = (module) => module.commands ?? ['push', 'set', 'timer', 'awaited'];
