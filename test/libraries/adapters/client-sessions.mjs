import sessions from 'client-sessions';
import { startExpress } from './express.mjs';

export const start = (context) =>
  startExpress(context, () => sessions({ cookieName: 'session', secret: process.env.SESSION_SECRET }));
