/** Koa and its session middleware, which saves when the handler's promise is done. */
import type { LibraryModel, Member, SessionModel, StoreModel } from './model.ts';
import { call, commitAsync, each, gives, memoryStore, object, other } from './shorthands.ts';

const handles: Member = call([{ op: 'handles', from: 0, with: ['koa.Context', null] }], { same: 'this' });

const methods = ['use', 'all', 'get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'register'];

export const koa: LibraryModel = {
  id: 'koa',
  modules: ['koa', '@koa/router', 'koa-router', 'egg', '@midwayjs/koa'],
  exports: { default: object('koa.module'), Router: object('koa.module') },
  objects: {
    // `new Koa()` and `new Router()` have the same members, as far as handlers are concerned.
    'koa.module': { call: { gives: { role: 'koa.Application' } } },
    'koa.Application': {
      types: ['Router', 'Application', 'Koa'],
      members: {
        ...each(methods, handles),
        param: call([{ op: 'handles', from: 1, with: [null, 'koa.Context', null] }], { same: 'this' }),
      },
      secrets: ['keys'],
    },
    'koa.Context': {
      types: ['Context', 'ParameterizedContext', 'DefaultContext', 'ExtendableContext', 'BaseContext', 'RouterContext'],
      members: { ctx: object('koa.Context'), request: object('koa.Request'), response: object('koa.Response') },
    },
    'koa.Request': { members: { ctx: object('koa.Context') } },
    // Nothing is sent before the handler's promise is done.
    'koa.Response': { members: { ctx: object('koa.Context') } },
  },
  functionTypes: { Middleware: ['koa.Context', null] },
  parameterNames: [[{ names: ['ctx', 'context'], role: 'koa.Context' }]],
};

const cookie: StoreModel = { modules: [], name: 'the cookie', scope: 'client', codec: 'json' };

const place = {
  role: 'koa.Context',
  member: 'session',
  unset: { toNull: [{ is: 'logout' }], toObject: 'write' },
} as const;

const saved = {
  ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
  places: [place],
  commit: 'return',
  lateSave: 'ok',
  codec: [{ is: 'json' }],
  untyped: true,
} satisfies Partial<SessionModel>;

/** koa-session 7; egg and Midway bring it along. */
export const koaSession: LibraryModel = {
  id: 'koa-session',
  modules: ['koa-session', 'egg-session', '@midwayjs/session', 'egg', '@midwayjs/koa'],
  exports: {
    default: object('koa-session.module'),
    createSession: call([{ op: 'configure', library: 'koa-session', options: 0 }]),
  },
  objects: {
    'koa-session.module': { call: { does: [{ op: 'configure', library: 'koa-session', options: 0 }] } },
    'koa-session.Session': {
      types: ['Session'],
      members: {
        save: call([{ op: 'commit' }], undefined, { sync: true }),
        manuallyCommit: commitAsync,
        ...each(['regenerate', 'isNew', 'toJSON', 'length', 'populated', 'maxAge', 'externalKey'], other),
      },
    },
  },
  session: {
    ...saved,
    role: 'koa-session.Session',
    detection: [{ when: { option: 'autoCommit', is: false }, is: 'EXPLICIT' }, { is: 'HASH' }],
    remedy: 'await {{session}}.manuallyCommit()',
    // Session.toJSON of koa-session leaves them out.
    unstoredPrefix: '_',
    store: { option: 'store', default: cookie },
  },
};

/** koa-generic-session 2 and koa-session-minimal 4: the default store keeps live objects in the process. */
export const koaGenericSession: LibraryModel = {
  id: 'koa-generic-session',
  modules: ['koa-generic-session', 'koa-session-minimal'],
  exports: { default: object('koa-generic-session.module') },
  objects: {
    'koa-generic-session.module': {
      call: { does: [{ op: 'configure', library: 'koa-generic-session', options: 0 }] },
      members: { MemoryStore: gives({ role: 'koa-generic-session.Store' }) },
    },
    'koa-generic-session.Store': {},
    'koa-generic-session.Session': { types: ['Session'], members: { cookie: other } },
    'koa.Context': {
      members: {
        saveSession: call([{ op: 'commit', session: { ofRequest: 'this' } }], undefined, { async: true }),
        regenerateSession: other,
        sessionSave: other,
        sessionId: other,
      },
    },
  },
  session: {
    ...saved,
    role: 'koa-generic-session.Session',
    detection: [{ is: 'HASH' }],
    remedy: 'await ctx.saveSession()',
    store: { option: 'store', default: memoryStore('The memory store of koa-generic-session', 'reference') },
  },
  stores: [{ modules: ['koa-redis'], name: 'koa-redis', scope: 'shared', codec: 'json' }],
};
