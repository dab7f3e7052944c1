/** iron-session 8 (and 6, through its wrappers), and its predecessor next-iron-session. Nothing is saved until `save()`. */
import type { LibraryModel, Member } from './model.ts';
import { call, commitAsync, gives, object, other } from './shorthands.ts';

const wrapsHandler: Member = call([
  { op: 'handles', from: 0, with: ['iron-session.Request', 'express.Response'] },
  { op: 'configure', library: 'iron-session', options: 1 },
]);

const wrapsPage: Member = call([
  { op: 'handles', from: 0, with: ['iron-session.PageContext'] },
  { op: 'configure', library: 'iron-session', options: 1 },
]);

export const ironSession: LibraryModel = {
  id: 'iron-session',
  modules: ['iron-session', 'iron-session/edge', 'iron-session/next'],
  exports: {
    getIronSession: gives(
      { session: 'iron-session' },
      { async: true, does: [{ op: 'configure', library: 'iron-session', options: 'last' }] },
    ),
    withIronSessionApiRoute: wrapsHandler,
    withIronSessionSsr: wrapsPage,
  },
  objects: {
    'iron-session.Session': {
      types: ['IronSession'],
      members: {
        save: commitAsync,
        // Sets the cookie before its promise is even made.
        destroy: call([{ op: 'destroy' }]),
        updateConfig: other,
      },
    },
    'iron-session.Request': { members: { session: { kind: 'session', library: 'iron-session' } } },
    'iron-session.PageContext': { members: { req: object('iron-session.Request'), res: object('express.Response') } },
  },
  session: {
    role: 'iron-session.Session',
    ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
    detection: [{ is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'throws',
    remedy: 'await {{session}}.save()',
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['password'],
    dataTypes: [
      { module: 'iron-session', name: 'IronSessionData' },
      { module: 'iron-session', name: 'IronSession', typeArgument: 0 },
      { module: 'iron-session', name: 'getIronSession', typeArgument: 0 },
    ],
  },
};

const wrapsOldHandler: Member = call([
  { op: 'handles', from: 0, with: ['next-iron-session.Request', 'express.Response'] },
  { op: 'configure', library: 'next-iron-session', options: 1 },
]);

/** `get` and `set` of next-iron-session 4 clone. */
export const nextIronSession: LibraryModel = {
  id: 'next-iron-session',
  modules: ['next-iron-session'],
  exports: {
    withIronSession: wrapsOldHandler,
    applySession: call([{ op: 'configure', library: 'next-iron-session', options: 2 }], undefined, { async: true }),
    ironSession: call([{ op: 'configure', library: 'next-iron-session', options: 0 }]),
  },
  objects: {
    'next-iron-session.Session': {
      types: ['Session'],
      members: {
        get: call([{ op: 'read', key: 0, gives: 'copy' }], { copy: 'this', deep: true }),
        set: call([{ op: 'write', key: 0, value: 1, stores: 'clone' }]),
        unset: call([{ op: 'write', key: 0 }]),
        destroy: call([{ op: 'destroy' }]),
        save: commitAsync,
      },
    },
    'next-iron-session.Request': { members: { session: { kind: 'session', library: 'next-iron-session' } } },
  },
  session: {
    role: 'next-iron-session.Session',
    ownProperties: null,
    places: [
      { role: 'next.ApiRequest', member: 'session' },
      { role: 'express.Request', member: 'session' },
    ],
    detection: [{ is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'throws',
    remedy: 'await {{session}}.save()',
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['password'],
  },
};
