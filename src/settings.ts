/** `settings["session-lint"]` of an ESLint configuration, and `settings` of our own. */
import { managers } from './models/manager-records.ts';

export interface Settings {
  readonly sessionManager: string;
  /**
   * The server.xml files of each cluster, as globs relative to the root of the project, one list per cluster. Empty: nodes
   * are told by the layout of the folders.
   */
  readonly peers: readonly (readonly string[])[];
}

export class SettingsError extends Error {
  /** The key that is wrong, such as `sessionManager`. */
  readonly key: string;
  constructor(key: string, expected: string, given: unknown) {
    super(`${key} must be ${expected}, but it is ${JSON.stringify(given)}.`);
    this.key = key;
  }
}

/** `auto` reads the project for signals; `portable` assumes the strictest of all managers. */
export function sessionManagerNames(): readonly string[] {
  return [...new Set(['auto', 'portable', ...managers.map((manager) => manager.name)])];
}

const KEYS = ['sessionManager', 'peers'];

/** @throws {SettingsError} */
export function readSettings(value: unknown): Settings {
  if (value === undefined) return { sessionManager: 'auto', peers: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SettingsError('settings', 'an object', value);
  }
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key)) {
      const known = KEYS.map((name) => `"${name}"`).join(' and ');
      throw new SettingsError(key, `left out: there are only ${known}`, key);
    }
  }
  const { sessionManager = 'auto', peers = [] } = value as { sessionManager?: unknown; peers?: unknown };
  const names = sessionManagerNames();
  if (typeof sessionManager !== 'string' || !names.includes(sessionManager)) {
    throw new SettingsError('sessionManager', `one of ${names.map((name) => `"${name}"`).join(', ')}`, sessionManager);
  }
  return { sessionManager, peers: readPeers(peers) };
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
