/** Fastify and its two session plugins. */
import { expressSessionStores } from './express-session.ts';
import type { LibraryModel, Member } from './model.ts';
import { call, each, memoryStore, object, other, readKey, touch, writeKey } from './shorthands.ts';

const parameters = ['fastify.Request', 'fastify.Reply'] as const;

const hooks = [
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onError',
  'onTimeout',
];

const handles: Member = call(
  [{ op: 'handles', from: 0, with: parameters, properties: ['handler', ...hooks, 'errorHandler'] }],
  { same: 'this' },
);

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'route'];

const end: Member = call([{ op: 'respond', part: 'end' }], { same: 'this' });
const bypass: Member = call([{ op: 'bypass' }], { same: 'this' });

export const fastify: LibraryModel = {
  id: 'fastify',
  modules: ['fastify'],
  answersByReturn: true,
  exports: { default: object('fastify.module'), fastify: object('fastify.module') },
  objects: {
    'fastify.module': { call: { gives: { role: 'fastify.Instance' } }, members: { fastify: object('fastify.module') } },
    'fastify.Instance': {
      types: ['FastifyInstance'],
      members: {
        ...each(methods, handles),
        addHook: call(
          [
            { op: 'handles', from: 1, with: parameters, when: hooks },
            { op: 'handles', from: 1, with: parameters, when: ['onResponse', 'onRequestAbort'], afterResponse: true },
          ],
          { same: 'this' },
        ),
        setErrorHandler: call([{ op: 'handles', from: 0, with: [null, ...parameters] }], { same: 'this' }),
        setNotFoundHandler: handles,
        register: call(
          [
            { op: 'invoke', fn: 0, when: 'now', with: ['fastify.Instance', null] },
            { op: 'register', plugin: 0, options: 1 },
          ],
          { same: 'this' },
        ),
      },
      fluent: true,
    },
    'fastify.Request': {
      types: ['FastifyRequest'],
      members: { server: object('fastify.Instance'), log: other },
    },
    'fastify.Reply': {
      types: ['FastifyReply'],
      members: {
        ...each(['send', 'redirect', 'callNotFound'], end),
        hijack: bypass,
        raw: object('fastify.RawReply'),
        request: object('fastify.Request'),
        // These views and files are rendered before they are sent.
        ...each(['view', 'viewAsync', 'sendFile', 'download', 'sent', 'log'], other),
      },
      fluent: true,
    },
    'fastify.RawReply': { members: each(['end', 'write', 'writeHead', 'pipe'], bypass) },
  },
  functionTypes: {
    RouteHandler: parameters,
    RouteHandlerMethod: parameters,
    FastifyPluginAsync: ['fastify.Instance', null],
    FastifyPluginCallback: ['fastify.Instance', null, null],
    FastifyPluginAsyncTypebox: ['fastify.Instance', null],
    RouteOptions: { properties: ['handler', ...hooks], with: parameters },
  },
  parameterNames: [
    [
      { names: ['request', 'req'], role: 'fastify.Request' },
      { names: ['reply'], role: 'fastify.Reply' },
    ],
    [
      { names: ['fastify', 'app', 'server', 'instance'], role: 'fastify.Instance' },
      { names: ['opts', 'options', '_opts', '_options', '_'], role: 'fastify.Options' },
    ],
  ],
};

/** Wrappers that give back the plugin that they are given. */
export const fastifyPlugin: LibraryModel = {
  id: 'fastify-plugin',
  modules: ['fastify-plugin'],
  exports: {
    default: call([{ op: 'invoke', fn: 0, when: 'now', with: ['fastify.Instance', null] }], { same: 0 }),
  },
};

const replace: Member = call([{ op: 'replace' }], undefined, { async: true, callback: 'last' });

/** @fastify/session 11: with the default `rolling: true` every session is saved, whatever happened to it. */
export const fastifySession: LibraryModel = {
  id: '@fastify/session',
  modules: ['@fastify/session', 'fastify-session'],
  exports: { default: object('@fastify/session.plugin'), fastifySession: object('@fastify/session.plugin') },
  objects: {
    '@fastify/session.plugin': { call: { does: [{ op: 'configure', library: '@fastify/session', options: 1 }] } },
    'fastify.Request': { members: { sessionStore: other, destroySession: other } },
    '@fastify/session.Session': {
      types: ['FastifySessionObject'],
      members: {
        get: readKey,
        set: writeKey,
        touch,
        save: call([{ op: 'commit' }], undefined, { async: true, callback: 'last', sync: true }),
        reload: replace,
        regenerate: replace,
        destroy: call([{ op: 'destroy', final: true }], undefined, { async: true, callback: 'last' }),
        ...each(['sessionId', 'encryptedSessionId', 'cookie', 'options', 'isModified', 'isSaved'], other),
      },
    },
  },
  session: {
    role: '@fastify/session.Session',
    ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
    places: [
      {
        role: 'fastify.Request',
        member: 'session',
        unset: { toNull: [{ is: 'unknown' }], toObject: 'unknown' },
      },
    ],
    detection: [{ when: { option: 'rolling', is: false }, is: 'HASH' }, { is: 'ALL' }],
    rewrites: { option: 'rolling', unless: false },
    commit: 'response-end',
    lateSave: 'ok',
    remedy: 'await {{session}}.save()',
    codec: [{ is: 'json' }],
    store: { option: 'store', default: memoryStore('The memory store of @fastify/session', 'reference') },
    secrets: ['secret'],
    dataTypes: [
      { module: 'fastify', name: 'Session' },
      { module: '@fastify/session', name: 'FastifySessionObject' },
    ],
  },
  stores: expressSessionStores,
};

/** @fastify/secure-session 8: a cookie that is sent anew only after a write or `touch()`. */
export const secureSession: LibraryModel = {
  id: '@fastify/secure-session',
  modules: ['@fastify/secure-session', 'fastify-secure-session'],
  exports: { default: object('@fastify/secure-session.plugin') },
  objects: {
    '@fastify/secure-session.plugin': {
      call: { does: [{ op: 'configure', library: '@fastify/secure-session', options: 1 }] },
    },
    '@fastify/secure-session.Session': {
      types: ['Session'],
      members: {
        get: readKey,
        set: writeKey,
        data: call([{ op: 'read', gives: 'shallow-copy' }], { copy: 'this' }),
        touch,
        // Keeps the object, and marks it as changed.
        regenerate: call([{ op: 'write' }]),
        delete: call([{ op: 'destroy' }]),
        ...each(['options', 'changed', 'deleted'], other),
      },
    },
  },
  session: {
    role: '@fastify/secure-session.Session',
    ownProperties: { gives: 'live', assign: 'write', delete: 'ignored' },
    places: [{ role: 'fastify.Request', member: { option: 'sessionName', default: 'session' } }],
    detection: [{ is: 'SET_END' }],
    commit: 'headers',
    lateSave: 'useless',
    remedy: '{{session}}.set({{key}}, …)',
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['key', 'secret', 'salt'],
    dataTypes: [{ module: '@fastify/secure-session', name: 'SessionData' }],
  },
};
