/** Session libraries that a project describes in its settings: `settings["session-lint"].sessions`. */
import type { Detection, LibraryModel, Member } from './model.ts';
import { call, gives, object, other, readKey } from './shorthands.ts';

/** As it stands in the settings, checked by src/settings.ts. */
export interface CustomSession {
  /** For messages. */
  readonly name: string;
  /** Module specifiers whose exports these are: a package, or a path as it is imported. */
  readonly modules: readonly string[];
  /** Exported types whose values are sessions. */
  readonly types: readonly string[];
  /** Exported functions that give one, at once or by a promise. */
  readonly factories: readonly string[];
  /** `changes`: the library notices every change. `writes`: only the calls below. `commit`: nothing, until a commit call. */
  readonly saves: 'changes' | 'writes' | 'commit';
  /** Methods by what they do. The first argument is the key, the second of a write its value. */
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly remove: readonly string[];
  readonly commit: readonly string[];
  readonly destroy: readonly string[];
  /** What a read gives, and what a write keeps. */
  readonly gives: 'live' | 'copy';
  readonly stores: 'reference' | 'clone';
  /** Data are properties of the session itself. */
  readonly properties: boolean;
}

const DETECTION = { changes: 'ALL', writes: 'SET_END', commit: 'EXPLICIT' } satisfies Record<
  CustomSession['saves'],
  Detection
>;

const converted = new WeakMap<readonly CustomSession[], readonly LibraryModel[]>();

export function customLibraries(sessions: readonly CustomSession[]): readonly LibraryModel[] {
  const known = converted.get(sessions);
  if (known !== undefined) return known;
  const libraries = sessions.map(libraryOf);
  converted.set(sessions, libraries);
  return libraries;
}

function libraryOf(session: CustomSession): LibraryModel {
  const role = `${session.name}.Session`;
  const [write, commit] = [session.write[0], session.commit[0]];
  const members: [string, Member][] = [
    ...session.read.map((name): [string, Member] => [name, session.gives === 'live' ? readKey : readCopy]),
    ...session.write.map((name): [string, Member] => [
      name,
      call([{ op: 'write', key: 0, value: 1, ...(session.stores === 'clone' && { stores: 'clone' as const }) }]),
    ]),
    ...session.remove.map((name): [string, Member] => [name, call([{ op: 'write', key: 0 }])]),
    ...session.commit.map((name): [string, Member] => [name, call([{ op: 'commit' }], undefined, { async: true })]),
    ...session.destroy.map((name): [string, Member] => [name, call([{ op: 'destroy' }])]),
    ...(session.properties ? [] : [['id', other] as [string, Member]]),
  ];
  return {
    id: session.name,
    custom: true,
    modules: session.modules,
    exports: {
      ...Object.fromEntries(session.factories.map((name) => [name, gives({ session: session.name }, { async: true })])),
      ...Object.fromEntries(session.types.map((name) => [name, object(role)])),
    },
    objects: { [role]: { types: session.types, members: Object.fromEntries(members) } },
    session: {
      role,
      ownProperties: session.properties ? { gives: 'live', assign: 'write', delete: 'write' } : null,
      detection: [{ is: DETECTION[session.saves] }],
      commit: session.saves === 'commit' ? 'call' : 'return',
      lateSave: 'ok',
      remedy:
        session.saves === 'commit'
          ? `await {{session}}.${commit ?? 'save'}()`
          : `{{session}}.${write ?? 'set'}({{key}}, …)`,
      codec: [{ is: 'json' }],
      store: null,
    },
  };
}

const readCopy: Member = call([{ op: 'read', key: 0, gives: 'copy' }], { copy: 'this', deep: true });
