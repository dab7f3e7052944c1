/** h3 1 and 2 and what re-exports it (Nitro, Nuxt, vinxi, TanStack Start), and nuxt-auth-utils on top of it. */
import type { LibraryModel, Member, Meaning } from './model.ts';
import { call, gives, object, other } from './shorthands.ts';

const handler: Member = call([
  { op: 'handles', from: 0, with: ['h3.Event'], properties: ['handler', 'onRequest', 'onBeforeResponse'] },
]);

const configure: Meaning = { op: 'configure', library: 'h3', options: 'last' };

export const h3: LibraryModel = {
  id: 'h3',
  modules: ['h3', 'nitropack/runtime', 'nitro/h3', 'nitro/deps/h3', 'nitro', 'vinxi/http', '#imports'],
  autoImportedBy: ['nuxt', 'nitropack', 'nitro', 'nuxt-nightly'],
  exports: {
    defineEventHandler: handler,
    eventHandler: handler,
    defineHandler: handler,
    defineCachedEventHandler: handler,
    defineRequestMiddleware: handler,
    defineMiddleware: handler,
    lazyEventHandler: other,
    useSession: gives({ session: 'h3', ofRequest: 0 }, { async: true, does: [configure] }),
    getSession: gives({ session: 'h3', ofRequest: 0 }, { async: true, does: [configure] }),
    updateSession: call(
      [
        { op: 'configure', library: 'h3', options: 1 },
        { op: 'write', session: { ofRequest: 0 }, merges: 2 },
        { op: 'commit', session: { ofRequest: 0 } },
      ],
      { session: 'h3', ofRequest: 0 },
      { async: true },
    ),
    sealSession: call([{ op: 'commit', session: { ofRequest: 0 } }], undefined, { async: true }),
    clearSession: call([{ op: 'destroy', session: { ofRequest: 0 } }]),
  },
  objects: {
    'h3.Event': { types: ['H3Event'], members: { context: other } },
    'h3.Session': {
      types: ['SessionManager', 'Session'],
      members: {
        data: { kind: 'data', gives: 'live', assign: 'breaks' },
        update: call([{ op: 'write', merges: 0 }, { op: 'commit' }], { same: 'this' }, { async: true }),
        // Takes effect before its promise is made.
        clear: call([{ op: 'destroy' }], { same: 'this' }),
        id: other,
        createdAt: other,
      },
    },
  },
  functionTypes: { EventHandler: ['h3.Event'] },
  session: {
    role: 'h3.Session',
    ownProperties: null,
    detection: [{ is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'throws',
    remedy: 'await {{session}}.update(…)',
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['password'],
    dataTypes: [
      { module: 'h3', name: 'useSession', typeArgument: 0 },
      { module: 'h3', name: 'getSession', typeArgument: 0 },
    ],
  },
};

/** The same functions without the event. */
export const tanstackStart: LibraryModel = {
  id: '@tanstack/start',
  modules: [
    '@tanstack/react-start/server',
    '@tanstack/solid-start/server',
    '@tanstack/start/server',
    '@tanstack/start-server-core',
    '@tanstack/react-start-server',
  ],
  exports: {
    useSession: gives({ session: 'h3' }, { async: true, does: [configure] }),
    getSession: gives({ session: 'h3' }, { async: true, does: [configure] }),
  },
};

function readCopy(): Member {
  return call([{ op: 'read', session: { ofRequest: 0 }, gives: 'shallow-copy' }], { copy: 0 }, { async: true });
}

/** nuxt-auth-utils 0.5: reads give a copy; `setUserSession` merges with defu, where empty values change nothing. */
export const nuxtAuthUtils: LibraryModel = {
  id: 'nuxt-auth-utils',
  modules: ['#auth-utils', '#imports', 'nuxt-auth-utils'],
  autoImportedBy: ['nuxt-auth-utils'],
  exports: {
    getUserSession: readCopy(),
    requireUserSession: readCopy(),
    setUserSession: call(
      [
        { op: 'write', session: { ofRequest: 0 }, merges: 1, ignoresEmpty: true },
        { op: 'commit', session: { ofRequest: 0 } },
      ],
      undefined,
      { async: true },
    ),
    replaceUserSession: call(
      [
        { op: 'write', session: { ofRequest: 0 }, value: 1 },
        { op: 'commit', session: { ofRequest: 0 } },
      ],
      undefined,
      { async: true },
    ),
    clearUserSession: call([{ op: 'destroy', session: { ofRequest: 0 } }]),
  },
  objects: { 'nuxt-auth-utils.Session': { types: ['UserSession'] } },
  session: {
    role: 'nuxt-auth-utils.Session',
    ownProperties: null,
    places: [],
    detection: [{ is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'throws',
    remedy: 'await replaceUserSession(event, …)',
    codec: [{ is: 'json' }],
    store: null,
    dataTypes: [
      { module: '#auth-utils', name: 'UserSession' },
      { module: '#auth-utils', name: 'User' },
      { module: '#auth-utils', name: 'SecureSessionData' },
    ],
  },
};

/** For their own `event` handlers, in files that take them from the framework. */
export const solidStart: LibraryModel = {
  id: '@solidjs/start',
  modules: ['@solidjs/start/server'],
  exports: { getRequestEvent: gives({ role: 'h3.Event' }), useSession: other },
  objects: { 'h3.Event': { members: { nativeEvent: object('h3.Event') } } },
};
