import Hapi from '@hapi/hapi';
import Yar from '@hapi/yar';
import { overHttp } from '../http.mjs';

export async function start({ module, seed }) {
  const instance = async () => {
    const server = Hapi.server({ host: '127.0.0.1', port: 0, debug: false });
    await server.register({
      plugin: Yar,
      options: { storeBlank: false, cookieOptions: { password: process.env.SESSION_PASSWORD, isSecure: false } },
    });
    server.route([
      {
        method: 'POST',
        path: '/seed',
        handler: (request) => {
          for (const [key, value] of Object.entries(structuredClone(seed))) request.yar.set(key, value);
          return {};
        },
      },
      {
        method: 'GET',
        path: '/read',
        handler: (request) => {
          const names = ['cart', 'user', 'visits', 'list', 'lines', 'notice'];
          return Object.fromEntries(names.map((name) => [name, request.yar.get(name)]));
        },
      },
      ...module.routes,
    ]);
    await server.start();
    return server.info.uri;
  };
  const scenarios = module.routes.map(({ path }) => path.slice(1));
  return overHttp({ a: await instance(), b: await instance(), scenarios });
}
