import cookieSession from 'cookie-session';
import { startExpress } from './express.mjs';

export const start = (context) => startExpress(context, () => cookieSession({ keys: [process.env.SESSION_SECRET] }));
