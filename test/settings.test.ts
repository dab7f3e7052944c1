import { describe, expect, test } from 'vitest';
import { customLibraries } from '../src/models/javascript/custom.ts';
import { DEFAULT_SETTINGS, readSettings, SettingsError } from '../src/settings.ts';

const session = { name: 'shop', modules: ['@shop/session'], factories: ['getSession'], read: ['get'], write: ['set'] };

function error(value: unknown): string {
  try {
    readSettings(value);
  } catch (thrown) {
    if (thrown instanceof SettingsError) return thrown.message;
    throw thrown;
  }
  return 'accepted';
}

describe('readSettings', () => {
  test('has defaults', () => {
    expect(readSettings(undefined)).toBe(DEFAULT_SETTINGS);
    expect(readSettings({})).toEqual({ sessionManager: 'auto', peers: [], sessions: [] });
  });

  test('fills in what a session library leaves out', () => {
    const [read] = readSettings({ sessions: [session] }).sessions;
    expect(read).toMatchObject({ ...session, saves: 'changes', gives: 'live', stores: 'reference', properties: false });
  });

  test('reads what it has read', () => {
    const settings = readSettings({ sessionManager: 'redisson', sessions: [session] });
    expect(readSettings({ ...settings })).toEqual(settings);
  });

  test.each<[unknown, RegExp]>([
    [[], /^settings must be an object/],
    [{ sesions: [] }, /^sesions must be left out: there are only "sessionManager", "peers", "sessions"/],
    [{ sessionManager: 'jboss' }, /^sessionManager must be one of "auto", /],
    [{ sessions: {} }, /^sessions must be an array of session libraries/],
    [{ sessions: ['x'] }, /^sessions\[0\] must be an object/],
    [{ sessions: [{ ...session, name: '' }] }, /^sessions\[0\]\.name must be a name/],
    [{ sessions: [session, { ...session, modules: [] }] }, /^sessions\[1\]\.modules must be the modules that/],
    [{ sessions: [{ ...session, factories: [] }] }, /^sessions\[0\] must be given "types" or "factories"/],
    [
      { sessions: [{ ...session, saves: 'never' }] },
      /^sessions\[0\]\.saves must be one of "changes", "writes", "commit"/,
    ],
    [{ sessions: [{ ...session, saves: 'commit' }] }, /^sessions\[0\]\.commit must be the calls that save/],
    [{ sessions: [{ ...session, read: 'get' }] }, /^sessions\[0\]\.read must be an array of names/],
    [{ sessions: [{ ...session, properties: 'yes' }] }, /^sessions\[0\]\.properties must be true or false/],
    [{ sessions: [{ ...session, reads: [] }] }, /^sessions\[0\]\.reads must be left out: the keys are name, modules, /],
  ])('%j', (value, expected) => {
    expect(error(value)).toMatch(expected);
  });
});

test('libraries are made once for one list', () => {
  const { sessions } = readSettings({ sessions: [session] });
  expect(customLibraries(sessions)).toBe(customLibraries(sessions));
  expect(customLibraries(sessions)[0]?.id).toBe('shop');
});
