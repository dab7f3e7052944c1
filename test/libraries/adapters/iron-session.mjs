import { getIronSession } from 'iron-session';
import { startHandlers } from './handlers.mjs';

const options = () => ({ password: process.env.SESSION_PASSWORD, cookieName: 'shop' });

export const start = (context) =>
  startHandlers(context, {
    seed: (data) => async (req, res) => {
      const session = await getIronSession(req, res, options());
      Object.assign(session, structuredClone(data));
      await session.save();
      res.end();
    },
    read: async (req, res) => {
      res.end(JSON.stringify(await getIronSession(req, res, options())));
    },
  });
