/** Frameworks that hand out the sessions of Express: NestJS, Ts.ED, Sails; and sockets, where nothing saves them. */
import { expressSession } from './express-session.ts';
import type { LibraryModel, Member, SessionModel } from './model.ts';
import { call, each, gives, memoryStore, object, other } from './shorthands.ts';

const parameters = {
  Session: { session: true },
  Req: { role: 'express.Request' },
  Request: { role: 'express.Request' },
  Res: { role: 'express.Response' },
  Response: { role: 'express.Response' },
} as const;

export const nest: LibraryModel = { id: '@nestjs/common', modules: ['@nestjs/common'], decorators: parameters };

export const tsed: LibraryModel = {
  id: '@tsed/platform-params',
  modules: ['@tsed/platform-params', '@tsed/platform-http', '@tsed/common'],
  decorators: parameters,
};

/** @throws {Error} never in practice: the record has a session. */
function sessionOf(library: LibraryModel): SessionModel {
  if (library.session === undefined) throw new Error(`no session in the record of ${library.id}`);
  return library.session;
}

/** Sails 1.5 brings express-session along. */
export const sails: LibraryModel = {
  id: 'sails',
  modules: ['sails'],
  parameterNames: [
    [
      { names: ['req', 'request', '_req'], role: 'express.Request' },
      { names: ['res', 'response', '_res'], role: 'express.Response' },
    ],
  ],
  session: {
    ...sessionOf(expressSession),
    detection: [{ is: 'ALL' }],
    store: { option: 'adapter', default: memoryStore('The memory adapter of Sails', 'json-hashed') },
  },
};

const connected: Member = call([
  { op: 'handles', from: 1, with: ['socket.io.Socket'], when: ['connection', 'connect'], outsideRequest: true },
]);

/** What a connection does after its handshake is no request: nothing saves the session, and nothing reads it again. */
export const socketIo: LibraryModel = {
  id: 'socket.io',
  modules: ['socket.io'],
  exports: { Server: object('socket.io.module'), default: object('socket.io.module') },
  objects: {
    'socket.io.module': { call: { gives: { role: 'socket.io.Server' } } },
    'socket.io.Server': {
      types: ['Server', 'Namespace'],
      members: {
        on: connected,
        of: gives({ role: 'socket.io.Server' }),
        use: call([{ op: 'handles', from: 0, with: ['socket.io.Socket', null] }], { same: 'this' }),
        engine: other,
      },
    },
    'socket.io.Socket': {
      types: ['Socket'],
      members: {
        ...each(['on', 'once'], call([{ op: 'handles', from: 1, with: [], outsideRequest: true }], { same: 'this' })),
        request: object('express.Request'),
        data: other,
      },
    },
  },
};

export const ws: LibraryModel = {
  id: 'ws',
  modules: ['ws', 'express-ws'],
  exports: {
    WebSocketServer: object('ws.module'),
    Server: object('ws.module'),
    default: object('ws.class'),
  },
  objects: {
    'ws.module': { call: { gives: { role: 'ws.Server' } } },
    'ws.class': { members: { Server: object('ws.module'), WebSocketServer: object('ws.module') } },
    'ws.Server': {
      types: ['WebSocketServer', 'Server'],
      members: {
        on: call([
          {
            op: 'handles',
            from: 1,
            with: ['ws.Socket', 'express.Request'],
            when: ['connection'],
            outsideRequest: true,
          },
        ]),
      },
    },
    'ws.Socket': {
      types: ['WebSocket'],
      members: {
        ...each(['on', 'once'], call([{ op: 'handles', from: 1, with: [], outsideRequest: true }], { same: 'this' })),
      },
    },
  },
};
