/** AdonisJS, FoalTS, Astro, Elysia, Oak, SvelteKit, next-session. */
import type { LibraryModel, Member } from './model.ts';
import {
  call,
  commitAsync,
  each,
  memoryStore,
  object,
  other,
  readKey,
  removeKey,
  writeAll,
  writeKey,
} from './shorthands.ts';

const adonisHandles: Member = call([{ op: 'handles', from: 0, with: ['adonis.Context', null] }], { same: 'this' });

export const adonisCore: LibraryModel = {
  id: '@adonisjs/core',
  modules: [
    '@adonisjs/core/http',
    '@adonisjs/core/services/router',
    '@adonisjs/http-server',
    '@ioc:Adonis/Core/HttpContext',
    '@ioc:Adonis/Core/Route',
  ],
  exports: { default: object('adonis.Router') },
  objects: {
    'adonis.Router': {
      members: each(['get', 'post', 'put', 'patch', 'delete', 'any', 'use', 'route'], adonisHandles),
      fluent: true,
    },
    'adonis.Context': { types: ['HttpContext', 'HttpContextContract'] },
  },
};

/** @adonisjs/session 8: a flag is set by writes. Its memory store keeps live objects. */
export const adonisSession: LibraryModel = {
  id: '@adonisjs/session',
  modules: ['@adonisjs/session', '@ioc:Adonis/Addons/Session'],
  objects: {
    '@adonisjs/session.Session': {
      types: ['Session', 'SessionContract'],
      members: {
        get: readKey,
        all: call([{ op: 'read', gives: 'live' }], { part: 'this' }),
        put: writeKey,
        set: writeKey,
        forget: removeKey,
        // Takes the value out of the session.
        pull: call([{ op: 'write', key: 0 }]),
        increment: call([{ op: 'write', key: 0 }]),
        decrement: call([{ op: 'write', key: 0 }]),
        clear: writeAll,
        ...each(
          [
            'flash',
            'flashAll',
            'flashExcept',
            'flashOnly',
            'flashErrors',
            'flashValidationErrors',
            'reflash',
            'reflashOnly',
            'reflashExcept',
          ],
          writeAll,
        ),
        ...each(['regenerate', 'commit', 'has', 'sessionId', 'fresh', 'flashMessages', 'responseFlashMessages'], other),
      },
    },
  },
  session: {
    role: '@adonisjs/session.Session',
    ownProperties: null,
    places: [{ role: 'adonis.Context', member: 'session' }],
    detection: [{ is: 'SET_END' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: '{{session}}.put({{key}}, …)',
    codec: [{ is: 'adonis' }],
    store: null,
  },
};

/** @foal/core 5: the hook of UseSessions always commits. */
export const foal: LibraryModel = {
  id: '@foal/core',
  modules: ['@foal/core'],
  objects: {
    'foal.Context': { types: ['Context'] },
    'foal.Session': {
      types: ['Session'],
      members: {
        get: readKey,
        set: writeKey,
        setUser: writeAll,
        commit: commitAsync,
        destroy: call([{ op: 'destroy' }], undefined, { async: true }),
        ...each(['regenerateID', 'getToken', 'userId', 'flash', 'isDestroyed'], other),
      },
    },
  },
  session: {
    role: 'foal.Session',
    ownProperties: null,
    places: [{ role: 'foal.Context', member: 'session' }],
    detection: [{ is: 'ALL' }],
    commit: 'return',
    lateSave: 'ok',
    remedy: 'await {{session}}.commit()',
    codec: [{ is: 'json' }],
    store: null,
  },
};

/** astro 6 and 7: `set` clones; a write of anything saves the whole session. */
export const astro: LibraryModel = {
  id: 'astro',
  modules: ['astro', 'astro:middleware', 'astro:actions'],
  exports: {
    defineMiddleware: call([{ op: 'handles', from: 0, with: ['astro.Context', null] }]),
    defineAction: call([{ op: 'handles', from: 0, with: [null, 'astro.Context'], properties: ['handler'] }]),
  },
  objects: {
    'astro.Context': { types: ['APIContext', 'AstroGlobal', 'ActionAPIContext'] },
    'astro.Session': {
      types: ['AstroSession'],
      members: {
        get: call([{ op: 'read', key: 0, gives: 'live' }], { part: 'this' }, { async: true }),
        set: call([{ op: 'write', key: 0, value: 1, stores: 'clone' }]),
        delete: removeKey,
        destroy: call([{ op: 'destroy' }]),
        regenerate: commitAsync,
        ...each(['has', 'keys', 'load', 'sessionID'], other),
      },
    },
  },
  globals: { Astro: { role: 'astro.Context', extensions: ['.astro'] } },
  functionTypes: { APIRoute: ['astro.Context'], MiddlewareHandler: ['astro.Context', null] },
  session: {
    role: 'astro.Session',
    ownProperties: null,
    places: [{ role: 'astro.Context', member: 'session' }],
    detection: [{ is: 'SET_EAGER' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: '{{session}}.set({{key}}, …)',
    codec: [{ is: 'devalue' }],
    store: null,
    dataTypes: [{ module: 'astro', name: 'SessionData' }],
  },
};

const elysiaHandles: Member = call(
  [
    {
      op: 'handles',
      from: 0,
      with: ['elysia.Context'],
      properties: ['beforeHandle', 'afterHandle', 'resolve', 'derive'],
    },
  ],
  { same: 'this' },
);

/** elysia 1.4: each cookie is compared with what it was when `value` is assigned. */
export const elysia: LibraryModel = {
  id: 'elysia',
  modules: ['elysia'],
  exports: { Elysia: object('elysia.module'), default: object('elysia.module') },
  objects: {
    'elysia.module': { call: { gives: { role: 'elysia.Application' } } },
    'elysia.Application': {
      types: ['Elysia'],
      members: each(
        [
          'get',
          'post',
          'put',
          'patch',
          'delete',
          'head',
          'options',
          'all',
          'route',
          'derive',
          'resolve',
          'onBeforeHandle',
          'onAfterHandle',
        ],
        elysiaHandles,
      ),
      fluent: true,
    },
    'elysia.Context': { types: ['Context'], members: { cookie: object('elysia.Cookies') } },
    'elysia.Cookies': { others: { kind: 'session', library: 'elysia' } },
    'elysia.Cookie': {
      types: ['Cookie'],
      members: {
        value: { kind: 'data', gives: 'live', assign: 'unless-same' },
        set: call([{ op: 'write', merges: 0 }], { same: 'this' }),
        update: call([{ op: 'write', merges: 0 }], { same: 'this' }),
        add: call([{ op: 'write', merges: 0 }], { same: 'this' }),
        remove: call([{ op: 'destroy' }]),
      },
    },
  },
  session: {
    role: 'elysia.Cookie',
    ownProperties: null,
    detection: [{ is: 'SET_END' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: '{{session}}.set({ value: … })',
    codec: [{ is: 'json' }],
    store: null,
  },
};

const oakHandles: Member = call([{ op: 'handles', from: 0, with: ['oak.Context', null] }], { same: 'this' });
const oakMethods = ['use', 'all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

export const oak: LibraryModel = {
  id: '@oakserver/oak',
  modules: ['@oakserver/oak', '@oak/oak', 'jsr:@oak/oak', 'oak', 'https://deno.land/x/oak/*'],
  exports: { Application: object('oak.module'), Router: object('oak.module') },
  objects: {
    'oak.module': { call: { gives: { role: 'oak.Application' } } },
    'oak.Application': { types: ['Application', 'Router'], members: each(oakMethods, oakHandles) },
    'oak.Context': { types: ['Context', 'RouterContext'], members: { state: object('oak.State') } },
    'oak.State': {},
  },
};

/** oak_sessions: every session is saved when the handlers are done. */
export const oakSessions: LibraryModel = {
  id: 'oak_sessions',
  modules: ['oak_sessions', 'https://deno.land/x/oak_sessions/*', 'jsr:@jcs224/oak-sessions'],
  exports: { Session: object('oak_sessions.module') },
  objects: {
    'oak_sessions.module': {},
    'oak_sessions.Session': {
      types: ['Session'],
      members: {
        get: readKey,
        set: writeKey,
        flash: writeKey,
        deleteSession: call([{ op: 'destroy' }]),
        has: other,
      },
    },
  },
  session: {
    role: 'oak_sessions.Session',
    ownProperties: null,
    places: [{ role: 'oak.State', member: 'session' }],
    detection: [{ is: 'ALL' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: '{{session}}.set({{key}}, …)',
    codec: [{ is: 'json' }],
    store: null,
  },
};

/** next-session 4 saves when the response ends, as express-session does. */
export const nextSession: LibraryModel = {
  id: 'next-session',
  modules: ['next-session', 'next-session/lib/compat'],
  exports: { default: object('next-session.module') },
  objects: {
    'next-session.module': {
      call: {
        does: [{ op: 'configure', library: 'next-session', options: 0 }],
        gives: { role: 'next-session.getSession', options: 0 },
      },
    },
    'next-session.getSession': { call: { gives: { session: 'next-session', ofRequest: 0 }, async: true } },
    'next-session.Session': {
      types: ['Session'],
      members: {
        commit: commitAsync,
        destroy: call([{ op: 'destroy' }], undefined, { async: true }),
        touch: call([{ op: 'touch' }]),
        ...each(['id', 'cookie'], other),
      },
    },
  },
  session: {
    role: 'next-session.Session',
    ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
    detection: [{ when: { option: 'autoCommit', is: false }, is: 'EXPLICIT' }, { is: 'HASH' }],
    commit: 'response-end',
    lateSave: 'ok',
    remedy: 'await {{session}}.commit()',
    codec: [{ is: 'json' }],
    store: { option: 'store', default: memoryStore('The memory store of next-session', 'json') },
  },
};

/** Requests and responses of Node's own server, and of Next's API routes. */
export const nodeHttp: LibraryModel = {
  id: 'node:http',
  modules: ['node:http', 'http', 'node:https', 'https'],
  exports: {
    createServer: call([{ op: 'handles', from: 0, with: ['node.Request', 'express.Response'] }]),
  },
  objects: {
    'node.Request': { types: ['IncomingMessage'] },
    'express.Response': { types: ['ServerResponse'] },
  },
};

export const next: LibraryModel = {
  id: 'next',
  modules: ['next', 'next/types'],
  objects: {
    'next.ApiRequest': { types: ['NextApiRequest'] },
    'express.Response': { types: ['NextApiResponse'] },
  },
};

/** They throw errors that Next.js catches: what stands behind them does not run. */
export const nextNavigation: LibraryModel = {
  id: 'next/navigation',
  modules: ['next/navigation'],
  exports: {
    ...each(['redirect', 'permanentRedirect'], call([{ op: 'leave', answers: true }])),
    ...each(['notFound', 'forbidden', 'unauthorized'], call([{ op: 'leave' }])),
  },
};

export const svelteKit: LibraryModel = {
  id: '@sveltejs/kit',
  modules: ['@sveltejs/kit', './$types'],
  objects: {
    'sveltekit.Event': {
      types: ['RequestEvent', 'ServerLoadEvent', 'PageServerLoadEvent'],
      members: { locals: object('sveltekit.Locals') },
    },
    'sveltekit.Locals': {},
    'sveltekit.HandleInput': { members: { event: object('sveltekit.Event') } },
  },
  functionTypes: {
    RequestHandler: ['sveltekit.Event'],
    PageServerLoad: ['sveltekit.Event'],
    LayoutServerLoad: ['sveltekit.Event'],
    ServerLoad: ['sveltekit.Event'],
    Action: ['sveltekit.Event'],
    Handle: ['sveltekit.HandleInput'],
  },
};

const svelteSave: Member = call([{ op: 'write', merges: 0 }, { op: 'commit' }], undefined, { async: true });

/** svelte-kit-sessions 0.4: `setData` is saved by `save()`, or by itself with `saveUninitialized`. */
export const svelteKitSessions: LibraryModel = {
  id: 'svelte-kit-sessions',
  modules: ['svelte-kit-sessions'],
  exports: { sveltekitSessionHandle: call([{ op: 'configure', library: 'svelte-kit-sessions', options: 0 }]) },
  objects: {
    'svelte-kit-sessions.Session': {
      types: ['Session'],
      members: {
        data: { kind: 'data', gives: 'live', assign: 'ignored' },
        setData: call([{ op: 'write', merges: 0 }], undefined, { async: true }),
        save: commitAsync,
        destroy: call([{ op: 'destroy' }], undefined, { async: true }),
        regenerate: commitAsync,
        ...each(['id', 'cookie', 'setPath', 'touch'], other),
      },
    },
  },
  session: {
    role: 'svelte-kit-sessions.Session',
    ownProperties: null,
    places: [{ role: 'sveltekit.Locals', member: 'session' }],
    detection: [{ when: { option: 'saveUninitialized', is: true }, is: 'ALL' }, { is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'useless',
    remedy: 'await {{session}}.save()',
    codec: [{ is: 'json' }],
    store: { option: 'store', default: memoryStore('The MemoryStore of svelte-kit-sessions', 'json') },
    secrets: ['secret'],
    dataTypes: [{ module: 'svelte-kit-sessions', name: 'SessionData' }],
  },
};

/** svelte-kit-cookie-session 4: `set` and `update` write the cookie; `data` is a copy. */
export const svelteKitCookieSession: LibraryModel = {
  id: 'svelte-kit-cookie-session',
  modules: ['svelte-kit-cookie-session'],
  exports: { handleSession: call([{ op: 'configure', library: 'svelte-kit-cookie-session', options: 0 }]) },
  objects: {
    'svelte-kit-cookie-session.Session': {
      types: ['Session', 'CookieSession'],
      members: {
        data: { kind: 'data', gives: 'shallow-copy', assign: 'ignored' },
        set: svelteSave,
        update: svelteSave,
        refresh: commitAsync,
        destroy: call([{ op: 'destroy' }], undefined, { async: true }),
        expires: other,
      },
    },
  },
  session: {
    role: 'svelte-kit-cookie-session.Session',
    ownProperties: null,
    places: [{ role: 'sveltekit.Locals', member: 'session' }],
    detection: [{ is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'useless',
    remedy: 'await {{session}}.update(…)',
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['secret'],
  },
};
