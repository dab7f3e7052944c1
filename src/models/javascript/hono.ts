/** Hono and two libraries for its sessions. */
import type { LibraryModel, Member, StoreModel } from './model.ts';
import { call, each, gives, object, other, readKey, removeKey, writeAll, writeKey } from './shorthands.ts';

const handles: Member = call([{ op: 'handles', from: 0, with: ['hono.Context', null] }], { same: 'this' });
const methods = ['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'use', 'on', 'notFound'];

export const hono: LibraryModel = {
  id: 'hono',
  modules: [
    'hono',
    'hono/tiny',
    'hono/quick',
    'hono/factory',
    '@hono/zod-openapi',
    'https://deno.land/x/hono/*',
    'jsr:@hono/hono',
  ],
  exports: {
    Hono: object('hono.module'),
    OpenAPIHono: object('hono.module'),
    createMiddleware: call([{ op: 'handles', from: 0, with: ['hono.Context', null] }]),
    createFactory: gives({ role: 'hono.Application' }),
  },
  objects: {
    'hono.module': { call: { gives: { role: 'hono.Application' } } },
    'hono.Application': {
      types: ['Hono', 'OpenAPIHono'],
      members: {
        ...each(methods, handles),
        openapi: handles,
        createHandlers: handles,
        createMiddleware: handles,
        onError: call([{ op: 'handles', from: 0, with: [null, 'hono.Context'] }], { same: 'this' }),
      },
      fluent: true,
    },
    'hono.Context': { types: ['Context'], members: { var: object('hono.Variables') } },
    'hono.Variables': {},
  },
  functionTypes: { Handler: ['hono.Context', null], MiddlewareHandler: ['hono.Context', null] },
  parameterNames: [[{ names: ['c', 'ctx', 'context'], role: 'hono.Context' }]],
};

const places = [
  { role: 'hono.Context', member: 'session', getter: 'get' },
  { role: 'hono.Variables', member: 'session' },
] as const;

const memory: StoreModel = {
  modules: ['hono-sessions', 'hono-sessions/memory-store'],
  export: 'MemoryStore',
  name: 'The MemoryStore of hono-sessions',
  scope: 'process',
  codec: 'reference',
};

/** hono-sessions 0.8. */
export const honoSessions: LibraryModel = {
  id: 'hono-sessions',
  modules: ['hono-sessions', 'jsr:@jcs224/hono-sessions', '@jcs224/hono-sessions', 'hono_sessions'],
  exports: { sessionMiddleware: call([{ op: 'configure', library: 'hono-sessions', options: 0 }]) },
  objects: {
    'hono-sessions.Session': {
      types: ['Session'],
      members: {
        get: readKey,
        set: writeKey,
        flash: writeKey,
        forget: removeKey,
        deleteSession: call([{ op: 'destroy' }]),
        updateAccess: writeAll,
        ...each(['touch', 'keyRotation', 'sessionValid', 'getCache', 'setCache', 'reupSession'], other),
      },
    },
  },
  session: {
    role: 'hono-sessions.Session',
    ownProperties: null,
    places,
    detection: [{ when: { option: 'autoExtendExpiration', is: false }, is: 'HASH' }, { is: 'ALL' }],
    rewrites: { option: 'autoExtendExpiration', unless: false },
    commit: 'return',
    lateSave: 'useless',
    remedy: '{{session}}.set({{key}}, …)',
    codec: [{ is: 'json' }],
    store: { option: 'store', default: memory },
    secrets: ['encryptionKey'],
  },
  stores: [
    memory,
    { modules: ['hono-sessions'], export: 'CookieStore', name: 'CookieStore', scope: 'client', codec: 'json' },
  ],
};

/** @hono/session 0.2: only what `update` is given is saved, when the handler is done. */
export const honoSession: LibraryModel = {
  id: '@hono/session',
  modules: ['@hono/session'],
  exports: {
    session: call([{ op: 'configure', library: '@hono/session', options: 0 }]),
    useSession: call([{ op: 'configure', library: '@hono/session', options: 0 }]),
  },
  objects: {
    '@hono/session.Session': {
      types: ['Session'],
      members: {
        get: call([{ op: 'read', gives: 'live' }], { part: 'this' }, { async: true }),
        data: { kind: 'data', gives: 'live', assign: 'ignored' },
        update: call([{ op: 'write', merges: 0 }, { op: 'commit' }], undefined, { async: true }),
        delete: call([{ op: 'destroy' }]),
        id: other,
      },
    },
  },
  session: {
    role: '@hono/session.Session',
    ownProperties: null,
    places,
    detection: [{ is: 'EXPLICIT' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: 'await {{session}}.update(…)',
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['secret'],
    dataTypes: [{ module: '@hono/session', name: 'SessionData' }],
  },
};
