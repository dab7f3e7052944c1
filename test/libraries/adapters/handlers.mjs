/** Fixtures that export functions of (req, res): one path for each. */
import { listen, overHttp } from '../http.mjs';

export async function startHandlers({ module, seed }, own) {
  const scenarios = Object.keys(module);
  const instance = () =>
    listen((req, res) => {
      const name = req.url.slice(1);
      const handler = name === 'seed' ? own.seed(seed) : name === 'read' ? own.read : module[name];
      Promise.resolve(handler(req, res)).catch(() => {
        if (!res.headersSent) res.statusCode = 500;
        res.end();
      });
    });
  return overHttp({ a: await instance(), b: await instance(), scenarios });
}
