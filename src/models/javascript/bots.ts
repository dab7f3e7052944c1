/** Sessions of chat bots: grammY 1.46 and Telegraf 4.16 save what was touched when the handlers are done. */
import type { LibraryModel, Member, SessionModel } from './model.ts';
import { call, each, memoryStore, object } from './shorthands.ts';

function handles(role: string): Member {
  return call([{ op: 'handles', from: 0, with: [role, null] }], { same: 'this' });
}

const methods = [
  'use',
  'on',
  'command',
  'hears',
  'action',
  'start',
  'help',
  'settings',
  'callbackQuery',
  'inlineQuery',
  'gameQuery',
  'filter',
  'reaction',
  'chatType',
  'enter',
  'leave',
  'drop',
  'lazy',
  'fork',
  'branch',
  'errorBoundary',
];

function sessionOf(role: string, context: string, option: string, name: string): SessionModel {
  return {
    role,
    ownProperties: { gives: 'live', assign: 'write', delete: 'write' },
    places: [{ role: context, member: 'session', unset: { toNull: [{ is: 'unknown' }], toObject: 'write' } }],
    detection: [{ is: 'ALL' }],
    commit: 'return',
    lateSave: 'useless',
    remedy: 'the change before the handler ends',
    codec: [{ is: 'json' }],
    store: { option, default: memoryStore(name, 'reference') },
  };
}

export const grammy: LibraryModel = {
  id: 'grammy',
  modules: ['grammy', 'https://deno.land/x/grammy/*'],
  exports: {
    Bot: object('grammy.module'),
    Composer: object('grammy.module'),
    session: call([{ op: 'configure', library: 'grammy', options: 0 }]),
  },
  objects: {
    'grammy.module': { call: { gives: { role: 'grammy.Bot' } } },
    'grammy.Bot': { types: ['Bot', 'Composer'], members: each(methods, handles('grammy.Context')) },
    'grammy.Context': { types: ['Context', 'SessionFlavor', 'CommandContext', 'Filter'] },
    'grammy.Session': {},
  },
  session: {
    ...sessionOf('grammy.Session', 'grammy.Context', 'storage', 'The memory storage of grammY'),
    dataTypes: [{ module: 'grammy', name: 'SessionFlavor', typeArgument: 0 }],
  },
};

/** `lazySession()`: `ctx.session` is a promise, so that what is set on it without `await` is set on the promise. */
export const grammyLazy: LibraryModel = {
  id: 'grammy lazySession',
  modules: ['grammy', 'https://deno.land/x/grammy/*'],
  exports: { lazySession: call([{ op: 'configure', library: 'grammy lazySession', options: 0 }]) },
  objects: { 'grammy.LazySession': {} },
  session: {
    ...sessionOf('grammy.LazySession', 'grammy.Context', 'storage', 'The memory storage of grammY'),
    places: [{ role: 'grammy.Context', member: 'session', awaited: true }],
  },
};

export const telegraf: LibraryModel = {
  id: 'telegraf',
  modules: ['telegraf', 'telegraf/session'],
  exports: {
    Telegraf: object('telegraf.module'),
    Composer: object('telegraf.module'),
    session: call([{ op: 'configure', library: 'telegraf', options: 0 }]),
  },
  objects: {
    'telegraf.module': { call: { gives: { role: 'telegraf.Bot' } } },
    'telegraf.Bot': { types: ['Telegraf', 'Composer'], members: each(methods, handles('telegraf.Context')) },
    'telegraf.Context': { types: ['Context', 'NarrowedContext'] },
    'telegraf.Session': {},
  },
  session: sessionOf('telegraf.Session', 'telegraf.Context', 'store', 'The memory store of Telegraf'),
};
