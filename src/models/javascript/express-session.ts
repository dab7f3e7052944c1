/**
 * express-session 1.19 hashes the session as JSON when the response ends, so that changes at any depth are saved; nothing
 * that happens later is.
 */
import type { Codec, LibraryModel, Member, StoreModel } from './model.ts';
import { call, each, memoryStore, object, other, touch } from './shorthands.ts';

/** What passport and others call on whatever holds the session, and applications put there for each request. */
export const LIFECYCLE_METHODS: ReadonlySet<string> = new Set(['regenerate', 'save', 'reload', 'destroy', 'touch']);

const replace: Member = call([{ op: 'replace' }], undefined, { callback: 'last' });

function shared(name: string, modules: readonly string[], codec: Codec = 'json-hashed', exported?: string): StoreModel {
  return { modules, name, scope: 'shared', codec, ...(exported === undefined ? {} : { export: exported }) };
}

export const expressSessionStores: readonly StoreModel[] = [
  { modules: ['express-session'], export: 'MemoryStore', name: 'MemoryStore', scope: 'process', codec: 'json-hashed' },
  { modules: ['memorystore'], name: 'memorystore', scope: 'process', codec: 'json-hashed' },
  { modules: ['session-memory-store'], name: 'session-memory-store', scope: 'process', codec: 'json-hashed' },
  { modules: ['session-file-store'], name: 'session-file-store', scope: 'host', codec: 'json-hashed' },
  { modules: ['connect-sqlite3'], name: 'connect-sqlite3', scope: 'host', codec: 'json-hashed' },
  {
    modules: ['better-sqlite3-session-store'],
    name: 'better-sqlite3-session-store',
    scope: 'host',
    codec: 'json-hashed',
  },
  {
    modules: ['connect-nedb-session', 'nedb-session-store'],
    name: 'A NeDB store',
    scope: 'host',
    codec: 'json-hashed',
  },
  { modules: ['connect-loki'], name: 'connect-loki', scope: 'host', codec: 'json-hashed' },
  { modules: ['level-session-store'], name: 'level-session-store', scope: 'host', codec: 'json-hashed' },
  shared('connect-redis', ['connect-redis']),
  shared('connect-mongo', ['connect-mongo', 'connect-mongodb-session', 'connect-mongodb', 'connect-mongostore']),
  shared('connect-pg-simple', ['connect-pg-simple']),
  { ...shared('connect-memcached', ['connect-memcached']), rewritesOnTouch: true },
  shared('connect-memjs', ['connect-memjs']),
  shared('connect-dynamodb', ['connect-dynamodb']),
  shared('connect-session-sequelize', ['connect-session-sequelize']),
  shared('connect-session-knex', ['connect-session-knex']),
  shared('express-mysql-session', ['express-mysql-session']),
  shared('connect-typeorm', ['connect-typeorm']),
  shared('prisma-session-store', ['@quixo3/prisma-session-store']),
  shared('connect-couchbase', ['connect-couchbase', 'connect-azuretables', 'connect-datacache']),
];

export const expressSession: LibraryModel = {
  id: 'express-session',
  modules: ['express-session'],
  exports: {
    default: object('express-session.module'),
    Store: object('express-session.StoreClass'),
    MemoryStore: object('express-session.StoreClass'),
  },
  objects: {
    'express-session.module': {
      call: { does: [{ op: 'configure', library: 'express-session', options: 0 }] },
      members: { MemoryStore: object('express-session.StoreClass'), Store: object('express-session.StoreClass') },
    },
    'express-session.StoreClass': {},
    // What a store gives is data that only its `set` puts back.
    'express-session.Store': {
      types: ['Store'],
      members: {
        get: call([{ op: 'record', fn: 1, value: 1 }]),
        set: call([{ op: 'store-record', value: 1 }]),
        all: other,
        createSession: other,
      },
    },
    'express.Request': { members: { sessionID: other, sessionStore: object('express-session.Store') } },
    'express-session.Session': {
      types: ['Session'],
      members: {
        save: call([{ op: 'commit' }], { same: 'this' }, { sync: true }),
        regenerate: replace,
        reload: replace,
        destroy: call([{ op: 'destroy', final: true }], { same: 'this' }, { callback: 'last' }),
        touch,
        resetMaxAge: touch,
        ...each(['id', 'cookie', 'req'], other),
      },
    },
  },
  session: {
    role: 'express-session.Session',
    ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
    places: [
      {
        role: 'express.Request',
        member: 'session',
        unset: {
          toNull: [{ when: { option: 'unset', is: 'destroy' }, is: 'logout' }, { is: 'keeps' }],
          toObject: 'breaks',
        },
      },
    ],
    detection: [{ when: { option: 'resave', is: true }, is: 'ALL' }, { is: 'HASH' }],
    commit: 'response-end',
    lateSave: 'ok',
    answersEarly: true,
    rewrites: { option: 'resave', unless: false },
    remedy: '{{session}}.save()',
    codec: [{ is: 'json-hashed' }],
    store: { option: 'store', default: memoryStore('MemoryStore', 'json-hashed') },
    secrets: ['secret'],
    dataTypes: [{ module: 'express-session', name: 'SessionData' }],
  },
  stores: expressSessionStores,
};
