/** NestJS on Express, with the middleware that its documentation names. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RedisStore } from 'connect-redis';
import session from 'express-session';
import { dataOf, overHttp, redis } from '../http.mjs';

export async function start({ module, seed, redisPort }) {
  const client = await redis(redisPort);
  const { ShopController } = module;
  const instance = async () => {
    class Shop {}
    Module({ controllers: [ShopController] })(Shop);
    const app = await NestFactory.create(Shop, { logger: false, abortOnError: false });
    const options = { secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false };
    app.use(session({ ...options, store: new RedisStore({ client }) }));
    app.use('/seed', (req, res) => {
      Object.assign(req.session, structuredClone(seed));
      res.json({});
    });
    app.use('/read', (req, res) => {
      res.json(dataOf(req.session));
    });
    await app.listen(0, '127.0.0.1');
    return `http://127.0.0.1:${app.getHttpServer().address().port}`;
  };
  const methods = Object.getOwnPropertyNames(ShopController.prototype).map((name) => ShopController.prototype[name]);
  const scenarios = methods.map((method) => Reflect.getMetadata('path', method)).filter((path) => path !== undefined);
  return overHttp({ a: await instance(), b: await instance(), scenarios });
}
