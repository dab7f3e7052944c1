import { withIronSession } from 'next-iron-session';
import { startHandlers } from './handlers.mjs';

const options = () => ({ password: process.env.SESSION_PASSWORD, cookieName: 'shop' });

export const start = (context) =>
  startHandlers(context, {
    seed: (data) =>
      withIronSession(async (req, res) => {
        for (const [key, value] of Object.entries(data)) req.session.set(key, value);
        await req.session.save();
        res.end();
      }, options()),
    read: (req, res) =>
      withIronSession(async (wrapped, response) => {
        const names = ['cart', 'user', 'visits', 'list', 'lines', 'notice', 'other'];
        response.end(JSON.stringify(Object.fromEntries(names.map((name) => [name, wrapped.session.get(name)]))));
      }, options())(req, res),
  });
