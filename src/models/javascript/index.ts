/** All that is known about JavaScript libraries. */
import { connectFlash, express, onFinished, passport } from './express.ts';
import { expressSession } from './express-session.ts';
import { ironSession, nextIronSession } from './iron-session.ts';
import type { LibraryModel } from './model.ts';

export const libraries: readonly LibraryModel[] = [
  express,
  onFinished,
  connectFlash,
  passport,
  expressSession,
  ironSession,
  nextIronSession,
];
