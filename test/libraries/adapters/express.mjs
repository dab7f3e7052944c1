/** Express applications with some session middleware. */
import express from 'express';
import { dataOf, listen, overHttp } from '../http.mjs';

export async function startExpress({ module, seed }, middleware) {
  const instance = async () => {
    const app = express();
    app.use(middleware());
    app.post('/seed', (req, res) => {
      Object.assign(req.session, structuredClone(seed));
      res.json({});
    });
    app.get('/read', (req, res) => {
      res.json(dataOf(req.session));
    });
    app.use(module.default);
    // Errors are answered without a page that tells of them.
    app.use((error, req, res, next) => {
      if (res.headersSent) next(error);
      else res.status(500).end();
    });
    return listen(app);
  };
  const scenarios = module.default.stack.map((layer) => layer.route.path.slice(1));
  return overHttp({ a: await instance(), b: await instance(), scenarios });
}
