/** hapi and @hapi/yar 11, which saves when a write, `touch` or `flash` has marked the session. */
import type { LibraryModel } from './model.ts';
import {
  call,
  each,
  gives,
  object,
  other,
  readKey,
  removeKey,
  touch,
  writeAll,
  type Parameters,
} from './shorthands.ts';

const parameters: Parameters = ['hapi.Request', 'hapi.Toolkit'];
/** In a route, at any depth: `options.validate.failAction`, `options.pre[].method`. */
const properties = [
  'handler',
  'failAction',
  'method',
  'onPreAuth',
  'onPreHandler',
  'onPostAuth',
  'onPreResponse',
  'onPostHandler',
];

export const hapi: LibraryModel = {
  id: '@hapi/hapi',
  modules: ['@hapi/hapi', 'hapi'],
  exports: {
    default: object('hapi.module'),
    server: gives({ role: 'hapi.Server' }),
    Server: gives({ role: 'hapi.Server' }),
  },
  objects: {
    'hapi.module': {
      members: { server: gives({ role: 'hapi.Server' }), Server: gives({ role: 'hapi.Server' }) },
    },
    'hapi.Server': {
      types: ['Server'],
      members: {
        route: call([{ op: 'handles', from: 0, with: parameters, properties }]),
        ext: call([{ op: 'handles', from: 0, with: parameters, properties: ['method'] }]),
        register: call([{ op: 'register', plugin: 'plugin', options: 'options' }], undefined, { async: true }),
      },
    },
    'hapi.Request': {
      types: ['Request'],
      members: { raw: object('hapi.Raw'), server: object('hapi.Server') },
    },
    'hapi.Raw': { members: { res: object('hapi.RawResponse') } },
    'hapi.RawResponse': {},
    // The response is made here, and sent when the handler has returned it.
    'hapi.Toolkit': {
      types: ['ResponseToolkit'],
      members: { abandon: { kind: 'bypass' }, request: object('hapi.Request'), ...each(['close', 'continue'], other) },
    },
  },
  functionTypes: {
    ServerRoute: { properties, with: parameters },
    RouteOptions: { properties, with: parameters },
    Lifecycle: parameters,
    HandlerDecorations: parameters,
  },
  parameterNames: [
    [
      { names: ['request', 'req', '_request'], role: 'hapi.Request' },
      { names: ['h', 'toolkit', '_h'], role: 'hapi.Toolkit' },
    ],
  ],
};

export const yar: LibraryModel = {
  id: '@hapi/yar',
  modules: ['@hapi/yar', 'yar'],
  exports: { default: object('@hapi/yar.plugin'), plugin: object('@hapi/yar.plugin') },
  objects: {
    '@hapi/yar.plugin': {
      call: { does: [{ op: 'configure', library: '@hapi/yar', options: 1 }] },
      members: { plugin: object('@hapi/yar.plugin') },
    },
    '@hapi/yar.Session': {
      types: ['Yar'],
      members: {
        get: readKey,
        set: call([
          { op: 'write', key: 0, value: 1 },
          { op: 'write', merges: 0 },
        ]),
        clear: removeKey,
        flash: writeAll,
        reset: call([{ op: 'destroy' }]),
        touch,
        commit: call([{ op: 'commit' }], undefined, { async: true }),
        // From here on, properties are data, and all of them are saved.
        lazy: call([{ op: 'write' }]),
        id: other,
      },
    },
  },
  session: {
    role: '@hapi/yar.Session',
    ownProperties: null,
    places: [{ role: 'hapi.Request', member: 'yar' }],
    detection: [{ is: 'SET_END' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: '{{session}}.set({{key}}, …)',
    codec: [{ is: 'json' }],
    store: {
      option: 'cache',
      default: { modules: [], name: "hapi's memory cache", scope: 'process', codec: 'json', overflowOnly: true },
    },
    secrets: ['cookieOptions.password'],
    dataTypes: [{ module: '@hapi/yar', name: 'YarValues' }],
  },
};
