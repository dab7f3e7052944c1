/**
 * Objects that have no library of ours but look like the servlet API's session, and are declared or imported as one: an
 * in-house port, or the proxy of a Java server. What they share is that `setAttribute` is what saves.
 */
import type { LibraryModel } from './model.ts';
import { call, each, other, readKey, removeKey, writeKey } from './shorthands.ts';

export const attributeSession: LibraryModel = {
  id: 'getAttribute/setAttribute',
  modules: [],
  anyModule: true,
  objects: {
    'attribute.Session': {
      types: ['HttpSession', 'Session', 'WebSession', 'UserSession', 'ServletSession', 'SessionLike'],
      members: {
        getAttribute: readKey,
        setAttribute: writeKey,
        removeAttribute: removeKey,
        invalidate: call([{ op: 'destroy' }]),
        ...each(['getAttributeNames', 'getId', 'id', 'isNew'], other),
      },
    },
  },
  session: {
    role: 'attribute.Session',
    ownProperties: null,
    detection: [{ is: 'SET_END' }],
    commit: 'return',
    lateSave: 'ok',
    remedy: '{{session}}.setAttribute({{key}}, …)',
    codec: [{ is: 'json' }],
    store: null,
  },
};
