/** Bots: an update instead of a request, and the storage instead of a cookie. */
export function overUpdates({ a, storage, key, seed, scenarios, copy = structuredClone }) {
  let id = 0;
  return {
    scenarios,
    seed: () => storage.set(key, copy(seed)),
    hit: async (name) => {
      const text = `/${name}`;
      const user = { id: 1, is_bot: false, first_name: 'Ann' };
      const message = {
        message_id: ++id,
        date: 1,
        chat: { id: 1, type: 'private', first_name: 'Ann' },
        from: user,
        text,
        entities: [{ type: 'bot_command', offset: 0, length: text.length }],
      };
      await a.handleUpdate({ update_id: id, message });
    },
    read: () => storage.get(key),
  };
}

export const BOT = { id: 2, is_bot: true, first_name: 'Shop', username: 'shop_bot' };
