/** React Router 7 and Remix 2, which share their sessions. Saved by commitSession, and only if its string is sent. */
import type { LibraryModel, Member, Meaning, StoreModel } from './model.ts';
import { call, gives, object, other, readKey, removeKey, writeKey } from './shorthands.ts';

const configure: Meaning = { op: 'configure', library: 'react-router', options: 0 };

function commit(mustBeSent: boolean): Member {
  return call([{ op: 'commit', session: 0, ...(mustBeSent ? { resultMustBeSent: true as const } : {}) }], undefined, {
    async: true,
  });
}

const getSession: Member = gives({ session: 'react-router' }, { async: true });
const destroySession: Member = call([{ op: 'destroy', session: 0 }], undefined, { async: true });

const memory: StoreModel = {
  modules: [],
  name: 'createMemorySessionStorage',
  scope: 'process',
  codec: 'reference',
};
const files: StoreModel = { modules: [], name: 'createFileSessionStorage', scope: 'host', codec: 'json' };

const modules = [
  'react-router',
  'react-router-dom',
  '@react-router/node',
  '@react-router/cloudflare',
  '@remix-run/node',
  '@remix-run/server-runtime',
  '@remix-run/cloudflare',
  '@remix-run/deno',
  '@remix-run/architect',
  '@react-router/architect',
];

export const reactRouter: LibraryModel = {
  id: 'react-router',
  modules,
  exports: {
    createCookieSessionStorage: gives({ role: 'react-router.CookieStorage', options: 0 }, { does: [configure] }),
    createSessionStorage: gives({ role: 'react-router.Storage', options: 0 }, { does: [configure] }),
    createMemorySessionStorage: gives(
      { role: 'react-router.Storage', options: 0 },
      { does: [configure, { op: 'use-store', store: memory }] },
    ),
    createFileSessionStorage: gives(
      { role: 'react-router.Storage', options: 0 },
      { does: [configure, { op: 'use-store', store: files }] },
    ),
    createWorkersKVSessionStorage: gives({ role: 'react-router.Storage', options: 0 }, { does: [configure] }),
    createArcTableSessionStorage: gives({ role: 'react-router.Storage', options: 0 }, { does: [configure] }),
    createSession: gives({ session: 'react-router' }),
  },
  objects: {
    'react-router.CookieStorage': { members: { getSession, destroySession, commitSession: commit(true) } },
    // With a store behind it the data is saved even when the string is dropped.
    'react-router.Storage': {
      types: ['SessionStorage'],
      members: { getSession, destroySession, commitSession: commit(false) },
    },
    'react-router.Session': {
      types: ['Session'],
      members: {
        get: readKey,
        set: writeKey,
        flash: writeKey,
        unset: removeKey,
        has: other,
        id: other,
        // Made anew at each read: its values are live, it is not.
        data: { kind: 'data', gives: 'shallow-copy', assign: 'ignored' },
      },
    },
    'react-router.Arguments': {
      types: ['ActionFunctionArgs', 'LoaderFunctionArgs', 'ActionArgs', 'LoaderArgs', 'DataFunctionArgs'],
      members: { request: object('react-router.Request') },
    },
    'react-router.Request': {},
  },
  session: {
    role: 'react-router.Session',
    ownProperties: null,
    detection: [{ is: 'EXPLICIT' }],
    commit: 'call',
    lateSave: 'useless',
    remedy: "'Set-Cookie': await commitSession({{session}}) in the headers of the response",
    codec: [{ is: 'json' }],
    store: null,
    secrets: ['cookie.secrets'],
    dataTypes: [
      { module: 'react-router', name: 'createCookieSessionStorage', typeArgument: 0 },
      { module: 'react-router', name: 'createSessionStorage', typeArgument: 0 },
    ],
  },
};
