/** `settings["session-lint"]` of an ESLint configuration, and `settings` of our own. */
import { managers } from './models/manager-records.ts';

export interface Settings {
  readonly sessionManager: string;
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

/** @throws {SettingsError} */
export function readSettings(value: unknown): Settings {
  if (value === undefined) return { sessionManager: 'auto' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SettingsError('settings', 'an object', value);
  }
  for (const key of Object.keys(value)) {
    if (key !== 'sessionManager') throw new SettingsError(key, 'left out: there is only "sessionManager"', key);
  }
  const { sessionManager = 'auto' } = value as { sessionManager?: unknown };
  const names = sessionManagerNames();
  if (typeof sessionManager !== 'string' || !names.includes(sessionManager)) {
    throw new SettingsError('sessionManager', `one of ${names.map((name) => `"${name}"`).join(', ')}`, sessionManager);
  }
  return { sessionManager };
}
