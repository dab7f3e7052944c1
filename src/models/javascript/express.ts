/** Express 4 and 5, and what its middleware adds to requests. */
import type { LibraryModel, Member } from './model.ts';
import { call, each, gives, object, other } from './shorthands.ts';

const handles: Member = call(
  [
    {
      op: 'handles',
      from: 0,
      with: ['express.Request', 'express.Response', null],
      withByArity: { 4: [null, 'express.Request', 'express.Response', null] },
    },
  ],
  { same: 'this' },
);

const methods = [
  'all',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'head',
  'options',
  'copy',
  'lock',
  'merge',
  'move',
  'propfind',
  'purge',
  'report',
  'search',
  'use',
];

const end: Member = call([{ op: 'respond', part: 'end' }], { same: 'this' });
const headers: Member = call([{ op: 'respond', part: 'headers' }], { same: 'this' });
/** Events of a response that come when it has been sent, or its connection is gone. */
const listen: Member = call([{ op: 'invoke', fn: 1, when: 'after-response', events: ['finish', 'close', 'end'] }], {
  same: 'this',
});

const routes: Readonly<Record<string, Member>> = {
  ...each(methods, handles),
  route: gives({ role: 'express.Route' }),
  param: call([{ op: 'handles', from: 1, with: ['express.Request', 'express.Response', null, null] }], {
    same: 'this',
  }),
};

export const express: LibraryModel = {
  id: 'express',
  modules: ['express', 'express-promise-router', 'express-async-router', '@awaitjs/express'],
  exports: {
    default: object('express.module'),
    Router: gives({ role: 'express.Router' }),
    // The name under which `import * as express` and old declarations know it.
    application: object('express.Application'),
  },
  objects: {
    'express.module': {
      call: { gives: { role: 'express.Application' } },
      members: { Router: gives({ role: 'express.Router' }) },
    },
    'express.Application': { types: ['Application', 'Express'], extends: 'express.Router' },
    'express.Router': {
      types: ['Router', 'IRouter'],
      typesOf: { 'express-serve-static-core': ['Router', 'IRouter'] },
      members: routes,
    },
    'express.Route': { members: each(methods, handles) },
    'express.Request': {
      types: ['Request'],
      typesOf: { 'express-serve-static-core': ['Request'] },
      members: { res: object('express.Response'), app: object('express.Application') },
    },
    'express.Response': {
      types: ['Response'],
      typesOf: { 'express-serve-static-core': ['Response'] },
      members: {
        // Not render, sendFile and download: they end the response later, when the file has been read.
        ...each(['json', 'jsonp', 'send', 'sendStatus', 'end'], end),
        redirect: call([{ op: 'respond', part: 'end', redirects: true }], { same: 'this' }),
        ...each(['write', 'writeHead', 'flushHeaders'], headers),
        ...each(['on', 'once', 'addListener', 'prependListener'], listen),
        ...each(['render', 'sendFile', 'sendfile', 'download', 'pipe'], other),
        req: object('express.Request'),
        locals: other,
        headersSent: other,
      },
      fluent: true,
    },
  },
  parameterNames: [
    [
      { names: ['req', 'request', '_req'], role: 'express.Request' },
      { names: ['res', 'response', '_res'], role: 'express.Response' },
    ],
  ],
};

/** `onFinished(res, listener)`. */
export const onFinished: LibraryModel = {
  id: 'on-finished',
  modules: ['on-finished', 'finished'],
  exports: { default: call([{ op: 'invoke', fn: 1, when: 'after-response' }]) },
};

/** Messages are kept in the session. */
export const connectFlash: LibraryModel = {
  id: 'connect-flash',
  modules: ['connect-flash', 'express-flash', 'express-flash-message', 'req-flash', 'flash'],
  objects: {
    'express.Request': { members: { flash: call([{ op: 'write', session: { ofRequest: 'this' } }]) } },
  },
};

/** From 0.6 on, logging in and out makes a new session. */
export const passport: LibraryModel = {
  id: 'passport',
  modules: ['passport'],
  from: '0.6.0',
  objects: {
    'express.Request': {
      members: {
        ...each(
          ['login', 'logIn'],
          call([{ op: 'replace', session: { ofRequest: 'this' }, keeps: 'keepSessionInfo' }], undefined, {
            callback: 'last',
          }),
        ),
        // What was there before is meant to go.
        ...each(
          ['logout', 'logOut'],
          call([{ op: 'replace', session: { ofRequest: 'this' } }], undefined, { callback: 'last' }),
        ),
      },
    },
  },
};
