/** Sessions of Express that live in a cookie: saved when the header lines are sent. */
import type { LibraryModel, SessionModel } from './model.ts';
import { call, object, other, touch } from './shorthands.ts';

const saved = {
  ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
  detection: [{ is: 'HASH' }],
  commit: 'headers',
  lateSave: 'useless',
  remedy: 'the change before the response',
  codec: [{ is: 'json-hashed' }],
  untyped: true,
  store: null,
} satisfies Partial<SessionModel>;

/** cookie-session 2. */
export const cookieSession: LibraryModel = {
  id: 'cookie-session',
  modules: ['cookie-session'],
  exports: { default: object('cookie-session.module') },
  objects: {
    'cookie-session.module': { call: { does: [{ op: 'configure', library: 'cookie-session', options: 0 }] } },
    'cookie-session.Session': {
      types: ['CookieSessionObject'],
      members: { isChanged: other, isNew: other, isPopulated: other },
    },
  },
  session: {
    ...saved,
    role: 'cookie-session.Session',
    places: [{ role: 'express.Request', member: 'session', unset: { toNull: [{ is: 'logout' }], toObject: 'write' } }],
    secrets: ['keys', 'secret'],
  },
};

/** client-sessions 0.8, whose option `cookieName` names the property of the request. */
export const clientSessions: LibraryModel = {
  id: 'client-sessions',
  modules: ['client-sessions'],
  exports: { default: object('client-sessions.module') },
  objects: {
    'client-sessions.module': { call: { does: [{ op: 'configure', library: 'client-sessions', options: 0 }] } },
    'client-sessions.Session': {
      members: { reset: call([{ op: 'destroy' }]), destroy: call([{ op: 'destroy' }]), setDuration: touch },
    },
  },
  session: {
    ...saved,
    role: 'client-sessions.Session',
    places: [
      {
        role: 'express.Request',
        member: { option: 'cookieName', default: 'session' },
        unset: { toNull: [{ is: 'unknown' }], toObject: 'write' },
      },
    ],
    secrets: ['secret', 'encryptionKey', 'signatureKey'],
  },
};
