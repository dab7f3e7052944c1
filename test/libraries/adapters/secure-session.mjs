import secureSession from '@fastify/secure-session';
import { startFastify } from './fastify.mjs';

export const start = (context) =>
  startFastify(
    context,
    (app) => app.register(secureSession, { key: Buffer.alloc(32, 7), cookie: { path: '/' } }),
    (session) => session.data() ?? {},
  );
