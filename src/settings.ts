/** `settings["session-lint"]` of an ESLint configuration, and `settings` of our own. */
import type { CustomSession } from './models/javascript/custom.ts';
import { managers } from './models/manager-records.ts';
import { didYouMean } from './nearest.ts';

export interface Settings {
  readonly sessionManager: string;
  /**
   * The server.xml files of each cluster, as globs relative to the root of the project, one list per cluster. Empty: nodes
   * are told by the layout of the folders.
   */
  readonly peers: readonly (readonly string[])[];
  /** Session libraries of JavaScript that we have no record of. */
  readonly sessions: readonly CustomSession[];
}

export class SettingsError extends Error {
  /** The key that is wrong, such as `sessionManager` or `sessions[0].write`. */
  readonly key: string;
  /** The name that was meant, perhaps. */
  readonly hint: string | undefined;
  /** `wrong`: what is none of the names, where that is not the value. */
  constructor(key: string, expected: string, given: unknown, names: readonly string[] = [], wrong = given) {
    super(`${key} must be ${expected}, but it is ${JSON.stringify(given)}.`);
    this.key = key;
    this.hint = didYouMean(wrong, names).trimEnd() || undefined;
  }
}

/** `auto` reads the project for signals; `portable` assumes the strictest of all managers. */
export function sessionManagerNames(): readonly string[] {
  return [...new Set(['auto', 'portable', ...managers.map((manager) => manager.name)])];
}

const KEYS = ['sessionManager', 'peers', 'sessions'];

const none: readonly CustomSession[] = [];
export const DEFAULT_SETTINGS: Settings = { sessionManager: 'auto', peers: [], sessions: none };

/** One object of ESLint's settings is asked for in each file: what was read of it is kept. */
const known = new WeakMap<object, Settings>();

/** @throws {SettingsError} */
export function readSettings(value: unknown): Settings {
  if (value === undefined) return DEFAULT_SETTINGS;
  if (!isRecord(value)) throw new SettingsError('settings', 'an object', value);
  const read = known.get(value);
  if (read !== undefined) return read;
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key)) {
      throw new SettingsError(key, `left out: there are only ${KEYS.map((name) => `"${name}"`).join(', ')}`, key, KEYS);
    }
  }
  const { sessionManager = 'auto', peers = [], sessions } = value;
  const names = sessionManagerNames();
  if (typeof sessionManager !== 'string' || !names.includes(sessionManager)) {
    const expected = `one of ${names.map((name) => `"${name}"`).join(', ')}`;
    throw new SettingsError('sessionManager', expected, sessionManager, names);
  }
  const settings: Settings = { sessionManager, peers: readPeers(peers), sessions: readSessions(sessions) };
  known.set(value, settings);
  return settings;
}

/**
 * For rules: the settings of an ESLint configuration, which nobody has checked before.
 * @throws {Error} that reads as one sentence: ESLint shows the stack of what a rule throws, and a mistake in a configuration has none
 */
export function settingsOf({ settings }: { readonly settings: Readonly<Record<string, unknown>> }): Settings {
  try {
    return readSettings(settings['session-lint']);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const hint = error.hint === undefined ? '' : ` ${error.hint}`;
    const told = new Error(`session-lint: in settings["session-lint"], ${error.message}${hint}`);
    told.stack = told.message;
    throw told;
  }
}

/** One list of globs, for one cluster, or a list of such lists. */
function readPeers(value: unknown): readonly (readonly string[])[] {
  if (isTexts(value)) return value.length === 0 ? [] : [value];
  if (Array.isArray(value) && value.every(isTexts)) return value;
  throw new SettingsError('peers', 'a list of globs of server.xml files, or a list of such lists', value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

const SESSION_KEYS = [
  'name',
  'modules',
  'types',
  'factories',
  'saves',
  'read',
  'write',
  'remove',
  'commit',
  'destroy',
  'gives',
  'stores',
  'properties',
] as const satisfies readonly (keyof CustomSession)[];

function readSessions(value: unknown): readonly CustomSession[] {
  if (value === undefined) return none;
  if (!Array.isArray(value)) throw new SettingsError('sessions', 'an array of session libraries', value);
  return value.map((entry, index) => readSession(entry, `sessions[${index}]`));
}

function readSession(value: unknown, where: string): CustomSession {
  if (!isRecord(value)) throw new SettingsError(where, 'an object', value);
  for (const key of Object.keys(value)) {
    if (!SESSION_KEYS.some((name) => name === key)) {
      const expected = `left out: the keys are ${SESSION_KEYS.join(', ')}`;
      throw new SettingsError(`${where}.${key}`, expected, value[key], SESSION_KEYS, key);
    }
  }
  const session: CustomSession = {
    name: text(value, 'name', where),
    modules: texts(value, 'modules', where),
    types: texts(value, 'types', where),
    factories: texts(value, 'factories', where),
    saves: choice(value, 'saves', where, ['changes', 'writes', 'commit']),
    read: texts(value, 'read', where),
    write: texts(value, 'write', where),
    remove: texts(value, 'remove', where),
    commit: texts(value, 'commit', where),
    destroy: texts(value, 'destroy', where),
    gives: choice(value, 'gives', where, ['live', 'copy']),
    stores: choice(value, 'stores', where, ['reference', 'clone']),
    properties: flag(value, 'properties', where),
  };
  if (session.modules.length === 0) {
    throw new SettingsError(`${where}.modules`, 'the modules that the session comes from', value['modules']);
  }
  if (session.types.length + session.factories.length === 0) {
    throw new SettingsError(
      where,
      'given "types" or "factories": nothing else tells which objects are sessions',
      value,
    );
  }
  if (session.saves === 'commit' && session.commit.length === 0) {
    throw new SettingsError(`${where}.commit`, 'the calls that save, because "saves" is "commit"', value['commit']);
  }
  return session;
}

type Entries = Readonly<Record<string, unknown>>;

function text(entries: Entries, key: keyof CustomSession, where: string): string {
  const value = entries[key];
  if (typeof value !== 'string' || value === '') throw new SettingsError(`${where}.${key}`, 'a name', value ?? null);
  return value;
}

function texts(entries: Entries, key: keyof CustomSession, where: string): readonly string[] {
  const value = entries[key] ?? [];
  if (Array.isArray(value) && value.every((name): name is string => typeof name === 'string')) return value;
  throw new SettingsError(`${where}.${key}`, 'an array of names', value);
}

function choice<T extends string>(
  entries: Entries,
  key: keyof CustomSession,
  where: string,
  names: readonly [T, ...T[]],
): T {
  const value = entries[key] ?? names[0];
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  throw new SettingsError(`${where}.${key}`, `one of ${names.map((name) => `"${name}"`).join(', ')}`, value, names);
}

function flag(entries: Entries, key: keyof CustomSession, where: string): boolean {
  const value = entries[key] ?? false;
  if (typeof value === 'boolean') return value;
  throw new SettingsError(`${where}.${key}`, 'true or false', value);
}

function isRecord(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
