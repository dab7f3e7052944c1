import { createApp, createRouter, eventHandler, toNodeListener, useSession } from 'h3';
import { listen, overHttp } from '../http.mjs';

export async function start({ module, seed }) {
  const config = { password: process.env.SESSION_PASSWORD, name: 'shop' };
  const instance = () => {
    const router = createRouter();
    router.post(
      '/seed',
      eventHandler(async (event) => {
        const session = await useSession(event, config);
        await session.update(structuredClone(seed));
        return {};
      }),
    );
    router.get(
      '/read',
      eventHandler(async (event) => (await useSession(event, config)).data),
    );
    for (const [name, handler] of Object.entries(module)) router.post(`/${name}`, handler);
    return listen(toNodeListener(createApp({ onError: () => undefined }).use(router)));
  };
  return overHttp({ a: await instance(), b: await instance(), scenarios: Object.keys(module) });
}
