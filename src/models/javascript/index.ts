/** All that is known about JavaScript libraries. */
import { attributeSession } from './attribute-session.ts';
import { grammy, grammyLazy, telegraf } from './bots.ts';
import { clientSessions, cookieSession } from './cookie-libraries.ts';
import { nest, sails, socketIo, tsed, ws } from './decorated-frameworks.ts';
import { connectFlash, express, onFinished, passport } from './express.ts';
import { expressSession } from './express-session.ts';
import { fastify, fastifyPlugin, fastifySession, secureSession } from './fastify.ts';
import { h3, nuxtAuthUtils, solidStart, tanstackStart } from './h3.ts';
import { hapi, yar } from './hapi.ts';
import { hono, honoSession, honoSessions } from './hono.ts';
import { ironSession, nextIronSession } from './iron-session.ts';
import { koa, koaGenericSession, koaSession } from './koa.ts';
import type { LibraryModel } from './model.ts';
import {
  adonisCore,
  adonisSession,
  astro,
  elysia,
  foal,
  next,
  nextNavigation,
  nextSession,
  nodeHttp,
  oak,
  oakSessions,
  svelteKit,
  svelteKitCookieSession,
  svelteKitSessions,
} from './other-frameworks.ts';
import { reactRouter } from './react-router.ts';

export const libraries: readonly LibraryModel[] = [
  express,
  onFinished,
  connectFlash,
  passport,
  nodeHttp,
  next,
  nextNavigation,
  expressSession,
  cookieSession,
  clientSessions,
  koa,
  koaSession,
  koaGenericSession,
  fastify,
  fastifyPlugin,
  fastifySession,
  secureSession,
  ironSession,
  nextIronSession,
  reactRouter,
  h3,
  tanstackStart,
  solidStart,
  nuxtAuthUtils,
  hono,
  honoSessions,
  honoSession,
  adonisCore,
  adonisSession,
  foal,
  hapi,
  yar,
  astro,
  elysia,
  oak,
  oakSessions,
  grammy,
  grammyLazy,
  telegraf,
  nextSession,
  svelteKit,
  svelteKitSessions,
  svelteKitCookieSession,
  nest,
  tsed,
  sails,
  socketIo,
  ws,
  attributeSession,
];
